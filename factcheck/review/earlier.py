"""Worksheets of earlier versions, in which a sentence began with the bullet or the number of its list."""

from collections import Counter
from dataclasses import replace
from typing import Any

from factcheck import bullets, keys
from factcheck.records import Claim, LeftOut
from factcheck.review.records import Review, ReviewedArticle


def behind_bullets(review: Review) -> Review:
    """The review with its sentences, and so their keys, as they are read today; what was written stays with them."""
    return replace(review, articles=tuple(map(_article, review.articles)))


def _article(article: ReviewedArticle) -> ReviewedArticle:
    """An article whose sentences begin behind bullets; those that are equal then are numbered anew in their order."""
    found: list[Claim | LeftOut] = [one.claim for one in article.claims]
    found += [one.sentence for one in article.left_out]
    begins = {one.key: _begin(one) for one in sorted(found, key=lambda one: one.start)}
    texts = {one.key: keys.normal(one.text[begins[one.key] :]) for one in found}
    renewed = {texts[key] for key, begin in begins.items() if begin}
    often = Counter[str]()
    new = dict[str, str]()
    for key in begins:
        often[texts[key]] += 1
        new[key] = keys.key(texts[key], often[texts[key]]) if texts[key] in renewed else key

    def moved(one: Claim | LeftOut) -> dict[str, Any]:
        begin = begins[one.key]
        return {"text": one.text[begin:], "start": one.start + begin, "key": new[one.key]}

    return replace(
        article,
        claims=[replace(one, claim=replace(one.claim, **moved(one.claim))) for one in article.claims],
        left_out=[replace(one, sentence=replace(one.sentence, **moved(one.sentence))) for one in article.left_out],
    )


def _begin(one: Claim | LeftOut) -> int:
    """How much stands before what a sentence says; nothing where a number stands there and none behind."""
    numbers = one.figures if isinstance(one, Claim) else one.printed
    inside = [replace(number, start=number.start - one.start, end=number.end - one.start) for number in numbers]
    begin = bullets.begin(one.text, 0, len(one.text), inside)
    is_numbered = any(map(str.isdecimal, one.text[:begin]))
    is_bare = not any(map(str.isdecimal, one.text[begin:])) and all(number.start < begin for number in inside)
    return 0 if is_numbered and is_bare else begin
