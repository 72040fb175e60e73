"""`factcheck status`: how far the review of worksheets is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import click

from factcheck import output
from factcheck.errors import WorksheetError
from factcheck.formats import as_text
from factcheck.program import ATTENTION, DONE, REFUSED, say, shown
from factcheck.review.records import STATUSES, Review
from factcheck.review.tally import Tally, tally

_HEADINGS = ("claims", *STATUSES, "to do", "second look", "not a claim", "figures marked")
_REASONS = {
    "no_link": "sourced without a link",
    "no_note": "disputed without a note",
    "no_reviewer": "without a reviewer's name",
    "changed": "changed since",
    "unknown_status": "of unknown status",
}


class Read(NamedTuple):
    """A worksheet that was read, under the name that was given."""

    name: str
    review: Review


@click.command(no_args_is_help=True)
@click.argument("worksheets", metavar="WORKSHEET...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON document instead of a table.")
def status(worksheets: tuple[str, ...], as_json: bool) -> int:
    """Say how far the review of worksheets is.

    WORKSHEET is a workbook (.xlsx) or a table (.csv) that `factcheck extract` wrote, filled in by a reviewer. A row of
    the table is a worksheet, or one of its articles where it has several. What can't be understood in a worksheet is
    told on standard error, with its sheet and cell.

    \b
    A claim needs a second look if it is
      sourced     without a source link
      disputed    without a note
      any status  without a reviewer's name, or flagged by `factcheck update`,
                  or if its status is not known

    \b
    The JSON document:
      {"worksheets": [{"worksheet": FILE, TALLY..., "articles": [{"article": NAME, TALLY...}],
                       "problems": [{"place": "Review!F7", "text": TEXT}]}],
       "refused": [{"worksheet": FILE, "error": TEXT}],
       "total": {TALLY...}}
      TALLY... is
       "claims": 14, "to_do": 3, "statuses": {"sourced": 8, "unsourced": 2, "disputed": 1},
       "second_look": 2, "reasons": {"no_link": 1, "no_note": 0, "no_reviewer": 1, "changed": 0, "unknown_status": 0},
       "not_a_claim": 1, "figures": 0

    \b
    Exit status:
      0  all claims are done
      1  something is to do, needs a second look or was not understood, or one of several worksheets was refused
      2  no worksheet could be read
    """
    from factcheck.worksheet.read import read

    found: list[Read] = []
    refused: list[tuple[str, str]] = []
    for name in worksheets:
        try:
            found.append(Read(name, review := read(Path(name))))
        except WorksheetError as error:
            refused.append((name, str(error)))
            say(f"Error: {error}")
            continue
        for problem in review.problems:
            say(f"{name}, {problem.place}: {problem.text}")
    if as_json:
        _write([json.dumps(_document(found, refused), ensure_ascii=False, indent=2)])
    elif found:
        _write(map(shown, _table(found)))
    if not found:
        return REFUSED
    is_done = _total(found).is_done and not any(one.review.problems for one in found)
    return DONE if is_done and not refused else ATTENTION


def _write(lines: Iterable[str]) -> None:
    """Lines on standard output, in UTF-8 whatever the terminal's encoding."""
    output.write(output.STDOUT, lambda stream: as_text(stream).write("".join(f"{line}\n" for line in lines)))


def _total(found: Sequence[Read]) -> Tally:
    return tally(chain.from_iterable(one.review.claims for one in found))


def _document(found: Sequence[Read], refused: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "worksheets": [
            {
                "worksheet": name,
                **asdict(tally(review.claims)),
                "articles": [{"article": one.name, **asdict(tally(one.claims))} for one in review.articles],
                "problems": [asdict(problem) for problem in review.problems],
            }
            for name, review in found
        ],
        "refused": [{"worksheet": name, "error": error} for name, error in refused],
        "total": asdict(_total(found)),
    }


def _table(found: Sequence[Read]) -> Iterator[str]:
    """The table as lines, and below it why claims need a second look."""
    rows = list(_rows(found))
    total = _total(found)
    cells = [("", *_HEADINGS), *((name, *map(str, _numbers(one))) for name, one in rows)]
    if len(rows) > 1:
        cells.append(("total", *map(str, _numbers(total))))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for name, *numbers in cells:
        yield "  ".join([name.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])])
    if total.second_look:
        yield ""
        yield "A second look:"
        for name, one in rows:
            for reason, count in one.reasons.items():
                if count:
                    yield f"  {name}: {count} {_REASONS[reason]}"


def _rows(found: Sequence[Read]) -> Iterator[tuple[str, Tally]]:
    """The tally of each worksheet; of each article where a worksheet has several."""
    for name, review in found:
        if len(review.articles) > 1:
            yield from ((f"{name}, {article.name}", tally(article.claims)) for article in review.articles)
        else:
            yield name, tally(review.claims)


def _numbers(one: Tally) -> tuple[int, ...]:
    """The numbers of a row, in the order of _HEADINGS."""
    return (one.claims, *one.statuses.values(), one.to_do, one.second_look, one.not_a_claim, one.figures)
