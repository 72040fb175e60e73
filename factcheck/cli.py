"""The command line. Everything heavy is imported by the command that needs it."""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

import factcheck
from factcheck import articles, output
from factcheck.errors import FactcheckError, OutputError
from factcheck.program import ATTENTION, DONE, REFUSED, Program, say
from factcheck.records import Article, Claim

PATIENCE = 2.0  # seconds before a progress bar is shown


class Job(NamedTuple):
    """One output: where it goes, its format, and the articles it is made from."""

    target: str
    kind: str
    sources: tuple[str, ...]


class Reading(NamedTuple):
    """How articles are read: their language if it is given, a trained pipeline, a newsroom's words."""

    lang: str | None
    model: str | None
    words: str | None


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(factcheck.__version__, prog_name="factcheck", message="%(prog)s %(version)s")
def main() -> None:
    """Turn news articles into a fact-checker's worksheet.

    \b
    Exit status:
      0  done
      1  done, but something needs attention; standard error says what
      2  wrong usage, or nothing was done
      129, 130, 143  stopped: the terminal was closed, Ctrl-C, kill
    """
    gc.set_threshold(100_000, 20, 20)  # a short run makes few cycles, and looking for them takes a tenth of its time


@main.command()
def languages() -> None:
    """List the installed languages: code, name and version of the words."""
    from factcheck.pipeline import languages as installed

    for language in installed():
        click.echo("\t".join(language))


@main.command(no_args_is_help=True)
@click.argument("sources", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("-o", "--output", "target", metavar="FILE", help="One worksheet for all articles; - is standard output.")
@click.option("-l", "--lang", metavar="CODE", help="The language of the articles, e.g. it; found out if left out.")
@click.option("--model", metavar="NAME", help="A spaCy pipeline of yours, by its name or folder, whose parse is used.")
@click.option("--words", metavar="FILE", help="Words of your own: currencies, units, abbreviations, names (JSON).")
@click.option("--format", "kind", type=click.Choice(output.FORMATS), help="The format, where FILE doesn't say it.")
@click.option("--force", is_flag=True, help="Replace an existing file; never one that holds a reviewer's marks.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong or needs attention.")
@click.option("-v", "--verbose", is_flag=True, help="Say which language each article is in.")
def extract(
    sources: tuple[str, ...],
    target: str | None,
    lang: str | None,
    model: str | None,
    words: str | None,
    kind: str | None,
    force: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Find the figures in articles and write a worksheet to check them.

    ARTICLE is a text file in UTF-8, or - for standard input. The worksheet is a workbook (.xlsx), a table (.csv) or
    JSON Lines (.jsonl), by the extension of FILE. Without -o it lies beside the article: article.txt gives
    article.xlsx. What comes from standard input goes to standard output, as JSON Lines.

    \b
    --words names a file of JSON in the form of models/LANGUAGE/*/*.json:
      {"units": {"measures": {"football-pitch": ["football pitch", "football pitches"]}},
       "currencies": {"CAD": {"signs": ["$"]}},
       "abbreviations": {"never_end": {"titles": ["Cllr"]}},
       "context": {"names": ["Halden Express"]}}

    \b
    Examples:
      factcheck extract article.txt
      factcheck extract article.txt -o checks/article.xlsx --lang it
      factcheck extract monday.txt tuesday.txt -o week.xlsx
      factcheck extract article.txt --words newsroom.json --model en_core_web_sm
      factcheck extract - < article.txt | head -1
    """
    jobs = _jobs(sources, target, kind)
    reading = Reading(lang, model, words)
    failed = attention = 0
    for job in jobs:
        try:
            results = _results(job, reading, force, quiet=quiet, verbose=verbose)
            output.write(job.target, job.kind, results)
        except FactcheckError as error:
            say(f"Error: {error}")
            failed += 1
            continue
        for article, claims in results:
            if not claims:
                say(f"No figures to check in {'standard input' if article.name == articles.STDIN else article.name}.")
                attention += 1
        if not quiet:
            say(_summary(results, job.target))
    if failed == len(jobs):
        return REFUSED
    return ATTENTION if failed or attention else DONE


def _jobs(sources: Sequence[str], target: str | None, kind: str | None) -> list[Job]:
    """What is to be written; OutputError for two outputs in one place, or an article named twice."""
    files: dict[object, str] = {}
    for source in sources:
        same = _identity(source)
        if same in files:
            raise OutputError(f"{files[same]} and {source}: this article is named twice; name it once.")
        files[same] = source
    if target is not None:
        return [Job(target, output.format_of(target, kind), tuple(sources))]
    jobs = []
    for source in sources:
        path = Path(source)
        beside = path.parent / f"{path.stem or 'article'}.{kind or 'xlsx'}"
        goal = output.STDOUT if source == articles.STDIN else str(beside)
        jobs.append(Job(goal, output.format_of(goal, kind), (source,)))
    if len({job.target for job in jobs}) < len(jobs):
        raise OutputError("Two articles would give one file, as their names differ only in the extension; give -o.")
    return jobs


def _identity(source: str) -> object:
    """What tells whether two names mean one file."""
    try:
        found = Path(source).stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return source
    return source if source == articles.STDIN else (found.st_dev, found.st_ino)


def _results(
    job: Job, reading: Reading, force: bool, *, quiet: bool, verbose: bool
) -> list[tuple[Article, list[Claim]]]:
    """The claims of each article of a job, if its output may be written."""
    read = [articles.read(source) for source in job.sources]
    output.check(job.target, job.kind, force=force, articles=job.sources)
    names = [article.name for article in read]
    from factcheck.claims import claims, in_language  # spaCy, not needed for what was refused above
    from factcheck.language import code
    from factcheck.pipeline import loaded

    lang = reading.lang if reading.lang is None else code(reading.lang)
    results = []
    with _progress(sum(len(article.text) for article in read), shown=not quiet) as reached:
        before = 0
        for source, article in zip(job.sources, read, strict=True):
            name = article.name if names.count(article.name) == 1 else source
            article = in_language(replace(article, name=name), lang)
            if verbose:
                say(f"{article.name}: language {article.lang}")
            nlp = loaded(article.lang, reading.model, reading.words)
            found = []
            for claim in claims(article, nlp):
                found.append(claim)
                reached(before + claim.end)
            before += len(article.text)
            results.append((article, found))
    return results


@contextmanager
def _progress(length: int, shown: bool) -> Iterator[Callable[[int], None]]:
    """A function that is told how many characters are done; it draws a bar on a terminal when that takes long."""
    began = time.monotonic()
    with ExitStack() as stack:
        bar = None

        def reached(position: int) -> None:
            nonlocal bar
            if bar is None and shown and sys.stderr and sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
                bar = stack.enter_context(click.progressbar(length=length, label="Reading", file=sys.stderr))
            if bar is not None:
                bar.update(position - bar.pos)

        yield reached


def _summary(results: Sequence[tuple[Article, Sequence[Claim]]], target: str) -> str:
    """For example "14 claims, 23 figures -> article.xlsx"."""
    claims = sum(len(found) for _, found in results)
    figures = sum(len(claim.figures) for _, found in results for claim in found)
    return f"{_counted(claims, 'claim')}, {_counted(figures, 'figure')} -> {output.place(target)}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
