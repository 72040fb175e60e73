"""What was written on cells rather than in them: notes, and the conversations that Excel calls comments."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.functions import fromstring

from factcheck.worksheet.grid import Spot


def comments(archive: ZipFile, related: Sequence[tuple[str, str, str]]) -> dict[Spot, str]:
    """What is said on a sheet's cells, each with its author's name; `related` is what the sheet refers to.

    For programs that know no conversations, Excel writes each as a note, too: it is read once.
    """
    notes = dict(_notes(_parts(archive, related, "/comments")))
    return notes | _conversations(archive, _parts(archive, related, "/threadedComment"))


def _parts(archive: ZipFile, related: Sequence[tuple[str, str, str]], kind: str) -> Iterator[Any]:
    """The parts of a kind, as XML."""
    names = set(archive.namelist())
    for _, type, target in related:
        part = posixpath.normpath(posixpath.join("xl/worksheets", target)).lstrip("/")
        if type.endswith(kind) and part in names:
            yield fromstring(archive.read(part))


def _notes(parts: Iterator[Any]) -> Iterator[tuple[Spot, str]]:
    for part in parts:
        sheet: Any = CommentSheet.from_tree(part)
        for place, comment in sheet.comments:
            yield coordinate_to_tuple(place), _said(comment.author, comment.text)


def _conversations(archive: ZipFile, parts: Iterator[Any]) -> dict[Spot, str]:
    names = _people(archive)
    said: dict[Spot, list[str]] = defaultdict(list)
    for part in parts:
        for comment in part:
            text = "".join(inner.text or "" for inner in comment if inner.tag.endswith("}text"))
            place = coordinate_to_tuple(comment.get("ref", ""))
            said[place].append(_said(names.get(comment.get("personId", ""), ""), text))
    return {place: "\n".join(lines) for place, lines in said.items()}


def _people(archive: ZipFile) -> dict[str, str]:
    """Who takes part in conversations, by their ids in this workbook."""
    parts = [name for name in archive.namelist() if name.startswith("xl/persons/") and name.endswith(".xml")]
    people = (person for part in parts for person in fromstring(archive.read(part)))
    return {person.get("id", ""): person.get("displayName", "") for person in people}


def _said(author: str, text: str) -> str:
    return (f"{author}: {text}" if author else text).strip()
