"""The claims as data inside the workbook, so that it can be read back whole whatever happened to its sheets.

JSON Lines: first what concerns the whole workbook, then for each article its text, piece by piece, what is known of
it, and a line for each claim and each sentence left out. They are compressed and written as text that every
spreadsheet program leaves alone. Marks are not in it: those are read from the sheets.
"""

import base64
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import factcheck
from factcheck.errors import WorksheetError
from factcheck.records import Article, Claim, LeftOut, Link, Mention, Part, PassedOver, figure_from_dict, figure_to_dict
from factcheck.review.records import OwnColumn, Review, ReviewedArticle, ReviewedClaim, ReviewedSentence
from factcheck.worksheet.grid import Spot

Pages: TypeAlias = Mapping[str, Mapping[Spot, str]]

CELL = 32_000  # characters of a cell; a multiple of 4, as base64 wants it
_BYTES = CELL // 4 * 3  # that base64 writes in a cell
_LIMIT = 400_000_000  # bytes that the data of a workbook may have, unpacked
_PIECE = 100_000  # characters of an article's text that are packed at a time
_LEVEL = 3  # of compression: more takes longer and gains little


# What reading anything else than our data may raise
_DAMAGE = ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, StopIteration, zlib.error


class Stored(NamedTuple):
    """What a workbook knows of itself.

    review   without its marks
    version  of the program that wrote it
    pages    what that wrote on the sheets that it fills in alone, by title, row and column
    """

    review: Review
    version: str
    pages: Pages


def packed(review: Review, pages: Pages = MappingProxyType({})) -> Iterator[str]:
    """The review without its marks, and what stands on its pages, as texts of at most CELL characters."""
    rest = b""
    for some in _compressed(review, pages):
        rest += some
        while len(rest) >= _BYTES:
            yield base64.b64encode(rest[:_BYTES]).decode("ascii")
            rest = rest[_BYTES:]
    if rest:
        yield base64.b64encode(rest).decode("ascii")


def _compressed(review: Review, pages: Pages) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL)
    for line in _lines(review, pages):
        yield packer.compress(line.encode("ascii") + b"\n")
    yield packer.flush()


def unpacked(cells: Iterable[str]) -> Stored:
    """What `packed` made texts of; WorksheetError where they are not what it wrote."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode("".join(cells), validate=True), _LIMIT)
        if not unpacker.eof:
            raise ValueError("cut off, or too large")
        return _stored(json.loads(line) for line in io.StringIO(data.decode("ascii")))
    except _DAMAGE as error:
        raise WorksheetError("the data on its hidden sheet are damaged") from error


def _lines(review: Review, pages: Pages) -> Iterator[str]:
    own = {name: list(map(_column, getattr(review, name))) for name in _COLUMNS}
    written = {title: [[*spot, said] for spot, said in cells.items()] for title, cells in pages.items()}
    about = {"version": factcheck.__version__, "ui": review.ui, "whole": review.whole, "pages": written}
    yield _json("workbook", {**about, **own})
    for article in review.articles:
        text = article.article.text
        for start in range(0, len(text), _PIECE):
            yield _json("text", {"text": text[start : start + _PIECE]})
        yield _json(
            "article", {name: getattr(article.article, name) for name in _ARTICLE} | {"in_workbook": article.name}
        )
        for reviewed in article.claims:
            yield _json("claim", _claim(reviewed.claim, text))
        for left_out in article.left_out:
            yield _json("left_out", _left_out(left_out.sentence))


_COLUMNS = ("columns", "figure_columns", "left_out_columns")
_ARTICLE = ("name", "lang", "title", "url", "published", "author", "retrieved", "parts", "links", "notes")
_SENTENCE = ("start", "end", "key", "article", "paragraph", "sentence")


def _json(kind: str, values: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, **values}, separators=(",", ":"))


def _column(column: OwnColumn) -> dict[str, Any]:
    return {"name": column.name, "width": column.width, "choices": column.choices}


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    """A claim without what its article has anyway; a review that isn't whole has no article's text."""
    plain = {name: getattr(claim, name) for name in (*_SENTENCE, "before", "after", "links", "page", "heading")}
    if not text:
        plain["text"] = claim.text
    plain["figures"] = [figure_to_dict(figure) for figure in claim.figures]
    plain["attribution"] = _span(claim.attribution)
    return plain


def _left_out(sentence: LeftOut) -> dict[str, Any]:
    plain = {name: getattr(sentence, name) for name in (*_SENTENCE, "why")}
    plain["printed"] = [[printed.start, printed.end, printed.why] for printed in sentence.printed]
    plain["figures"] = [figure_to_dict(figure) for figure in sentence.figures]
    return plain


def _span(mention: Mention | None) -> list[int] | None:
    return [mention.start, mention.end] if mention else None


def _stored(lines: Iterator[dict[str, Any]]) -> Stored:
    head, articles, pieces = next(lines), list[ReviewedArticle](), list[str]()
    for line in lines:
        kind = line.pop("kind")
        if kind == "text":
            pieces.append(line["text"])
        elif kind == "article":
            name = line.pop("in_workbook")
            text, pieces = "".join(pieces), []
            claims, left_out = list[ReviewedClaim](), list[ReviewedSentence]()
            articles.append(ReviewedArticle(_article_of(line, text), name, claims, left_out))
        elif kind == "claim":
            claims.append(ReviewedClaim(_claim_of(line, text)))
        else:
            left_out.append(ReviewedSentence(_left_out_of(line, text)))
    if not articles:
        raise ValueError("no article")
    columns, figure_columns, left_out_columns = (_columns(head[name]) for name in _COLUMNS)
    review = Review(articles, head["ui"], columns, figure_columns, left_out_columns, whole=head["whole"])
    pages = {title: {(row, place): said for row, place, said in cells} for title, cells in head["pages"].items()}
    return Stored(review, head["version"], pages)


def _article_of(line: dict[str, Any], text: str) -> Article:
    parts = tuple(Part(*part) for part in line.pop("parts", ()))
    links = tuple(Link(*link) for link in line.pop("links", ()))
    return Article(text=text, parts=parts, links=links, notes=tuple(line.pop("notes", ())), **line)


def _claim_of(line: dict[str, Any], text: str) -> Claim:
    figures, links = tuple(map(figure_from_dict, line.pop("figures"))), tuple(line.pop("links"))
    said = line.pop("attribution")
    attribution = Mention(text[said[0] : said[1]], *said) if said else None
    printed = line.pop("text", text[line["start"] : line["end"]])
    return Claim(text=printed, figures=figures, attribution=attribution, links=links, **line)


def _left_out_of(line: dict[str, Any], text: str) -> LeftOut:
    figures = tuple(map(figure_from_dict, line.pop("figures")))
    numbers = tuple(PassedOver(text[start:end], start, end, why) for start, end, why in line.pop("printed"))
    return LeftOut(text=text[line["start"] : line["end"]], figures=figures, printed=numbers, **line)


def _columns(plain: list[dict[str, Any]]) -> tuple[OwnColumn, ...]:
    return tuple(OwnColumn(one["name"], one["width"], tuple(one["choices"])) for one in plain)
