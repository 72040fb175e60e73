"""spaCy's own tokenizer for the language, taught two things: two figures never share a token, and no text stops it."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.tokenizer import Tokenizer as SpacyTokenizer  # type: ignore[import-not-found]  # Cython
from spacy.tokens import Doc
from spacy.util import registry

BETWEEN_DIGITS = r"(?<=[0-9])[/\-–—](?=[0-9])"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Tokenizer(SpacyTokenizer):  # type: ignore[misc]  # untyped
    """Nothing of it is saved: it is made anew from spaCy's rules for the language."""

    def __call__(self, text: str) -> Doc:
        """The text as tokens; a lone surrogate, which spaCy refuses, becomes U+FFFD, so that offsets stay."""
        doc: Doc = super().__call__(LONE_SURROGATE.sub("\ufffd", text))
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


@registry.tokenizers("factcheck.Tokenizer.v1")  # type: ignore[untyped-decorator]
def create() -> Callable[[Language], Tokenizer]:
    """For config.cfg: `[nlp.tokenizer]` with `@tokenizers = "factcheck.Tokenizer.v1"`."""

    def tokenizer(nlp: Language) -> Tokenizer:
        rules = nlp.Defaults
        return Tokenizer(
            nlp.vocab,
            rules=rules.tokenizer_exceptions,
            prefix_search=util.compile_prefix_regex(rules.prefixes or []).search,
            suffix_search=util.compile_suffix_regex(rules.suffixes or []).search,
            infix_finditer=util.compile_infix_regex([*(rules.infixes or []), BETWEEN_DIGITS]).finditer,
            token_match=rules.token_match,
            url_match=rules.url_match,
        )

    return tokenizer
