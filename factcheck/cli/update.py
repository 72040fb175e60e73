"""`factcheck update`: a reviewed worksheet and a new version of its article in, a worksheet with all marks out."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from factcheck import articles, output
from factcheck.cli import options
from factcheck.cli.pages import Documents
from factcheck.cli.progress import progress
from factcheck.cli.reading import Reading, attention, counted, ui_asked
from factcheck.formats import put_xlsx
from factcheck.program import ATTENTION, DONE, say
from factcheck.review.records import Review, ReviewedArticle, with_columns

_FORMAT = "xlsx"  # a table has no room for what stands aside and for the marks of figures

_TOLD: Mapping[str, str] = {
    "unchanged": "unchanged",
    "sentence": "changed sentence",
    "figures": "changed figures",
    "equal sentences": "one of equal sentences",
    "reading": "read differently",
    "new": "new",
}


@click.command(no_args_is_help=True)
@click.argument("worksheet", metavar="WORKSHEET")
@click.argument("source", metavar="ARTICLE")
@click.option("-o", "--output", "target", metavar="FILE", help="The new worksheet (.xlsx); - is standard output.")
@click.option("-l", "--lang", metavar="CODE", help="The language of the article; that of the worksheet if left out.")
@options.model
@options.words
@click.option("--ui", metavar="CODE", help="The language of headings and statuses; that of the worksheet if left out.")
@options.columns
@options.no_protect
@options.fetching
@options.force
@options.quiet
@options.verbose
def update(
    worksheet: str,
    source: str,
    target: str | None,
    lang: str | None,
    model: str | None,
    words: str | None,
    ui: str | None,
    columns: str | None,
    protect: bool,
    allow_private: bool,
    snapshot: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Carry all marks over to a new version of the article.

    WORKSHEET is a workbook (.xlsx) or a table (.csv), filled in by a reviewer; it is never touched. ARTICLE is the new
    version of its article, or of one of them: a document, the address of a page of the web, or - for
    standard input. Without -o the new worksheet lies beside the old one: article.xlsx gives article.updated.xlsx. A
    copy of a page that was fetched lies beside the new worksheet.

    \b
    What becomes of a claim:
      its sentence is the same    all marks stay
      its sentence changed        all marks stay, it is flagged, and the earlier sentence is shown
      its figures changed         so too, and it is to do again; its status is shown as the earlier one
      its sentence stands more or less often in the article than before
                                  it is flagged and to do again
      it is gone                  all that was written stands on the sheet "No longer in the article"

    A sentence that was left out becomes a claim where an x stands beside it under "Take in".

    \b
    Exit status:
      0  all marks stand where they stood
      1  something needs a look: standard error says what
      2  wrong usage, or nothing was written

    \b
    Examples:
      factcheck update article.xlsx article.txt
      factcheck update monday.xlsx corrected.txt -o tuesday.xlsx
      factcheck update the-bridge.xlsx https://example.org/news/the-bridge.html
    """
    from factcheck.columns import read as read_columns
    from factcheck.review.carry import carry
    from factcheck.worksheet.read import read

    old = read(Path(worksheet))
    goal = target if target is not None else str(Path(worksheet).with_suffix(f".updated.{_FORMAT}"))
    output.format_of(goal, None, (_FORMAT,), _FORMAT)
    output.check(goal, _FORMAT, force=force, articles=[source], worksheets=[worksheet])
    review = with_columns(old, read_columns(columns) if columns else ())
    review = review if ui is None else replace(review, ui=ui_asked(ui))
    documents = Documents(allow_private, snapshot)
    new = _new_version(old, source, documents, Reading(lang, model, words), quiet, verbose)
    carried = carry(review, source, new)
    kept = documents.keep(goal)
    output.write(goal, lambda stream: put_xlsx(stream, carried.review, protect))
    for name, problems in ((worksheet, old.problems), (output.place(goal), carried.problems)):
        for problem in problems:
            say(f"{name}, {problem.place}: {problem.text}")
    warnings = list(attention([new], _FORMAT))
    for line in warnings:
        say(line)
    if not quiet:
        say(f"{_summary(carried.counts)} -> {', '.join(map(output.place, [goal, *kept]))}")
    return ATTENTION if old.problems or carried.problems or warnings else DONE


def _new_version(
    old: Review, source: str, documents: Documents, reading: Reading, quiet: bool, verbose: bool
) -> ReviewedArticle:
    """The new version of the article, in the language of the old one if no other is asked for."""
    from factcheck.review.carry import named, taken

    article = articles.only(documents.read(source), source)
    before = named(old, source, article.name)
    article = reading.in_language(replace(article, lang=article.lang or before[0].article.lang), verbose)
    with progress(lambda: len(article.text), shown=not quiet) as reached:
        return reading.read(article, article.name, reached, taken(before))


def _summary(counts: Mapping[str, int]) -> str:
    """For example "31 claims: 27 unchanged, 1 changed figures, 3 new; 2 no longer in the article"."""
    parts = ", ".join(f"{counts[name]:,} {what}" for name, what in _TOLD.items() if counts.get(name))
    gone = f"; {counts['gone']:,} no longer in the article" if counts.get("gone") else ""
    return f"{counted(counts['claims'], 'claim')}{': ' if parts else ''}{parts}{gone}"
