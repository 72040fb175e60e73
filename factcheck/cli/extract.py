"""`factcheck extract`: articles in, a worksheet out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from factcheck import articles, output
from factcheck.cli import options
from factcheck.cli.files import once
from factcheck.cli.pages import Documents
from factcheck.cli.progress import progress
from factcheck.cli.reading import Reading, attention, counted, distinct, ui_asked
from factcheck.errors import ArticleError, FactcheckError, LanguageError, OutputError
from factcheck.formats import FORMATS, put_xlsx
from factcheck.program import ATTENTION, DONE, REFUSED, say
from factcheck.records import Article
from factcheck.review.records import OwnColumn, Review, ReviewedArticle, names
from factcheck.storage import is_remote


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
@options.fetching
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
    allow_private: bool,
    snapshot: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the figures in articles; write a worksheet.

    ARTICLE is a document, which its content tells: a plain text in any encoding (best in UTF-8, which is never
    guessed), Markdown, a web page, a PDF, Word, OpenDocument or RTF document, a mail, a feed, a table of articles; the
    address of a page of the web (https://...); or - for standard input.

    The worksheet is a workbook (.xlsx), a table (.csv) or JSON Lines (.jsonl), by the extension of FILE. Without -o it
    lies beside the article: article.txt gives article.xlsx; that of an address lies in the working folder and is
    called by its end. What comes from standard input goes to standard output, as JSON Lines. The format csv-excel
    is a table as Excel in the reviewer's country opens it.

    Pages change: a copy of each page that is fetched lies beside the worksheet, with the moment (UTC) and the start of
    its SHA-256 in its name. A page has 30 seconds to come and 50 MB at most. Proxies and certificates are those of the
    environment (https_proxy, no_proxy, SSL_CERT_FILE).

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
      factcheck extract https://example.org/news/the-bridge.html
      factcheck extract https://example.org/news/the-bridge.html notes.txt -o bridge.xlsx --no-snapshot
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
            output.check(job.target, job.kind, force=force, articles=job.sources)
            documents = Documents(allow_private, snapshot)
            found, left = _articles(job.sources, documents, reading, verbose)
            if not found:
                failed += 1
                for line in left:
                    say(f"Error: {line}")
                continue
            review = _review(found, reading, form, quiet)
            put = partial(put_xlsx, protect=protect) if job.kind == "xlsx" else FORMATS[job.kind]
            kept = documents.keep(job.target)
            output.write(job.target, lambda stream, put=put, review=review: put(stream, review))  # type: ignore[misc]
        except FactcheckError as error:
            say(f"Error: {error}")
            failed += 1
            continue
        for line in (*left, *attention(review.articles, job.kind)):
            say(line)
            warned += 1
        if not quiet:
            say(_summary(review, [job.target, *kept]))
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
        goal = output.STDOUT if source == articles.STDIN else f"{_beside(source)}.{output.extension_of(kind or 'xlsx')}"
        jobs.append(Job(goal, output.format_of(goal, kind, FORMATS), (source,)))
    if len({job.target for job in jobs}) < len(jobs):
        raise OutputError("Two articles would give one file, as their names are too much alike; give -o.")
    return jobs


def _beside(source: str) -> str:
    """The path of an output without its extension: beside the article, in the working folder for an address."""
    if is_remote(source):
        from factcheck.articles.pages import stem

        return stem(source)
    path = Path(source)
    return str(path.parent / (path.stem or "article"))


def _articles(
    sources: Sequence[str], documents: Documents, reading: Reading, verbose: bool
) -> tuple[list[Article], list[str]]:
    """The articles that can be read, in a known language; and why others can't, a sentence each."""
    read, found, left = dict[str, list[Article]](), list[Article](), list[str]()
    for source in sources:
        try:
            read[source] = documents.read(source)
        except ArticleError as error:
            left.append(str(error))
    for article in distinct(read):
        try:
            found.append(reading.in_language(article, verbose))
        except LanguageError as error:
            left.append(f"{articles.place_of(article.name)}: {error}")
    return found, left


def _review(found: Sequence[Article], reading: Reading, form: Form, quiet: bool) -> Review:
    """What is found in articles, as nobody reviewed it yet."""
    from factcheck.worksheet.wording import usual

    reviewed, before = list[ReviewedArticle](), 0
    with progress(lambda: sum(len(article.text) for article in found), shown=not quiet) as reached:
        for article, name in zip(found, names(found), strict=True):
            reviewed.append(reading.read(article, name, lambda end, before=before: reached(before + end)))  # type: ignore[misc]
            before += len(article.text)
    return Review(reviewed, form.ui or usual([article.lang for article in found]), form.columns)


def _summary(review: Review, written: Sequence[str]) -> str:
    """For example "14 claims, 23 figures -> article.xlsx", and the copies of fetched pages."""
    claims = sum(len(article.claims) for article in review.articles)
    figures = sum(len(reviewed.claim.figures) for reviewed in review.claims)
    return f"{counted(claims, 'claim')}, {counted(figures, 'figure')} -> {', '.join(map(output.place, written))}"
