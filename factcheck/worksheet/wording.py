"""The workbook's words in the reviewer's language: models/<lang>/worksheet/*.json."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from factcheck import words
from factcheck.errors import LanguageError
from factcheck.records import Why
from factcheck.review.records import Cause, Change
from factcheck.words import Table, Word

COMPONENT = "worksheet"


class SheetWords(Table):
    """A sheet's title, and its headings by the columns' ids."""

    title: Word
    columns: dict[str, Word] | None = None


class CsvWords(Table):
    """How a spreadsheet of the reviewer's country reads a table."""

    delimiter: Word
    decimal: Word


class ValueWords(Table):
    """The words in cells, by what the program calls them."""

    statuses: dict[str, Word]
    also: dict[str, tuple[Word, ...]]
    yes: tuple[Word, ...]
    kinds: dict[str, Word]
    vague: Word
    range: Word
    modifiers: dict[str, Word]
    trends: dict[str, Word]
    changes: dict[Change, Word]
    whys: dict[Cause, Word]
    left_out: dict[Why, Word]
    where: dict[Literal["page", "paragraph"], Word]
    comments: Word
    cut: str
    refused: Word
    csv: CsvWords


class SummaryWords(Table):
    """What the Summary says; `looks` by the names of what needs a second look."""

    several: Word
    status: Word
    claims: Word
    share: Word
    to_do: Word
    all: Word
    not_a_claim: Word
    second_look: Word
    rows: Word
    looks: dict[str, Word]
    article: Word
    kind: Word
    facts: dict[str, Word]


class StatusWords(Table):
    """What a status means, and what to write with it."""

    means: Word
    write: Word


class EmptyWords(StatusWords):
    """The same of a claim that has none."""

    status: Word


class GuideWords(Table):
    """What the Guide says. Names in braces are headings and titles: see `Wording.names`."""

    heading: Word
    step: Word
    steps: tuple[Word, ...]
    columns: EmptyWords  # the headings over the statuses
    statuses: dict[str, StatusWords]
    empty: EmptyWords
    more: Word
    tips: dict[str, Word]


class ExportWords(Table):
    """The words of the reports and pages that a reviewed worksheet becomes."""

    title: Word
    articles: Word
    figure: Word
    no_claims: Word
    in_text: Word
    made_by: Word


class IndexWords(Table):
    """The words of the index of a batch run: its title, headings, what became of an article, and its totals."""

    title: Word
    columns: dict[str, Word]
    states: dict[str, Word]
    articles: Word
    kind: Word
    all: Word
    unknown: Word


class Wording(Table):
    """All the words of a workbook in one language; each field is a file."""

    sheets: dict[str, SheetWords]
    values: ValueWords
    summary: SummaryWords
    guide: GuideWords
    units: dict[str, Word]  # by id
    export: ExportWords
    index: IndexWords

    def heading(self, sheet: str, column: str) -> str:
        """The heading of a column: the sheet's own, or that of the same column elsewhere, or its id."""
        sheets = [self.sheets[sheet], *self.sheets.values()] if sheet in self.sheets else []
        return next((one.columns[column] for one in sheets if one.columns and column in one.columns), column)

    def names(self) -> dict[str, dict[str, str]]:
        """The sheets' titles and headings, so that other words can tell them: {review[title]}, {review[status]}."""
        return {id: {**(sheet.columns or {}), "title": sheet.title} for id, sheet in self.sheets.items()}

    def title(self, names: Sequence[str]) -> str:
        """What a document about articles of these names is called."""
        name = names[0] if len(names) == 1 else self.summary.several.format(count=len(names))
        return self.export.title.format(name=name)

    def status(self, status: str) -> tuple[str, ...]:
        """How a status may stand in a cell: in the reviewer's language, and in English."""
        return tuple(dict.fromkeys((self.values.statuses[status], status)))


@cache
def wording(lang: str) -> Wording:
    """The words in a language; LanguageError if the workbook hasn't been put into it, WordsError for a broken file."""
    if lang not in languages():
        raise LanguageError(f"There are no worksheets in the language {lang!r}; choose from {', '.join(languages())}.")
    return words.check(words.read_language(lang, COMPONENT), Wording, f"models/{lang}/{COMPONENT}")


@cache
def languages() -> tuple[str, ...]:
    """The languages in which the workbook has words, by code."""
    return tuple(sorted(path.parent.name for path in words.models_folder().glob(f"*/{COMPONENT}")))


def usual(langs: Iterable[str | None]) -> str:
    """The language of a worksheet where none is asked for: the first of its articles' that has words, else any."""
    return next((lang for lang in langs if lang in languages()), languages()[0])
