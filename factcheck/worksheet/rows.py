"""A Review as rows of the sheets, cell by column id; knows no spreadsheet library.

The workbook and the CSV are written from the same rows.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

from factcheck.fragments import WebPage
from factcheck.paragraphs import paragraphs
from factcheck.records import Claim, Figure
from factcheck.review.records import (
    THEN,
    Aside,
    Marks,
    Review,
    ReviewedArticle,
    ReviewedClaim,
    ReviewedSentence,
    Written,
    ids,
)
from factcheck.worksheet.figures import Number, describe, main_figure, single
from factcheck.worksheet.layout import AROUND, ASIDE, CONTEXT, HEADING, PIECE, REVIEW, SHEETS, STATUS_COLUMNS
from factcheck.worksheet.text import address, one_line, pieces, shorten_end, shorten_start
from factcheck.worksheet.wording import Wording

Spans: TypeAlias = tuple[tuple[int, int], ...]


class Place(NamedTuple):
    """A row of the workbook: its sheet's title, and its number."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Text:
    """A cell's text with figures in bold (`bold`: starts and ends in it) or a link.

    `link` is a web address or a row of the workbook.
    """

    text: str
    bold: Spans = ()
    link: str | Place | None = None


Value: TypeAlias = str | bool | Text | Number | None
Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in its place in the workbook: its ID, the article's name there, and what was written about it.

    `page` is what stands at the address of the article, where it has one.
    """

    id: str
    article: str
    reviewed: ReviewedClaim
    page: WebPage | None = None


def entries(review: Review) -> Iterator[tuple[ReviewedArticle, list[Entry]]]:
    """Every article with its claims; IDs are unique in the workbook."""
    for article, numbers in zip(review.articles, ids(review.articles), strict=True):
        url = article.article.url
        page = WebPage(url, article.article.text) if url else None
        yield article, [Entry(id, article.name, claim, page) for id, claim in zip(numbers, article.claims, strict=True)]


def review_row(entry: Entry, words: Wording, in_article: Place | None = None, in_figures: Place | None = None) -> Row:
    """A claim on the Review sheet, with its marks; the places are where its links lead."""
    claim = entry.reviewed.claim
    main = main_figure(claim.figures)
    said = main and describe(main, words)
    more = len(claim.figures) - 1
    return {
        "id": Text(entry.id, link=in_article),
        "claim": Text(claim.text, bold=_bold(claim.figures, claim.start, claim.end)),
        "article": entry.article,
        "figures": "\n".join(one_line(figure.text) for figure in claim.figures),
        "links": _cited(claim.links),
        "value": single(main) if main else None,
        "unit": said.unit or _counted(main) if main and said else None,
        "kind": said.kind if said else None,
        "more_figures": Text(f"+{more}", link=in_figures) if more > 0 else None,
        "said_by": claim.attribution.text if claim.attribution else None,
        "where": Text(_where(claim, words), link=_on_the_web(entry)),
        "before": shorten_start(claim.before, CONTEXT),
        "after": shorten_end(claim.after, CONTEXT),
        "key": claim.key,
        **marks_row(entry.reviewed.marks, words),
    }


def figure_row(entry: Entry, place: int, words: Wording, in_review: Place | None = None) -> Row:
    """One of a claim's figures on the Figures sheet, with its marks."""
    claim = entry.reviewed.claim
    figure = claim.figures[place]
    said = describe(figure, words)
    start, end = figure.start - claim.start, figure.end - claim.start
    marks = entry.reviewed.figures[place] if entry.reviewed.figures else {}
    return {
        "figure_id": f"{entry.id}.{place + 1}",
        "claim_id": Text(entry.id, link=in_review),
        "article": entry.article,
        "figure": one_line(figure.text),
        "qualifier": said.qualifier,
        "value": said.value,
        "to": said.to,
        "unit": said.unit,
        "kind": said.kind,
        "counted": _counted(figure),
        "sentence": _in_sentence(claim.text, start, end),
        "key": figure_key(entry.reviewed, figure),
        **marks_row(marks, words),
    }


def figure_key(reviewed: ReviewedClaim, figure: Figure) -> str:
    """What a figure is known by: the claim's key, with the figure's start and end in the sentence."""
    claim = reviewed.claim
    return f"{claim.key}:{figure.start - claim.start}-{figure.end - claim.start}"


def place_of(figure_key: str) -> tuple[str, tuple[int, int] | None]:
    """The claim's key and the place in the sentence that a figure's key tells; None where it tells no place."""
    key, _, place = figure_key.partition(":")
    start, _, end = place.partition("-")
    return key, (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def left_out_row(article: str, left_out: ReviewedSentence, words: Wording) -> Row:
    """A sentence on the sheet of those that were left out."""
    sentence = left_out.sentence
    bold = tuple((printed.start - sentence.start, printed.end - sentence.start) for printed in sentence.printed)
    return {
        "paragraph": Number(sentence.paragraph, "0"),
        "article": article,
        "sentence": Text(sentence.text, bold=bold),
        "printed": "\n".join(one_line(printed.text) for printed in sentence.printed),
        "why": words.values.left_out[sentence.why],
        "key": sentence.key,
        **marks_row(left_out.marks, words),
    }


def aside_row(aside: Aside, words: Wording, own: Set[str]) -> Row:
    """A row that belongs to no claim; what no column takes, ours or `own`, stands under "other" with its heading."""
    columns = {column.id for column in ASIDE.columns} | own
    taken = {name: mark for name, mark in aside.marks.items() if name in columns}
    rest = [f"{_heading(name, words)}: {mark}" for name, mark in aside.marks.items() if name not in columns]
    if rest:
        taken["other"] = "\n".join([*filter(None, [str(taken.get("other", ""))]), *rest])
    return {
        "why": words.values.whys[aside.why],
        "place": aside.place,
        "article": aside.article,
        "id": aside.id,
        "claim": aside.text,
        "figure": aside.figure,
        "key": aside.key,
        **marks_row(taken, words),
    }


def _heading(name: str, words: Wording) -> str:
    """The heading of a column of ours on whatever sheet, or the name of one that is not ours."""
    sheet = next((sheet.id for sheet in SHEETS if name in {column.id for column in sheet.columns}), REVIEW.id)
    return words.heading(sheet, name)


def marks_row(marks: Marks, words: Wording) -> Row:
    """What reviewers wrote, as cells."""
    return {name: _written(name, mark, words) for name, mark in marks.items()}


def _written(name: str, mark: Written, words: Wording) -> Value:
    """What a reviewer wrote, as a cell holds it: in the reviewer's language, links that can be clicked."""
    mark = said(name, mark, words)
    if isinstance(mark, bool):
        return mark
    if isinstance(mark, datetime):
        return Number(mark, "yyyy-mm-dd hh:mm" if mark.time() != time() else "yyyy-mm-dd")
    if isinstance(mark, date):
        return Number(mark, "yyyy-mm-dd")
    if isinstance(mark, time):
        return Number(mark, "hh:mm:ss")
    if isinstance(mark, int | float):
        return Number(mark, "General")
    return Text(mark, link=address(mark.strip())) if name == "source_link" else mark


def said(name: str, mark: Written, words: Wording) -> Written:
    """What a reviewer wrote in a column (by id), in the reviewer's language: the words for statuses and changes."""
    if isinstance(mark, str) and name in (*STATUS_COLUMNS, "earlier_status"):
        return THEN.join(words.values.statuses.get(status, status) for status in mark.split(THEN))
    if name == "change":
        return next((word for change, word in words.values.changes.items() if change == mark), mark)
    return mark


def article_rows(
    article: ReviewedArticle, claims: Sequence[Entry], in_review: Callable[[int], Place]
) -> Iterator[tuple[int, Row]]:
    """An article's paragraphs, each with the offset where it starts; `in_review` tells where a claim stands.

    A paragraph that is too long for a row goes on in the next.
    """
    text = article.article.text
    figures = sorted(
        (figure for entry in claims for figure in entry.reviewed.claim.figures), key=lambda figure: figure.start
    )
    order = sorted(range(len(claims)), key=lambda place: claims[place].reviewed.claim.start)
    first_figure = first_claim = 0
    for count, paragraph in enumerate(paragraphs(text), 1):
        for start, end in pieces(text, *paragraph, PIECE):
            while first_figure < len(figures) and figures[first_figure].end <= start:
                first_figure += 1
            last_figure = bisect_right(figures, end - 1, lo=first_figure, key=lambda figure: figure.start)
            last_claim = bisect_right(
                order, end - 1, lo=first_claim, key=lambda place: claims[place].reviewed.claim.start
            )
            here = order[first_claim:last_claim]
            first_claim = last_claim
            ids = " ".join(claims[place].id for place in here)
            yield (
                start,
                {
                    "article": article.name,
                    "paragraph": Number(count, "0") if start == paragraph[0] else None,
                    "text": Text(text[start:end], bold=_bold(figures[first_figure:last_figure], start, end)),
                    "claims": Text(ids, link=in_review(here[0])) if here else None,
                },
            )


def _on_the_web(entry: Entry) -> str | None:
    """The address that opens the article's page at a claim; where that is too long, the page's."""
    if entry.page is None:
        return None
    claim = entry.reviewed.claim
    return address(entry.page.at(claim.text, claim.start, claim.page)) or address(entry.page.url)


def _where(claim: Claim, words: Wording) -> str:
    """The page of a claim, or its paragraph where there are no pages, and the heading above it."""
    said = words.values.where
    place = said["page"].format(number=claim.page) if claim.page else said["paragraph"].format(number=claim.paragraph)
    return f"{place} · {shorten_end(claim.heading, HEADING)}" if claim.heading else place


def _counted(figure: Figure) -> str:
    return one_line(figure.counted.text) if figure.counted else ""


def _bold(figures: Sequence[Figure], start: int, end: int) -> Spans:
    """The figures' places in a piece of the article that goes from `start` to `end`."""
    spans = ((max(figure.start, start) - start, min(figure.end, end) - start) for figure in figures)
    return tuple(span for span in spans if span[0] < span[1])


def _in_sentence(sentence: str, start: int, end: int) -> Text:
    """A figure with a few words around it."""
    figure = one_line(sentence[start:end])
    before, after = sentence[:start], sentence[end:]
    left = shorten_start(before, AROUND) + (" " if before[-1:].isspace() else "")
    right = (" " if after[:1].isspace() else "") + shorten_end(after, AROUND)
    return Text(left + figure + right, bold=((len(left), len(left) + len(figure)),))


def _cited(links: Sequence[str]) -> Text | None:
    """The links, one per line; the first that can be clicked leads somewhere."""
    if not links:
        return None
    lines = [one_line(link) for link in links]
    return Text("\n".join(lines), link=next(filter(None, map(address, lines)), None))
