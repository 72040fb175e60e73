"""Row by row, what was written in a worksheet goes to its claim, its figure, or aside; nothing is dropped."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factcheck.review.records import Aside, Marks, OwnSheet, Review
from factcheck.review.rows import Subject, rows, with_marks
from factcheck.worksheet.digest import said_by
from factcheck.worksheet.grid import Cells, Grid, Opened, Spot
from factcheck.worksheet.headings import Table, comments_of, filled, spot, text
from factcheck.worksheet.kept import Kept
from factcheck.worksheet.layout import FIGURES, LEFT_OUT, REVIEW, title
from factcheck.worksheet.made import Made, is_made, said
from factcheck.worksheet.marks import cause_of
from factcheck.worksheet.parting import Parting
from factcheck.worksheet.rows import place_of
from factcheck.worksheet.text import clean, shorten_end
from factcheck.worksheet.wording import wording

# Our cells that say what a row is about
_ABOUT = {"article", "id", "figure_id", "claim", "sentence", "figure", "key"}
# Our cells in words that another version may have chosen otherwise
_WORDED = {"qualifier", "unit", "kind", "where", "why"}

_TORN = "has the key of another row, maybe as it was sorted without it; its ID and text tell which row it is."


class Gathered:
    """What was found so far in a worksheet whose claims, without marks, are the `base`.

    `same_words` tells whether it was written by this version of the program. `cells` reads the cells of its rows.
    """

    def __init__(self, base: Review, file: Opened, same_words: bool = True) -> None:
        self._base = base
        self._words = wording(base.ui)
        self._kept = Kept(file.problems)
        self.cells = Parting(file, self._kept, self._words.values.comments)
        self._unchecked = {"key"} if same_words else {"key", *_WORDED}
        self._names = {text(clean(one.name)): one.name for one in base.articles}  # by what their cells say
        self._made = Made(base, self._words)
        self._rows = {row.subject: row for article in base.articles for row in rows(article)}
        self._marks: dict[Subject, Marks] = {}

    def add_row(self, table: Table, number: int, row: Cells) -> None:
        """A row of the sheets of claims, of figures, or of sentences left out."""
        ours, marks = self.cells.parted(table, number, row)
        where = f"{table.grid.title}!{number}"
        subject, shown = self._subject(table.sheet.id, ours), self._made.shown(table.sheet.id, ours)
        if shown and shown != subject:
            subject = shown
            self._kept.tell(where, _TORN)
        if marks and not self._marks.get(subject, True):
            del self._marks[subject]
            self._kept.tell(where, f"is a second row of {_id(ours)}; it counts, as the first holds nothing.")
        if subject not in self._rows or subject in self._marks:
            self._set_aside(where, ours, marks, known=subject in self._rows)
            return
        self._marks[subject] = marks
        self._check(table, number, ours, subject)

    def add_aside(self, table: Table, number: int, row: Cells) -> None:
        """A row that stood aside already."""
        ours, marks = self.cells.parted(table, number, row)
        if not ours and not marks:
            return
        why = text(ours.get("why"))
        cause = cause_of(why)
        if why and cause is None:
            marks["other"] = "\n".join([why, *filter(None, [str(marks.get("other", ""))])])
        place = text(ours.get("place")) or f"{table.grid.title}!{number}"
        self._kept.aside.append(Aside(cause or "added", place, marks, *_about(ours)))

    def add_paragraph(self, table: Table, number: int, row: Cells) -> None:
        """A row of the Article sheet: only what was written beside the text, or instead of it."""
        ours, marks = self.cells.parted(table, number, row)
        for name, cell in ours.items() if self._base.whole else ():
            if not self._made.is_in_article(name, cell):
                marks[name] = cell
        if marks:
            self._kept.put(Aside("elsewhere", f"{table.grid.title}!{number}", marks), "was written beside the article")

    def add_page(self, grid: Grid, made: Mapping[Spot, str]) -> None:
        """A sheet that the program fills in alone: what else is written there than it `made`."""
        for number, row in grid.rows:
            for place, cell in filled(row):
                if not is_made(cell, made.get((number, place + 1))):
                    what = self.cells.value(grid, number, place, cell)
                    where = spot(grid.title, number, place)
                    self._kept.put_text(where, what, "was written on a sheet that is filled in by itself")
        self.add_comments(grid.title, comments_of(grid))

    def add_comments(self, sheet: str, comments: Mapping[int, list[str]]) -> None:
        """Comments on rows where nothing else stands."""
        for number, lines in comments.items():
            self._kept.put_text(f"{sheet}!{number}", "\n".join(lines), "is a comment")

    def review(self, sheets: tuple[OwnSheet, ...]) -> Review:
        """The review with all that was gathered."""
        if gone := sum(subject.sheet == REVIEW.id for subject in self._rows.keys() - self._marks.keys()):
            what = "1 claim; it is" if gone == 1 else f"{gone:,} claims; they are"
            self._kept.tell(title(REVIEW, self._words), f"lacks the rows of {what} to do.")
        return replace(
            self._base,
            articles=tuple(with_marks(article, self._marks) for article in self._base.articles),
            columns=self.cells.own_columns(REVIEW.id, self._base.columns),
            figure_columns=self.cells.own_columns(FIGURES.id, self._base.figure_columns),
            left_out_columns=self.cells.own_columns(LEFT_OUT.id, self._base.left_out_columns),
            aside=tuple(self._kept.aside),
            sheets=sheets,
            problems=tuple(self._kept.problems),
        )

    def _subject(self, sheet: Any, ours: Mapping[str, Any]) -> Subject:
        """What a row is about, by its key; where the article's name was lost, of the only article that has the key."""
        called = text(ours.get("article"))
        key, place = place_of(text(ours.get("key")))
        subject = Subject(sheet, self._names.get(called, called), key, place)
        if subject not in self._rows:
            others = (subject._replace(article=article.name) for article in self._base.articles)
            found = [other for other in others if other in self._rows]
            if len(found) == 1:
                return found[0]
        return subject

    def _check(self, table: Table, number: int, ours: Mapping[str, Any], subject: Subject) -> None:
        """Keeps what somebody wrote into cells that the program fills in."""
        if not self._base.whole:
            return
        expected = self._made.row(subject)
        known = {name: said(value, self._words) for name, value in expected.items() if name in _ABOUT}
        about = _about({**known, "claim": self._rows[subject].text})
        for name, cell in ours.items():
            article = said(expected.get(name), self._words)
            if name not in self._unchecked and said_by(cell) != article:
                place = next(place for place, known in table.names.items() if known == name)
                where = spot(table.grid.title, number, place)
                mark = {"other": f"{self._words.heading(table.sheet.id, name)}: {cell}"}
                what = f"was changed; the worksheet keeps {shorten_end(article, 60)!r}"
                self._kept.put(Aside("edited", where, mark, *about), what)

    def _set_aside(self, where: str, ours: Mapping[str, Any], marks: Marks, known: bool) -> None:
        """A row that is not the first of a claim of ours."""
        if known and not marks:
            self._kept.tell(where, f"is a second row of {_id(ours)}, with nothing written in it.")
        elif known:
            self._kept.put(Aside("twice", where, marks, *_about(ours)), f"is a second row of {_id(ours)}")
        else:
            rest = {name: cell for name, cell in ours.items() if name not in _ABOUT}
            what = "belongs to no claim of this worksheet"
            self._kept.put(Aside("added", where, {**rest, **marks}, *_about(ours)), what)


def _id(ours: Mapping[str, Any]) -> str:
    """The ID of what a row is about, as messages name it."""
    return text(ours.get("id") or ours.get("figure_id")) or "a claim"


def _about(ours: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """What a row is about, as an Aside tells it: article, ID, sentence, figure and key."""
    printed = str(ours.get("claim") or ours.get("sentence") or "")
    id = text(ours.get("id") or ours.get("figure_id"))
    return text(ours.get("article")), id, printed, text(ours.get("figure")), text(ours.get("key"))
