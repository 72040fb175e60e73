"""The command line: one command a file. Everything heavy is imported by the command that needs it."""

import gc

import click

import factcheck
from factcheck import config
from factcheck.cli.batch import batch
from factcheck.cli.export import export
from factcheck.cli.extract import extract
from factcheck.cli.languages import languages
from factcheck.cli.merge import merge
from factcheck.cli.status import status
from factcheck.cli.update import update
from factcheck.program import Program


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(factcheck.__version__, prog_name="factcheck", message="%(prog)s %(version)s")
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    help=f"Defaults of options (TOML); {config.NAME} in the working folder if left out.",
)
@click.pass_context
def main(context: click.Context, config_file: str | None) -> None:
    """Turn news articles into a fact-checker's worksheet.

    \b
    Exit status:
      0  done
      1  done, but something needs attention; standard error says what
      2  wrong usage, or nothing was done
      129, 130, 143  stopped: the terminal was closed, Ctrl-C, kill
    """
    if file := config.find(config_file):
        context.obj = file
        context.default_map = config.read(file, main.commands)
    gc.set_threshold(100_000, 20, 20)  # a short run makes few cycles, and looking for them takes a tenth of its time


for command in (extract, batch, status, update, merge, export, languages):
    main.add_command(command)
