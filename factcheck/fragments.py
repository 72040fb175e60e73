"""Addresses that open a web page at a sentence: URL fragment text directives ("#:~:text="), as browsers know them."""

from collections.abc import Sequence
from urllib.parse import quote

WHOLE = 80  # characters of a sentence that is told as it is; a longer one by its first and last words
WORDS = 5


def at_sentence(url: str, sentence: str) -> str:
    """The address of a page with a directive, so that a browser scrolls to a sentence on it.

    >>> at_sentence("https://example.org/a#b", "Costs rose, by 3.5% on-year.")
    'https://example.org/a#b:~:text=Costs%20rose%2C%20by%203.5%25%20on%2Dyear.'
    """
    words = sentence.replace("\u00ad", "").split()
    whole = " ".join(words)
    terms = [words] if len(whole) <= WHOLE or len(words) < 2 * WORDS else [words[:WORDS], words[-WORDS:]]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(map(_term, terms))}"


def _term(words: Sequence[str]) -> str:
    """Words as a term of a directive, in which a comma parts terms, an ampersand directives, a dash marks context."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
