"""In which encoding bytes are: what they say themselves, what the document says, what was guessed."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.encoding import decoded
from factcheck.articles.garbled import garbled
from factcheck.errors import ArticleError

ITALIAN = "Perché l'università è più cara? Nel 2020 il costo è salito del 3,5%, cioè a 1.250 lire, dicono a Forlì."
ENGLISH = "The mayor said on Tuesday that the café’s rent “rose” by £3.5m – over 4°."
SPANISH = "El año pasado, el índice subió «más» del 3 %: ¿por qué?"
POLISH = "Rzeka podniosła się o trzy metry w ciągu nocy, a czterdzieści rodzin opuściło domy, żeby ocaleć."
RUSSIAN = "Река поднялась на три метра за ночь, и сорок семей покинули дома."
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1)


def read(data: bytes, declared: str | None = None) -> str:
    return decoded(data, "a.txt", declared)[0]


def notes(data: bytes) -> str:
    return " ".join(decoded(data, "a.txt")[1])


@given(text=ANY)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks(encoding, text):
    assert decoded(text.encode(encoding), "a.txt") == (text, ())


@given(text=ANY)
def test_big_endian_marks(text):
    assert read(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text
    assert read(codecs.BOM_UTF32_BE + text.encode("utf-32-be")) == text


@given(text=ANY)
def test_utf8_needs_no_mark(text):
    assert decoded(text.encode(), "a.txt", "windows-1250") == (text, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ITALIAN, ENGLISH, SPANISH, "3"])
def test_utf16_without_a_mark(text, encoding):
    assert decoded(text.encode(encoding), "a.txt") == (text, ())


@pytest.mark.parametrize("text", [ITALIAN, ENGLISH, SPANISH, "Il costo è salito.", "It cost £5.", "3 €", "10 km²"])
def test_windows_1252_is_read_without_a_word(text):
    assert decoded(text.encode("windows-1252"), "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Costa 3 €, cioè più di prima.", "iso-8859-15"),
        (ITALIAN, "mac-roman"),
        (SPANISH, "mac-roman"),
        (ITALIAN, "cp850"),
        (SPANISH, "cp850"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_a_guess_is_told(text, encoding):
    data = text.encode(encoding)
    assert read(data) == text
    assert encoding.replace("_", "-") in notes(data).replace("_", "-")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("ISO-8859-1", "windows-1252"),
        ("latin1", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("iso-8859-2", "iso-8859-2"),
        (" Windows-1250 ", "windows-1250"),
        ("macintosh", "mac-roman"),
        ("gb2312", "gbk"),
    ],
)
def test_what_is_declared(declared, encoding):
    text = (
        "“3 milioni”: così" if encoding == "windows-1252" else "3 ě" if "50" in encoding or "-2" in encoding else "3 é"
    )
    assert decoded(text.encode(encoding), "a.txt", declared) == (text, ())


@pytest.mark.parametrize("declared", ["utf-8", "nonsense", "", None])
def test_what_is_declared_wrongly(declared):
    assert read("perché 3".encode("windows-1252"), declared) == "perché 3"


def test_utf8_with_some_damage_stays_utf8():
    data = (ITALIAN + " così").encode()[:-1]
    text, _ = decoded(data, "a.txt")
    assert text == ITALIAN + " cos\ufffd"
    assert "lost" in " ".join(garbled(text))


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x1f\x8b\x08\x00\xff", bytes(range(256)) * 9])
def test_binary_files(data):
    with pytest.raises(ArticleError, match=r"a\.txt: this is a binary file"):
        decoded(data, "a.txt")


@given(
    data=st.binary(),
    declared=st.sampled_from([None, "utf-8", "utf-16", "shift_jis", "latin1", "replacement", "x-user-defined"]),
)
def test_any_bytes(data, declared):
    try:
        text, _ = decoded(data, "a.txt", declared)
    except ArticleError as error:
        assert str(error).startswith("a.txt: ")
    else:
        assert text or len(data) < 5


@pytest.mark.parametrize("text", [ITALIAN, ENGLISH, SPANISH, "“3 €” – così", "naïve Façade"])
def test_garbled(text):
    wrong = text.encode().decode("latin-1")
    assert len(list(garbled(wrong))) == 1
    assert len(list(garbled(wrong.encode("latin-1").decode("windows-1252", "replace")))) >= 1


@pytest.mark.parametrize("text", [ITALIAN, POLISH, "SÃO PAULO À LA CARTE", "“A irmÔ", "CAFÉ»", "Ã 3"])
def test_not_garbled(text):
    assert not list(garbled(text))


def test_where_letters_are_garbled_or_lost():
    first, second = garbled("Uno.\n\nLa cittÃ\xa0 spende 3 â‚¬.\nL\ufffduno.")
    assert "(“cittÃ”, paragraph 2)" in first
    assert "(“L\ufffduno.”, paragraph 3)" in second


@given(text=st.text())
def test_any_text_may_be_garbled(text):
    assert all(line.endswith(".") for line in garbled(text))
