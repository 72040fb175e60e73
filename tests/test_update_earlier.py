"""Worksheets whose sentences begin with bullets, as those of earlier versions, keep what was written in them."""

from dataclasses import replace
from pathlib import Path

import pytest
from review_samples import article, marked, saved

import factcheck
from factcheck import bullets
from factcheck.review.carry import carry, taken
from factcheck.review.records import Review
from factcheck.worksheet.read import read
from factcheck.worksheet.write import write_csv, write_xlsx

LISTS = {
    "equal items": ("Ecco:\n- 240 operai\n• 240 operai\n1) 240 operai\n240 operai", ["240 operai"] * 4),
    "short items": ("Ecco:\n• 3%\n• 4 km\n• 5 kg\n• 300", ["3%", "4 km", "5 kg", "300"]),
    "numbers": ("Ecco:\n1. Sono 3 kg.\n2. Sono 5 kg.\n3) 8 kg", ["Sono 3 kg.", "Sono 5 kg.", "8 kg"]),
    "none": ("−5,2% di iscritti\n1 iscritto su 12", ["−5,2% di iscritti", "1 iscritto su 12"]),
}


def written(path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A worksheet of an earlier version with marks on each claim and, in a workbook, on its first figure.

    All sentences that were left out are to be taken in.
    """
    with monkeypatch.context() as earlier:
        earlier.setattr(bullets, "begin", lambda text, start, end, numbers: start)
        earlier.setattr(factcheck, "__version__", "0.2.0")
        found = article(text)
        places = range(len(found.claims))
        found = marked(
            found,
            {place: {"status": "sourced", "notes": str(place)} for place in places},
            {(place, 0): {"figure_note": str(place)} for place in places},
        )
        left_out = [replace(one, marks={"take_in": "x"}) for one in found.left_out]
        review = Review([replace(found, left_out=left_out)], "it")
        if path.suffix == ".xlsx":
            with path.open("wb") as stream:
                write_xlsx(stream, review)
        else:
            with path.open("w", encoding="utf-8", newline="") as table:
                write_csv(table, review)
    return path


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
@pytest.mark.parametrize("name", LISTS)
def test_all_is_carried(name: str, extension: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, sentences = LISTS[name]
    old = read(written(tmp_path / f"a.{extension}", text, monkeypatch))
    carried = carry(old, "article.txt", article(text, taken=taken(old.articles)))
    assert [one.claim.text for one in carried.review.claims] == sentences
    assert [one.marks for one in carried.review.claims] == [
        {"status": "sourced", "notes": str(place)} for place in range(len(sentences))
    ]
    if extension == "xlsx":
        assert [one.figures[0] for one in carried.review.claims] == [
            {"figure_note": str(place)} for place in range(len(sentences))
        ]
    assert (carried.problems, carried.review.aside) == ((), ())


def test_what_was_to_be_taken_in_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- La partita finisce 3-1\n2. Nessuno parla.\n- 40 operai."
    old = read(written(tmp_path / "a.xlsx", text, monkeypatch))
    carried = carry(old, "article.txt", article(text, taken=taken(old.articles)))
    assert [one.claim.text for one in carried.review.claims] == [
        "La partita finisce 3-1",
        "2. Nessuno parla.",
        "40 operai.",
    ]
    assert carried.review.aside == ()


def test_what_was_taken_in_before_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- La partita finisce 3-1\n2. Nessuno parla.\n- 40 operai."
    with monkeypatch.context() as earlier:
        earlier.setattr(bullets, "begin", lambda text, start, end, numbers: start)
        everything = taken([article(text)]) | {one.sentence.key for one in article(text).left_out}
        found = article(text, taken=everything)
        earlier.setattr(factcheck, "__version__", "0.2.0")
        path = saved(tmp_path / "a.xlsx", marked(found, {place: {"notes": str(place)} for place in range(3)}))
    old = read(path)
    carried = carry(old, "article.txt", article(text, taken=taken(old.articles)))
    assert [one.marks for one in carried.review.claims] == [{"notes": str(place)} for place in range(3)]
    assert carried.problems == ()
