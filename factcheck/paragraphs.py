"""Where an article's paragraphs lie: its lines that are not blank. The one place that says what a line is."""

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""The start and end of each paragraph, in order; the first is paragraph 1.

    A line ends at \n, \r\n, \r, U+2028 or U+2029, which belong to no paragraph. Lines of white space are skipped.

    >>> list(paragraphs("One.\r\n  \nTwo."))
    [(0, 4), (9, 13)]
    """
    for line in _LINE.finditer(text):
        if not line[0].isspace():
            yield line.span()
