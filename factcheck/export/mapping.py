"""What a newsroom's statuses mean as ratings of ClaimReview, and where its reviews are published: a JSON file."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, Field, model_validator

from factcheck.errors import WordsError
from factcheck.words import Table, Word, in_file, parse, validated
from factcheck.worksheet.text import address

_PLACES = ("article", "id", "key")
_PLACE = re.compile(r"\{(.*?)\}")


def _web_address(url: str) -> str:
    if address(url) is None:
        raise ValueError("must be a web address (https://...)")
    return url


def _pattern(url: str) -> str:
    for place in _PLACE.findall(url):
        if place not in _PLACES:
            raise ValueError(f"{{{place}}} is none of {', '.join(f'{{{known}}}' for known in _PLACES)}")
    return _web_address(url)


def _shortest(number: float) -> float:
    return int(number) if number.is_integer() else number


Url = Annotated[Word, AfterValidator(_web_address)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(_shortest)]


class Rating(Table):
    """A rating, by schema.org's names: a number between the worst and the best, and the word for it."""

    ratingValue: Number  # noqa: N815
    bestRating: Number  # noqa: N815
    worstRating: Number  # noqa: N815
    alternateName: Word  # noqa: N815

    @model_validator(mode="after")
    def _in_between(self) -> "Rating":
        if not min(self.worstRating, self.bestRating) <= self.ratingValue <= max(self.worstRating, self.bestRating):
            raise ValueError("ratingValue must lie between worstRating and bestRating")
        return self


class Ratings(Table):
    """The rating that each status means; claims whose status means none are left out."""

    sourced: Rating | None
    unsourced: Rating | None
    disputed: Rating | None


class Organization(Table):
    """Who publishes the reviews."""

    name: Word
    url: Url


class Claimant(Table):
    """Who says a claim."""

    type: Literal["Person", "Organization"]
    name: Word


class Mapping(Table):
    """All that ClaimReview needs and a worksheet doesn't say.

    url_pattern  where a review is published: an address with {article}, {id} and {key} in it
    url_column   instead of it, the newsroom's own column in which the address stands once the review is published
    claimants    who says it, by the words in the column Said by
    """

    author: Organization
    ratings: Ratings
    url_pattern: Annotated[Word, AfterValidator(_pattern)] | None = None
    url_column: Word | None = None
    claimants: dict[Word, Claimant] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_place(self) -> "Mapping":
        if (self.url_pattern is None) == (self.url_column is None):
            raise ValueError("must have either url_pattern or url_column")
        return self

    def filled(self, article: str, id: str, key: str) -> str:
        """The address that the pattern gives for a claim."""
        known = {"article": article, "id": id, "key": key}
        return _PLACE.sub(lambda place: quote(known[place[1]], safe=""), self.url_pattern or "")


class _File(Table):
    mapping: Mapping


def read(file: str) -> Mapping:
    """The mapping in a file; WordsError, one sentence, where it can't be read or something in it doesn't fit."""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise WordsError(f"{file}: can't be read ({reason}); give a JSON file like samples/claimreview.json.") from None
    tables = {"mapping": parse(text, file)}
    return validated(tables, _File, lambda _, *key: in_file(file, *key)).mapping
