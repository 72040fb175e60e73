"""A reviewer's marks are carried from the worksheet of a plain text to the same article in another format."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from review_samples import article, marked, saved
from stories import STORIES
from test_articles_same import NEEDS
from writers import WRITERS
from written import plain

from factcheck.cli import main
from factcheck.review.records import Marks
from factcheck.worksheet.read import read

TEXT = plain(STORIES["river"])
FORMATS = [
    pytest.param(name, marks=NEEDS[WRITERS[name].program])
    for name in (
        "UTF-16",
        "Markdown",
        "Word",
        "OpenDocument by LibreOffice of Word",
        "RTF by LibreOffice",
        "PDF by LibreOffice, two columns",
        "PDF by Chromium",
        "a web page",
        "a mail in broken lines",
        "Atom",
    )
]
# In the earlier version another figure, other words, and a sentence more
OTHERS = {
    "1.250 famiglie": "1.310 famiglie",
    "ha promesso 15 milioni": "aveva promesso 15 milioni",
    "La piena di novembre": "Le dighe sono 5. La piena di novembre",
}


def worksheet(folder: Path, text: str) -> Path:
    """A workbook of the article, with marks on all its claims and their figures, each of its own."""
    found = article(text)
    claims = {place: {"status": "sourced", "notes": str(place)} for place in range(len(found.claims))}
    figures = {
        (place, number): {"figure_note": f"{place}.{number}"}
        for place, one in enumerate(found.claims)
        for number in range(len(one.claim.figures))
    }
    return saved(folder / "week.xlsx", marked(found, claims, figures))


def update(sheet: Path, document: Path) -> Result:
    return CliRunner().invoke(main, ["update", str(sheet), str(document)])


def marks(sheet: Path) -> list[tuple[str, Marks, tuple[Marks, ...]]]:
    """What was written in a workbook, beside the sentences."""
    return sorted((one.claim.key, one.marks, one.figures) for one in read(sheet).articles[0].claims)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_article(format: str, made: Callable[[str, str], Path], tmp_path: Path) -> None:
    sheet = worksheet(tmp_path, TEXT)
    result = update(sheet, made(format, "river"))
    assert result.exit_code == 0, result.stderr
    assert f"{len(marks(sheet))} unchanged ->" in result.stderr
    assert marks(tmp_path / "week.updated.xlsx") == marks(sheet)


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_article(format: str, made: Callable[[str, str], Path], tmp_path: Path) -> None:
    earlier = TEXT
    for now, before in OTHERS.items():
        assert now in earlier
        earlier = earlier.replace(now, before)
    sheet = worksheet(tmp_path, earlier)
    result = update(sheet, made(format, "river"))
    assert result.exit_code == 1
    assert "1 changed sentence, 1 changed figures; 1 no longer in the article" in result.stderr
    found = read(tmp_path / "week.updated.xlsx")
    assert [one.marks.get("change") for one in found.claims if "change" in one.marks] == ["figures", "sentence"]
    notes = [one.marks["notes"] for one in (*found.claims, *found.aside) if "notes" in one.marks]
    assert sorted(notes, key=int) == [str(place) for place in range(len(read(sheet).articles[0].claims))]
