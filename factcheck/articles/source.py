"""The bytes of documents: files, addresses, standard input."""

import os
import sys
import unicodedata
from pathlib import Path

from factcheck import storage
from factcheck.errors import ArticleError, FactcheckError

STDIN = "-"


def as_name(path: str) -> str:
    """A path as an article's name, the same on every system: composed characters, no broken bytes."""
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace"))


def place_of(source: str) -> str:
    """What messages call a source."""
    return "Standard input" if source == STDIN else source


def is_page(source: str) -> bool:
    """Whether a source is the address of a page of the web, which is fetched."""
    return source.lower().startswith(("http://", "https://"))


def content(source: str) -> bytes:
    """The bytes of a regular file, of a file at an address (s3://...), or for "-" of standard input.

    Raises ArticleError if they can't be read, and for pages of the web, which `fetch` reads.
    """
    if is_page(source):
        raise ArticleError(f"{source}: pages of the web are fetched one by one; give it to factcheck extract.")
    if source == STDIN:
        return _standard_input()
    if not source:
        raise ArticleError(f"The name of an article is empty; give a document, or {STDIN} for standard input.")
    if not storage.is_remote(source):
        return _content(Path(source))
    try:
        with storage.opened(source) as stream:
            return stream.read()
    except FactcheckError as error:
        raise ArticleError(str(error)) from None
    except FileNotFoundError:
        raise ArticleError(f"{source}: there is no such file; check the address.") from None
    except Exception as error:  # whatever its file system raises
        raise ArticleError(f"{source}: can't be read ({storage.reason(error)}); check the address.") from None


def _standard_input() -> bytes:
    """All that comes from standard input; ArticleError if that can't be read."""
    if sys.stdin is None:
        raise ArticleError("Standard input is closed; pipe an article in, or name a file.")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ArticleError(
            f"Standard input can't be read ({error.strerror or error}); pipe an article in, or name a file."
        ) from None


def _content(path: Path) -> bytes:
    """The bytes of a regular file; ArticleError if there is none."""
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: this is a folder; name the documents in it, or give it to factcheck batch.")
        if path.exists() and not path.is_file():
            raise ArticleError(f"{path}: this is not a regular file; pipe it in and give {STDIN!r} as the article.")
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: there is no such file; check the name and the folder.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{path}: can't be read ({reason}); check the name and the permissions.") from None
