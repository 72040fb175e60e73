"""The same article in every format gives the same text and the same claims, keys included."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from browser import needs_browser
from office import needs_office
from spacy.language import Language
from writers import WRITERS
from written import plain

from factcheck.articles import read, read_all, read_bytes
from factcheck.claims import claims
from factcheck.records import Article, Claim, Figure, Mention

NEEDS = {"": (), "soffice": (needs_office,), "chromium": (needs_browser,)}
TYPED = re.compile(r"(?:[•-]|\d+\.|\(\d+\)) ")
DOCUMENTS = [
    pytest.param(format, name, marks=NEEDS[writer.program], id=f"{format}-{name}")
    for format, writer in WRITERS.items()
    for name in writer.stories
]


@pytest.mark.parametrize(("format", "name"), DOCUMENTS)
def test_the_same_article(
    format: str, name: str, made: Callable[[str, str], Path], pipelines: dict[str, Language]
) -> None:
    writer = WRITERS[format]
    story, article = writer.story(name), read(made(format, name))
    expected = Article(article.name, plain(story))
    found, wanted = (list(claims(one, pipelines[story.lang])) for one in (article, expected))
    assert len(wanted) > 3, "an article with few claims shows little"
    if writer.keeps:
        assert article.text == expected.text
        assert [replace(claim, page=None, heading=None, links=()) for claim in found] == wanted
    else:
        assert lines(article.text) == lines(expected.text)
        assert sorted(map(said, found)) == sorted(map(said, wanted))


TOLD = [name for name, writer in WRITERS.items() if writer.extension not in ("md", "csv", "jsonl")]


@pytest.mark.parametrize("format", [pytest.param(name, marks=NEEDS[WRITERS[name].program]) for name in TOLD])
def test_the_content_decides(format: str, made: Callable[[str, str], Path]) -> None:
    """But of texts, which may be of any kind."""
    path = made(format, "river")
    (expected,) = read_all(path)
    for name in ("a.txt", "a.pdf", "a.docx", "a.eml", "a"):
        (article,) = read_bytes(path.read_bytes(), name, name)
        assert article.text == expected.text


def bare(text: str) -> str:
    """A text with single spaces, and without soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def said_in(line: str) -> str:
    """What a line says, without the bullet or number that was typed before it."""
    return TYPED.sub("", bare(line))


def lines(text: str) -> list[str]:
    """The lines; those of footnotes last, as they may stand at the end of each page."""
    return sorted((said_in(line) for line in text.split("\n") if line), key=lambda line: line[0] in "¹²³")


def said(claim: Claim) -> tuple[str, str]:
    """What a claim says."""
    return claim.key, str([figure(one) for one in claim.figures])


def figure(one: Figure) -> Figure:
    """A figure wherever it stands."""
    counted = one.counted and Mention(bare(one.counted.text), 0, 0)
    return replace(one, text="", start=0, end=0, counted=counted)
