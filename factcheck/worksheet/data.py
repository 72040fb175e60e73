"""The claims as data inside the workbook, so that it can be read back whole whatever happened to its sheets.

JSON Lines: first what concerns the whole workbook, then for each article a line of its own and one for each claim and
each sentence left out. They are compressed and written as text that every spreadsheet program leaves alone.
Marks are not in it: those are read from the sheets.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.errors import WorksheetError
from factcheck.records import Article, Claim, LeftOut, Mention, PassedOver, figure_from_dict, figure_to_dict
from factcheck.review.records import OwnColumn, Review, ReviewedArticle, ReviewedClaim, ReviewedSentence

CELL = 32_000  # characters of a cell; a multiple of 4, as base64 wants it
_LIMIT = 1_000_000_000  # bytes that the data of a workbook may have, unpacked
_LEVEL = 3  # of compression: more takes longer and gains little


def packed(review: Review) -> Iterator[str]:
    """The review without its marks, as texts of at most CELL characters."""
    packer, rest = zlib.compressobj(_LEVEL), b""
    for line in _lines(review):
        rest += packer.compress(line.encode("ascii") + b"\n")
        while len(rest) >= CELL // 4 * 3:
            yield base64.b64encode(rest[: CELL // 4 * 3]).decode("ascii")
            rest = rest[CELL // 4 * 3 :]
    rest += packer.flush()
    while rest:
        yield base64.b64encode(rest[: CELL // 4 * 3]).decode("ascii")
        rest = rest[CELL // 4 * 3 :]


def unpacked(cells: Iterable[str]) -> Review:
    """The review that `packed` made texts of; WorksheetError where they are not what it wrote."""
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode("".join(cells), validate=True), _LIMIT)
        if not unpacker.eof:
            raise ValueError("cut off, or too large")
        return _review([json.loads(line) for line in data.decode("ascii").splitlines()])
    except (ValueError, zlib.error, LookupError, TypeError, ArithmeticError, RecursionError) as error:
        raise WorksheetError("the data on its hidden sheet are damaged") from error


def _lines(review: Review) -> Iterator[str]:
    own = {name: list(map(_column, getattr(review, name))) for name in _COLUMNS}
    yield _json("workbook", {"ui": review.ui, "whole": review.whole, **own})
    for article in review.articles:
        yield _json(
            "article", {name: getattr(article.article, name) for name in _ARTICLE} | {"in_workbook": article.name}
        )
        text = article.article.text
        for reviewed in article.claims:
            yield _json("claim", _claim(reviewed.claim, text))
        for left_out in article.left_out:
            yield _json("left_out", _left_out(left_out.sentence))


_COLUMNS = ("columns", "figure_columns", "left_out_columns")
_ARTICLE = ("name", "text", "lang", "title", "url", "published")
_SENTENCE = ("start", "end", "key", "article", "paragraph", "sentence")


def _json(kind: str, values: dict[str, Any]) -> str:
    return json.dumps({"kind": kind, **values}, separators=(",", ":"))


def _column(column: OwnColumn) -> dict[str, Any]:
    return {"name": column.name, "width": column.width, "choices": column.choices}


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    """A claim without what its article has anyway; a review that isn't whole has no article's text."""
    plain = {name: getattr(claim, name) for name in (*_SENTENCE, "before", "after", "links")}
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


def _review(lines: list[dict[str, Any]]) -> Review:
    head, *rest = lines
    articles: list[ReviewedArticle] = []
    for line in rest:
        kind = line.pop("kind")
        if kind == "article":
            name = line.pop("in_workbook")
            articles.append(ReviewedArticle(Article(**line), name, [], []))
            continue
        article = articles[-1]
        figures = tuple(map(figure_from_dict, line.pop("figures")))
        if kind == "claim":
            said = _mention(article.article, line.pop("attribution"))
            links = tuple(line.pop("links"))
            text = line.pop("text", article.article.text[line["start"] : line["end"]])
            claim = Claim(text=text, figures=figures, attribution=said, links=links, **line)
            article.claims.append(ReviewedClaim(claim))  # type: ignore[attr-defined]
        else:
            whole = article.article.text
            printed = tuple(PassedOver(whole[start:end], start, end, why) for start, end, why in line.pop("printed"))
            text = whole[line["start"] : line["end"]]
            left_out = LeftOut(text=text, figures=figures, printed=printed, **line)
            article.left_out.append(ReviewedSentence(left_out))  # type: ignore[attr-defined]
    columns, figure_columns, left_out_columns = (_columns(head[name]) for name in _COLUMNS)
    return Review(articles, head["ui"], columns, figure_columns, left_out_columns, whole=head["whole"])


def _columns(plain: list[dict[str, Any]]) -> tuple[OwnColumn, ...]:
    return tuple(OwnColumn(one["name"], one["width"], tuple(one["choices"])) for one in plain)


def _mention(article: Article, span: list[int] | None) -> Mention | None:
    return Mention(article.text[span[0] : span[1]], *span) if span else None
