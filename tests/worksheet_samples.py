"""Articles and claims put together by hand, for the tests of the worksheet."""

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from factcheck.records import Article, Claim, Figure, Mention
from factcheck.review.records import Review, ReviewedArticle, ReviewedClaim, names
from factcheck.worksheet.write import write_csv, write_xlsx

Result = tuple[Article, list[Claim]]


def figure(text: str, kind: str, value: str | None = None, **more: Any) -> Figure:
    """A figure that has no place yet; `build` gives it one."""
    more = {name: Decimal(item) if name in ("low", "high") else item for name, item in more.items()}
    if "counted" in more:
        more["counted"] = Mention(more["counted"], 0, 0)
    return Figure(text, 0, 0, kind, Decimal(value) if value else None, **more)  # type: ignore[arg-type]


def build(name: str, *sentences: tuple[str, list[Figure]], links: dict[int, tuple[str, ...]] | None = None) -> Result:
    """An article with one sentence a line; those with figures are its claims. `links` are given by sentence."""
    text = "\n".join(sentence for sentence, _ in sentences)
    claims, offset = [], 0
    for place, (sentence, figures) in enumerate(sentences):
        placed, at = [], 0
        for one in figures:
            at = sentence.index(one.text, at)
            placed.append(replace(one, start=offset + at, end=offset + at + len(one.text)))
            at += len(one.text)
        if placed:
            before, after = ([""] + [s for s, _ in sentences] + [""])[place : place + 3 : 2]
            end = offset + len(sentence)
            cited = (links or {}).get(place, ())
            key = f"{name}-{place:04x}"
            claims.append(
                Claim(sentence, offset, end, key, name, place + 1, place + 1, before, after, tuple(placed), cited)
            )
        offset += len(sentence) + 1
    return Article(name, text), claims


def harbour(name: str = "harbour.txt") -> Result:
    """A small article with every kind of figure."""
    return build(
        name,
        ("The harbour opens again", []),
        (
            "The council voted 48 million euros in 2019.",
            [figure("48 million euros", "MONEY", "48000000", unit="EUR"), figure("2019", "DATE", "2019", date="2019")],
        ),
        (
            "Works will take between 18 and 24 months.",
            [figure("between 18 and 24 months", "DURATION", low="18", high="24", unit="month")],
        ),
        (
            "In 2020 thousands of cars passed, about 12.5% fewer than before.",
            [
                figure("2020", "DATE", "2020", date="2020"),
                figure("thousands of", "CARDINAL", low="1000", high="10000", vague=True, counted="cars"),
                figure("12.5%", "PERCENT", "12.5", unit="%", modifier="~", trend="down"),
            ],
        ),
        ("The crane came on 7 January 2022.", [figure("7 January 2022", "DATE", date="2022-01-07")]),
        ("Over 350 dockers work there.", [figure("350", "CARDINAL", "350", modifier=">", counted="dockers")]),
        links={1: ("https://example.org/vote?id=1&y=2", "https://example.org/map"), 4: ("javascript:alert(1)",)},
    )


def review(*results: Result, **more: Any) -> Review:
    """What a worksheet of these articles says before anybody wrote in it; its headings are English."""
    articles = (
        ReviewedArticle(article, name, tuple(map(ReviewedClaim, claims)))
        for (article, claims), name in zip(results, names(article for article, _ in results), strict=True)
    )
    return Review(tuple(articles), **more)


def xlsx(said: Review, **more: Any) -> io.BytesIO:
    """The workbook of a review as bytes."""
    stream = io.BytesIO()
    write_xlsx(stream, said, **more)
    stream.seek(0)
    return stream


def csv_text(said: Review, **more: Any) -> str:
    """The table of a review."""
    stream = io.StringIO(newline="")
    write_csv(stream, said, **more)
    return stream.getvalue()


def written(*results: Result) -> io.BytesIO:
    """The workbook of these articles as bytes."""
    return xlsx(review(*results))


def opened(*results: Result, rich_text: bool = False) -> Workbook:
    """The workbook, written and opened again."""
    return load_workbook(written(*results), rich_text=rich_text)


def table(sheet: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet as cell values by heading."""
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]
