"""The index of a batch run: a workbook with a row for each article, linked to its worksheet, and a sheet of totals."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from factcheck.review.rules import ANY
from factcheck.worksheet.book import Book
from factcheck.worksheet.figures import Number
from factcheck.worksheet.layout import HEAD, NOTICE, Column, Highlight, Sheet
from factcheck.worksheet.page import Cell, Line, Look, Page
from factcheck.worksheet.rows import Row, Text
from factcheck.worksheet.text import relative
from factcheck.worksheet.wording import Wording, wording

STATES = ("done", "updated", "reviewed", "set aside", "gone")

_COUNT = "#,##0;-#,##0;–"  # 0 as a dash
_WIDTHS = 44, 14, 14, 14


class IndexRow(NamedTuple):
    """An article, as the index tells of it.

    output   the path of its worksheet, parted by "/", relative to the index; None where there is none
    state    what became of it: one of STATES
    kinds    its figures by kind
    problem  why it was set aside, one sentence
    notes    what a checker should know of how it was read, in sentences
    """

    article: str
    output: str | None
    lang: str | None
    state: str
    claims: int
    figures: int
    left_out: int
    kinds: Mapping[str, int]
    problem: str | None
    notes: str | None = None


def write_index(stream: BinaryIO, rows: Iterable[IndexRow], ui: str) -> None:
    """Writes the workbook, in the language `ui`; rows are taken one by one.

    Nothing reaches the stream before the last row was taken. The times in the file are SOURCE_DATE_EPOCH (seconds),
    where the environment has it. Raises LanguageError where there are no words in the language.
    """
    words = wording(ui)
    totals = _Totals()
    with Book(words.index.title, words, protect=False) as book:
        sheet = book.add(_sheet(words))
        for row in rows:
            sheet.add(_row(row, words))
            totals.add(row)
        book.add_page(_summary(totals, words))
        book.save(stream)


def _sheet(words: Wording) -> Sheet:
    """The sheet of the articles, with its headings."""
    said = words.index.columns

    def count(id: str, heading: str) -> Column:
        return Column(id, 14, "number", "right", _COUNT, heading=heading)

    return Sheet(
        words.index.title,
        (
            Column("article", 48, "link", heading=said["article"]),
            Column("state", 17, heading=said["state"]),
            Column("lang", 11, align="center", heading=said["lang"]),
            *(count(id, said[id]) for id in ("claims", "figures", "left_out")),
            *(count(kind, word[0].upper() + word[1:]) for kind, word in words.values.kinds.items()),
            Column("problem", 60, "muted", heading=said["problem"]),
            Column("notes", 60, "muted", heading=said["notes"]),
        ),
        "B2",
        HEAD,
        (Highlight(("state",), {"problem": ANY}, NOTICE),),
        sparse=True,
    )


def _row(row: IndexRow, words: Wording) -> Row:
    """An article as a row of the sheet; where nothing was read, nothing is counted."""
    counts = {"claims": row.claims, "figures": row.figures, "left_out": row.left_out} if row.problem is None else {}
    return {
        "article": Text(row.article, link=None if row.output is None else relative(row.output)),
        "state": words.index.states[row.state],
        "lang": row.lang,
        "problem": row.problem,
        "notes": row.notes,
        **{name: Number(count, _COUNT) for name, count in counts.items()},
        **{kind: Number(count, _COUNT) for kind, count in row.kinds.items() if count},
    }


class _Totals:
    """What the articles add up to."""

    def __init__(self) -> None:
        self.by_state, self.by_lang = defaultdict[str, Counter[str]](Counter), defaultdict[str, Counter[str]](Counter)
        self.kinds = Counter[str]()
        self.all = Counter[str]()

    def add(self, row: IndexRow) -> None:
        """Adds an article."""
        counts = {"articles": 1, "claims": row.claims, "figures": row.figures}
        for counted in (self.all, self.by_state[row.state], self.by_lang[row.lang or ""]):
            counted.update(counts)
        self.kinds.update(row.kinds)


def _summary(totals: _Totals, words: Wording) -> Page:
    """The sheet of the totals: by state, by language, by kind of figure."""
    said = words.index
    lines: list[Line] = [
        (Cell(words.summary.several.format(count=f"{totals.all['articles']:,}"), "title"),),
        (),
        *_table(said.columns["state"], totals.by_state, STATES, said.states.__getitem__, words),
        (Cell(said.all, "strong"), *_numbers(totals.all, "total")),
        (),
        *_table(said.columns["lang"], totals.by_lang, sorted(totals.by_lang), lambda lang: lang or said.unknown, words),
        (),
        (Cell(said.kind, "head"), Cell(said.columns["figures"], "head_number")),
        *(
            (Cell(word), Cell(Number(totals.kinds[kind], _COUNT), "number"))
            for kind, word in words.values.kinds.items()
        ),
    ]
    return Page(words.sheets["summary"].title, HEAD, _WIDTHS, tuple(lines))


def _table(
    head: str, counts: Mapping[str, Counter[str]], order: Iterable[str], word: Callable[[str], str], words: Wording
) -> Iterator[Line]:
    """A heading, and a line for each name in this order that has any articles."""
    said = words.index
    yield (
        Cell(head, "head"),
        *(Cell(text, "head_number") for text in (said.articles, said.columns["claims"], said.columns["figures"])),
    )
    for name in order:
        if name in counts:
            yield Cell(word(name)), *_numbers(counts[name], "number")


def _numbers(counts: Counter[str], look: Look) -> Iterator[Cell]:
    for name in ("articles", "claims", "figures"):
        yield Cell(Number(counts[name], _COUNT), look)
