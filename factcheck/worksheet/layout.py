"""What the workbook looks like: its sheets, columns, widths and colours. The one place that knows them.

Widths count characters. Colours are RRGGBB. A sheet and a column are known by their ids everywhere, never by their
place; their headings are words of the reviewer's language, see wording.py.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from factcheck.review.records import DISPUTED, SOURCED, STATUSES, UNSOURCED, OwnColumn, X
from factcheck.review.rules import ANY, NOT_A_CLAIM, SECOND_LOOK, Rule
from factcheck.worksheet.wording import Wording

SCHEMA = 3  # of the whole workbook; a change that an older reader can't read makes it one more

# What a spreadsheet can hold
MAX_ROWS = 1_048_576
MAX_LINKS = 65_530  # on one sheet
MAX_LINK = 2_000  # characters of one address
MAX_TEXT = 32_767  # UTF-16 units of one cell
MAX_HEIGHT = 409.0  # points of one row
PIECE = 2_000  # characters of a paragraph that one row can show; a longer one goes on in the next row

CONTEXT = 150  # characters of a neighbouring sentence
HEADING = 60  # characters of a heading above a claim
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

# The parts of the Summary's chart, and the numbers in them: by status, then what is to do
CHART_COLOURS = (("5BA3D5", INK), ("F2B705", INK), ("A63300", "FFFFFF"), ("D5DBE1", INK))
QUIET = "7C8FA0"  # the tabs of sheets to look things up in
ATTENTION = "A63300"  # a number that should be 0, and isn't

Look = Literal["text", "muted", "strong", "link", "number", "reviewer", "earlier"]
Extra = Literal["several", "updated"]  # what a workbook may have: several articles, claims that an update flagged

STATUS_WIDTH = 13


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `look` says whose it is and how it is dressed; `choices` are the only words it takes.

    A column with an `only` stands in workbooks that have it. The heading is empty until the language is known.
    """

    id: str
    width: float
    look: Look = "text"
    align: Literal["left", "center", "right"] = "left"
    format: str = "General"
    choices: tuple[str, ...] = ()
    hidden: bool = False
    only: Extra | None = None
    heading: str = ""

    @property
    def ours(self) -> bool:
        """Whether the program fills it in, from the article."""
        return self.look not in ("reviewer", "earlier")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A colour for `columns` of the rows where the rule holds."""

    columns: tuple[str, ...]
    rule: Rule
    fill: str
    ink: str | None = None
    bold: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet: its id, columns, the first cell that scrolls, the colour of its tab, its highlights.

    Of one that is `sparse` empty cells are not written, which is quicker where there are many; columns dress them.
    """

    id: str
    columns: tuple[Column, ...]
    scrolls: str
    tab: str
    highlights: tuple[Highlight, ...] = ()
    hidden: bool = False
    sparse: bool = False

    def shown(
        self, words: Wording, extras: Collection[Extra] = (), own: Sequence[OwnColumn] = ()
    ) -> tuple[Column, ...]:
        """The columns of a workbook that has these extras, with their headings; own ones follow the reviewer's."""
        statuses = tuple(words.values.statuses[status] for status in STATUSES)
        columns = [
            replace(
                column,
                heading=column.heading or words.heading(self.id, column.id),
                choices=statuses if column.choices == STATUSES else column.choices,
            )
            for column in self.columns
            if column.only is None or column.only in extras
        ]
        after = max((place for place, column in enumerate(columns, 1) if not column.ours), default=len(columns))
        columns[after:after] = [
            Column(one.name, one.width, "reviewer", choices=one.choices, heading=one.name) for one in own
        ]
        return tuple(columns)


def _status_colours(status: str, number: str) -> tuple[Highlight, ...]:
    """The colours of a status column and of the ID beside it."""
    return tuple(
        highlight
        for word, (fill, ink, pale) in STATUS_COLOURS.items()
        for highlight in (
            Highlight((status,), {status: word}, fill, ink, bold=True),
            Highlight((number,), {status: word}, pale),
        )
    )


NOTICE = "F8CDBB"

REVIEW = Sheet(
    "review",
    (
        Column("id", 7, "link", "center"),
        Column("claim", 66),
        Column("article", 20, "muted", only="several"),
        Column("figures", 22),
        Column("links", 28, "link"),
        Column("change", 15, "reviewer", only="updated"),
        Column("earlier_sentence", 40, "earlier", only="updated"),
        Column("earlier_status", STATUS_WIDTH, "earlier", "center", only="updated"),
        Column("status", STATUS_WIDTH, "reviewer", "center", choices=STATUSES),
        Column("source_link", 27, "reviewer"),
        Column("notes", 30, "reviewer"),
        Column("reviewer", 13, "reviewer"),
        Column("reviewed_on", 13, "reviewer", "center", "yyyy-mm-dd"),
        Column("not_a_claim", 9, "reviewer", "center", choices=(X,)),
        Column("value", 17, "number", "right"),
        Column("unit", 14),
        Column("kind", 14),
        Column("more_figures", 11, "link", "center"),
        Column("said_by", 20),
        Column("where", 20, "link"),
        Column("before", 46, "muted"),
        Column("after", 46, "muted"),
        Column("key", 20, "muted", hidden=True),
    ),
    "C2",
    HEAD_REVIEWER,
    (
        Highlight(("id", "claim", "figures", "status"), NOT_A_CLAIM, "E7EAEE", GREY, strike=True),
        *_status_colours("status", "id"),
        Highlight(("status",), SECOND_LOOK["unknown_status"], NOTICE),
        Highlight(("source_link",), SECOND_LOOK["no_link"], NOTICE),
        Highlight(("notes",), SECOND_LOOK["no_note"], NOTICE),
        Highlight(("change",), {"change": ANY}, NOTICE),
    ),
)

FIGURES = Sheet(
    "figures",
    (
        Column("figure_id", 10, "muted"),
        Column("claim_id", 16, "link", "center"),
        Column("article", 20, "muted", only="several"),
        Column("figure", 26, "strong"),
        Column("qualifier", 14),
        Column("value", 17, "number", "right"),
        Column("to", 17, "number", "right"),
        Column("unit", 16),
        Column("kind", 15),
        Column("counted", 26),
        Column("sentence", 66, "muted"),
        Column("figure_status", STATUS_WIDTH, "reviewer", "center", choices=STATUSES),
        Column("correct_value", 17, "reviewer", "right"),
        Column("figure_note", 36, "reviewer"),
        Column("key", 20, "muted", hidden=True),
    ),
    "C2",
    QUIET,
    _status_colours("figure_status", "figure_id"),
)

ARTICLE = Sheet(
    "article",
    (
        Column("article", 24, "muted", only="several"),
        Column("paragraph", 6, "muted", "center"),
        Column("text", 104),
        Column("claims", 15, "link"),
    ),
    "A2",
    QUIET,
)

LEFT_OUT = Sheet(
    "left_out",
    (
        Column("paragraph", 6, "muted", "center"),
        Column("article", 20, "muted", only="several"),
        Column("sentence", 80),
        Column("printed", 22),
        Column("why", 30),
        Column("take_in", 10, "reviewer", "center", choices=(X,)),
        Column("key", 20, "muted", hidden=True),
    ),
    "A2",
    QUIET,
)

# Rows that belong to no claim any more: what an update found to be gone, or a reviewer wrote elsewhere
ASIDE = Sheet(
    "aside",
    (
        Column("why", 22),
        Column("place", 18, "muted"),
        Column("article", 20, "muted", only="several"),
        Column("id", 9, "muted", "center"),
        Column("claim", 66),
        Column("figure", 22),
        *(column for sheet in (REVIEW, FIGURES) for column in sheet.columns if not column.ours),
        Column("other", 40, "reviewer"),
        Column("key", 20, "muted", hidden=True),
    ),
    "A2",
    "A33300",
)

# What the program needs to know its own workbook again: one row per article, and the claims as data. Its headings are
# the same in all languages
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
        Column("Data", 40),
    ),
    "A2",
    QUIET,
    hidden=True,
)

SHEETS = (REVIEW, FIGURES, ARTICLE, LEFT_OUT, ASIDE)


def _taking(choices: tuple[str, ...]) -> frozenset[str]:
    return frozenset(column.id for sheet in SHEETS for column in sheet.columns if column.choices == choices)


STATUS_COLUMNS, X_COLUMNS = _taking(STATUSES), _taking((X,))


def title(sheet: Sheet, words: Wording) -> str:
    """What a sheet is called."""
    own = words.sheets.get(sheet.id)
    return own.title if own else sheet.id
