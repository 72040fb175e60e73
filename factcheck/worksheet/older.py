"""Worksheets without data of the claims: tables (.csv) and workbooks of version 0.1.0. A claim is what its row says."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from factcheck.keys import key, normal
from factcheck.records import Article, Claim, Figure
from factcheck.review.records import Review, ReviewedArticle, ReviewedClaim
from factcheck.worksheet.grid import Cells
from factcheck.worksheet.headings import Table, text
from factcheck.worksheet.layout import FIGURES, REVIEW
from factcheck.worksheet.rows import place_of
from factcheck.worksheet.wording import languages, wording


def base(records: Sequence[Mapping[str, Any]], tables: list[Table], path: Path) -> Review:
    """The review without its marks; `records` are the rows of the hidden sheet, where there is one.

    The figures of a claim have their printed text, and no more than a place in the sentence; offsets in the article
    and its text are not known. The rows of the tables can be read once more.
    """
    _believe(tables)
    printed = _printed(tables)
    claims: dict[str, dict[str, ReviewedClaim]] = defaultdict(dict)
    for row in _rows(tables, REVIEW.id):
        name, id = text(row.get("article")), text(row.get("key"))
        if id and id not in claims[name]:
            claims[name][id] = ReviewedClaim(_claim(row, name, id, printed.get((name, id), ())))
    articles = [_article(row) for row in records]
    if len(articles) == 1 and list(claims) == [""]:
        claims[articles[0].name] = claims.pop("")
    known = {article.name: article for article in articles}
    names = dict.fromkeys([*known, *claims]) or {path.name: None}
    found = [
        replace(known[name], claims=list(claims[name].values()))
        if name in known
        else ReviewedArticle(Article(name or path.name, ""), name, list(claims[name].values()))
        for name in names
    ]
    return Review(found, _ui(tables), whole=False)


def _believe(tables: list[Table]) -> None:
    """Gives rows that were sorted without their keys the keys of their sentences, which are made from these."""
    rows = [row for row in _rows(tables, REVIEW.id) if row.get("key")]
    keys = {text(row["key"]) for row in rows}
    often = Counter(normal(str(row.get("claim") or "")) for row in rows)
    own = {sentence: [key(sentence, count) for count in range(1, most + 1)] for sentence, most in often.items()}
    free = {sentence: [one for one in made if one in keys] for sentence, made in own.items()}
    for at, one in enumerate(tables):
        if one.sheet is REVIEW:
            tables[at] = replace(one, rows=[(number, _with_key(one, row, free)) for number, row in one.rows])


def _with_key(table: Table, row: Cells, free: Mapping[str, list[str]]) -> Cells:
    """A row with the key of its sentence, if it has another and that is one of the sheet's."""
    places = {name: place for place, name in table.names.items() if place < len(row)}
    if not {"claim", "key"} <= places.keys():
        return row
    known = free.get(normal(str(row[places["claim"]] or "")), [])
    if not known or text(row[places["key"]]) in known:
        return row
    cells = list(row)
    cells[places["key"]] = known[0]
    return cells


def _rows(tables: list[Table], sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by column; the tables' rows are kept for the next reader."""
    out = []
    for place, one in enumerate(tables):
        if one.sheet.id == sheet:
            rows = list(one.rows)
            tables[place] = replace(one, rows=rows)
            out += [{name: row[at] for at, name in one.names.items() if at < len(row)} for _, row in rows]
    return out


def _printed(tables: list[Table]) -> dict[tuple[str, str], tuple[Figure, ...]]:
    """The figures of each claim, from the Figures sheet."""
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for row in _rows(tables, FIGURES.id):
        key, place = place_of(text(row.get("key")))
        if place:
            found[text(row.get("article")), key].append(Figure(text(row.get("figure")), *place, "CARDINAL"))
    return {claim: tuple(figures) for claim, figures in found.items()}


def _claim(row: Mapping[str, Any], name: str, key: str, figures: tuple[Figure, ...]) -> Claim:
    printed = str(row.get("claim") or "")
    before, after = (text(row.get(name)) for name in ("before", "after"))
    figures = figures or tuple(_in_order(printed, str(row.get("figures") or "").splitlines()))
    return Claim(printed, 0, len(printed), key, name, 0, 0, before, after, figures)


def _in_order(sentence: str, lines: Sequence[str]) -> Iterator[Figure]:
    """The figures of a sentence by what is printed, each after the one before it."""
    start = 0
    for line in lines:
        start = max(sentence.find(line, start), start)
        yield Figure(line, start, start + len(line), "CARDINAL")
        start += len(line)


def _article(row: Mapping[str, Any]) -> ReviewedArticle:
    """An article as a row of the hidden sheet tells of it."""
    known: dict[str, Any] = {field: text(row.get(column)) or None for field, column in _FIELDS.items()}
    return ReviewedArticle(Article(text(row.get("Name")), "", **known), text(row.get("Article")))


_FIELDS = {"lang": "Language", "title": "Title", "url": "URL", "published": "Published"}


def _ui(tables: Sequence[Table]) -> str:
    """The language of the headings of the Review sheet."""
    review = next(one for one in tables if one.sheet is REVIEW)
    heads = {text(cell).casefold() for cell in review.head[1]}
    counts = {
        lang: sum(wording(lang).heading(REVIEW.id, column.id).casefold() in heads for column in REVIEW.columns)
        for lang in languages()
    }
    return max(counts, key=counts.__getitem__)
