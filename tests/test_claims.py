"""From articles to claims: what makes a claim, where it stands, its key, its links, and long texts."""

import unicodedata
from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck.claims import claims, extract, sift, sift_all, to_frame, why_not
from factcheck.errors import ArticleError, LanguageError
from factcheck.pieces import PIECE
from factcheck.pipeline import languages, loaded
from factcheck.records import Article, Claim, Figure

LANGUAGES = [language.code for language in languages()]


def found(text, lang="it", **more):
    return extract(Article(name="a.txt", text=text, lang=lang, **more))


def check_offsets(article, claim):
    mentions = [claim, *claim.figures, *(figure.counted for figure in claim.figures if figure.counted)]
    for mention in [*mentions, *([claim.attribution] if claim.attribution else [])]:
        assert mention.text == article[mention.start : mention.end]
    assert claim.text == claim.text.strip() != ""
    assert claim.before in article and claim.after in article


def test_the_fields_of_a_claim():
    text = "Titolo\n\n  Piove. Secondo Reuters, i feriti sono 30. https://a.org/1\nNessuno altro.\n"
    (claim,) = found(text)
    assert claim.text == "Secondo Reuters, i feriti sono 30. https://a.org/1"
    assert (claim.article, claim.paragraph, claim.sentence) == ("a.txt", 2, 3)
    assert (claim.before, claim.after) == ("Piove.", "Nessuno altro.")
    assert [figure.value for figure in claim.figures] == [Decimal(30)]
    assert claim.links == ("https://a.org/1",)
    assert claim.attribution and claim.attribution.text == "Secondo Reuters"
    check_offsets(text, claim)


def test_the_first_and_last_sentence_have_one_neighbour():
    first, last = found("Sono 30 case. Sono 40 ponti.")
    assert (first.before, first.after, last.before, last.after) == ("", "Sono 40 ponti.", "Sono 30 case.", "")


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (Figure("30", 0, 2, "CARDINAL", Decimal(30)), None),
        (Figure("one", 0, 3, "CARDINAL", Decimal(1)), "one"),
        (Figure("1", 0, 1, "CARDINAL", Decimal(1)), None),
        (Figure("third", 0, 5, "ORDINAL", Decimal(3)), "rank"),
        (Figure("14:30", 0, 5, "TIME", date="T14:30"), "clock time"),
        (Figure("2020", 0, 4, "DATE", Decimal(2020)), None),
        (Figure("one million", 0, 11, "CARDINAL", Decimal(1_000_000)), None),
    ],
)
def test_figures_worth_checking(figure, why):
    assert why_not(figure) == why


def test_a_claim_keeps_all_its_figures():
    (claim,) = found("Alle 14:30 c'erano 300 persone.")
    assert [figure.kind for figure in claim.figures] == ["TIME", "CARDINAL"]
    assert found("Il treno parte alle 14:30.") == []


def test_no_text_no_claims():
    assert found("") == []
    assert found(" \n\t") == []


@pytest.mark.parametrize(
    "same",
    [
        "Sono   30\u00a0case.",
        "So\u00adno 30 case.",
        "Nota.\n\nSono 30 case. Poi basta.",
    ],
)
def test_the_key_does_not_depend_on_layout(same):
    (key,) = {claim.key for text in ("Sono 30 case.", same) for claim in found(text)}
    assert len(key) == 16


def test_the_key_does_not_depend_on_composition():
    text = "Perché 30 città?"
    assert [c.key for c in found(text)] == [c.key for c in found(unicodedata.normalize("NFD", text))]


def test_equal_sentences_have_different_keys():
    first, second = found("Sono 30 case. Sono 30 case.")
    assert first.key != second.key


def test_the_key_is_the_same_for_ever():
    (claim,) = found("Sono 30 case.")
    assert claim.key == "94ff3da6ad3bd035"


def test_links_that_close_a_paragraph_belong_to_all_its_claims():
    text = "Sono 30 case. Sono 40 ponti. https://a.org/1https://a.org/1\nhttps://b.org/2\n\nSono 50 vie."
    assert [claim.links for claim in found(text)] == [("https://a.org/1", "https://b.org/2")] * 2 + [()]


def test_the_public_function_is_no_module():
    import factcheck.claims

    assert callable(factcheck.extract)


def test_sources():
    assert extract("Sono 30 case.", lang="it")[0].article == "text"
    assert extract("The river rose by 30 metres and they had to leave.")[0].figures[0].unit == "meter"
    with pytest.raises(LanguageError):
        extract("30")
    with pytest.raises(LanguageError, match="'xx' is not installed"):
        extract("30", lang="xx")


def test_a_path_is_a_file(article, tmp_path):
    assert [claim.article for claim in extract(article)] == ["article.txt", "article.txt"]
    with pytest.raises(ArticleError):
        extract(tmp_path / "none.txt")


@pytest.mark.parametrize("source", [None, 5, b"30", ["30"]])
def test_another_source_is_a_type_error(source):
    with pytest.raises(TypeError, match=rf"text .* file .* Article, not {type(source).__name__}\."):
        extract(source, lang="it")


def test_the_language_of_an_article_is_taken():
    assert found("Sono 3,5 milioni.")[0].figures[0].value == Decimal(3_500_000)
    assert found("It took 3.5 million.", lang="en")[0].figures[0].value == Decimal(3_500_000)


def test_a_frame_has_a_row_for_each_claim():
    frame = to_frame(found("Sono 30 case. Sono 40 ponti."))
    assert list(frame.columns) == [field.name for field in fields(Claim)]
    assert frame["text"].tolist() == ["Sono 30 case.", "Sono 40 ponti."]
    empty = to_frame([])
    assert len(empty) == 0 and "key" in empty.columns


def test_the_samples_slice_back(samples):
    for lang in LANGUAGES:
        text = (samples / f"article.{lang}.txt").read_text(encoding="utf-8")
        for claim in factcheck.extract(samples / f"article.{lang}.txt"):
            check_offsets(text, claim)


# Long texts

SENTENCES = [
    "Secondo Reuters i feriti sono 30, dei quali 12 (dati al 3 maggio.) gravi.",
    "«Basta! Servono 3 milioni di euro», ha detto il sindaco.",
    "Nessuno parla.",
    "Il sig. Rossi, n. 5 di via Po, spende 1.200,50 euro al mese. https://a.org/1",
    "- Punto 1: 40% in più",
    "E poi… ancora 7 giorni?",
    "A" * 700 + " 5 euro.",
]
GAPS = [" ", " ", "\n", "\n\n", "  \r\n"]
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(GAPS)), max_size=30).map(
    lambda pairs: "".join(sentence + gap for sentence, gap in pairs)
)


@settings(max_examples=60)
@given(text=TEXTS, piece=st.integers(1, 3_000))
def test_claims_do_not_depend_on_the_size_of_a_piece(text, piece):
    article = Article(name="a.txt", text=text)
    assert list(claims(article, loaded("it"), piece)) == list(claims(article, loaded("it"), 10**9))


ARTICLES = st.lists(TEXTS | st.text() | st.sampled_from(["", "\ud800 30 case."]), max_size=5).map(
    lambda texts: [Article(name=str(number), text=text) for number, text in enumerate(texts)]
)


@settings(max_examples=60)
@given(several=ARTICLES)
def test_many_articles_give_what_each_gives(several):
    assert list(sift_all(several, loaded("it"))) == [list(sift(article, loaded("it"))) for article in several]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_samples_among_long_texts(samples, lang):
    text = (samples / f"article.{lang}.txt").read_text(encoding="utf-8")
    several = [Article(str(number), part) for number, part in enumerate([text, text * (PIECE // len(text) + 1), text])]
    assert list(sift_all(several, loaded(lang))) == [list(sift(article, loaded(lang))) for article in several]


def test_two_million_characters_in_one_line():
    text = ("parola " * 285_000) + "30 case. " + "Sono 40 ponti. " * 300
    assert [figure.value for claim in found(text) for figure in claim.figures].count(Decimal(40)) == 300


@given(text=st.text())
def test_any_text(text):
    for lang in LANGUAGES:
        for claim in found(text, lang):
            check_offsets(text, claim)


@given(
    text=st.lists(st.sampled_from(["\ud800", "30", " euro", ". ", "\n", "É", "\u00ad", "\u200b", "https://"])).map(
        "".join
    )
)
def test_odd_characters(text):
    for claim in found(text):
        check_offsets(text, claim)
