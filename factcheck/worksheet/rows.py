"""Articles and claims as rows of the sheets, cell by column name; knows no spreadsheet library.

The workbook and the CSV are written from the same rows.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from factcheck.paragraphs import paragraphs
from factcheck.records import Article, Claim, Figure
from factcheck.worksheet.figures import Number, describe, main_figure, single
from factcheck.worksheet.layout import AROUND, CONTEXT, PIECE
from factcheck.worksheet.text import address, one_line, pieces, shorten_end, shorten_start

Spans: TypeAlias = tuple[tuple[int, int], ...]
Results: TypeAlias = Sequence[tuple[Article, Sequence[Claim]]]


@dataclass(frozen=True, slots=True)
class Text:
    """A cell's text with figures in bold (`bold`: starts and ends in it) or a link.

    `link` is a web address, or a sheet and the number of a row on it.
    """

    text: str
    bold: Spans = ()
    link: str | tuple[str, int] | None = None


Value: TypeAlias = str | Text | Number | None
Row: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim in its place in the workbook: its ID, and the article's name there."""

    id: str
    article: str
    claim: Claim


def entries(results: Results) -> Iterator[tuple[Article, str, list[Entry]]]:
    """Every article with its name in the workbook and its claims; IDs and names are unique in the workbook."""
    digits = max(2, len(str(sum(len(claims) for _, claims in results))))
    names: dict[str, int] = {}
    count = 0
    for article, claims in results:
        names[article.name] = times = names.get(article.name, 0) + 1
        name = article.name if times == 1 else f"{article.name} ({times})"
        numbered = [Entry(f"C{count + place:0{digits}}", name, claim) for place, claim in enumerate(claims, 1)]
        count += len(claims)
        yield article, name, numbered


def review_row(entry: Entry, article_row: int | None = None, figures_row: int | None = None) -> Row:
    """A claim on the Review sheet; the rows are where its links lead."""
    claim = entry.claim
    main = main_figure(claim.figures)
    words = describe(main)
    more = len(claim.figures) - 1
    return {
        "ID": Text(entry.id, link=("Article", article_row) if article_row else None),
        "Claim": Text(claim.text, bold=_bold(claim.figures, claim.start, claim.end)),
        "Article": entry.article,
        "Figures": "\n".join(one_line(figure.text) for figure in claim.figures),
        "Link cited in the article": _cited(claim.links),
        "Value": single(words),
        "Unit": words.unit or _counted(main),
        "Kind": words.kind,
        "More figures": Text(f"+{more}", link=("Figures", figures_row) if figures_row else None) if more > 0 else None,
        "Said by": claim.attribution.text if claim.attribution else None,
        "Sentence before": shorten_start(claim.before, CONTEXT),
        "Sentence after": shorten_end(claim.after, CONTEXT),
        "Key": claim.key,
    }


def figure_rows(entry: Entry, review_row: int) -> Iterator[Row]:
    """A claim's figures on the Figures sheet.

    Their key is the claim's, with the figure's start and end in the sentence.
    """
    claim = entry.claim
    for place, figure in enumerate(claim.figures, 1):
        words = describe(figure)
        start, end = figure.start - claim.start, figure.end - claim.start
        yield {
            "Figure ID": f"{entry.id}.{place}",
            "Claim ID": Text(entry.id, link=("Review", review_row)),
            "Article": entry.article,
            "As printed": one_line(figure.text),
            "Qualifier": words.qualifier,
            "Value": words.value,
            "To": words.to,
            "Unit": words.unit,
            "Kind": words.kind,
            "What is counted": _counted(figure),
            "In the sentence": _in_sentence(claim.text, start, end),
            "Key": f"{claim.key}:{start}-{end}",
        }


def article_rows(article: Article, name: str, claims: Sequence[Entry], review_row: int) -> Iterator[tuple[int, Row]]:
    """An article's paragraphs, each with the offset where it starts; `review_row` is the row of its first claim.

    A paragraph that is too long for a row goes on in the next.
    """
    figures = sorted((figure for entry in claims for figure in entry.claim.figures), key=lambda figure: figure.start)
    order = sorted(range(len(claims)), key=lambda place: claims[place].claim.start)
    first_figure = first_claim = 0
    for count, paragraph in enumerate(paragraphs(article.text), 1):
        for start, end in pieces(article.text, *paragraph, PIECE):
            while first_figure < len(figures) and figures[first_figure].end <= start:
                first_figure += 1
            last_figure = bisect_right(figures, end - 1, lo=first_figure, key=lambda figure: figure.start)
            last_claim = bisect_right(order, end - 1, lo=first_claim, key=lambda place: claims[place].claim.start)
            here = order[first_claim:last_claim]
            first_claim = last_claim
            ids = " ".join(claims[place].id for place in here)
            yield (
                start,
                {
                    "Article": name,
                    "¶": Number(count, "0") if start == paragraph[0] else None,
                    "Article text": Text(
                        article.text[start:end], bold=_bold(figures[first_figure:last_figure], start, end)
                    ),
                    "Claims": Text(ids, link=("Review", review_row + here[0])) if here else None,
                },
            )


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
