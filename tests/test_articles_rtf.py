"""RTF documents: what is in them beside what all formats hold; hostile ones are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limited import told
from office import needs_office
from stories import STORIES
from written import title

from factcheck.articles import read, read_bytes
from factcheck.errors import ArticleError
from factcheck.records import Article, Link


def only(rtf: str, name: str = "a.rtf") -> Article:
    (article,) = read_bytes(rtf.encode("latin-1"), name, name)
    return article


def headings(article: Article) -> list[str | None]:
    return [part.heading for part in article.parts]


@needs_office
@pytest.mark.parametrize("name", STORIES)
def test_what_is_known_of_it(name: str, made: Callable[[str, str], Path]) -> None:
    article = read(made("RTF by LibreOffice", name))
    assert (article.title, article.author, article.published) == ("A title", "A newsroom", None)
    assert headings(article)[0] == title(STORIES[name])
    assert bool(article.notes) == (name == "changes")


@needs_office
def test_headings_by_their_style(made: Callable[[str, str], Path]) -> None:
    article = read(made("RTF by LibreOffice of Word", "harvest"))
    assert headings(article)[1:] == ["What it means", "What comes next"]


TEXTS = {
    # characters: of the code page, of a font's, of Unicode with and without what stands for them
    r"{\rtf1\ansi\ansicpg1252 Costa \'803 e \'e8 caro}": "Costa €3 e è caro",
    r"{\rtf1\ansi\ansicpg1251 \'d2\'f0\'e8}": "Три",
    r"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset238 B;}}\f1 \'e8\f0 \'e8\plain \'e8}": "čèè",
    r"{\rtf1\mac \'8f}": "è",
    r"{\rtf1\ansi\ansicpg99999 \'e8}": "è",
    "{\\rtf1\\ansi Perch\u00e9}": "Perché",
    r"{\rtf1\uc1 \u8364?3 e \u8364\'803 e {\uc0\u8364 3} e \u-10179?\u-8704?}": "€3 e €3 e €3 e 😀",
    r"{\rtf1\uc2 \u8364\'80\'803\u8212\emdash x}": "€3—",
    r"{\rtf1 5\~000 \endash  6\_7\-8 \{9\}\\ \ldblquote x\rdblquote}": "5\u00a0000 – 6\u20117\u00ad8 {9}\\ “x”",
    # how text looks
    r"{\rtf1 10{\super 6}, 10\super 7\nosupersub 8, 10{\up6 9}, H{\sub 2}O}": "10⁶, 10⁷8, 10⁹, H2O",
    r"{\rtf1 Uno {\v due }tre \v 4\plain 5}": "Uno tre 5",
    # paragraphs, lines, and ends that were deleted
    "{\\rtf1 Uno\\par due\\line tre\\\n4\\tab 5}": "Uno\n\ndue\ntre\n\n4\t5",
    r"{\rtf1 Costa {\deleted 30}{\revised 3 }{\deleted\par}milioni.\par}": "Costa 3 milioni.",
    # lists
    r"{\rtf1 Uno\par{\listtext 1.\tab}due\par{\pntext\'b7\tab}tre\par quattro\par}": "Uno\n\ndue\ntre\n\nquattro",
    # what is no text
    r"{\rtf1{\fonttbl A;}{\colortbl;\red1;}{\*\nobody 7 {8}}{\pict\bin3 {{{ 99}{\header Pagina 7}Uno}": "Uno",
    r"{\rtf1{\stylesheet{\s1 Title;}}{\info{\title T}{\doccomm 7}}Uno}": "Uno",
    r"{\rtf1{\field{\*\fldinst TOC \\o}{\fldrslt Uno 3\par due 4\par}}tre}": "tre",
    r"{\rtf1{\field{\*\fldinst PAGE}{\fldrslt 3}}}": "3",
    # tables, also in tables; a table of one cell; a row that has no end
    r"{\rtf1\trowd\cellx1\cellx2\pard\intbl A\cell B\par C\cell\row\intbl\cell D\cell\row\pard E}": (
        "A\tB | C\n\tD\n\nE"
    ),
    r"{\rtf1\trowd\cellx1\cellx2\intbl A\cell{\itap2 1\nestcell 2\nestcell{\*\nesttableprops\cellx1\nestrow}"
    r"{\nonesttables\par}}B\cell\row}": "A\t1 | 2 | B",
    r"{\rtf1\trowd\cellx9\intbl A\par B\cell\row\pard C\par}": "A\n\nB\n\nC",
    r"{\rtf1\trowd\cellx1\cellx2\intbl A\cell B}": "A\tB",
    # notes and boxes
    r"{\rtf1 Uno{\super\chftn}{\footnote\pard{\super\chftn} due\par tre} 4.\par Cinque{\*\footnote 6}.}": (
        "Uno¹ 4.\n\nCinque².\n\n¹ due\n\ntre\n\n² 6"
    ),
    r"{\rtf1 Uno{\shp{\*\shpinst{\sp{\sn x}{\sv 7}}{\shptxt Tre\par}}{\shprslt 8}} due\par quattro}": (
        "Uno due\n\nTre\n\nquattro"
    ),
    # a group that has no end, and one that has two
    r"{\rtf1 Uno {due": "Uno due",
    r"{\rtf1 Uno}} due": "Uno",
}


@pytest.mark.parametrize("rtf", TEXTS)
def test_what_it_says(rtf: str) -> None:
    assert only(rtf).text == TEXTS[rtf]


def test_headings_links_and_properties() -> None:
    article = only(
        r"{\rtf1{\stylesheet{\s0 Normal;}{\s5 Title;}{\s6\outlinelevel1 x;}}"
        r"{\info{\title Il \u8364?}{\author Redazione}{\creatim\yr2022\mo3\dy4\hr9}{\revtim\yr2023\mo1\dy1}}"
        r"\pard\s5 Titolo\par\pard\s0 Uno {\field{\*\fldinst{HYPERLINK \"https://example.org/a\" }}{\fldrslt{due}}} tre"
        r"\par\pard\s6 Parte\par\pard\outlinelevel0 Parte 2\par\pard\outlinelevel9 quattro\par}".replace('\\"', '"')
    )
    assert (article.title, article.author, article.published) == ("Il €", "Redazione", None)
    assert headings(article) == ["Titolo", "Parte", "Parte 2"]
    assert article.links == (Link(12, 15, "https://example.org/a"),) and article.text[12:15] == "due"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1" + b"{" * 1_000_000, "nested deeper"),
        (b"{\\rtf1 3" + b"\\par" * 6_000_000 + b"}", "larger than any article"),
        (b"{\\rtf1{\\pict " + b"\\'ff" * 3_000_000 + b"}}", "the text is empty"),
        (b"{\\rtf1\\ansi}", "the text is empty"),
        (b"{\\rtf1{\\pict\\bin2147483647 x} 3}", "the text is empty"),
    ],
    ids=["deep", "words", "picture", "empty", "bytes that are not there"],
)
def test_hostile_documents_are_refused(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(data)
    message = told(path)
    assert message.startswith(f"{path}: ") and words in message and "\n" not in message


WORDS = "par cell row trowd intbl footnote shptxt * super deleted fldinst fldrslt ansicpg1252 bin3 u8364 'e8".split()
PIECES = ["{", "}", "3 euro", "\r\n", "\\", *(f"\\{word} " for word in WORDS)]


@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(st.characters(max_codepoint=255), max_size=5), max_size=30))
def test_anything_gives_a_text_or_one_sentence(pieces: list[str]) -> None:
    try:
        assert only("{\\rtf1 " + "".join(pieces)).text
    except ArticleError as error:
        assert "\n" not in str(error) and "damaged" not in str(error)
