"""Texts that mix languages: each paragraph is read in its own, and the claims are those of one text."""

from dataclasses import replace

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.claims import in_language, sift, sift_all
from factcheck.cli import main
from factcheck.errors import LanguageError
from factcheck.mixed import foreign
from factcheck.pipeline import loaded
from factcheck.records import Article, Claim, LeftOut

ITALIAN = [
    "Il consiglio ha approvato ieri sera il piano che prevede di spendere 3,5 milioni di euro per le scuole in città.",
    "La spesa è salita del 12% rispetto al 2019, ma secondo la giunta non ci sono altri 1.200 euro per i libri.",
]
ENGLISH = [
    "The mayor said that the council had spent 3.5 million euros on the schools, and that it would not spend more.",
    "The report will be published in May, and it will be read by at least 3,000 people who live in the town.",
]
SPANISH = [
    "El alcalde dijo que el ayuntamiento ya había gastado 3,5 millones de euros en las escuelas, y no gastaría más.",
]
DOUBTFUL = "El ayuntamiento aprobó el plan que prevé gastar 3,5 millones de euros en las escuelas de la ciudad."
FRENCH = "Le maire a dit que la ville avait dépensé 3,5 millions d'euros pour les écoles et qu'elle n'en a plus."
PARAGRAPHS = {text: lang for lang, texts in (("it", ITALIAN), ("en", ENGLISH), ("es", SPANISH)) for text in texts}


def told(*paragraphs: str, lang: str | None = None) -> Article:
    return in_language(Article("a.txt", "\n\n".join(paragraphs)), lang)


def found(article: Article) -> list[Claim | LeftOut]:
    return list(sift(article, loaded(str(article.lang))))


def read(article: Article) -> list[tuple[str, list[str]]]:
    return [(one.text, [str(figure.value) for figure in one.figures]) for one in found(article)]


@pytest.mark.parametrize("lang", ["it", "en", "es"])
def test_a_text_in_one_language(samples, lang):
    text = (samples / f"article.{lang}.txt").read_text(encoding="utf-8")
    assert foreign(text, lang) == ()


def test_each_paragraph_is_read_in_its_own_language():
    article = told(ITALIAN[0], ENGLISH[0], ITALIAN[1], SPANISH[0])
    assert (article.lang, [stretch.lang for stretch in article.foreign], article.notes) == ("it", ["en", "es"], ())
    assert read(article) == [
        (ITALIAN[0], ["3500000"]),
        (ENGLISH[0], ["3500000"]),
        (ITALIAN[1], ["12", "2019", "1200"]),
        (SPANISH[0], ["3500000"]),
    ]


@given(
    paragraphs=st.lists(st.sampled_from(list(PARAGRAPHS)), min_size=1, max_size=6),
    ends=st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_the_claims_are_those_of_one_text(paragraphs, ends):
    text = ends.join(paragraphs)
    lang = PARAGRAPHS[paragraphs[0]]
    article = in_language(Article("a.txt", text, lang))
    claims = found(article)
    assert [(one.text, one.paragraph, one.sentence) for one in claims] == [
        (paragraph, number, number) for number, paragraph in enumerate(paragraphs, 1)
    ]
    for number, (claim, paragraph) in enumerate(zip(claims, paragraphs, strict=True)):
        (alone,) = found(Article("a.txt", paragraph, PARAGRAPHS[paragraph]))
        assert isinstance(claim, Claim)
        assert claim.before == (paragraphs[number - 1] if number else "")
        assert claim.after == (paragraphs[number + 1] if number + 1 < len(paragraphs) else "")
        assert text[claim.start : claim.end] == claim.text
        for ours, theirs in zip(claim.figures, alone.figures, strict=True):
            assert text[ours.start : ours.end] == ours.text
            assert replace(ours, start=0, end=0, counted=None) == replace(theirs, start=0, end=0, counted=None)
            assert (ours.counted and ours.counted.text) == (theirs.counted and theirs.counted.text)
        if paragraphs.count(paragraph) == 1:
            assert claim.key == alone.key
    assert len({claim.key for claim in claims}) == len(claims)


def test_what_is_unsure_is_in_the_language_of_the_article():
    article = told(ITALIAN[0], "Costo: 1.500 euro", ENGLISH[0], "Totale 2.500", ITALIAN[1])
    assert read(article)[1] == ("Costo: 1.500 euro", ["1500"])
    assert read(article)[3] == ("Totale 2.500", ["2500"])


def test_what_is_unsure_within_a_stretch_belongs_to_it():
    article = told(*ITALIAN, ENGLISH[0], "Costs: 1,500 euros", ENGLISH[1])
    assert len(article.foreign) == 1
    assert read(article)[3] == ("Costs: 1,500 euros", ["1500"])


def test_a_language_that_is_asked_for_is_that_of_all():
    assert told(ITALIAN[0], ENGLISH[0], lang="it").foreign == ()


def test_the_language_of_most_paragraphs_is_that_of_the_article():
    assert told(ENGLISH[0], ITALIAN[0], ITALIAN[1]).lang == "it"
    with pytest.raises(LanguageError, match="certain"):
        told(ENGLISH[0] + " " + ITALIAN[0])


def test_a_language_that_is_not_installed_is_unsure():
    article = told(*ITALIAN, FRENCH, "Costo: 1.500 euro")
    (note,) = article.notes
    assert note.startswith("paragraph 3: in 'fr'")
    french = found(article)[2]
    assert isinstance(french, LeftOut)
    assert (french.why, french.sentence, [one.text for one in french.printed]) == ("unsure", 3, ["3,5"])
    taken = list(sift(article, loaded("it"), taken={french.key}))[2]
    assert isinstance(taken, Claim)
    assert taken.figures == ()


def test_a_language_that_cannot_be_told_is_unsure():
    article = told(*ITALIAN, DOUBTFUL)
    assert [stretch.lang for stretch in article.foreign] == ["und"]
    assert "a language that can't be told" in article.notes[0]
    doubtful = found(article)[2]
    assert isinstance(doubtful, LeftOut)
    assert [one.text for one in doubtful.printed] == ["3,5"]


def test_what_cannot_be_told_belongs_to_what_stands_beside_it():
    article = told(*ITALIAN, SPANISH[0], DOUBTFUL)
    assert [stretch.lang for stretch in article.foreign] == ["es"]
    assert read(article)[3] == (DOUBTFUL, ["3500000"])


def test_many_articles_at_once():
    articles = [told(*ITALIAN), told(ITALIAN[0], ENGLISH[0]), told(*ITALIAN[::-1])]
    assert list(sift_all(articles, loaded("it"))) == [found(article) for article in articles]


def test_frames():
    text = "\n".join([*ITALIAN, ENGLISH[0]])
    frame = factcheck.extract_frame(pd.DataFrame({"text": [text]}))
    assert [figures[0]["value"] for figures in frame["figures"]] == ["3500000", "12", "3500000"]
    assert list(frame["key"]) == [claim.key for claim in factcheck.extract(text)]


def test_the_languages_are_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join([*ITALIAN, ENGLISH[0], SPANISH[0], ENGLISH[1], FRENCH, *ITALIAN]), encoding="utf-8")
    done = CliRunner().invoke(main, ["extract", str(path), "--verbose"])
    assert "a.txt: language it; paragraphs 3, 5: en; paragraph 4: es; paragraph 6: fr\n" in done.stderr
    assert "a.txt: paragraph 6: in 'fr', it seems, which is not installed" in done.stderr
    assert done.exit_code == 1
