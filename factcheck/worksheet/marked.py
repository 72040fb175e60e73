"""Whether a worksheet holds anything that is not ours, so that nobody's work is written over."""

from pathlib import Path
from zipfile import ZipFile

from factcheck.worksheet.digest import Digest, of_sheets
from factcheck.worksheet.file import opened
from factcheck.worksheet.grid import Opened
from factcheck.worksheet.headings import Table, table, text
from factcheck.worksheet.layout import RECORD, SCHEMA
from factcheck.worksheet.read import read
from factcheck.worksheet.wording import languages, wording
from factcheck.worksheet.write import is_marked


def has_marks(path: Path) -> bool:
    """Whether a worksheet (.xlsx or .csv) holds anything that is not ours. WorksheetError if it is no worksheet.

    A workbook carries a digest of its cells: any value, row, column, sheet, comment, macro or picture that was added,
    changed, moved or removed counts as a mark. Fills, links, widths, blank rows and white space don't. In a CSV, and in
    a workbook of an earlier version, whatever was written counts, but a change in our own cells isn't seen.
    """
    with opened(path) as file:
        digest = _written(file)
        drawings = _has_drawings(path, file)
        if digest is not None:
            return drawings or digest != _now(file) or any(grid.comments for grid in file.grids)
    review = read(path)
    return is_marked(review) or bool(review.columns or review.figure_columns or review.left_out_columns) or drawings


def _written(file: Opened) -> str | None:
    """The digest that the program wrote into a workbook; None where this version wrote none."""
    for grid in file.grids:
        found = table(grid) if grid.title == RECORD.id else None
        if isinstance(found, Table):
            first = next((row for _, row in found.rows), ())
            cells = {name: text(first[place]) for place, name in found.names.items() if place < len(first)}
            return cells.get("Digest") if cells.get("Schema") == str(SCHEMA) else None
    return None


def _now(file: Opened) -> str:
    """The digest of a workbook as it is now."""
    digests = {}
    for grid in file.grids:
        if grid.title != RECORD.id:
            digests[grid.title] = digest = Digest()
            for _, row in grid.rows:
                digest.add(row)
    return of_sheets(digests)


def _has_drawings(path: Path, file: Opened) -> bool:
    """Whether a workbook holds pictures, text boxes, or other charts than that of the Summary."""
    if path.suffix.lower() == ".csv":
        return False
    with ZipFile(path) as archive:
        names = [name.lower() for name in archive.namelist()]
        anchors = sum(
            archive.read(name)[:1_000_000].count(b"Anchor>") // 2
            for name in archive.namelist()
            if name.startswith("xl/drawings/") and name.endswith(".xml")
        )
    summary = {wording(lang).sheets["summary"].title for lang in languages()}
    own = sum(grid.title in summary for grid in file.grids)
    charts = sum(name.startswith("xl/charts/chart") for name in names)
    return charts > own or any(name.startswith("xl/chartsheets/") for name in names) or anchors > charts
