"""PDFs: what is in them, in whatever way it was drawn; bad ones give one sentence."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from limited import told
from office import needs_office
from pdfs import BLANK, LOCKED, PICTURE, SCANNED, drawn, put, raw_pdf, stream
from stories import STORIES

from factcheck.articles import apart, read, read_bytes
from factcheck.articles import pdf as reader
from factcheck.errors import ArticleError
from factcheck.records import Article


def only(data: bytes) -> Article:
    (article,) = read_bytes(data, "a.pdf", "a")
    return article


def lines(data: bytes) -> list[str]:
    return [line for line in only(data).text.split("\n") if line]


@needs_office
@pytest.mark.parametrize("name", ["river", "trains"])
def test_where_it_stands(name: str, made: Callable[[str, str], Path]) -> None:
    article = read(made("PDF by LibreOffice, short pages", name))
    headings = [text for what, text in STORIES[name].blocks if what in ("title", "heading")]
    assert list(dict.fromkeys(part.heading for part in article.parts)) == headings
    assert sorted({part.page for part in article.parts}) == [1, 2, 3]
    assert (article.title, article.author, article.notes) == ("A title", "A newsroom", ())
    assert article.published is None


def test_a_paragraph_that_goes_on_over_a_page_stands_on_both() -> None:
    article = only(
        drawn(
            put(50, 700, "The fire burned 300 hectares of wood and 12 houses, and it took 80 men and")
            + put(50, 688, "four days to put it out, as the wind had turned on the second day, and the water"),
            put(50, 700, "had to be brought in 40 lorries."),
        )
    )
    assert "the water had to be brought in 40 lorries." in article.text
    assert [(part.page, article.text[part.start :][:3]) for part in article.parts] == [(1, "The"), (2, "had")]


def test_lines_drawn_across_columns_are_read_by_column() -> None:
    left = [f"left column, line {number} of what it says" for number in "123456"]
    right = [f"right column, line {number} of what it says" for number in "123456"]
    rows = "".join(
        put(50, 700 - 12 * number, one) + put(320, 700 - 12 * number, other)
        for number, (one, other) in enumerate(zip(left, right, strict=True))
    )
    assert lines(drawn(put(50, 750, "One heading over both", 18) + rows)) == [
        "One heading over both",
        " ".join(left + right),
    ]


def test_cells_are_parted_by_tabs_and_rows_stand_below_each_other() -> None:
    table = [("District", "Pupils", "Cost"), ("North", "1,250", "3,500,000"), ("South", "900", "41,000")]
    cells = "".join(
        put(50 + 150 * column, 700 - 14 * row, cell)
        for row, texts in enumerate(table)
        for column, cell in enumerate(texts)
    )
    assert only(drawn(cells)).text == "\n".join("\t".join(row) for row in table)


def test_numbers_in_narrow_columns_are_not_one() -> None:
    rows = [("North", "12", "345"), ("South", "903", "904")]
    cells = "".join(
        put(at, 700 - 14 * number, cell)
        for number, row in enumerate(rows)
        for at, cell in zip((50, 80, 103), row, strict=True)
    )
    assert [line.split()[-2:] for line in lines(drawn(cells))] == [["12", "345"], ["903", "904"]]
    assert only(drawn(cells)).text.count("\t") >= 2
    assert only(drawn("BT /F 10 Tf 6 Tw 50 700 Td (It cost 12 345 euros, they say) Tj ET")).text.count("12 345") == 1


def test_an_item_goes_on_with_a_number() -> None:
    bullet = "BT /F 10 Tf 50 700 Td (\\225 The minister told the parliament that) Tj 10 -12 Td (186 houses fell.) Tj ET"
    assert lines(drawn(bullet)) == ["The minister told the parliament that 186 houses fell."]


@pytest.mark.parametrize(
    ("commands", "page"),
    [
        ("BT /F 1 Tf 10 0 0 10 50 700 Tm ({}) Tj 0 -1.2 TD ({}) Tj ET", ""),
        ("q .24 0 0 -.24 0 800 cm BT /F 41 Tf 1 0 0 -1 200 400 Tm ({}) Tj 0 -50 TD ({}) Tj ET Q", ""),
        ("BT /F 10 Tf 50 700 Td ({}) Tj 0 -12 TD ({}) Tj ET", "/Rotate 90"),
        ("BT /F 10 Tf 50 700 Td ({}) Tj 0 -12 TD ({}) Tj ET", "/Rotate 180"),
        ("BT /F 10 Tf 0 1 -1 0 100 50 Tm ({}) Tj 0 -12 TD ({}) Tj ET", "/Rotate 90"),
        ("BT /F 10 Tf 0 -1 1 0 100 700 Tm ({}) Tj 0 -12 TD ({}) Tj ET", "/Rotate 270"),
        ("BT /F 10 Tf 0 1 -1 0 100 50 Tm ({}) Tj 0 -12 TD ({}) Tj ET", ""),
    ],
    ids=["size in the matrix", "scaled and upside down", "turned", "on its head", "sideways", "to the left", "up"],
)
def test_other_ways_of_drawing(commands: str, page: str) -> None:
    said = ("In the year 2021 the harbour took in 34 ships from", "nine countries, and 250 containers.")
    heading = "BT /B 20 Tf 50 750 Td (A heading) Tj ET\n" if "0 1" not in commands and "0 -1 1" not in commands else ""
    assert lines(drawn(heading + commands.format(*said), page=page))[-1] == " ".join(said)


def test_raised_digits_are_marks_or_powers_and_lowered_ones_are_not() -> None:
    raised = (
        "BT /F 10 Tf 50 700 Td (In 2020) Tj /F 6 Tf 4 Ts (1) Tj /F 10 Tf 0 Ts ( it cost 10) Tj /F 6 Tf 4 Ts (6) Tj "
    )
    lowered = (
        "/F 10 Tf 0 Ts ( euros of CO) Tj /F 6 Tf -2 Ts (2) Tj /F 10 Tf 0 Ts ( and 300 m) Tj /F 6 Tf 4 Ts (2) Tj ET"
    )
    assert lines(drawn(raised + lowered)) == ["In 2020¹ it cost 10⁶ euros of CO2 and 300 m²"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("about 300 inhabi-", "tants of the town", "about 300 inhabitants of the town"),
        (
            "a state-of-the-art bus, not state-of-the-",
            "art at all",
            "a state-of-the-art bus, not state-of-the-art at all",
        ),
        ("a low-lying town, once a low-", "water harbour", "a low-lying town, once a lowwater harbour"),
        (
            "a northern-most town of the northern-",
            "western coast",
            "a northern-most town of the northern-western coast",
        ),
        ("the region of Emilia-", "Romagna has 4 million", "the region of Emilia-Romagna has 4 million"),
        ("in the years 2019-", "2021 it rose", "in the years 2019-2021 it rose"),
        ("he sent 30 e-", "mails a day", "he sent 30 e-mails a day"),
        ("the town - it has 20 schools -", "is small", "the town - it has 20 schools - is small"),
    ],
)
def test_hyphens_at_the_end_of_a_line(first: str, second: str, whole: str) -> None:
    assert lines(drawn(put(50, 700, first) + put(50, 688, second))) == [whole]


def test_notes_stand_behind_the_paragraph_that_their_page_breaks() -> None:
    mark = "BT /F 10 Tf 50 700 Td (The dam holds back 12 million cubic metres) Tj /F 6 Tf 4 Ts (1) Tj ET\n"
    note = put(50, 60, "1", 6) + put(54, 57, "A survey of 2019, with 40 soundings.", 8)
    text = put(50, 688, "of water, which is the most since it was built, and")
    assert lines(drawn(mark + text + note, put(50, 700, "its gates were opened 3 times."))) == [
        "The dam holds back 12 million cubic metres¹ of water, which is the most since it was built, and its gates "
        "were opened 3 times.",
        "¹ A survey of 2019, with 40 soundings.",
    ]


def test_a_stamp_along_the_edge_turns_nothing_else() -> None:
    stamp = "BT /F 20 Tf 0 1 -1 0 30 200 Tm (Received on 5 May) Tj ET\n"
    text = put(60, 700, "The town has 30 schools, more than any") + put(60, 688, "other, and 9,000 pupils.")
    assert lines(drawn(stamp + text)) == [
        "Received on 5 May",
        "The town has 30 schools, more than any other, and 9,000 pupils.",
    ]


def test_running_heads_are_left_out_and_what_only_looks_like_them_is_not() -> None:
    pages = [
        put(50, 780, "Bulletin of the valley")
        + put(50, 700, f"In village {number} there were {3 * number} fires.")
        + put(50, 20, f"Page {number} of 12")
        for number in range(1, 7)
    ]
    assert lines(drawn(*pages)) == [f"In village {number} there were {3 * number} fires." for number in range(1, 7)]


def test_the_title_is_that_of_the_document_but_no_file_name() -> None:
    page = put(50, 700, "Twelve storms in a month", 20) + put(
        50, 670, "It rained on 25 days, on nine of them in the hills."
    )
    assert only(drawn(page, title="Storms")).title == "Storms"
    for title in ("", "Microsoft Word - storms", "storms final.docx"):
        assert only(drawn(page, title=title)).title == "Twelve storms in a month"


# Bad input

GOOD = drawn(put(50, 700, "It rained on 25 days."))


def refusal(data: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        read_bytes(data, "a.pdf", "a")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (LOCKED, "needs a password; save it without one"),
        (SCANNED, "no text, only pictures of it; make it readable by OCR first, as ocrmypdf does"),
        (raw_pdf(*BLANK, stream(b""), PICTURE), "there is nothing on the pages"),
        (raw_pdf(BLANK[0], b"<</Type/Pages/Kids[]/Count 0>>"), "without pages"),
        (GOOD[: len(GOOD) // 4], "damaged, cut off"),
        (b"%PDF-1.7\n", "damaged, cut off"),
        (b"%PDF-1.7\n" + b"\xff" * 10_000, "damaged, cut off"),
    ],
    ids=["password", "scanned", "blank", "no pages", "cut off", "a beginning only", "noise"],
)
def test_what_cannot_be_read(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_pages_that_are_pictures_are_told() -> None:
    objects = [
        BLANK[0],
        b"<</Type/Pages/Kids[3 0 R 6 0 R 3 0 R 3 0 R]/Count 4>>",
        BLANK[2],
        stream(b"600 0 0 800 0 0 cm /I Do"),
        PICTURE,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 8 0 R>>>>/Contents 7 0 R>>",
        stream(put(50, 700, "It rained on 25 days.").encode()),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    article = only(raw_pdf(*objects))
    assert article.text == "It rained on 25 days."
    assert article.notes == (
        "Pages 1, 3, 4 have no text, only pictures, which were not read; ocrmypdf makes text of them.",
    )


def tree(depth: int, page: bytes) -> bytes:
    """A PDF in which each branch of the tree of pages has ten times the same branch, down to one page."""
    objects = [b"<</Type/Catalog/Pages 3 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"]
    for level in range(depth):
        kids = f"{4 + level} 0 R " * 10
        objects.append(f"<</Type/Pages/Kids[{kids}]/Count {10 ** (depth - level)}>>".encode())
    number = 4 + depth
    objects.append(b"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F 2 0 R>>>>/Contents %d 0 R>>" % number)
    return raw_pdf(*objects, stream(page))


NESTED = stream(b"[" * 100_000 + b"(a) Tj" + b"]" * 100_000)
HOSTILE = {
    "a million pages in a few bytes": tree(6, b"BT /F 9 Tf 9 9 Td (3 ships) Tj ET"),
    "a number of pages that is not true": GOOD.replace(b"/Count 1>>", b"/Count 999999999>>"),
    "pages that hold themselves": GOOD.replace(b"/Kids[5 0 R]", b"/Kids[2 0 R]"),
    "a catalogue that is its own pages": raw_pdf(b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 9>>"),
    "brackets in brackets": raw_pdf(BLANK[0], b"[" * 200_000 + b"]" * 200_000),
    "brackets in what is drawn": raw_pdf(*BLANK, NESTED, PICTURE),
    "a drawing that draws itself twice": raw_pdf(
        *BLANK,
        stream(b"/I Do"),
        stream(b"/I Do /I Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>"),
    ),
    "references in a ring": raw_pdf(b"2 0 R", b"3 0 R", b"1 0 R"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(HOSTILE[name])
    said = told(path)
    assert said == "1" or said.startswith(f"{path}: ")


def test_a_report_of_2000_pages_needs_little_memory(tmp_path: Path) -> None:
    page = "".join(
        put(50, 750 - 13 * line, f"{line} of 25 lines on a page, and 3 million euros more") for line in range(55)
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(*[page] * 2_000))
    assert told(path, megabytes=600) == "1"


def test_a_page_more_than_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn(*(put(50, 700, f"It rained {often}.") for often in ("25 days", "on a day", "4 weeks")))
    monkeypatch.setattr(reader, "MOST_PAGES", 2)
    with pytest.raises(ArticleError, match="this PDF has 3 pages, more than 2; split it"):
        list(reader.articles(data, "a.pdf"))
    monkeypatch.setattr(reader, "MOST_PAGES", 3)
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 54)
    with pytest.raises(ArticleError, match="this PDF holds more than 54 characters; split it"):
        list(reader.articles(data, "a.pdf"))
    monkeypatch.setattr(reader, "MOST_CHARACTERS", 55)
    assert len(list(reader.articles(data, "a.pdf"))) == 1


def test_a_page_with_more_letters_than_any_page() -> None:
    data = drawn("BT /F 9 Tf 9 TL 50 700 Td " + "(three ships and a boat ) Tj T* " * 50_000 + "ET")
    assert "a page holds 1," in refusal(data)


def drawings_in_drawings(depth: int) -> bytes:
    """A page that draws something twice, which draws something twice, and so on."""
    forms = [
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(6, 6 + depth)
    ]
    objects = [*BLANK[:2], BLANK[2].replace(b"/I 5 0 R", b"/X 5 0 R"), stream(b"/X Do"), *forms, stream(b"")]
    return raw_pdf(*objects)


@pytest.mark.skipif(sys.platform == "win32", reason="memory can't be limited there")
def test_drawings_in_drawings_take_no_memory_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "BYTES", 300 << 20)
    assert "more time or memory than any document should" in refusal(drawings_in_drawings(20))
    assert len(lines(GOOD)) == 1, "the next document is read"


def test_a_document_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 0.1)
    assert "more time or memory than any document should" in refusal(drawings_in_drawings(20))


def test_what_a_fork_reads_is_its_own() -> None:
    assert lines(GOOD) == lines(GOOD)
    first = apart._started
    assert first and first.poll() is None
    apart._starter -= 1  # as if this were another process
    assert lines(GOOD)
    assert apart._started is not first
    first.communicate()


def test_short_lines_end_blocks_although_nothing_else_does() -> None:
    said = [
        "The mill on the river has stood empty for 12 years and is to be",
        "sold for 300,000 dollars.",
        "What comes next",
        "Nobody knows.",
    ]
    page = "".join(put(50, 700 - 12 * number, line) for number, line in enumerate(said))
    assert lines(drawn(page)) == [" ".join(said[:2]), *said[2:]]


@pytest.mark.parametrize("data", [GOOD, drawings_in_drawings(40)], ids=["short", "endless"])
def test_a_process_whose_starter_was_killed_ends_without_a_word(data: bytes) -> None:
    command = [sys.executable, "-c", apart._SERVE.format(path=sys.path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        pickle.dump((reader.__name__, data, "a.pdf", 2, apart.BYTES), process.stdin)
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_document_for_which_there_is_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def articles(data: bytes, place: str) -> None:
        raise MemoryError

    monkeypatch.setattr(reader, "articles", articles)
    assert apart._answer(reader.__name__, b"", "a.pdf") == ([], f"a.pdf: {apart._ENDLESS}", "")
