"""`factcheck export`: a reviewed worksheet as a table, data, a report, a page or ClaimReview."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import click

from factcheck import output
from factcheck.cli import options
from factcheck.cli.reading import ui_asked
from factcheck.config import FileName
from factcheck.errors import WorksheetError
from factcheck.export.formats import CLAIMREVIEW, FORMATS
from factcheck.formats import Put
from factcheck.program import ATTENTION, DONE, say
from factcheck.review.records import Review

KINDS = (*FORMATS, CLAIMREVIEW)


@click.command(no_args_is_help=True)
@click.argument("worksheet")
@click.option("-o", "--output", "target", metavar="FILE", required=True, help="What to write; - is standard output.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="The format, where FILE doesn't say it.")
@click.option(
    "--mapping", type=FileName(), metavar="FILE", help="What your statuses mean as ratings, for claimreview (JSON)."
)
@click.option("--ui", metavar="CODE", help="The language of headings and statuses; the worksheet's if left out.")
@options.force
@options.quiet
def export(
    worksheet: str, target: str, kind: str | None, mapping: str | None, ui: str | None, force: bool, quiet: bool
) -> int:
    """Write a reviewed worksheet for others to read.

    \b
    The format is known by the extension of FILE:
      .csv    a table of the claims with all marks; csv-excel is one as Excel
              in the reviewer's country opens it
      .jsonl  JSON Lines: each claim as `extract` writes it, with its "review"
      .md     a report by status, for a pull request or a wiki
      .html   the article with its figures and claims marked, in one file
      .json   ClaimReview (schema.org) as JSON-LD; needs --mapping

    Sourced, unsourced and disputed say nothing about truth, so ClaimReview is written only with a file that says which
    rating each of them means to you, or null where such claims are left out; samples/claimreview.json is one. A review
    without a published address has the "creativeWorkStatus" "Draft" and no "url".

    \b
    Examples:
      factcheck export article.xlsx -o article.html
      factcheck export article.xlsx -o - --format md --ui en
      factcheck export article.xlsx -o article.json --mapping claimreview.json
    """
    from factcheck.worksheet.read import read

    kind = output.format_of(target, options.format_asked(target, kind), KINDS)
    if kind != CLAIMREVIEW and options.is_default("mapping"):
        mapping = None
    if (kind == CLAIMREVIEW) != (mapping is not None):
        raise click.UsageError(f"The format {CLAIMREVIEW} (.json) and --mapping FILE go together.")
    put = _put(kind, mapping)
    review = read(Path(worksheet))
    if not review.whole:
        raise WorksheetError(
            f"{worksheet}: has neither the article nor what was read in it, as a table or an old worksheet; "
            f"run `factcheck update` with it and its article first, and export what that gives."
        )
    if ui is not None:
        review = replace(review, ui=ui_asked(ui))
    output.check(target, kind, force=force, worksheets=[worksheet], mappings=[mapping] if mapping else [])
    output.write(target, lambda stream: put(stream, review))
    attention = [*_problems(review), *_not_exported(review, kind)]
    for line in attention:
        say(f"{worksheet}, {line}")
    if not quiet:
        say(f"{worksheet} -> {output.place(target)}")
    return ATTENTION if attention else DONE


def _put(kind: str, mapping: str | None) -> Put:
    """What writes the format; WordsError where the mapping can't be read."""
    if mapping is None:
        return FORMATS[kind]
    from factcheck.export.claimreview import put_claimreview
    from factcheck.export.mapping import read

    return partial(put_claimreview, mapping=read(mapping))


def _problems(review: Review) -> Iterator[str]:
    return (f"{problem.place}: {problem.text}" for problem in review.problems)


def _not_exported(review: Review, kind: str) -> Iterator[str]:
    """What was written in the worksheet and is not in the export, a line each."""
    counts = {
        "rows that belong to no claim": len(review.aside),
        "sheets that are not the program's": len(review.sheets),
        "marks on sentences left out": sum(bool(one.marks) for article in review.articles for one in article.left_out),
    }
    if output.extension_of(kind) == "csv":
        counts["marks on figures"] = sum(map(bool, chain.from_iterable(claim.figures for claim in review.claims)))
    if left := ", ".join(f"{what}: {count:,}" for what, count in counts.items() if count):
        yield f"not exported: {left}."
