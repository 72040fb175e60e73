"""Reading a worksheet back: all that reviewers wrote, whatever they and their program did to the file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import factcheck
from factcheck.errors import WorksheetError
from factcheck.review.earlier import behind_bullets
from factcheck.review.records import OwnSheet, Review
from factcheck.worksheet import data, older
from factcheck.worksheet.file import opened
from factcheck.worksheet.gather import Gathered
from factcheck.worksheet.grid import Grid
from factcheck.worksheet.headings import NEEDED, Table, comments_of, table, text
from factcheck.worksheet.layout import ARTICLE, ASIDE, FIGURES, LEFT_OUT, RECORD, REVIEW, SCHEMA, Sheet, title
from factcheck.worksheet.parting import linked
from factcheck.worksheet.wording import wording

_GAP = 100  # empty rows in a row that are kept of a sheet that is not ours


def read(path: Path) -> Review:
    """What a worksheet says (.xlsx, or .csv of its Review sheet), with everything that was written in it.

    Columns are known by their headings, rows by article and key. What can't be understood is kept, and told in
    `problems` with sheet and cell. Raises WorksheetError, one sentence, for a file that is no worksheet of ours, was
    made by a newer version, or lacks a sheet or a column without which marks can't be read.
    """
    with opened(path) as file:
        found = [table(grid) for grid in file.grids]
        tables = _checked([one for one in found if isinstance(one, Table)], path)
        others = [
            one if isinstance(one, Grid) else one.whole() for one in found if not any(one is known for known in tables)
        ]
        base, version, pages = _stored(tables, path)
        is_of_this_version = version == factcheck.__version__
        gathered = Gathered(base, file, same_words=is_of_this_version)
        for sheet, add in (
            (REVIEW, gathered.add_row),
            (FIGURES, gathered.add_row),
            (LEFT_OUT, gathered.add_row),
            (ASIDE, gathered.add_aside),
            (ARTICLE, gathered.add_paragraph),
        ):
            for one in _of(tables, sheet):
                gathered.cells.begin(one)
                for number, row in one.rows:
                    add(one, number, row)
                gathered.add_comments(one.grid.title, one.comments)
        own = []
        for grid in others:
            if grid.title in pages:
                gathered.add_page(grid, pages[grid.title])
            else:
                own.append(_own_sheet(gathered, grid))
        review = gathered.review(tuple(sheet for sheet in own if sheet.rows))
        return review if is_of_this_version else behind_bullets(review)


def _of(tables: Iterable[Table], sheet: Sheet) -> list[Table]:
    return [one for one in tables if one.sheet is sheet]


def _checked(tables: Sequence[Table], path: Path) -> list[Table]:
    """The tables that have all the columns they need; WorksheetError if one is missing that can't be done without."""
    whole = [one for one in tables if not one.missing]
    needed = (REVIEW,) if path.suffix.lower() == ".csv" else (REVIEW, FIGURES, RECORD)
    if not any(one.sheet in needed for one in tables):
        raise WorksheetError(
            f"{path}: is not a worksheet of factcheck: no sheet has the headings {_named(REVIEW, *NEEDED[REVIEW.id])}."
        )
    for sheet in needed:
        if _of(whole, sheet):
            continue
        if broken := _of(tables, sheet):
            place = f"{path}, sheet {broken[0].grid.title}"
            raise WorksheetError(
                f"{place}: the column {_named(sheet, *broken[0].missing)} is missing; "
                "put its heading back, or take the column from the file as it was made."
            )
        name = title(sheet, wording("en"))
        raise WorksheetError(
            f"{path}: the sheet {name} is missing; put it back from the file as it was made, "
            "or save the Review sheet as .csv and give that."
        )
    return whole


def _named(sheet: Sheet, *columns: str) -> str:
    """Headings in English, for messages."""
    return ", ".join(wording("en").heading(sheet.id, column) for column in columns)


def _stored(tables: list[Table], path: Path) -> data.Stored:
    """The review as it was before anybody wrote in it, and what else the workbook knows of itself."""
    rows = [
        {name: row[place] for place, name in one.names.items() if place < len(row)}
        for one in _of(tables, RECORD)
        for _, row in one.rows
    ]
    schema = text(rows[0].get("Schema")) if rows else "1"
    if not schema.isdecimal():
        raise WorksheetError(f"{path}: its hidden sheet {RECORD.id} was changed; take it from the file as it was made.")
    if int(schema) > SCHEMA:
        version = text(rows[0].get("Version"))
        raise WorksheetError(f"{path}: was made by a newer version of factcheck ({version}); install that one.")
    if int(schema) == 1:
        return data.Stored(older.base(rows, tables, path), text(rows[0].get("Version")) if rows else "", {})
    try:
        return data.unpacked(text(row["Data"]) for row in rows if row.get("Data"))
    except WorksheetError as error:
        raise WorksheetError(f"{path}: {error}; take the file as it was made, or an earlier copy.") from error


def _own_sheet(gathered: Gathered, grid: Grid) -> OwnSheet:
    """A sheet that is not ours."""
    rows: list[tuple[object, ...]] = []
    last = 0
    for number, row in grid.rows:
        rows += [()] * min(number - last - 1, _GAP)
        last = number
        cells = (cell and gathered.cells.value(grid, number, place, cell) for place, cell in enumerate(row))
        rows.append(tuple(cell and linked(grid, number, place, cell) for place, cell in enumerate(cells)))
    gathered.add_comments(grid.title, comments_of(grid))
    return OwnSheet(grid.title, tuple(rows))  # type: ignore[arg-type]
