"""The articles of the benchmarks: as many as wanted, the same every time, a third of their words never seen before."""

import re

import pytest
from benchmarks.corpus import articles

from factcheck import extract

LANGUAGES = ["en", "es", "it"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_three_words_in_ten_are_unseen(lang, samples):
    words = set(re.findall(r"[^\W\d_]+", (samples / f"article.{lang}.txt").read_text(encoding="utf-8").lower()))
    new = count = 0
    for text in articles(lang, 500):
        for word in re.findall(r"[^\W\d_]+", text.lower()):
            new, count = new + (word not in words), count + 1
            words.add(word)
    assert new / count > 0.3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_they_hold_claims(lang):
    assert all(extract(text, lang) for text in articles(lang, 10))


def test_the_same_seed_gives_the_same_articles():
    assert list(articles("it", 3)) == list(articles("it", 5))[:3]
    assert list(articles("it", 3)) != list(articles("it", 3, seed=1))
    assert next(articles("en", 10**9))
