"""Reading articles: what is taken as it stands, and one clear sentence for what can't be read."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import read, read_bytes
from factcheck.errors import ArticleError


def decode(data: bytes, name: str) -> str:
    (article,) = read_bytes(data, name, name)
    return article.text


def refusal(data: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        decode(data, "a.txt")
    return str(caught.value)


def test_text_is_taken_as_it_stands(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffUno\r\ndue\u2028tre\r".encode())
    article = read(path)
    assert (article.name, article.text, article.lang) == ("a.txt", "Uno\r\ndue\u2028tre\r", None)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_byte_order_marks_are_removed(count):
    assert decode(b"\xef\xbb\xbf" * count + "a\ufeffb".encode(), "a.txt") == "a\ufeffb"


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Già 3.".encode())))
    article = read("-")
    assert (article.name, article.text) == ("-", "Già 3.")


def test_the_name_is_the_same_on_every_system(tmp_path):
    path = tmp_path / unicodedata.normalize("NFD", "perché.txt")
    path.write_text("3")
    assert read(str(path)).name == unicodedata.normalize("NFC", "perché.txt")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are always Unicode")
def test_a_file_name_of_broken_bytes(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123
        file.write("3")
    assert read(Path(os.fsdecode(path))).name == "\ufffd.txt"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the text is empty"),
        (b" \n\t\xc2\xa0", "only white space"),
        (b"\xef\xbb\xbf", "the text is empty"),
        (b"\xef\xbb\xbf" * 2, "the text is empty"),
        ("\u200b \ufeff\u2060\n".encode(), "nothing that can be seen"),
        (b"tre\x00euro", "character 3 is a NUL"),
        (b"\x7fELF\x02\x01\x00\x00\xff\xfe\x80", "binary file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word, OpenDocument or ZIP file"),
    ],
)
def test_what_is_not_an_article(data, words):
    message = refusal(data)
    assert message.startswith("a.txt: ")
    assert words in message
    assert "\n" not in message


def test_a_missing_file(tmp_path):
    with pytest.raises(ArticleError, match=r"none\.txt: there is no such file"):
        read(tmp_path / "none.txt")


def test_a_folder(tmp_path):
    with pytest.raises(ArticleError, match="this is a folder"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000, ""])
def test_a_name_that_cannot_be(name):
    with pytest.raises(ArticleError):
        read(name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArticleError, match="not a regular file"):
        read(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ArticleError, match="not a regular file"):
        read(tmp_path / "pipe.csv")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("3")
    path.chmod(0)
    with pytest.raises(ArticleError, match="permissions"):
        read(path)


@pytest.mark.parametrize("broken", [None, io.TextIOWrapper(io.FileIO(os.open(os.devnull, os.O_WRONLY), "w"))])
def test_standard_input_that_cannot_be_read(monkeypatch, broken):
    monkeypatch.setattr(sys, "stdin", broken)
    with pytest.raises(ArticleError, match="Standard input"):
        read("-")


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_any_text_comes_through(text):
    if any(char > " " and char.isprintable() for char in text) and not text.startswith(
        ("%PDF-", "PK\x03\x04", "{\\rtf")
    ):
        assert decode(text.encode(), "a.txt") == text


@given(data=st.binary())
def test_any_bytes_give_a_text_or_one_sentence(data):
    try:
        text = decode(data, "a.txt")
        assert text
        assert "\0" not in text
    except ArticleError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("perché".encode("latin-1"), "perché"),
        (b"\xef\xbb\xbf" + "perché".encode("latin-1"), "perché"),
        ("3 milioni".encode("utf-16"), "3 milioni"),
        ("3 milioni".encode("utf-16-le"), "3 milioni"),
        ("perché 3 milioni".encode("utf-16-be"), "perché 3 milioni"),
    ],
)
def test_text_in_other_encodings_is_read(data, text):
    assert decode(data, "a.txt") == text


def test_garbled_letters_are_told_and_left(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il fiume.\n\nÃˆ salito di 3 metri, piÃ¹ di ieri.", encoding="utf-8")
    article = read(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert len(article.notes) == 1
    assert "“Ãˆ”, paragraph 2" in article.notes[0]


EXTRA = {
    "pypdfium2": ("pdf", b"%PDF-1.7\n", "a PDF document"),
    "trafilatura": ("html", b"<!doctype html><p>It cost 3 million.", "a web page"),
    "feedparser": ("feed", b"<rss><channel></channel></rss>", "a feed"),
    "lxml": ("mail", b"From: a@example.org\nSubject: a\n\nIt cost 3 million.", "a mail"),
}


@pytest.mark.parametrize("library", EXTRA)
def test_without_its_library_a_document_names_the_extra(library, monkeypatch):
    _, data, kind = EXTRA[library]
    for name in [name for name in sys.modules if name.startswith(("factcheck.articles.", f"{library}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ArticleError) as told:
        read_bytes(data, "a", "a")
    assert str(told.value) == f"a: this is {kind}, which needs {library}; pip install 'factcheck[documents]'."


def test_without_the_extra_the_main_job_is_done(article):
    blocked = ", ".join(f"{library}=None" for library in EXTRA)
    code = f"import sys; sys.modules.update({blocked}); from factcheck.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "extract", article], check=True, capture_output=True, text=True)
    assert done.stderr.startswith("2 claims, 3 figures")
