"""Articles that nobody wrote, as many as a benchmark needs: the samples' sentences with invented words in them.

A program that keeps the words it has read is flattered by a text that repeats itself. In news about a third of the
words have not been seen before, and so it is here: each is made anew of syllables of the language. The samples are
full of figures, more than news is: most of them give way to a word, so that about one sentence in four holds any.
"""

import json
import random
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SENTENCES, PARAGRAPH = 20, 5
FIGURES = 0.13  # of those in the samples
INVENTED = 0.6  # of the words of four letters and more
WORD = re.compile(r"(?<![\w/.@:-])[^\W\d_]{4,}(?!:?[\w/@-])")  # none in a link
NUMBER = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d{3,}\b")  # no years
VOWELS = "aeiouyàèéìíòóùúü"
SYLLABLE = re.compile(rf"[^{VOWELS}]*[{VOWELS}]+(?:[^{VOWELS}]+$)?")

Sentence = list[str]  # what is no figure and what is one, by turns


def articles(lang: str, count: int, seed: int = 0) -> Iterator[str]:
    """So many articles of 20 sentences in a language that has a sample; the same ones for the same seed."""
    return islice(_endless(lang, random.Random(f"{lang} {seed}")), count)


def _endless(lang: str, rng: random.Random) -> Iterator[str]:
    claims = list(map(json.loads, (SAMPLES / f"article.{lang}.jsonl").read_text(encoding="utf-8").splitlines()))
    around = [claim[name] for claim in claims for name in ("before", "after")]
    held = {claim["text"] for claim in claims}
    sentences = [*map(_parted, claims), *([text] for text in dict.fromkeys(around) if text and text not in held)]
    writer = Writer((SAMPLES / f"article.{lang}.txt").read_text(encoding="utf-8"), rng)
    while True:
        told = [writer.changed(sentence) for sentence in rng.sample(sentences, SENTENCES)]
        yield "\n\n".join(" ".join(told[at : at + PARAGRAPH]) for at in range(0, SENTENCES, PARAGRAPH)) + "\n"


def _parted(claim: Mapping[str, Any]) -> Sentence:
    """The sentence of a claim in a worksheet's JSON lines."""
    edges = [place - claim["start"] for figure in claim["figures"] for place in (figure["start"], figure["end"])]
    return [claim["text"][start:end] for start, end in zip([0, *edges], [*edges, None], strict=True)]


class Writer:
    """Writes sentences anew, with words that sound like those of a text."""

    def __init__(self, text: str, rng: random.Random) -> None:
        words: list[list[str]] = [SYLLABLE.findall(word) for word in WORD.findall(text.lower())]
        found = [parts for parts in words if len(parts) > 1]
        self.first, self.last = ([parts[at] for parts in found] for at in (0, -1))
        self.middle = [part for parts in found for part in parts[:-1]]
        self.rng = rng

    def changed(self, sentence: Sentence) -> str:
        """The sentence with invented words and other numbers, its capitals and signs as they were."""
        rest = iter(sentence)
        out = [WORD.sub(self._word, next(rest))]
        for figure, part in zip(rest, rest, strict=True):
            out += figure if self.rng.random() < FIGURES else self._invented(), WORD.sub(self._word, part)
        return NUMBER.sub(self._number, "".join(out))

    def _word(self, found: re.Match[str]) -> str:
        if self.rng.random() > INVENTED:
            return found[0]
        word = self._invented()
        return word.capitalize() if found[0][0].isupper() else word

    def _invented(self) -> str:
        choice = self.rng.choice
        return choice(self.first) + "".join(self.rng.choices(self.middle, k=choice((1, 2)))) + choice(self.last)

    def _number(self, found: re.Match[str]) -> str:
        return found[0][0] + "".join(self.rng.choices("0123456789", k=len(found[0]) - 1))
