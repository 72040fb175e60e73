"""In which language a text is written, told by the stop words that spaCy ships for some seventy languages.

The fewer languages share a stop word, the more it weighs: "de" tells little, "gli" nearly all.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any, NamedTuple

from factcheck import words
from factcheck.errors import LanguageError

SAMPLE = 20_000  # characters looked at
AT_LEAST = 0.25  # this share of the words must be stop words of the language; an article has about a half
LEAD = 1.5  # so many times the weight of the next language
SHARED = 1 / 3  # a stop word of n languages weighs 1 / n ** SHARED; measured on short texts
URL = re.compile(r"\bhttps?://\S+")
WORD = re.compile(r"[^\W\d_]+")


def code(name: str) -> str:
    """The code by which a language is installed: "it" for "IT", "it-IT" or "it_IT"; LanguageError if it is empty."""
    short = name.strip().replace("_", "-").partition("-")[0].lower()
    if not short:
        raise LanguageError(f"The language {name!r} is no code; give one of {words.listed()}, or leave it out.")
    return short


def installed(name: str) -> str:
    """The code of an installed language; LanguageError if it isn't."""
    short = code(name)
    if short not in words.installed():
        raise LanguageError(f"The language {name!r} is not installed; installed: {words.listed()}.")
    return short


def guess(text: str) -> str:
    """The code of the installed language that a text is written in; LanguageError when that is not sure.

    The text is compared with every language that spaCy knows, so that Spanish isn't taken for Italian.
    """
    best = votes(text).winner(2)
    if best is None:
        raise LanguageError(f"The language of the text can't be told for certain; give --lang ({words.listed()}).")
    if best not in words.installed():
        raise LanguageError(
            f"The text seems to be in {best!r}, which is not installed; give --lang ({words.listed()})."
        )
    return best


class Votes(NamedTuple):
    """How many of a text's words are stop words of each language, what they weigh, and how many words there are."""

    hits: Counter[str]
    weights: dict[str, float]
    words: int

    def winner(self, least: int) -> str | None:
        """The language that has most by far, at least so many; None where none has."""
        best = self.leader(least)
        next_most = max(weight for lang, weight in self.weights.items() if lang != best)
        return best if best and self.weights[best] >= LEAD * next_most else None

    def leader(self, least: int) -> str | None:
        """The language that has most, at least so many; None where that may be chance."""
        best, most = self.hits.most_common(1)[0]
        return best if most >= least and most >= AT_LEAST * self.words else None


def votes(text: str) -> Votes:
    """The votes of a text, or the beginning of a long one."""
    sample = URL.sub(" ", unicodedata.normalize("NFC", text[:SAMPLE]).lower())
    counts = Counter(WORD.findall(sample))
    hits = Counter(dict.fromkeys(_languages(), 0))
    weights = dict.fromkeys(_languages(), 0.0)
    for word, count in counts.items():
        langs = _stop_words().get(word, ())
        for lang in langs:
            hits[lang] += count
            weights[lang] += count / len(langs) ** SHARED
    return Votes(hits, weights, counts.total())


@cache
def stop_words(lang: str) -> frozenset[str]:
    """The stop words of a language."""
    return frozenset(word for word, langs in _stop_words().items() if lang in langs)


@cache
def _stop_words() -> dict[str, tuple[str, ...]]:
    """The languages in which a word is a stop word; words are cut as in texts ("dell'" is "dell")."""
    found = defaultdict[str, set[str]](set)
    for lang, file in _languages().items():
        for stop in _run(file)["STOP_WORDS"]:
            for word in (stop,) if stop.isalpha() else WORD.findall(stop):
                found[word].add(lang)
    return {word: tuple(langs) for word, langs in found.items()}


@cache
def _languages() -> dict[str, Path]:
    """The files of stop words by language.

    They are run as files of their own: importing `spacy.lang.xx` would build the language's tokenizer rules too.
    """
    import spacy.lang

    return {file.parent.name: file for file in sorted(Path(spacy.lang.__path__[0]).glob("*/stop_words.py"))}


def _run(file: Path) -> dict[str, Any]:
    """The names that a Python file defines; its compiled form is used where Python has kept one."""
    names: dict[str, Any] = {}
    code = SourceFileLoader(file.stem, str(file)).get_code(file.stem)
    assert code is not None  # a file always has code
    exec(code, names)
    return names
