"""No figure where there is none: 100 KB of prose for each language that has pieces for it (see prose.py)."""

import re

import pytest
from prose import DATA, Prose

LANGS = sorted(path.parent.name for path in DATA.glob("*/prose.json"))
SIZE = 100_000


@pytest.fixture(scope="module", params=LANGS)
def prose(request):
    return request.param, Prose(request.param).text(SIZE)


def test_no_figure_in_prose_without_one(pipelines, prose):
    lang, text = prose
    found = [span._.figure for span in pipelines[lang](text).spans["figures"]]
    assert [text[max(0, one.start - 40) : one.end + 40] for one in found] == []


def test_the_prose_is_long_and_varied(prose):
    lang, text = prose
    assert len(text.encode()) >= SIZE
    assert Prose(lang).text(SIZE) == text
    told = [sentence for sentence in re.split(r"(?<=[.!?])\s+|\n+", text) if len(sentence) > 40]
    assert len(set(told)) > 0.85 * len(told)


def test_a_figure_in_the_prose_would_be_found(pipelines, prose):
    lang, text = prose
    assert len(pipelines[lang](text.replace("\n\n", "\n\n42 %\n\n", 7)).spans["figures"]) == 7
