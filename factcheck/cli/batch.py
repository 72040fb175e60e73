"""`factcheck batch`: many articles in; a worksheet each, or one corpus of claims, out."""

import json
from typing import TYPE_CHECKING

import click

from factcheck.batch.output import INDEX
from factcheck.cli import options
from factcheck.cli.progress import progress
from factcheck.cli.reading import counted, ui_asked
from factcheck.program import ATTENTION, DONE, say

if TYPE_CHECKING:
    from factcheck.batch.items import Item, Result
    from factcheck.batch.report import Totals

FORMATS = ("xlsx", "jsonl", "csv", "parquet")


@click.command(no_args_is_help=True)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-o", "--output", "folder", metavar="FOLDER", required=True, help="Where everything is written.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="xlsx",
    show_default=True,
    help="xlsx: a worksheet an article; else one corpus of claims.",
)
@click.option("--glob", metavar="PATTERN", help="Which files of a folder are read; all documents if left out.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Worker processes; all cores if left out.")
@click.option(
    "--cluster", metavar="ADDRESS", help="A Dask cluster works: its scheduler's address, or local for one made here."
)
@options.made
@click.option("--id-column", metavar="NAME", help="In a corpus: the articles' ids; numbers if there is none.")
@click.option("--text-column", metavar="NAME", help="In a corpus: the texts; usually text.")
@click.option("--lang-column", metavar="NAME", help="In a corpus: the languages; usually lang or language.")
@click.option("--title-column", metavar="NAME", help="In a corpus: the titles; usually title.")
@click.option("--url-column", metavar="NAME", help="In a corpus: the addresses; usually url.")
@click.option("--date-column", metavar="NAME", help="In a corpus: when it was published; usually date or published.")
@click.option("--force", is_flag=True, help="Read again what is unchanged; never replaces what a reviewer marked.")
@options.quiet
@options.verbose
def batch(
    sources: tuple[str, ...],
    folder: str,
    kind: str,
    glob: str | None,
    jobs: int | None,
    cluster: str | None,
    lang: str | None,
    model: str | None,
    words: str | None,
    ui: str | None,
    columns: str | None,
    protect: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
    **corpus_columns: str | None,
) -> int:
    """Find the figures in many articles.

    SOURCE is a folder, which is searched with all that is in it, a document, a corpus in one file (.jsonl, .csv, .tsv,
    .parquet or .xlsx, a row an article), or - for a list of files on standard input, one a line.

    \b
    In FOLDER are then:
      a worksheet for each article, in folders like those of the sources; or
      claims-00000.jsonl (.csv, .parquet) ..., a row for each claim
      index.xlsx     the articles with their counts, language, state, worksheet, and notes of how they were read
      errors.jsonl   the articles that were set aside, and why

    The same command once more reads only what is new or changed, or what a run that was stopped has left. A worksheet
    in which a reviewer wrote is never replaced: if its article changed, all marks are carried over to a new one beside
    it, article.updated.xlsx.

    \b
    Exit status:
      0  done
      1  done, but articles were set aside, which errors.jsonl names, or there were none
      2  wrong usage, or the run had to stop; give the same command again

    \b
    Examples:
      factcheck batch articles -o worksheets
      factcheck batch archive.parquet -o claims --format parquet --jobs 8
      factcheck batch corpus.csv -o claims --format jsonl --text-column body
      find . -name '*.txt' | factcheck batch - -o worksheets
    """
    from factcheck import own_words
    from factcheck.articles.corpus import Columns
    from factcheck.batch.cluster import Cluster
    from factcheck.batch.files import Sources
    from factcheck.batch.pool import Pool, cores
    from factcheck.batch.run import run
    from factcheck.batch.settings import Settings
    from factcheck.columns import read as read_columns
    from factcheck.language import installed

    corpus = Columns(**{name.removesuffix("_column"): column for name, column in corpus_columns.items()})
    settings = Settings(
        output=folder,
        kind=kind,  # type: ignore[arg-type]  # one of FORMATS
        lang=None if lang is None else installed(lang),
        model=model,
        words=None if words is None else json.dumps(own_words.read(words)[0]),
        ui=None if ui is None else ui_asked(ui),
        columns=read_columns(columns) if columns else (),
        protect=protect,
    )
    found = Sources(sources, glob, corpus, folder)
    count = jobs or cores()
    workers = Pool(settings, count) if cluster is None else Cluster(settings, cluster, count)
    try:
        with workers as engine, progress(found.count, not quiet, "Articles", rate=True) as reached:
            totals = run(found, settings, engine, force, reached, _tell if verbose else None)
    except SystemExit:
        say("Stopped; the same command goes on from here.")
        raise
    for line in totals.attention:
        say(line)
    if not quiet:
        say(f"{_summary(totals)} -> {folder}")
    return ATTENTION if totals.attention else DONE


def _tell(item: "Item", result: "Result") -> None:
    """What became of an article, for example "2024/a.txt: done, language it, 14 claims"."""
    found = f", language {result.lang}, {counted(result.counts.claims, 'claim')}" if result.lang else ""
    say(result.problem.what if result.problem else f"{item.name}: {result.state}{found}")
    for note in result.notes:
        say(f"{item.name}: {note}")


def _summary(totals: "Totals") -> str:
    """For example "32 articles: 30 done, 2 set aside; 408 claims, 911 figures; 3 with notes in index.xlsx"."""
    articles = counted(sum(totals.states.values()), "article")
    states = ", ".join(f"{count:,} {state}" for state, count in totals.states.items())
    found = f"{counted(totals.claims, 'claim')}, {counted(totals.figures, 'figure')}"
    notes = f"; {totals.noted:,} with notes in {INDEX}" if totals.noted else ""
    return f"{articles}: {states}; {found}{notes}" if states else articles
