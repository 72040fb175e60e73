"""Columns that are not ours, on every sheet that is read, come back; so does what was joined in one cell."""

from dataclasses import replace

import pytest
from review_samples import article

from factcheck.review.records import Aside, OwnColumn, Review, ReviewedArticle, ReviewedClaim, ReviewedSentence
from factcheck.worksheet.read import read
from factcheck.worksheet.write import write_xlsx

FOUND = article("Il comune ha speso 48 milioni. Ne parla la legge n. 104. Arriva alle 14:30.")
OWN = (OwnColumn("Desk"),)


@pytest.fixture
def again(tmp_path):
    def write_and_read(review):
        path = tmp_path / "a.xlsx"
        with path.open("wb") as stream:
            write_xlsx(stream, review)
        found = read(path)
        assert found.problems == ()
        return found

    return write_and_read


def test_on_each_sheet(again):
    marks = {"Desk": "city"}
    claims = [ReviewedClaim(FOUND.claims[0].claim, marks, (marks,))]
    left_out = [ReviewedSentence(one.sentence, marks) for one in FOUND.left_out]
    aside = Aside("gone", "article.txt", {"Desk": "sports", "take_in": "x", "notes": "why?"}, text="Erano 30.")
    found = again(Review([ReviewedArticle(FOUND.article, FOUND.name, claims, left_out)], "en", OWN, OWN, OWN, (aside,)))
    (one,) = found.articles
    assert len(one.left_out) == 2
    assert [item.marks for item in (*one.claims, *one.left_out)] == [marks] * 3
    assert one.claims[0].figures == (marks,)
    assert found.left_out_columns == OWN
    assert found.aside[0].marks == {"Desk": "sports", "notes": "why?", "other": "Take in: x"}


def test_earlier_statuses(again):
    marks = {"change": "figures", "earlier_status": "sourced → disputed", "notes": "b"}
    claim = ReviewedClaim(FOUND.claims[0].claim, marks)
    for ui in ("it", "en"):
        found = again(Review([replace(FOUND, claims=[claim])], ui))
        assert [one.marks for one in found.claims] == [marks]
