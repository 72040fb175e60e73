import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.worksheet.layout import MAX_HEIGHT, MAX_TEXT
from factcheck.worksheet.text import (
    address,
    clean,
    cut,
    escape,
    height,
    is_formula_like,
    one_line,
    pieces,
    shorten_end,
    shorten_start,
    units,
)

CUT = " … [cut]"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1fc\x7fd\x9be", "abcde"),
        ("a\ud800b\ufffe\uffffc", "abc"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\nd\te"),
        ("perché 😀 שלום\u00ad", "perché 😀 שלום\u00ad"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_cut_counts_what_a_spreadsheet_counts() -> None:
    assert cut("a" * MAX_TEXT, CUT) == "a" * MAX_TEXT
    assert cut("😀" * (MAX_TEXT // 2), CUT) == "😀" * (MAX_TEXT // 2)
    for text in ("a" * (MAX_TEXT + 1), "😀" * MAX_TEXT, "a" + "😀" * MAX_TEXT):
        short = cut(text, CUT)
        assert short.endswith(CUT) and text.startswith(short.removesuffix(CUT))
        assert MAX_TEXT - 1 <= units(short) <= MAX_TEXT


def test_escape() -> None:
    assert escape("a_x0041_b _x00e9_ _x41_ _xyz1_") == "a_x005F_x0041_b _x005F_x00e9_ _x41_ _xyz1_"


@pytest.mark.parametrize("text", ["=1+1", "+39 06", "-3", "@home", "\ttab", "\nline", "＝1"])
def test_formula_like(text: str) -> None:
    assert is_formula_like(text)
    assert not is_formula_like("a" + text)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/perché[1]", "https://example.org/perch%C3%A9%5B1%5D"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("ftp://example.org", None),
        ("https://", None),
        ("https:///path", None),
        ("see https://example.org", None),
        ("https://example.org/a b", None),
        ("https://example.org/" + "a" * 2000, None),
        ("", None),
    ],
)
def test_address(url: str, link: str | None) -> None:
    assert address(url) == link


def test_shorten() -> None:
    assert shorten_end("one two three", 13) == "one two three"
    assert shorten_end("one two three", 10) == "one two …"
    assert shorten_start("one two three", 10) == "… three"
    assert shorten_end("abcdefghij", 5) == "abc …"
    assert shorten_start("abcdefghij", 5) == "… hij"
    assert shorten_end(" a\r\n b ", 9) == "a b"


@given(st.text(), st.integers(3, 60))
def test_shortened_text_fits_and_is_part_of_the_text(text: str, size: int) -> None:
    line = one_line(text)
    end, start = shorten_end(text, size), shorten_start(text, size)
    assert len(end) <= size and len(start) <= size
    assert line.startswith(end.removesuffix(" …")) and line.endswith(start.removeprefix("… "))


@given(st.text(alphabet="ab \n", max_size=200), st.integers(1, 30))
def test_pieces_are_the_text(text: str, size: int) -> None:
    parts = [text[start:end] for start, end in pieces(text, 0, len(text), size)]
    assert "".join(parts) == text
    assert all(len(part) <= size for part in parts)


def test_pieces_end_after_a_space() -> None:
    assert list(pieces("aaa bbb ccc", 0, 11, 9)) == [(0, 8), (8, 11)]


def test_height_grows_with_the_text() -> None:
    heights = [height([("parola " * words, 40.0), ("x", 10.0)]) for words in (0, 1, 20, 60, 5000)]
    assert heights[0] == heights[1] < heights[2] < heights[3] < heights[4] == MAX_HEIGHT
    assert height([("a\nb\nc", 40.0)]) == height([("a", 40.0), ("a\nb\nc", 5.0)]) > height([("a", 40.0)])
    assert height([("字" * 30, 40.0)]) > height([("n" * 30, 40.0)])
