"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path

import click
from click.core import ParameterSource

from factcheck import output
from factcheck.config import FileName, NameOrFolder
from factcheck.program import say


def _tell_config(context: click.Context, _: click.Parameter, verbose: bool) -> bool:
    """Says which file the defaults come from."""
    if verbose and (file := context.find_root().obj):
        say(f"{file}: defaults of options")
    return verbose


def is_default(name: str) -> bool:
    """Whether a parameter has what a newsroom's defaults say, rather than what the command line does."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.DEFAULT_MAP


def format_asked(target: str | None, kind: str | None) -> str | None:
    """The format that is asked for; a newsroom's default gives way to the extension of a file."""
    if kind and target not in (None, output.STDOUT) and is_default("kind"):
        return kind if Path(str(target)).suffix.lower() == f".{output.extension_of(kind)}" else None
    return kind


lang = click.option(
    "-l",
    "--lang",
    metavar="CODE",
    help="The language of all text, e.g. it; found out, for each paragraph, if left out.",
)
model = click.option(
    "--model", type=NameOrFolder(), metavar="NAME", help="A spaCy pipeline of yours, by its name or folder, to be used."
)
words = click.option(
    "--words",
    type=FileName(),
    metavar="FILE",
    help="Words of your own: currencies, units, abbreviations, names (JSON).",
)
ui = click.option(
    "--ui", metavar="CODE", help="The language of headings and statuses; that of the article if left out."
)
columns = click.option(
    "--columns", type=FileName(), metavar="FILE", help="A newsroom's own columns for the reviewer (JSON)."
)
no_protect = click.option("--no-protect", "protect", is_flag=True, flag_value=False, default=True, help="Lock no cell.")


def made(command: Callable[..., int]) -> Callable[..., int]:
    """The options of all commands that find figures and make worksheets."""
    for option in reversed((lang, model, words, ui, columns, no_protect)):
        command = option(command)
    return command


allow_private = click.option(
    "--allow-private", is_flag=True, help="Fetch also pages of this machine and of the networks around it."
)
snapshot = click.option(
    "--no-snapshot", "snapshot", is_flag=True, flag_value=False, default=True, help="Keep no copy of a fetched page."
)


def fetching(command: Callable[..., int]) -> Callable[..., int]:
    """The options of the commands that fetch pages of the web."""
    return allow_private(snapshot(command))


force = click.option("--force", is_flag=True, help="Replace an existing file; never one that holds a reviewer's marks.")
quiet = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong or needs attention.")
verbose = click.option(
    "-v", "--verbose", is_flag=True, callback=_tell_config, help="Say more: the language of each article."
)
