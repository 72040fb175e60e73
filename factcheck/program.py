"""How the program ends, whatever happens: one line for an error, the exit status, broken streams, signals."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

import click

from factcheck.errors import FactcheckError
from factcheck.output import STDERR_NUMBER, STDOUT_NUMBER, silence

DONE, ATTENTION, REFUSED = 0, 1, 2  # exit statuses
STOPPED = 128  # and the number of the signal
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Program(click.Group):
    """Commands that give their exit status; an error that the user can mend is one line, and exit status 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the work."""
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs a command and exits; where it is not `standalone_mode` it gives the status, and raises its errors."""
        run = partial(super().main, args, prog_name, complete_var, standalone_mode=False, **extra)
        if not standalone_mode:
            return run()
        with _leaving_on_signals():
            sys.exit(_status(run))


def _status(run: Callable[[], int | None]) -> int:
    """The exit status of a command, which is run."""
    try:
        status = run() or DONE
        if sys.stdout:
            sys.stdout.flush()
        return status
    except FactcheckError as error:
        say(f"Error: {error}")
    except click.ClickException as error:
        with _unheard():
            error.show()
    except BrokenPipeError:  # whoever reads has seen enough
        silence(STDOUT_NUMBER)
        return ATTENTION
    except OSError as error:
        if error.filename is not None:  # that of a file no user named: a bug
            raise
        silence(STDOUT_NUMBER)
        say(f"Error: standard output: can't be written ({error.strerror or error}).")
    return REFUSED


def say(line: str) -> None:
    """Writes a line to standard error; where that can't be written, nothing changes."""
    with _unheard():
        click.echo(shown(line), err=True)


def shown(text: str) -> str:
    r"""The text as a terminal may show it: control characters as \n or \x1b, broken bytes of a file name as \xe9."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    is_byte = "\udc80" <= char <= "\udcff"  # how Python holds a byte of a name that is not UTF-8
    return f"\\x{ord(char) - 0xDC00:02x}" if is_byte else char.encode("unicode_escape").decode()


@contextmanager
def _unheard() -> Iterator[None]:
    """What can't be said on standard error stays unsaid."""
    try:
        yield
    except OSError:
        silence(STDERR_NUMBER)


@contextmanager
def _leaving_on_signals() -> Iterator[None]:
    """Signals leave as an exception does, so that nothing stays half written; one that is ignored stays ignored."""
    ours = [number for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, _leave) for number in ours}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(STOPPED + number)
