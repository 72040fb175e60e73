"""The pages of a PDF as they are read: without running heads and page numbers, column by column, footnotes apart."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from factcheck.articles.pdf_lines import GAP, LONG, Printed
from factcheck.articles.raised import DIGITS, raised

_NUMBER = re.compile(r"\d{1,5}")
_NUMBERS = 3  # in a running head; one of them may be the page's
_EDGE = 2  # lines at the top and at the bottom of a page, among which running heads stand
_NEAR = 5  # pages in a row; a head stands on three of them, as left and right ones may differ
_RAISED = re.compile(f"[{DIGITS}]+")
_NOTE = re.compile(rf"(?P<mark>\d{{1,3}}|[{DIGITS}]{{1,3}})(?P<space>\s*)(?=[^\W\d]|[\"'“‘«(])")
_SMALLER = 0.95  # the type of notes, to that of the text
_APART = 1.5  # sizes of the type, from what notes stand below to the first of them


class Sheet(NamedTuple):
    """What stands on a page: its rows in reading order, cells parted by tabs; and the rows of each footnote."""

    rows: list[Printed]
    notes: list[list[Printed]]


def sheets(pages: Sequence[list[Printed]], size: float) -> Iterator[Sheet]:
    """The pages, one by one, given the lines that are printed on each, and the usual size of type."""
    heads = _running_heads(pages)
    for page in pages:
        printed = [line for line in page if _height(line) not in heads or not _is_head(line, heads)] if heads else page
        if any(_beside(*pair) for pair in pairwise(printed)):
            printed = _rows(_in_columns(printed))
        yield _noted(printed, size)


def usual_size(lines: Iterable[Printed]) -> float:
    """The size of type in which most of the text is set; 0 where there is none."""
    sizes = defaultdict[float, int](int)
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _running_heads(pages: Sequence[list[Printed]]) -> dict[int, set[str]]:
    """What stands at the edge of several pages at the same height, by that; its number may be that of the page."""
    places = defaultdict[tuple[int, str], list[int]](list)
    for page in pages:
        heights = sorted({line.y for line in page})
        edge = {*heights[:_EDGE], *heights[-_EDGE:]}
        for line in page:
            if line.y in edge:
                for text in _as_heads(line):
                    places[_height(line), text].append(line.page)
    often, heads = 3 if len(pages) >= _NEAR else 2, defaultdict[int, set[str]](set)
    for (height, text), on in places.items():
        if any(last - first < _NEAR for first, last in zip(on, on[often - 1 :], strict=False)):
            heads[height].add(text)
    return heads


def _is_head(line: Printed, heads: Mapping[int, set[str]]) -> bool:
    """Whether a line is one of the running heads at its height."""
    return not heads[_height(line)].isdisjoint(_as_heads(line))


def _height(line: Printed) -> int:
    """About where on its page a line stands."""
    return int(line.y / 3)


def _as_heads(line: Printed) -> Iterator[str]:
    """What a line has in common with the running head of another page: its text, or that but for the page's number."""
    yield line.text
    for number in islice(_NUMBER.finditer(line.text), _NUMBERS):
        yield f"{line.text[: number.start()]}#{int(number[0]) - line.page}{line.text[number.end() :]}"


def _beside(left: Printed, right: Printed) -> bool:
    """Whether one stands on the line of the other, to its right."""
    return abs(left.y - right.y) < left.size / 2 and right.left > left.right


def _gap(left: Printed, right: Printed) -> float:
    """How wide the gap between them is, in sizes of the type."""
    return (right.left - left.right) / max(left.size, right.size, 1)


def _in_columns(lines: list[Printed]) -> list[Printed]:
    """The lines column by column, where the document says them line by line across its columns."""
    across = [pair for pair in pairwise(lines) if _beside(*pair) and min(len(line.text) for line in pair) >= LONG]
    if len(across) < 4 or len(across) < 0.2 * len(lines):
        return lines
    starts = Counter(round(right.left / 10) for _, right in across)
    often = sorted(start * 10 - 10 for start, count in starts.items() if count > len(across) / 4)
    found, columns = list[Printed](), [list[Printed]() for _ in range(len(often) + 1)]
    for line in lines:
        column = bisect(often, line.left)
        if column < len(often) and line.right > often[column] + 20:  # over more than one
            found += [each for lines in columns for each in lines] + [line]
            columns = [[] for _ in columns]
        else:
            columns[column].append(line)
    return found + [each for lines in columns for each in lines]


def _rows(lines: list[Printed]) -> list[Printed]:
    """The lines; those beside each other as one, with tabs between cells."""
    wide = {round(right.left) for left, right in pairwise(lines) if _beside(left, right) and _gap(left, right) > GAP}
    rows = lines[:1]
    for line in lines[1:]:
        last = rows[-1]
        if _beside(last, line):
            numbers = last.text[-1].isdigit() and line.text[0].isdigit()  # which a space would make one
            is_cell = numbers or _gap(last, line) > GAP or round(line.left) in wide
            between = "\t" if is_cell else " "
            text = f"{last.text}{between}{line.text}"
            rows[-1] = last._replace(text=text, right=line.right, bold=last.bold and line.bold)
        else:
            rows.append(line)
    spread = [_goes_on(rows[index - 1 : index + 1]) or _goes_on(rows[index : index + 2]) for index in range(len(rows))]
    return [
        row._replace(text=row.text.replace("\t", " ")) if is_spread else row
        for row, is_spread in zip(rows, spread, strict=True)
    ]


def _goes_on(rows: Sequence[Printed]) -> bool:
    """Whether a sentence goes on from a row to the next; gaps in one of them fill the line then, and part no cells."""
    if len(rows) < 2:
        return False
    above, below = rows
    in_cells = ["\t" in row.text for row in rows]
    return any(in_cells) and not all(in_cells) and below.text[0].islower() and 0 < above.y - below.y < 2 * above.size


def _noted(rows: list[Printed], size: float) -> Sheet:
    """The rows of a page, parted from its footnotes: at the end of a column, each with the mark that refers to it."""
    whole = "".join([row.text for row in rows])
    if not any(map(whole.__contains__, DIGITS)):
        return Sheet(rows, [])
    text, notes, marks = list[Printed](), list[list[Printed]](), set[str]()
    last: Printed | None = None  # of the column under way
    within = False  # the footnotes of a column
    for row in rows:
        if last and row.y > last.y:
            last, within = None, False
        if (note := _note(row, marks, size)) and (within or last is None or _apart(last, row, size)):
            notes.append([note])
            within = True
        elif within and last and not _apart(last, row, 0):
            notes[-1].append(row)
        else:
            within = False
            text.append(row)
            marks.update(_RAISED.findall(row.text))
        last = row
    return Sheet(text, notes)


def _note(row: Printed, marks: set[str], size: float) -> Printed | None:
    """The first row of a footnote, its mark raised; None if a row is no such one."""
    found = _NOTE.match(row.text)
    if not found or (mark := raised(found["mark"])) not in marks:
        return None
    if found["space"] and mark != found["mark"] and row.size > _SMALLER * size:
        return None
    return row._replace(text=f"{mark} {row.text[found.end() :]}")


def _apart(above: Printed, row: Printed, size: float) -> bool:
    """Whether the first footnote stands apart from the text above it."""
    return row.size < _SMALLER * size or above.y - row.y > _APART * row.size
