"""Row by row, what was written in a worksheet goes to its claim, its figure, or aside; nothing is dropped."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any, TypeAlias

from factcheck.review.records import (
    Aside,
    Marks,
    OwnColumn,
    OwnSheet,
    Problem,
    Review,
    ReviewedArticle,
    ReviewedClaim,
    ReviewedSentence,
    Written,
)
from factcheck.worksheet.digest import said_by
from factcheck.worksheet.grid import Cells, Grid, Opened, Spot
from factcheck.worksheet.headings import Table, column_letter, comments_of, filled, spot, text, unused
from factcheck.worksheet.layout import FIGURES, LEFT_OUT, MAX_TEXT, REVIEW, title
from factcheck.worksheet.made import Made, is_made, said
from factcheck.worksheet.marks import cause_of, is_unticked, understood
from factcheck.worksheet.rows import Row, figure_key
from factcheck.worksheet.text import clean, shorten_end
from factcheck.worksheet.wording import wording

Key: TypeAlias = tuple[str, str]  # an article's name in the worksheet, and a claim's key

# Our cells that say what a row is about
_ABOUT = {"article", "id", "figure_id", "claim", "sentence", "figure", "key"}
# Our cells in words that another version may have chosen otherwise
_WORDED = {"qualifier", "unit", "kind", "why"}

_TORN = "has the key of another row, maybe as it was sorted without it; its ID and text tell which row it is."


class Gathered:
    """What was found so far in a worksheet whose claims, without marks, are the `base`.

    `same_words` tells whether it was written by this version of the program.
    """

    def __init__(self, base: Review, file: Opened, same_words: bool = True) -> None:
        self._base, self._file = base, file
        self._unchecked = {"key"} if same_words else {"key", *_WORDED}
        self._words = wording(base.ui)
        self._names = {text(clean(one.name)): one.name for one in base.articles}  # by what their cells say
        self._made = Made(base, self._words)
        self._claims = {(one.name, claim.claim.key): claim for one in base.articles for claim in one.claims}
        self._figures = {
            (name, figure_key(claim, figure)): (name, key, place)
            for (name, key), claim in self._claims.items()
            for place, figure in enumerate(claim.claim.figures)
        }
        self._left_out = {(one.name, left.sentence.key): left for one in base.articles for left in one.left_out}
        self._marks: dict[Key, Marks] = {}
        self._figure_marks: dict[tuple[str, str, int], Marks] = {}
        self._left_out_marks: dict[Key, Marks] = {}
        self._own: dict[str, dict[str, None]] = defaultdict(dict)  # columns that are not ours, by sheet, in order
        self._aside: list[Aside] = []
        self._problems = list(file.problems)
        self._computed: dict[str, dict[Spot, Written]] = {}

    def add_claim(self, table: Table, number: int, row: Cells) -> None:
        """A row of the Review sheet."""
        ours, marks = self._parted(table, number, row)
        key = self._key(ours, self._claims)
        shown = self._made.claim_of(ours)
        if shown and shown != key:
            key = shown
            self._problems.append(Problem(f"{table.grid.title}!{number}", _TORN))
        claim = self._claims.get(key)
        if marks and not self._marks.get(key, True):
            del self._marks[key]
            what = f"is a second row of {text(ours.get('id')) or 'a claim'}; it counts, as the first holds nothing."
            self._problems.append(Problem(f"{table.grid.title}!{number}", what))
        if claim is None or key in self._marks:
            self._set_aside(table, number, ours, marks, known=claim is not None)
            return
        self._marks[key] = marks
        self._check(table, number, ours, claim.claim.text, self._made.claim(*key))

    def add_figure(self, table: Table, number: int, row: Cells) -> None:
        """A row of the Figures sheet."""
        ours, marks = self._parted(table, number, row)
        name, key = self._key(ours, self._figures)
        place = self._figures.get((name, key))
        shown = self._made.figure_of(ours)
        if shown and shown != place:
            place = shown
            self._problems.append(Problem(f"{table.grid.title}!{number}", _TORN))
        if place is None or place in self._figure_marks:
            self._set_aside(table, number, ours, marks, known=place is not None)
            return
        self._figure_marks[place] = marks
        claim = self._claims[place[:2]]
        self._check(table, number, ours, claim.claim.text, self._made.figure(*place))

    def add_left_out(self, table: Table, number: int, row: Cells) -> None:
        """A row of the sheet of sentences left out."""
        ours, marks = self._parted(table, number, row)
        key = self._key(ours, self._left_out)
        if key not in self._left_out or key in self._left_out_marks:
            self._set_aside(table, number, ours, marks, known=key in self._left_out)
            return
        self._left_out_marks[key] = marks
        sentence = self._left_out[key].sentence.text
        self._check(table, number, ours, sentence, self._made.left_out(key[0], self._left_out[key]))

    def add_aside(self, table: Table, number: int, row: Cells) -> None:
        """A row that stood aside already."""
        ours, marks = self._parted(table, number, row)
        if not ours and not marks:
            return
        why = text(ours.get("why"))
        cause = cause_of(why)
        if why and cause is None:
            marks["other"] = "\n".join([why, *filter(None, [str(marks.get("other", ""))])])
        place = text(ours.get("place")) or f"{table.grid.title}!{number}"
        article, key = text(ours.get("article")), text(ours.get("key"))
        claim, figure = str(ours.get("claim") or ""), text(ours.get("figure"))
        self._aside.append(Aside(cause or "added", place, marks, article, text(ours.get("id")), claim, figure, key))

    def add_paragraph(self, table: Table, number: int, row: Cells) -> None:
        """A row of the Article sheet: only what was written beside the text, or instead of it."""
        ours, marks = self._parted(table, number, row)
        for name, cell in ours.items() if self._base.whole else ():
            if not self._made.is_in_article(name, cell):
                marks[name] = cell
        if marks:
            self._put(Aside("elsewhere", f"{table.grid.title}!{number}", marks), "was written beside the article")

    def add_page(self, grid: Grid, made: Mapping[Spot, str]) -> None:
        """A sheet that the program fills in alone: what else is written there than it `made`."""
        for number, row in grid.rows:
            for place, cell in filled(row):
                if not is_made(cell, made.get((number, place + 1))):
                    where = spot(grid.title, number, place)
                    mark = {"other": self.value(grid, number, place, cell)}
                    self._put(Aside("elsewhere", where, mark), "was written on a sheet that is filled in by itself")
        self.add_comments(grid.title, comments_of(grid))

    def add_comments(self, sheet: str, comments: Mapping[int, list[str]]) -> None:
        """Comments on rows where nothing else stands."""
        for number, lines in comments.items():
            self._put(Aside("elsewhere", f"{sheet}!{number}", {"other": "\n".join(lines)}), "is a comment")

    def begin(self, table: Table) -> None:
        """A sheet whose rows come next: its columns that are not ours, and what stands above the headings."""
        self._own[table.sheet.id].update(dict.fromkeys(table.own))
        for number, row in table.above:
            for place, cell in filled(row):
                where = spot(table.grid.title, number, place)
                mark = {"other": self.value(table.grid, number, place, cell)}
                self._put(Aside("elsewhere", where, mark), "was written above the headings")

    def review(self, sheets: tuple[OwnSheet, ...]) -> Review:
        """The review with all that was gathered."""
        if gone := len(self._claims.keys() - self._marks.keys()):
            what = "1 claim; it is" if gone == 1 else f"{gone:,} claims; they are"
            self._problems.append(Problem(title(REVIEW, self._words), f"lacks the rows of {what} to do."))
        return replace(
            self._base,
            articles=tuple(map(self._article, self._base.articles)),
            columns=self._own_columns(REVIEW.id, self._base.columns),
            figure_columns=self._own_columns(FIGURES.id, self._base.figure_columns),
            left_out_columns=self._own_columns(LEFT_OUT.id, self._base.left_out_columns),
            aside=tuple(self._aside),
            sheets=sheets,
            problems=tuple(self._problems),
        )

    def value(self, grid: Grid, number: int, place: int, cell: Any) -> Written:
        """What a cell says: a formula's value, where the program that saved the file left it."""
        if isinstance(cell, bool | int | float | date | time) or (isinstance(cell, str) and not cell.startswith("=")):
            return cell
        computed = self._computed.get(grid.title)
        if computed is None:
            computed = self._computed[grid.title] = self._file.computed(grid.title)
        formula = str(getattr(cell, "text", cell))
        given = computed.get((number, place + 1), formula)
        if given != formula:
            where = spot(grid.title, number, place)
            self._problems.append(Problem(where, "is a formula; what it gave was taken instead."))
        return given

    def _own_columns(self, sheet: str, made: tuple[OwnColumn, ...]) -> tuple[OwnColumn, ...]:
        """The columns of a sheet that are not ours: those that the worksheet was made with, and what was added."""
        known = {column.name: column for column in made}
        return tuple(known.get(name, OwnColumn(name)) for name in {**known, **self._own[sheet]})

    def _article(self, article: ReviewedArticle) -> ReviewedArticle:
        return replace(
            article,
            claims=[self._claim(article.name, claim) for claim in article.claims],
            left_out=[
                ReviewedSentence(left.sentence, self._left_out_marks.get((article.name, left.sentence.key), {}))
                for left in article.left_out
            ],
        )

    def _claim(self, name: str, reviewed: ReviewedClaim) -> ReviewedClaim:
        key = reviewed.claim.key
        figures = [self._figure_marks.get((name, key, place), {}) for place in range(len(reviewed.claim.figures))]
        return ReviewedClaim(reviewed.claim, self._marks.get((name, key), {}), tuple(figures) if any(figures) else ())

    def _parted(self, table: Table, number: int, row: Cells) -> tuple[dict[str, Any], dict[str, Written]]:
        """The cells of a row that we filled in, and those that a reviewer did, by column."""
        ours: dict[str, Any] = {}
        marks: dict[str, Written] = {}
        for place, cell in filled(row):
            name = table.names.get(place) or self._without_heading(table, number, place)
            if name in table.ours:
                ours[name] = self.value(table.grid, number, place, cell)
            elif not is_unticked(name, cell):
                marks[name] = self._mark(table, number, place, name, cell)
        if lines := table.comments.pop(number, None):
            column = self._words.values.comments
            marks[column] = "\n".join([*filter(None, [str(marks.get(column, ""))]), *lines])
            self._own[table.sheet.id][column] = None
        return ours, marks

    def _mark(self, table: Table, number: int, place: int, name: str, cell: Any) -> Written:
        """A cell as what the reviewer meant."""
        mark, wrong = understood(name, self.value(table.grid, number, place, cell))
        where = spot(table.grid.title, number, place)
        if wrong:
            self._problems.append(Problem(where, wrong))
        mark = linked(table.grid, number, place, mark)
        if isinstance(mark, str) and len(mark) > MAX_TEXT // 2:  # in a table; a cell of a workbook has room for so many
            for start in range(MAX_TEXT // 2, len(mark), MAX_TEXT // 2):
                self._put(
                    Aside("elsewhere", where, {"other": mark[start : start + MAX_TEXT // 2]}), "is too long a text"
                )
            return mark[: MAX_TEXT // 2]
        return mark

    def _without_heading(self, table: Table, number: int, place: int) -> str:
        """The name of a column that has no heading: its letter, where no other is called so."""
        name = table.names[place] = unused(column_letter(place), table.names.values())
        self._own[table.sheet.id][name] = None
        self._problems.append(Problem(spot(table.grid.title, number, place), "stands in a column without a heading."))
        return name

    def _key(self, ours: Mapping[str, Any], known: Container[Key]) -> Key:
        """The article and the key of a row; where the article's name was lost, the only article that has the key."""
        said, key = text(ours.get("article")), text(ours.get("key"))
        name = self._names.get(said, said)
        if (name, key) not in known:
            names = [article.name for article in self._base.articles if (article.name, key) in known]
            if len(names) == 1:
                return names[0], key
        return name, key

    def _check(self, table: Table, number: int, ours: Mapping[str, Any], about: str, expected: Row) -> None:
        """Keeps what somebody wrote into cells that the program fills in."""
        known = {name: said(value, self._words) for name, value in expected.items() if name in _ABOUT}
        for name, cell in ours.items() if self._base.whole else ():
            article = said(expected.get(name), self._words)
            if name not in self._unchecked and said_by(cell) != article:
                place = next(place for place, known in table.names.items() if known == name)
                where = spot(table.grid.title, number, place)
                mark = {"other": f"{self._words.heading(table.sheet.id, name)}: {cell}"}
                self._put(
                    Aside("edited", where, mark, *self._about({**known, "claim": about})),
                    f"was changed; the worksheet keeps {shorten_end(article, 60)!r}",
                )

    def _set_aside(self, table: Table, number: int, ours: Mapping[str, Any], marks: Marks, known: bool) -> None:
        """A row that is not the first of a claim of ours."""
        where = f"{table.grid.title}!{number}"
        about = self._about(ours)
        id = about[1]
        if known and not marks:
            self._problems.append(Problem(where, f"is a second row of {id or 'a claim'}, with nothing written in it."))
            return
        if known:
            self._put(Aside("twice", where, marks, *about), f"is a second row of {id or 'a claim'}")
            return
        rest = {name: cell for name, cell in ours.items() if name not in _ABOUT}
        self._put(Aside("added", where, {**rest, **marks}, *about), "belongs to no claim of this worksheet")

    def _about(self, ours: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
        """What a row is about, as an Aside tells it: article, ID, sentence, figure and key."""
        printed = str(ours.get("claim") or ours.get("sentence") or "")
        id = text(ours.get("id") or ours.get("figure_id"))
        return text(ours.get("article")), id, printed, text(ours.get("figure")), text(ours.get("key"))

    def _put(self, aside: Aside, what: str) -> None:
        self._aside.append(aside)
        self._problems.append(Problem(aside.place, f"{what}; it is kept."))


def linked(grid: Grid, number: int, place: int, mark: Written) -> Written:
    """What a cell says, and the address to which it leads where it doesn't say that."""
    target = grid.links.get((number, place + 1))
    return f"{mark} {target}" if target and target not in str(mark) else mark
