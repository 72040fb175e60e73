"""The articles that are named on the command line, one after the other: folders, files, lists, corpora in one file."""

import os
import posixpath
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path, PurePath, PurePosixPath

from factcheck import storage
from factcheck.articles import STDIN, as_name, content, corpus, is_page, read_bytes
from factcheck.articles.corpus import Columns
from factcheck.articles.formats import is_document, is_feed
from factcheck.batch.items import Item
from factcheck.batch.output import INDEX
from factcheck.errors import ArticleError
from factcheck.file_names import file_name


@dataclass(frozen=True)
class Sources:
    """What a run reads: the sources as they were named, which files of a folder are meant, the columns of a corpus.

    Without a `glob` all files of a folder are meant whose extension is that of a document that can be read. `output` is
    the folder that is written into, in which nothing is read.
    """

    named: Sequence[str]
    glob: str | None
    columns: Columns
    output: str

    def items(self) -> Iterator[Item]:
        """The articles, always in the same order; ArticleError for a source that isn't there at all.

        Where several sources are named, a folder's or a corpus' own name stands before the names of its articles, with
        as many of the folders around it as tell it from the others.
        """
        befores = [f"{as_name(name)}/" for name in apart([_parts(source) for source in self.named])]
        for source, before in zip(self.named, befores if len(self.named) > 1 else [""], strict=True):
            yield from self._of(source, before)

    def count(self) -> int | None:
        """How many articles there are, where that is cheap to know."""
        counts = [self._count(source) for source in self.named]
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else None

    def check(self) -> None:
        """ArticleError for a source that isn't there."""
        for source in self.named:
            if not source:
                raise ArticleError(f"The name of a source is empty; give a folder, a file, or {STDIN} for a list.")
            if is_page(source):
                raise ArticleError(f"{source}: pages of the web are fetched one by one; give it to factcheck extract.")
            if source != STDIN and not storage.exists(source):
                raise ArticleError(f"{source}: there is no such file or folder; check the name.")

    def _of(self, source: str, before: str) -> Iterator[Item]:
        if source == STDIN:
            for path in _listed():
                yield from _document(path, _own(path))
        elif corpus.is_corpus(source):
            yield from (_row(row, before) for row in corpus.rows(source, self.columns))
        elif storage.is_folder(source):
            for path, inside in self._in_folder(source):
                yield from _document(path, before + inside)
        else:
            yield from _document(source, _parts(source)[-1])

    def _count(self, source: str) -> int | None:
        if source == STDIN:
            return None
        if corpus.is_corpus(source):
            return corpus.count(source)
        paths = (path for path, _ in self._in_folder(source)) if storage.is_folder(source) else [source]
        feeds = [is_feed(path) for path in paths]
        return None if any(feeds) else len(feeds)

    def _in_folder(self, folder: str) -> Iterator[tuple[str, str]]:
        """The files of a folder and those below it that are meant, by name, each with its path in it.

        Links to folders are not followed, the output folder is left out. An empty folder that is called like an
        article, and one that can't be read, stand for themselves: what they hide is to be told.
        """
        open_folders = [iter([(folder, "", True)])]
        while open_folders:
            if (entry := next(open_folders[-1], None)) is None:
                open_folders.pop()
                continue
            path, inside, is_folder = entry
            if not is_folder:
                if self._is_meant(inside):
                    yield path, inside
            elif not (_is_hidden(inside) or (inside and storage.same(path, self.output))):
                try:
                    found = storage.listed(path)
                except OSError as error:
                    if not inside:
                        why = storage.reason(error)
                        raise ArticleError(f"{folder}: can't be read ({why}); check its permissions.") from None
                    yield path, inside
                    continue
                if inside and not found and self._is_meant(inside):
                    yield path, inside
                open_folders.append(_entries(path, inside, found))

    def _is_meant(self, inside: str) -> bool:
        """Whether a path in a folder is one of those that were asked for; hidden ones are not."""
        if _is_hidden(inside):
            return False
        if self.glob is None:
            return is_document(inside)
        return fnmatch(inside, self.glob) or fnmatch(posixpath.basename(inside), self.glob)


def _entries(folder: str, inside: str, found: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, str, bool]]:
    """What was found in a folder: paths, the same from the source on, and whether each is a folder."""
    return ((storage.join(folder, name), f"{inside}/{name}" if inside else name, folders) for name, folders in found)


def _is_hidden(inside: str) -> bool:
    return any(part.startswith(".") for part in inside.split("/"))


def _listed() -> Iterable[str]:
    """The paths that stand on standard input, one a line."""
    if sys.stdin is None:
        raise ArticleError("Standard input is closed; pipe a list of files in, or name them.")
    lines = (os.fsdecode(line).rstrip("\r\n") for line in sys.stdin.buffer)
    return (line for line in lines if line)


def _own(path: str) -> str:
    """The name of a file that was listed: its path, from the working folder where it lies in it."""
    if storage.is_remote(path):
        return path.partition("://")[2].lstrip("/")
    whole = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole.relative_to(whole.anchor)).as_posix()


def _parts(path: str) -> tuple[str, ...]:
    """The parts of a whole path, but for what stands before its first folder; a corpus' without its extension."""
    if storage.is_remote(path):
        parts = PurePosixPath(path.partition("://")[2]).parts or (path,)
    else:
        parts = Path(os.path.abspath(path)).parts  # noqa: PTH100  # "." and "a/.." have a name too
        parts = parts[1:] or parts
    return (*parts[:-1], PurePath(parts[-1]).stem) if corpus.is_corpus(path) else parts


def apart(paths: Sequence[tuple[str, ...]]) -> list[str]:
    """The shortest ends of paths, of one part or more, that tell them from each other; equal paths have equal ends.

    >>> apart([("news", "2023", "articles"), ("news", "2024", "articles"), ("wire",)])
    ['2023/articles', '2024/articles', 'wire']
    """
    whole = set(paths)
    counts = Counter(path[-length:] for path in whole for length in range(1, len(path) + 1))
    return [
        "/".join(next((path[-length:] for length in range(1, len(path)) if counts[path[-length:]] == 1), path))
        for path in paths
    ]


def _document(path: str, name: str) -> Iterator[Item]:
    """The articles in a file: one, which a worker reads, or the entries of a feed, which are read here."""
    if not is_feed(path):
        yield _file(path, name)
        return
    name = as_name(name)
    try:
        found = read_bytes(content(path), path, name)
    except ArticleError as error:
        yield Item(name, path, "", problem=str(error).removeprefix(f"{path}: "))
        return
    for article in found:
        entry = article.name.removeprefix(f"{name}/")
        output = _worksheet([*filter(None, name.split("/")), entry]) if len(found) > 1 else _file(path, name).output
        yield Item(article.name, f"{path}, {entry}", output, article)


def _file(path: str, name: str) -> Item:
    """The article in a file. The worksheet of a.txt is a.xlsx, that of a.md is a.md.xlsx."""
    name = as_name(name)
    folders, _, last = name.rpartition("/")
    parts = [*filter(None, folders.split("/")), last[:-4] if last.lower().endswith(".txt") and last[:-4] else last]
    return Item(name, path, _worksheet(parts))


def _row(row: corpus.Row, before: str) -> Item:
    """The article in a row of a corpus."""
    if row.article is None:
        return Item(as_name(row.place), row.place, "", problem=row.problem)
    name = before + row.article.name
    output = _worksheet([*filter(None, before.split("/")), row.article.name])
    return Item(name, row.place, output, replace(row.article, name=name))


def _worksheet(parts: Iterable[str]) -> str:
    """The path of an article's worksheet in the output folder; none is called like the index."""
    path = "/".join(map(file_name, parts)) + ".xlsx"
    return path if path.casefold() != INDEX else f"_{path}"
