"""The documents that a command reads; of those that it fetches it keeps a copy."""

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import articles, output
from factcheck.records import Article

if TYPE_CHECKING:
    from factcheck.articles.fetch import Page


class Documents:
    """What is read for one output; pages of the web are kept until it is known where they belong.

    `private` allows pages of this machine and of the networks around it, `snapshot` keeps a copy of each.
    """

    def __init__(self, private: bool, snapshot: bool) -> None:
        self._private, self._snapshot = private, snapshot
        self._pages: list[Page] = []

    def read(self, source: str) -> list[Article]:
        """The articles in a document or on a page; ArticleError for what can't be read."""
        if not articles.is_page(source):
            return articles.read_all(source)
        from factcheck.articles import pages
        from factcheck.articles.fetch import Limits, fetch

        page = fetch(source, Limits(private=self._private))
        self._pages.append(page)
        return pages.read(page)

    def keep(self, target: str) -> list[str]:
        """Writes the pages beside an output, and tells their names; OutputError if one can't be written.

        Where the output is standard output, or no copies are asked for, none is written.
        """
        if target == output.STDOUT or not self._snapshot or not self._pages:
            return []
        from factcheck.articles.pages import copy_name

        copies = {str(Path(target).with_name(copy_name(page, Path(target).stem))): page.data for page in self._pages}
        for name, data in copies.items():
            output.write(name, lambda stream, data=data: stream.write(data))  # type: ignore[misc]
        return list(copies)
