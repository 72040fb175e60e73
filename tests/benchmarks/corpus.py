"""Articles that nobody wrote, as many as a benchmark needs: the samples' sentences with invented words in them.

A program that keeps the words it has read is flattered by a text that repeats itself. In news about a third of the
words have not been seen before, and so it is here: each is made anew of syllables of the language.
"""

import json
import random
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SENTENCES, PARAGRAPH = 20, 5
INVENTED = 0.85  # of the words that stand in no figure and are no short ones; about 36% of all
SENTENCE = re.compile(r"(?<=[.?!»”\"]) (?=[^\W\d_a-z]|[«“\"])")
WORD = re.compile(r"(?<![\w/.@:-])[^\W\d_]{4,}(?!:?[\w/@-])")  # none in a link
NUMBER = re.compile(r"(?<![\w-])(?!(?:19|20)\d\d\b)\d{3,}\b")  # no years
VOWELS = "aeiouyàèéìíòóùúü"
SYLLABLE = re.compile(rf"[^{VOWELS}]*[{VOWELS}]+(?:[^{VOWELS}]+$)?")


def articles(lang: str, count: int, seed: int = 0) -> Iterator[str]:
    """So many articles of about 20 sentences in a language that has a sample; the same ones for the same seed."""
    return islice(_endless(lang, random.Random(f"{lang} {seed}")), count)


def _endless(lang: str, rng: random.Random) -> Iterator[str]:
    text = (SAMPLES / f"article.{lang}.txt").read_text(encoding="utf-8")
    claims = map(json.loads, (SAMPLES / f"article.{lang}.jsonl").read_text(encoding="utf-8").splitlines())
    kept = {word.lower() for claim in claims for figure in claim["figures"] for word in WORD.findall(figure["text"])}
    sentences = [part for line in text.splitlines() for part in SENTENCE.split(line) if part]
    words = Words(re.findall(r"[^\W\d_]{4,}", text.lower()), kept, rng)
    while True:
        told = [words.changed(sentence) for sentence in rng.sample(sentences, SENTENCES)]
        yield "\n\n".join(" ".join(told[at : at + PARAGRAPH]) for at in range(0, SENTENCES, PARAGRAPH)) + "\n"


class Words:
    """Invents words that sound like those of a language."""

    def __init__(self, words: list[str], kept: set[str], rng: random.Random) -> None:
        """`words` lend their syllables; those `kept`, in small letters, stay in every sentence."""
        found = [parts for word in words if len(parts := SYLLABLE.findall(word)) > 1]
        self.first, self.last = ([parts[at] for parts in found] for at in (0, -1))
        self.middle = [part for parts in found for part in parts[:-1]]
        self.kept, self.rng = kept, rng

    def changed(self, sentence: str) -> str:
        """The sentence with invented words and other numbers, its capitals, signs and figures' words as they were."""
        return WORD.sub(self._word, NUMBER.sub(self._number, sentence))

    def _word(self, found: re.Match[str]) -> str:
        word, rng = found[0], self.rng
        if word.lower() in self.kept or rng.random() > INVENTED:
            return word
        parts = rng.choice(self.first), *rng.choices(self.middle, k=rng.choice((1, 2))), rng.choice(self.last)
        new = "".join(parts)
        return new.capitalize() if word[0].isupper() else new

    def _number(self, found: re.Match[str]) -> str:
        return found[0][0] + "".join(self.rng.choices("0123456789", k=len(found[0]) - 1))
