"""The sentences left out: a table of examples for each language, and what must hold for any text."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from factcheck.claims import claims, sift
from factcheck.pipeline import languages
from factcheck.records import WHYS, Article, Claim, LeftOut

LANGUAGES = [language.code for language in languages()]
DATA = Path(__file__).parent / "data"
EXAMPLES = [
    pytest.param(lang, row["text"], row["left_out"], id=f"{lang}-{row['text'][:40]}")
    for lang in LANGUAGES
    for row in map(json.loads, (DATA / lang / "leftout.jsonl").read_text(encoding="utf-8").splitlines())
]


def sifted(text: str, nlp: Language, **options: Any) -> list[Claim | LeftOut]:
    return list(sift(Article("a.txt", text), nlp, **options))


def left_out(text: str, nlp: Language) -> list[LeftOut]:
    return [one for one in sifted(text, nlp) if isinstance(one, LeftOut)]


@pytest.mark.parametrize(("lang", "text", "expected"), EXAMPLES)
def test_example(pipelines: dict[str, Language], lang: str, text: str, expected: list[list[str]]) -> None:
    found = left_out(text, pipelines[lang])
    assert [[one.why, *(piece.text for piece in one.printed)] for one in found] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_has_an_example(lang: str) -> None:
    found = {row[0] for example in EXAMPLES if example.values[0] == lang for row in example.values[2]}
    assert found >= set(WHYS) - {"one"}  # which only some languages tell from an article
    assert found <= set(WHYS)


def test_the_fields(en: Language) -> None:
    text = "Title\n\nIt rained.  Section 4 names the Boeing 737 of 9 a.m. and 4x4 cars."
    (one,) = left_out(text, en)
    assert (one.article, one.paragraph, one.sentence) == ("a.txt", 2, 3)
    assert one.text == text[one.start : one.end] == "Section 4 names the Boeing 737 of 9 a.m. and 4x4 cars."
    assert one.why == "unsure"
    whys = [(piece.text, piece.why) for piece in one.printed]
    assert whys == [("4", "reference"), ("737", "name"), ("9 a.m.", "clock time"), ("4x4", "unsure")]
    assert [figure.kind for figure in one.figures] == ["TIME"]


def test_plain_sentences_and_claims_are_not_left_out(en: Language) -> None:
    assert left_out("It rained. A man saw one. The 30 cars of section 4 left at 9 a.m.", en) == []


def test_equal_sentences_have_keys_of_their_own(en: Language) -> None:
    first, claim, second = sifted("See page 4. It has 30 pages. See page 4.", en)
    assert isinstance(claim, Claim)
    assert len({first.key, claim.key, second.key}) == 3


def test_a_sentence_that_is_taken_becomes_a_claim(en: Language) -> None:
    text = "It rained. The third largest town met at 9 a.m. See page 4. It has 30 pages. See page 4. https://a.org/1"
    town, page, claim, again = sifted(text, en)
    taken = sifted(text, en, taken=frozenset({town.key, page.key, "unknown"}))
    assert [type(one) for one in taken] == [Claim, Claim, Claim, LeftOut]
    assert [one.key for one in taken] == [town.key, page.key, claim.key, again.key]
    assert taken[2:] == [claim, again]
    first, second = (one for one in taken[:2] if isinstance(one, Claim))
    assert [figure.kind for figure in first.figures] == ["ORDINAL", "TIME"]
    assert (first.before, first.after, first.links) == ("It rained.", "See page 4.", ("https://a.org/1",))
    assert second.figures == ()


PIECES = """
30 7 1.000 ½ 2-1 14:30 4x4 12/03/2021 31/02/2021 G7 5G 50ettari +39-02-123456 http://x.it/1 a1@b.it #5 @a1 art. n. pag.
1) 2. Boeing 737 km2 Mille sei tre one third terzo via Roma euro % £ ( ) « » . ? ! , a e the di and \u00ad \u200b
""".split()
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from([*PIECES, "\n", "\n\n"]), st.text(max_size=3)), max_size=20).flatmap(
        lambda pieces: st.sampled_from([" ", ""]).map(lambda space: space.join(pieces))
    ),
)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=TEXTS)
def test_no_digit_is_lost(pipelines: dict[str, Language], lang: str, text: str) -> None:
    found = sifted(text, pipelines[lang])
    starts = [one.start for one in found]
    assert starts == sorted(set(starts))
    assert len({one.key for one in found}) == len(found)
    for one in found:
        assert one.text == text[one.start : one.end]
        if isinstance(one, LeftOut):
            assert one.printed
            assert one.why == min((piece.why for piece in one.printed), key=WHYS.index)
            for piece in (*one.printed, *one.figures):
                assert piece.text == text[piece.start : piece.end]
                assert one.start <= piece.start < piece.end <= one.end
    for digits in re.finditer(r"\d+", text):
        holding = [one for one in found if one.start <= digits.start() and digits.end() <= one.end]
        if not holding:
            assert re.match(r"\d{1,3}[.)\]]", text[digits.start() :]), "only what numbers a list is left out"
            continue
        assert len(holding) == 1
        if isinstance(holding[0], LeftOut):
            pieces = holding[0].printed
            assert any(piece.start < digits.end() and digits.start() < piece.end for piece in pieces)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=TEXTS)
def test_all_can_be_taken(pipelines: dict[str, Language], lang: str, text: str) -> None:
    nlp = pipelines[lang]
    found = sifted(text, nlp)
    taken = sifted(text, nlp, taken={one.key for one in found})
    assert [(type(one), one.key, one.start) for one in taken] == [(Claim, one.key, one.start) for one in found]
    assert list(claims(Article("a.txt", text), nlp)) == [one for one in found if isinstance(one, Claim)]


@given(text=TEXTS, piece=st.integers(1, 600))
def test_what_is_left_out_does_not_depend_on_the_size_of_a_piece(it: Language, text: str, piece: int) -> None:
    long = f"{text} Vedi pag. 7. Il Boeing 737 vola. Parte alle 14:30. " * 12
    assert sifted(long, it, piece=piece) == sifted(long, it)
