"""What the tests share: the pipelines, loaded once, and the samples."""

import factcheck.worksheet  # before openpyxl, which it tells to do without lxml  # isort: skip

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, open_browser
from hypothesis import settings
from office import converted
from spacy.language import Language
from writers import WRITERS

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
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with open_browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str, str], Path]:
    """Gives the document of a format in writers.py and an article in stories.py, by their names."""

    @cache
    def converted_to(extension: str) -> dict[tuple[str, str], Path]:
        """All documents with an extension that LibreOffice makes, at once, as it takes a second to start."""
        folder, out = (tmp_path_factory.mktemp(f"{name}-{extension}") for name in ("of", "made"))
        rows = {name: row for name, row in WRITERS.items() if (row.program, row.extension) == ("soffice", extension)}
        wanted = [(format, name) for format, row in rows.items() for name in row.stories]
        paths = [rows[format].put(folder / str(number), name) for number, (format, name) in enumerate(wanted)]
        return dict(zip(wanted, converted(paths, extension, out), strict=True))

    @cache
    def document(format: str, name: str) -> Path:
        row = WRITERS[format]
        if row.program == "soffice":
            return converted_to(row.extension)[format, name]
        source = row.put(tmp_path_factory.mktemp("made") / "a", name)
        return request.getfixturevalue("browser").printed(source) if row.program == "chromium" else source

    return document


@pytest.fixture(scope="session")
def readers(pipelines: dict[str, Language]) -> dict[str, Reader]:
    return {lang: pipeline.get_pipe("figures").reader for lang, pipeline in pipelines.items()}
