"""What writing and reading a worksheet costs, beside plain openpyxl: `python tests/benchmarks/worksheet.py`.

Ratios of CPU time, measured in turn in one process, and the peak memory of a process that writes many claims.
"""

import gc
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.hyperlink import Hyperlink

import factcheck
from factcheck.claims import claims
from factcheck.records import Article
from factcheck.review.records import Review, ReviewedArticle, ReviewedClaim
from factcheck.worksheet.read import read
from factcheck.worksheet.write import write_xlsx

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "article.en.txt"
TURNS = 3


def review_of(count: int) -> Review:
    """A review of one article that holds so many claims: the sample's sentences, each time with another number."""
    text = SAMPLE.read_text(encoding="utf-8")
    nlp = factcheck.load("en")
    once = list(claims(Article("once", text), nlp))
    parts, found = [], []
    before = 0
    for turn in range(-(-count // len(once))):
        parts.append(text)
        for claim in once[: count - len(found)]:
            found.append(ReviewedClaim(moved(claim, before, turn)))
        before += len(text)
    return Review([ReviewedArticle(Article("long.txt", "".join(parts), "en"), "long.txt", found)])


def moved(claim: Any, by: int, turn: int) -> Any:
    """A claim so many characters later, with a key of its own and its own copies of all that it holds."""
    figures = tuple(replace(figure, start=figure.start + by, end=figure.end + by) for figure in claim.figures)
    return replace(claim, start=claim.start + by, end=claim.end + by, key=f"{claim.key}{turn}", figures=figures)


def ours(review: Review) -> bytes:
    """Our workbook."""
    stream = io.BytesIO()
    write_xlsx(stream, review)
    return stream.getvalue()


def cells_of(data: bytes) -> list[tuple[str, list[tuple[float | None, list[Any]]]]]:
    """The cells of a workbook: for each sheet its rows, with their height, each cell with value, styles and link."""
    book = load_workbook(io.BytesIO(data), rich_text=True)
    shared: dict[Any, Any] = {}

    def styles(cell: Any) -> Any:
        key = tuple(cell._style)
        if key not in shared:
            shared[key] = [
                copy(getattr(cell, name)) for name in ("font", "fill", "border", "alignment", "protection")
            ] + [cell.number_format]
        return shared[key]

    out = []
    for sheet in book.worksheets:
        rows = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = [
                (cell.value, styles(cell), cell.hyperlink and (cell.hyperlink.location, cell.hyperlink.target))
                for cell in row
                if getattr(cell, "_style", None) is not None  # one that stands in the file
            ]
            rows.append((sheet.row_dimensions[number].height, cells))
        out.append((sheet.title, rows))
    return out


def plain(cells: list[tuple[str, list[tuple[float | None, list[Any]]]]]) -> None:
    """The same cells with the same styles, as anyone would write them with openpyxl."""
    book = Workbook(write_only=True)
    for title, rows in cells:
        sheet: Any = book.create_sheet(title)
        for number, (height, row) in enumerate(rows, 1):
            written = []
            for value, (font, fill, border, alignment, protection, number_format), link in row:
                cell = WriteOnlyCell(sheet, value)
                cell.font, cell.fill, cell.border = font, fill, border
                cell.alignment, cell.protection, cell.number_format = alignment, protection, number_format
                if link:
                    cell.hyperlink = Hyperlink(ref="", location=link[0], target=link[1])
                written.append(cell)
            sheet.row_dimensions[number].height = height
            sheet.append(written)
    book.save(io.BytesIO())


def plain_read(path: Path) -> None:
    """Every cell of a workbook, row by row."""
    book = load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def cpu(work: Callable[[], object]) -> float:
    """The CPU seconds that work takes."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def compare(name: str, first: Callable[[], object], second: Callable[[], object]) -> None:
    """Prints what the first costs, as a multiple of the second."""
    pairs = [(cpu(first), cpu(second)) for _ in range(TURNS)]
    mine, theirs = median(a for a, _ in pairs), median(b for _, b in pairs)
    ratio = median(a / b for a, b in pairs)
    print(f"{name:32}{mine:9.2f} s{theirs:9.2f} s{ratio:8.2f}")


def peak() -> int:
    """The most memory that this process had, in MB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def marked(review: Review) -> Review:
    """The review with every row filled in."""
    statuses = ("sourced", "unsourced", "disputed")
    article = review.articles[0]
    link = "https://example.org/source"
    filled = [
        ReviewedClaim(
            one.claim, {"status": statuses[place % 3], "source_link": link, "notes": f"note {place}", "reviewer": "AB"}
        )
        for place, one in enumerate(article.claims)
    ]
    return replace(review, articles=[replace(article, claims=filled)])


def main() -> None:
    """Prints the table."""
    if len(sys.argv) > 1:  # a child that only writes
        review = review_of(int(sys.argv[1]))
        with tempfile.TemporaryFile() as stream:
            write_xlsx(stream, review)
        print(f"peak memory of a process that writes {int(sys.argv[1]):,} claims: {peak()} MB")
        return
    review = review_of(10_000)
    data = ours(review)
    cells = cells_of(data)
    print(f"{'10,000 claims':32}{'factcheck':>11}{'openpyxl':>11}{'ratio':>8}")
    compare("writing", lambda: ours(review), lambda: plain(cells))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marked.xlsx"
        path.write_bytes(ours(marked(review)))
        compare("reading, every row reviewed", lambda: read(path), lambda: plain_read(path))
    subprocess.run([sys.executable, __file__, "100000"], check=True)


if __name__ == "__main__":
    main()
