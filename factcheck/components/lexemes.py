"""What spaCy notes of every word that it meets for the first time, found in less time.

In news that is every fifth word, and noting it is the larger part of spaCy's work. What is noted stays the same: it is
only found at once for plain words, which are of letters only, as no link, number or sign is.
"""

from collections.abc import Callable
from typing import Any

from spacy.lang import lex_attrs
from spacy.vocab import Vocab

Getter = Callable[[str], Any]
LONGEST_SIGN = 2  # characters of a bracket or quote: ''


def _shape(word: str) -> str:
    """Xxxxx for London."""
    if word.isalpha() and len(word) < 100:
        if word.islower():
            return "xxxx"[: len(word)]
        if word[0].isupper() and word[1:].islower():
            return "Xxxxx"[: len(word)]
    return lex_attrs.word_shape(word)


def _unless_plain(getter: Getter) -> Getter:
    return lambda word: not word.isalpha() and getter(word)


def _if_short(getter: Getter) -> Getter:
    return lambda word: len(word) <= LONGEST_SIGN and getter(word)


FASTER: dict[Getter, Getter] = {
    lex_attrs.lower: str.lower,
    lex_attrs.is_alpha: str.isalpha,
    lex_attrs.is_digit: str.isdigit,
    lex_attrs.is_lower: str.islower,
    lex_attrs.is_space: str.isspace,
    lex_attrs.is_title: str.istitle,
    lex_attrs.is_upper: str.isupper,
    lex_attrs.is_ascii: str.isascii,
    lex_attrs.word_shape: _shape,
    **{getter: _unless_plain(getter) for getter in (lex_attrs.like_num, lex_attrs.like_url, lex_attrs.is_punct)},
    **{getter: _if_short(getter) for getter in (lex_attrs.is_quote, lex_attrs.is_left_punct, lex_attrs.is_right_punct)},
}


def hasten(vocab: Vocab) -> None:
    """Gives a vocabulary the faster functions in place of spaCy's; those of a language's own stay."""
    getters = vocab.lex_attr_getters  # type: ignore[attr-defined]  # it has
    getters.update({attr: FASTER.get(getter, getter) for attr, getter in getters.items()})
