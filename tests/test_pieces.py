"""Long texts are read piece by piece; sentences without end are cut."""

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from factcheck import pieces
from factcheck.claims import claims, sift, sift_all
from factcheck.pieces import LONGEST, PIECE, sentences
from factcheck.pipeline import loaded
from factcheck.records import Article, Claim

SENTENCES = [
    "Il 3 maggio 2021 sono arrivati 1.200 migranti.",
    "Nessuno parla.",
    "Le case sono 30.",
    "Secondo il sindaco mancano 3 milioni di euro.",
]
UNITS = [
    "Sono 40 case, ", "tre milioni di euro e ", "parola ", "Fine. ", "\n", " " * 90, "\n" * 90, "7" * 90, "$%-" * 30,
    "a" * 90, "\ud800", "tel. 02 123 45 67 ", "«E poi (", "3-0 ", "https://example.org/7/", "Secondo il sindaco ",
]  # fmt: skip
ENDLESS = {
    "words": "parola ",
    "figures": "sono 30 case e 5 milioni di euro, ",
    "digits": "1234567890",
    "numbers": "12 345 ",
    "signs": "€%$-–(/",
    "one word": "parola",
    "number words": "tremila",
    "blanks": " ",
    "empty lines": "\n",
    "dots": ".",
    "links": "https://example.org/1",
}
SECONDS, BYTES = 60, 400_000_000  # of a processor, and of memory: more than any of them should need

READ = f"""
import resource, sys
from factcheck.claims import sift
from factcheck.pipeline import loaded
from factcheck.records import Article

resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
text = sys.argv[1] * (400_000 // len(sys.argv[1])) + " Sono 40 ponti."
nlp = loaded("it")
nlp("Sono 40 ponti.")
resource.setrlimit(resource.RLIMIT_DATA, ({BYTES}, {BYTES}))
for one in sift(Article("a.txt", text, "it"), nlp):
    assert one.text == text[one.start : one.end]
    last = one
print(last.figures[-1].text, last.end == len(text))
"""


@pytest.fixture
def it() -> Language:
    return loaded("it")


def test_the_pieces_of_a_long_line_are_bounded(it: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    tokenizer = it.tokenizer

    def tokens(text: str) -> object:
        sizes.append(len(text))
        return tokenizer(text)

    monkeypatch.setattr(it, "tokenizer", tokens)
    line = " ".join(SENTENCES * 200)
    assert len(list(sentences(line, it, 5_000))) == 800
    assert max(sizes) == 5_000
    assert sum(sizes) < 1.5 * len(line)


@pytest.mark.parametrize("unit", ["parola ", "7", "a-", "€", " ", "\n", "Il n. "])
def test_a_line_without_end_is_read_twice_at_most(it: Language, monkeypatch: pytest.MonkeyPatch, unit: str) -> None:
    sizes = []
    tokenizer = it.tokenizer

    def tokens(text: str) -> object:
        sizes.append(len(text))
        return tokenizer(text)

    monkeypatch.setattr(it, "tokenizer", tokens)
    text = unit * (300_000 // len(unit))
    assert max((one.end - one.start for one in sentences(text, it)), default=0) <= LONGEST
    assert max(sizes) == PIECE
    assert sum(sizes) < 2 * len(text)


@settings(max_examples=100)
@given(units=st.lists(st.tuples(st.sampled_from(UNITS), st.integers(1, 12)), max_size=12), piece=st.integers(1, 3_000))
def test_where_sentences_are_cut_depends_on_no_size(units: list[tuple[str, int]], piece: int) -> None:
    article = Article("a.txt", "".join(unit * count for unit, count in units))
    nlp = loaded("it")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "LONGEST", 300)
        found = list(sift(article, nlp))
        assert list(sift(article, nlp, piece=piece)) == found
        assert list(sift_all([article], nlp)) == [found]
    for one in found:
        assert one.text == article.text[one.start : one.end]
        assert len(one.text) <= 300
        for figure in one.figures:
            assert one.start <= figure.start < figure.end <= one.end
            assert figure.text == article.text[figure.start : figure.end]
            assert figure.counted is None or figure.counted.end <= one.end


@pytest.mark.parametrize("shift", range(40))
def test_no_figure_is_cut(it: Language, shift: int) -> None:
    text = "x " * (LONGEST // 2 - 20) + "y" * shift + " 5 milioni di euro " + "z " * LONGEST
    (claim,) = claims(Article("a.txt", text), it)
    assert [(figure.text, figure.value, figure.unit) for figure in claim.figures] == [
        ("5 milioni di euro", 5_000_000, "EUR")
    ]


@pytest.mark.skipif(os.name == "nt", reason="no limits to a process there")
@pytest.mark.parametrize("what", ENDLESS)
def test_a_long_text_without_end(what: str) -> None:
    done = subprocess.run([sys.executable, "-c", READ, ENDLESS[what]], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "40 True\n", "")


def test_many_lines_are_read_as_each_is(it: Language) -> None:
    lines = [f"{sentence[:-1]} a Porto{number}.\n" for number in range(2_000) for sentence in SENTENCES]
    text = "".join(lines)
    assert len(text) > 3 * PIECE
    found = [one for one in sift(Article("a.txt", text), it) if isinstance(one, Claim)]
    assert [one.text for one in found] == [line[:-1] for line in lines if "Nessuno" not in line]
    assert all(one.text == text[one.start : one.end] for one in found)
    assert [one.paragraph for one in found] == [at for at, line in enumerate(lines, 1) if "Nessuno" not in line]
