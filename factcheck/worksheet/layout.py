"""What the workbook looks like: its sheets, columns, widths, colours and names. The one place that knows them.

Widths count characters. Colours are RRGGBB. A column is known by its name everywhere, never by its place.
"""

from dataclasses import dataclass
from typing import Literal

SCHEMA = 1  # of the whole workbook; a change that an older reader can't read makes it one more

SOURCED, UNSOURCED, DISPUTED = STATUSES = ("sourced", "unsourced", "disputed")

# What a spreadsheet can hold
MAX_ROWS = 1_048_576
MAX_LINKS = 65_530  # on one sheet
MAX_LINK = 2_000  # characters of one address
MAX_TEXT = 32_767  # UTF-16 units of one cell
MAX_HEIGHT = 409.0  # points of one row
PIECE = 2_000  # characters of a paragraph that one row can show; a longer one goes on in the next row

CUT = " … [cut: the Article sheet has the whole text]"
CONTEXT = 150  # characters of a neighbouring sentence
AROUND = 45  # characters on each side of a figure shown on its own

FONT, SIZE = "Calibri", 11
LINE = 15.0  # points of one line

INK, GREY, FAINT, LINK, FIGURE = "1F2933", "5F6B7A", "D5DBE1", "1155CC", "0B4F7D"
HEAD, HEAD_REVIEWER, PAPER_REVIEWER = "1F3A4D", "0B6E99", "FFFBEC"

# Fill and text of the status, and a fill for the ID, on which a blue link can be read. The fills of the status differ
# by ΔE 25 or more for colour-blind readers too, its text's contrast is 6.7 or more.
STATUS_COLOURS = {
    SOURCED: ("CFE6F7", "0B3C5D", "CFE6F7"),
    UNSOURCED: ("FFE8A3", "5C4300", "FFE8A3"),
    DISPUTED: ("A63300", "FFFFFF", "F3BCA8"),
}

Look = Literal["text", "muted", "strong", "link", "number", "reviewer"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `look` says whose it is and how it is dressed; `choices` are the only words it takes.

    `several` columns stand only in a workbook of several articles.
    """

    name: str
    width: float
    look: Look = "text"
    align: Literal["left", "center", "right"] = "left"
    format: str = "General"
    choices: tuple[str, ...] = ()
    hidden: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A colour for `columns` of the rows where `formula` holds, in which {Name} stands for the cell of that column."""

    columns: tuple[str, ...]
    formula: str
    fill: str
    ink: str | None = None
    bold: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, columns, the first cell that scrolls, the colour of its tab, its marks."""

    title: str
    columns: tuple[Column, ...]
    scrolls: str
    tab: str
    marks: tuple[Mark, ...] = ()
    hidden: bool = False

    def shown(self, several: bool) -> tuple[Column, ...]:
        """The columns of a workbook of one or several articles."""
        return tuple(column for column in self.columns if several or not column.several)


def _status_marks(status: str, number: str) -> tuple[Mark, ...]:
    """The colours of a status column and of the ID beside it."""
    return tuple(
        mark
        for word, (fill, ink, pale) in STATUS_COLOURS.items()
        for mark in (
            Mark((status,), f'TRIM({{{status}}})="{word}"', fill, ink, bold=True),
            Mark((number,), f'TRIM({{{status}}})="{word}"', pale),
        )
    )


REVIEW = Sheet(
    "Review",
    (
        Column("ID", 7, "link", "center"),
        Column("Claim", 66),
        Column("Article", 20, "muted", several=True),
        Column("Figures", 22),
        Column("Link cited in the article", 28, "link"),
        Column("Status", 13, "reviewer", "center", choices=STATUSES),
        Column("Source link", 27, "reviewer"),
        Column("Notes", 30, "reviewer"),
        Column("Reviewer", 12, "reviewer"),
        Column("Reviewed on", 13, "reviewer", "center", "yyyy-mm-dd"),
        Column("Not a claim", 9, "reviewer", "center", choices=("x",)),
        Column("Value", 17, "number", "right"),
        Column("Unit", 14),
        Column("Kind", 14),
        Column("More figures", 9, "link", "center"),
        Column("Said by", 20),
        Column("Sentence before", 46, "muted"),
        Column("Sentence after", 46, "muted"),
        Column("Key", 20, "muted", hidden=True),
    ),
    "C2",
    HEAD_REVIEWER,
    (
        Mark(("ID", "Claim", "Figures", "Status"), 'TRIM({Not a claim})<>""', "E7EAEE", GREY, strike=True),
        *_status_marks("Status", "ID"),
        Mark(("Source link",), 'AND(TRIM({Status})="sourced",TRIM({Source link})="")', "F8CDBB"),
        Mark(("Notes",), 'AND(TRIM({Status})="disputed",TRIM({Notes})="")', "F8CDBB"),
    ),
)

FIGURES = Sheet(
    "Figures",
    (
        Column("Figure ID", 10, "muted"),
        Column("Claim ID", 9, "link", "center"),
        Column("Article", 20, "muted", several=True),
        Column("As printed", 26, "strong"),
        Column("Qualifier", 14),
        Column("Value", 17, "number", "right"),
        Column("To", 17, "number", "right"),
        Column("Unit", 16),
        Column("Kind", 15),
        Column("What is counted", 26),
        Column("In the sentence", 66, "muted"),
        Column("Figure status", 13, "reviewer", "center", choices=STATUSES),
        Column("Correct value", 17, "reviewer", "right"),
        Column("Figure note", 36, "reviewer"),
        Column("Key", 20, "muted", hidden=True),
    ),
    "C2",
    "7C8FA0",
    _status_marks("Figure status", "Figure ID"),
)

ARTICLE = Sheet(
    "Article",
    (
        Column("Article", 24, "muted", several=True),
        Column("¶", 6, "muted", "center"),
        Column("Article text", 104),
        Column("Claims", 14, "link"),
    ),
    "A2",
    "7C8FA0",
)

# What the program needs to know its own workbook again; one row per article. Digest is that of the other sheets
RECORD = Sheet(
    "_factcheck",
    (
        Column("Schema", 9),
        Column("Version", 12),
        Column("Article", 30),
        Column("Name", 30),
        Column("SHA-256", 70),
        Column("Language", 10),
        Column("Title", 40),
        Column("URL", 40),
        Column("Published", 14),
        Column("Claims", 9),
        Column("Digest", 36),
    ),
    "A2",
    "7C8FA0",
    hidden=True,
)
