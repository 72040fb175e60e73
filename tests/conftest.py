"""What the tests share: the pipelines, loaded once, and the samples."""

import factcheck.worksheet  # before openpyxl, which it tells to do without lxml  # isort: skip

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from office import converted
from spacy.language import Language
from written import ARTICLES, fodt

import factcheck
from factcheck.pipeline import languages
from factcheck.quantities.reader import Reader

ROOT = Path(__file__).resolve().parent.parent

# A first call compiles a language's patterns; how long that takes says nothing about the text.
settings.register_profile("factcheck", deadline=None)
settings.load_profile("factcheck")


@pytest.fixture(scope="session")
def pipelines() -> dict[str, Language]:
    """The pipelines of all installed languages."""
    return {language.code: factcheck.load(language.code) for language in languages()}


@pytest.fixture(scope="session")
def it(pipelines: dict[str, Language]) -> Language:
    return pipelines["it"]


@pytest.fixture(scope="session")
def en(pipelines: dict[str, Language]) -> Language:
    return pipelines["en"]


@pytest.fixture(scope="session")
def frames() -> dict[str, Any]:
    """For each language, sentences and words to put others in: data/<lang>/frames.json."""
    folder = Path(__file__).parent / "data"
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*/frames.json")}


@pytest.fixture(scope="session")
def samples() -> Path:
    return ROOT / "samples"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short Italian article in a folder of its own."""
    path = tmp_path / "article.txt"
    path.write_text(
        "Il fiume è salito di tre metri durante la notte e 40 famiglie hanno lasciato le case.\n"
        "Secondo il sindaco i danni sono di 2 milioni di euro, ma nessuno è stato ferito.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Path]]:
    """Gives the articles of written.py as LibreOffice saves them in a format: docx, odt, rtf."""

    @cache
    def in_format(extension: str) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp(extension)
        for name, written in ARTICLES.items():
            (folder / f"{name}.fodt").write_text(fodt(written), encoding="utf-8")
        paths = converted([folder / f"{name}.fodt" for name in ARTICLES], extension, folder)
        return dict(zip(ARTICLES, paths, strict=True))

    return in_format


@pytest.fixture(scope="session")
def readers(pipelines: dict[str, Language]) -> dict[str, Reader]:
    return {lang: pipeline.get_pipe("figures").reader for lang, pipeline in pipelines.items()}
