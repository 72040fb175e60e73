"""Worksheets of every version stay readable: data/worksheets holds some that earlier versions wrote.

To add those of a version (whenever layout.SCHEMA grows, and before a release that changes sheets): with that version,
make `factcheck extract porto.it.txt -o porto.it.schemaN.empty.xlsx` in that folder, a .csv too, and the same of
harbour.en.txt, with SOURCE_DATE_EPOCH=1767225600. Save copies as schemaN.marked into which MARKS and FIGURE_MARKS were
typed, one of them with LibreOffice (marked.libreoffice). A file that stands there is never changed again.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reviewed import in_rows, plain, said, saved
from worksheet_samples import harbour, review

import factcheck
from factcheck.cli import main
from factcheck.worksheet import gather, layout
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.read import read
from factcheck.worksheet.wording import wording

FOLDER = Path(__file__).parent / "data" / "worksheets"
FILES = sorted((*FOLDER.glob("*.xlsx"), *FOLDER.glob("*.csv")))
MARKED = [path for path in FILES if ".marked" in path.name]
EMPTY = [path for path in FILES if ".empty" in path.name]

# What was written beside the claims, by their place: the status of the second was typed " Disputed", the x as "X"
MARKS = (
    {
        "status": "sourced",
        "source_link": "https://example.org/minutes",
        "notes": "=1+1, «perché»",
        "reviewer": "Rossi",
        "reviewed_on": "2026-01-16",
    },
    {"status": "disputed", "notes": "seen\ntwice"},
    {},
    {"not_a_claim": "x", "Desk": "city"},
)
# And beside the first figure of the third claim, but in tables
FIGURE_MARKS = {"figure_status": "unsourced", "correct_value": 12.4, "figure_note": "the archive says so"}

CLAIMS = {
    "porto": (
        "Il consiglio comunale ha stanziato 48 milioni di euro nel 2019.",
        "I lavori dureranno dai 18 ai 24 mesi, e nel porto lavorano circa 350 persone.",
        "Secondo il sindaco il traffico è calato del 12,5%, ma migliaia di passeggeri usano ancora il traghetto "
        "(https://example.org/porto).",
        "La gru è arrivata il 7 gennaio 2022 e pesa 90 tonnellate.",
    ),
    "harbour": (
        "The council voted 48 million euros in 2019.",
        "Works will take between 18 and 24 months, and about 350 people work in the harbour.",
        "According to the mayor traffic fell by 12.5%, but thousands of passengers still use the ferry "
        "(https://example.org/harbour).",
        "The crane came on 7 January 2022 and weighs 90 tonnes.",
    ),
}


def name_of(path: Path) -> str:
    return path.name


def expected(path: Path) -> Counter[tuple[Any, ...]]:
    """The marks in a file, without the article's name: (claim's key, column, mark), or with the figure's place."""
    claims = [one.claim for one in read(path).claims]
    marks = Counter(
        (claim.key, column, plain(mark))
        for claim, marks in zip(claims, MARKS, strict=True)
        for column, mark in marks.items()
    )
    if path.suffix != ".csv":
        marks += Counter((claims[2].key, 0, column, plain(mark)) for column, mark in FIGURE_MARKS.items())
    return marks


def found(path: Path) -> Counter[tuple[Any, ...]]:
    return Counter({where[2:]: count for where, count in said(read(path)).items()})


def test_there_are_worksheets_of_every_version() -> None:
    for schema in range(1, layout.SCHEMA + 1):
        for kind in ("empty.xlsx", "empty.csv", "marked.xlsx", "marked.csv", "marked.libreoffice.xlsx"):
            assert any(path.name.endswith(f".schema{schema}.{kind}") for path in FILES), (schema, kind)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_the_claims_are_there(path: Path) -> None:
    review = read(path)
    assert tuple(one.claim.text for one in review.claims) == CLAIMS[path.name.partition(".")[0]]
    assert [len(one.claim.figures) for one in review.claims] == [2, 2, 2, 2]
    assert len({one.claim.key for one in review.claims}) == 4
    assert review.problems == ()


@pytest.mark.parametrize("path", EMPTY, ids=name_of)
def test_what_nobody_wrote_in_has_no_marks(path: Path) -> None:
    assert not has_marks(path)
    assert found(path) == Counter()


@pytest.mark.parametrize("path", MARKED, ids=name_of)
def test_every_mark_comes_back(path: Path) -> None:
    assert has_marks(path)
    assert found(path) == expected(path)


@pytest.mark.parametrize("path", MARKED, ids=name_of)
@pytest.mark.parametrize("form", [".xlsx", ".csv"])
def test_they_are_written_again_with_all_marks(path: Path, form: str, tmp_path: Path) -> None:
    review = read(path)
    again = read(saved(tmp_path / f"again{form}", review))
    assert in_rows(again) == in_rows(review) and sum(in_rows(review).values()) == 9
    if form == ".xlsx":
        assert said(again) == said(review)
        assert again.whole is review.whole


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_their_status_is_told(path: Path) -> None:
    done = CliRunner().invoke(main, ["status", "--json", str(path)])
    assert (done.exit_code, done.stderr) == (1, "")
    assert '"claims"' in done.stdout


@pytest.mark.parametrize("path", MARKED, ids=name_of)
def test_they_are_updated_with_the_same_article(path: Path, tmp_path: Path) -> None:
    article, lang = FOLDER / ".".join((*path.name.split(".")[:2], "txt")), path.name.split(".")[1]
    updated = tmp_path / "updated.xlsx"
    done = CliRunner().invoke(main, ["update", str(path), str(article), "-o", str(updated), "--lang", lang])
    assert done.exit_code in (0, 1), done.stderr
    lost = expected(path) - found(updated)
    assert lost == Counter()


@pytest.mark.parametrize("version", ["99.0", factcheck.__version__])
def test_words_that_were_others_in_another_version_are_no_changes(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.xlsx", review(harbour()))
    words = wording("en")
    kinds = {kind: f"{word} or so" for kind, word in words.values.kinds.items()}
    other = words.model_copy(update={"values": words.values.model_copy(update={"kinds": kinds})})
    monkeypatch.setattr(gather, "wording", lambda _: other)
    monkeypatch.setattr(factcheck, "__version__", version)
    assert bool(read(path).problems) is (version != "99.0")
