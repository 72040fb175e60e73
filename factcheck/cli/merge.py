"""`factcheck merge`: the worksheets of several reviewers of one article, as one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck import output
from factcheck.cli import options
from factcheck.cli.files import once
from factcheck.cli.reading import ui_asked
from factcheck.errors import WorksheetError
from factcheck.formats import put_xlsx
from factcheck.program import ATTENTION, DONE, say

if TYPE_CHECKING:
    from factcheck.review.merge import Merged
    from factcheck.worksheet.merged import Told

_AGAIN = "is itself a merge and counts as one reviewer; merge the reviewers' own worksheets to count each of them."
_ANSWER = 40  # characters of an answer that a message shows


@click.command(no_args_is_help=True)
@click.argument("worksheets", metavar="WORKSHEET...", nargs=-1, required=True)
@click.option("-o", "--output", "target", metavar="FILE", required=True, help="The workbook of all reviewers (.xlsx).")
@click.option(
    "--ui", metavar="CODE", help="The language of headings and statuses; that of the first worksheet if left out."
)
@options.no_protect
@options.force
@options.quiet
def merge(worksheets: tuple[str, ...], target: str, ui: str | None, protect: bool, force: bool, quiet: bool) -> int:
    """Merge the worksheets of several reviewers.

    Each reviewer's marks stand side by side, in columns like "Anna: Status". The usual columns are filled in where all
    who wrote something in them wrote the same; where they differ they stay empty, and the sheet Disagreements lists
    the answers and tells how far the reviewers agree. A reviewer is called as in the column Reviewer, if only one name
    stands there, else as the file. At least one worksheet must be a workbook (.xlsx), the others may be tables (.csv).

    Exit status 1 says that there are disagreements, or something in a worksheet that can't be understood.

    \b
    Examples:
      factcheck merge anna.xlsx bruno.xlsx -o both.xlsx
      factcheck merge desk/*.xlsx phone.csv -o all.xlsx --ui en
    """
    from factcheck.review.merge import merge as merged_from
    from factcheck.worksheet.merged import Headings, disagreements, is_merged, told
    from factcheck.worksheet.read import read
    from factcheck.worksheet.wording import wording

    if len(worksheets) < 2:
        raise WorksheetError(f"{worksheets[0]}: is the only worksheet; name at least two to merge.")
    once(worksheets, "worksheet")
    kind = output.format_of(target, None, ["xlsx"])
    output.check(target, kind, force=force, worksheets=worksheets)
    reviews = [(name, read(Path(name))) for name in worksheets]
    lang = reviews[0][1].ui if ui is None else ui_asked(ui)
    words = wording(lang)
    merged = merged_from(reviews, Headings(words), lang)
    review = replace(merged.review, sheets=(disagreements(merged, words), *merged.review.sheets))
    output.write(target, lambda stream: put_xlsx(stream, review, protect))
    again = [f"{name}: {_AGAIN}" for name, one in reviews if is_merged(one)]
    attention = [*again, *_problems(merged), *_apart(merged, told(merged, words))]
    for line in attention:
        say(line)
    if not quiet:
        say(f"{_summary(merged)} -> {output.place(target)}")
    return ATTENTION if attention else DONE


def _problems(merged: "Merged") -> Iterator[str]:
    """What could not be understood in the worksheets, a line each."""
    for problem in merged.review.problems:
        yield f"{problem.place}: {problem.text}"


def _apart(merged: "Merged", disagreements: "Iterator[Told]") -> Iterator[str]:
    """The disagreements, a line each: "C03, Status: Anna: sourced; Bruno: disputed"."""
    from factcheck.worksheet.text import shorten_end

    for one in disagreements:
        answers = zip(merged.labels, one.answers, strict=True)
        said = "; ".join(
            f"{label}: {shorten_end(str(answer), _ANSWER)}" for label, answer in answers if answer is not None
        )
        yield f"{one.id or shorten_end(one.sentence, _ANSWER)}, {one.what}: {said}"


def _summary(merged: "Merged") -> str:
    """For example "3 reviewers, 49 claims: 31 agreed, 4 disagreed, 14 not yet judged by two; agreement 88.6%"."""
    found = merged.claims
    left = found.units - found.agreed - found.disagreed
    share = "" if found.share is None else f"; agreement {found.share:.1%}"
    alpha = "" if found.alpha is None else f", Krippendorff's alpha {found.alpha:.2f}"
    return (
        f"{len(merged.labels)} reviewers, {found.units:,} claims: {found.agreed:,} agreed, {found.disagreed:,} "
        f"disagreed, {left:,} not yet judged by two{share}{alpha}"
    )
