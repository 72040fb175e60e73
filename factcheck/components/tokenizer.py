"""spaCy's own tokenizer for the language, taught two things: two figures never share a token, and no text stops it.

It is quicker, too: in a word of letters only there is nothing to peel off, split or match, so nothing is looked for.

spaCy peels signs off a word one at a time and each time looks at all that is left of it, which takes minutes for a row
of 20,000 signs. So a word that is very long, or holds a very long row of signs, is read in pieces.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path

from spacy import util
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # Cython
from spacy.tokens import Doc
from spacy.util import registry

from factcheck.characters import readable
from factcheck.components.lexemes import hasten
from factcheck.components.texts import keep

SIGNS = "$£€¥₠-₿"  # of currencies
# a dash or slash between two figures: 3-5, 3m-5m, €3-€5, 5%/6%
BETWEEN_FIGURES = (  # the sign comes first, which makes the search fast
    rf"[/\-–—](?=[0-9]|[A-Z]{{0,2}}[{SIGNS}])"
    rf"(?:(?<=[0-9%{SIGNS}].)|(?<=[0-9][a-zA-Z].)|(?<=[0-9][a-zA-Z]{{2}}.)|(?<=[0-9][a-zA-Z]{{3}}.))"
)
LONG = re.compile(r"(?<!\S)\S{100,}")
PIECE = re.compile(r"\S{0,900}?(?:[^\w\s]|_){100}|\S{1,1000}")  # of a long word: up to the end of a row of signs
LETTERS = re.compile("[a-zA-ZÀ-ÖØ-öø-ÿ]*")
Search = Callable[..., "re.Match[str] | None"]
Find = Callable[[str], "Iterable[re.Match[str]]"]


class Tokenizer(SpacyTokenizer):  # type: ignore[misc]  # untyped
    """Nothing of it is saved: it is made anew from spaCy's rules for the language."""

    def __call__(self, text: str) -> Doc:
        """The text as tokens; a lone surrogate, which spaCy refuses, becomes U+FFFD, so that offsets stay."""
        text = readable(text)
        parts: list[Doc] = [super(Tokenizer, self).__call__(part) for part in _parts(text)]
        doc = parts[0]
        if len(parts) > 1:
            doc = Doc.from_docs(parts, ensure_whitespace=False, attrs=[NORM], exclude=["tensor"])  # type: ignore[call-arg]  # it takes one
        keep(doc, text)
        return doc

    def to_disk(self, path: str | Path, **_: object) -> None:
        """Nothing to save."""

    def from_disk(self, path: str | Path, **_: object) -> "Tokenizer":
        """Nothing to read."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "Tokenizer":
        """Nothing to read."""
        return self


def _prefix(search: Search, word: str) -> "re.Match[str] | None":
    """What a search for prefixes finds; letters are none."""
    return None if word.isalpha() else search(word)


def _suffix(search: Search, word: str) -> "re.Match[str] | None":
    """What a search for suffixes finds; none begins among the letters that open a word."""
    return None if word.isalpha() else search(word, LETTERS.match(word).end())  # type: ignore[union-attr]  # it matches


def _infixes(find: Find, word: str) -> "Iterable[re.Match[str]]":
    """What a search for infixes finds; letters are none."""
    return () if word.isalpha() else find(word)


def _url(match: Search, word: str) -> "re.Match[str] | None":
    """The match of a link, which has a dot."""
    return match(word) if "." in word else None


def _parts(text: str) -> list[str]:
    """The text, cut where a long word would take spaCy long; nearly every text stays whole."""
    words = [word.span() for word in LONG.finditer(text)]
    cuts = [piece.end() for start, end in words for piece in PIECE.finditer(text, start, end) if piece.end() < end]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


@registry.tokenizers("factcheck.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create() -> Callable[[Language], Tokenizer]:
    """For config.cfg: `[nlp.tokenizer]` with `@tokenizers = "factcheck.Tokenizer.v1"`."""

    def tokenizer(nlp: Language) -> Tokenizer:
        rules = nlp.Defaults
        hasten(nlp.vocab)
        return Tokenizer(
            nlp.vocab,
            rules=rules.tokenizer_exceptions,
            prefix_search=partial(_prefix, util.compile_prefix_regex(rules.prefixes or []).search),
            suffix_search=partial(_suffix, util.compile_suffix_regex(rules.suffixes or []).search),
            infix_finditer=partial(
                _infixes, util.compile_infix_regex([*(rules.infixes or []), BETWEEN_FIGURES]).finditer
            ),
            token_match=rules.token_match,
            url_match=partial(_url, rules.url_match) if rules.url_match else None,
        )

    return tokenizer
