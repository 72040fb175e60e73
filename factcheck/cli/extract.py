"""`factcheck extract`: articles in, a worksheet out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from factcheck import articles, output
from factcheck.cli import options
from factcheck.cli.files import once
from factcheck.cli.progress import progress
from factcheck.cli.reading import Reading, attention, counted, distinct, ui_asked
from factcheck.errors import FactcheckError, OutputError
from factcheck.formats import FORMATS, put_xlsx
from factcheck.program import ATTENTION, DONE, REFUSED, say
from factcheck.review.records import OwnColumn, Review, names


class Job(NamedTuple):
    """One output: where it goes, its format, and the articles it is made from."""

    target: str
    kind: str
    sources: tuple[str, ...]


class Form(NamedTuple):
    """What the worksheet is like: the language of its headings, a newsroom's columns, whether cells are locked."""

    ui: str | None
    columns: tuple[OwnColumn, ...]
    protect: bool


@click.command(no_args_is_help=True)
@click.argument("sources", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("-o", "--output", "target", metavar="FILE", help="One worksheet for all articles; - is standard output.")
@options.made
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), help="The format, where FILE doesn't say it.")
@options.force
@options.quiet
@options.verbose
def extract(
    sources: tuple[str, ...],
    target: str | None,
    lang: str | None,
    model: str | None,
    words: str | None,
    ui: str | None,
    columns: str | None,
    protect: bool,
    kind: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the figures in articles; write a worksheet.

    ARTICLE is a document: a plain text in any encoding (best in UTF-8, which is never guessed), Markdown, a table of
    articles; or - for standard input. The worksheet is a workbook (.xlsx), a table (.csv) or
    JSON Lines (.jsonl), by the extension of FILE. Without -o it lies beside the article: article.txt gives
    article.xlsx. What comes from standard input goes to standard output, as JSON Lines. The format csv-excel is a table
    as Excel in the reviewer's country opens it.

    \b
    --words names a file of JSON in the form of models/LANGUAGE/*/*.json:
      {"units": {"measures": {"football-pitch": ["football pitch", "football pitches"]}},
       "currencies": {"CAD": {"signs": ["$"]}},
       "abbreviations": {"never_end": {"titles": ["Cllr"]}},
       "context": {"names": ["Halden Express"]}}

    \b
    --columns names a file of JSON:
      [{"name": "Urgency", "width": 12, "choices": ["high", "low"]}, {"name": "Desk"}]

    \b
    Examples:
      factcheck extract article.txt
      factcheck extract article.txt -o checks/article.xlsx --lang it
      factcheck extract monday.txt tuesday.txt -o week.xlsx
      factcheck extract article.txt --words newsroom.json --model en_core_web_sm
      factcheck extract - < article.txt | head -1
    """
    from factcheck.columns import read as read_columns

    jobs = _jobs(sources, target, options.format_asked(target, kind))
    reading = Reading(lang, model, words)
    form = Form(ui if ui is None else ui_asked(ui), read_columns(columns) if columns else (), protect)
    failed = warned = 0
    for job in jobs:
        try:
            review = _review(job, reading, form, force, quiet=quiet, verbose=verbose)
            put = partial(put_xlsx, protect=protect) if job.kind == "xlsx" else FORMATS[job.kind]
            output.write(job.target, lambda stream, put=put, review=review: put(stream, review))  # type: ignore[misc]
        except FactcheckError as error:
            say(f"Error: {error}")
            failed += 1
            continue
        for line in attention(review.articles, job.kind):
            say(line)
            warned += 1
        if not quiet:
            say(_summary(review, job.target))
    if failed == len(jobs):
        return REFUSED
    return ATTENTION if failed or warned else DONE


def _jobs(sources: Sequence[str], target: str | None, kind: str | None) -> list[Job]:
    """What is to be written; OutputError for two outputs in one place, or an article named twice."""
    once(sources, "article")
    if target is not None:
        return [Job(target, output.format_of(target, kind, FORMATS), tuple(sources))]
    jobs = []
    for source in sources:
        path = Path(source)
        beside = path.parent / f"{path.stem or 'article'}.{output.extension_of(kind or 'xlsx')}"
        goal = output.STDOUT if source == articles.STDIN else str(beside)
        jobs.append(Job(goal, output.format_of(goal, kind, FORMATS), (source,)))
    if len({job.target for job in jobs}) < len(jobs):
        raise OutputError("Two articles would give one file, as their names differ only in the extension; give -o.")
    return jobs


def _review(job: Job, reading: Reading, form: Form, force: bool, *, quiet: bool, verbose: bool) -> Review:
    """What is found in the articles of a job, if its output may be written."""
    from factcheck.worksheet.wording import usual

    read = distinct({source: articles.read_all(source) for source in job.sources})
    output.check(job.target, job.kind, force=force, articles=job.sources)
    found, before = [], 0
    with progress(lambda: sum(len(article.text) for article in read), shown=not quiet) as reached:
        for article, name in zip(read, names(read), strict=True):
            known = reading.in_language(article, verbose)
            found.append(reading.read(known, name, lambda end, before=before: reached(before + end)))  # type: ignore[misc]
            before += len(article.text)
    return Review(found, form.ui or usual([one.article.lang for one in found]), form.columns)


def _summary(review: Review, target: str) -> str:
    """For example "14 claims, 23 figures -> article.xlsx"."""
    claims = sum(len(article.claims) for article in review.articles)
    figures = sum(len(reviewed.claim.figures) for reviewed in review.claims)
    return f"{counted(claims, 'claim')}, {counted(figures, 'figure')} -> {output.place(target)}"
