"""A claim begins behind bullets, numbers and marks of notes, so that a list is the same in every format."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from test_carry import SOURCED, marks_of, review, updated

from factcheck import bullets
from factcheck.claims import sift
from factcheck.records import Article, Claim

BEHIND = [
    *("- ", "* ", "• ", "•", "\uf0b7\t", "– ", "✓ ", "☐ ", "• - "),
    *("¹ ", "12. ", "1) ", "(2) ", "[3] ", "a) ", "(b) ", "c. ", "iv. ", "IX) "),
]
HARBOUR = ["Il porto ha 12 gru", "I lavori durano 18 mesi", "Vi lavorano 350 persone"]
LISTED = "Operai assunti: 240"


@pytest.mark.parametrize("before", BEHIND)
def test_a_claim_begins_behind(pipelines: Mapping[str, Language], before: str) -> None:
    text = f"Ecco i numeri.\n{before}{LISTED}\n{before}Nessuno è in ferie"
    (claim,) = [one for one in sift(Article("a", text, lang="it"), pipelines["it"]) if isinstance(one, Claim)]
    assert (claim.text, text[claim.start : claim.end]) == (LISTED, LISTED)
    assert [figure.text for figure in claim.figures] == ["240"]
    assert claim.key == next(iter(sift(Article("a", LISTED, lang="it"), pipelines["it"]))).key


@pytest.mark.parametrize(
    "sentence",
    [
        "−5,2% di iscritti",
        "-5,2% di iscritti",
        "1.200 iscritti",
        "1 iscritto su 12",
        "(12 per cento)",
        "240",
        "I. Rossi ha 12 anni.",
    ],
)
def test_a_claim_is_whole(pipelines: Mapping[str, Language], sentence: str) -> None:
    found = list(sift(Article("a", sentence, lang="it"), pipelines["it"]))
    assert [one.text for one in found] == [sentence]


def test_a_number_before_a_sentence_without_others_is_left_out(pipelines: Mapping[str, Language]) -> None:
    (left,) = sift(Article("a", "1. Nessuno è in ferie", lang="it"), pipelines["it"])
    assert not isinstance(left, Claim)
    assert [(one.text, one.why) for one in left.printed] == [("1", "list mark")]


@given(st.text(alphabet="-*•1a.)( \n½x²", max_size=12))
def test_it_begins_within(text: str) -> None:
    assert 0 <= bullets.begin(text, 0, len(text), ()) <= max(len(text) - 1, 0)


def test_marks_of_a_worksheet_made_before(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n- ".join(["Ecco.", *HARBOUR])
    with monkeypatch.context() as before:
        before.setattr(bullets, "begin", lambda text, start, end, numbers: start)
        old = review(text, {0: SOURCED, 2: SOURCED})
    carried = updated(old, text)
    kept = [{name: value for name, value in marks.items() if name in SOURCED} for marks in marks_of(carried)]
    assert kept == [SOURCED, {}, SOURCED]
    assert [marks.get("earlier_sentence") for marks in marks_of(carried)] == [
        f"- {HARBOUR[0]}",
        None,
        f"- {HARBOUR[2]}",
    ]
    assert carried.review.aside == ()
