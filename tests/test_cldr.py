"""The tables made from CLDR are what models/cldr.py makes of them today."""

import importlib.util
from pathlib import Path

import pytest

from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_are_current(lang):
    spec = importlib.util.spec_from_file_location("cldr", ROOT / "models" / "cldr.py")
    cldr = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(cldr)
    assert (ROOT / "models" / lang / "figures" / "cldr.json").read_text(encoding="utf-8") == cldr.table(lang)
