"""The Summary: live counts of the claims by status, what needs a second look, each article, each kind of figure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from factcheck.review.records import STATUSES, Marks, Review
from factcheck.review.rules import ANY, BY_STATUS, COUNTS, FIGURE_MARKED, NOT_A_CLAIM, SECOND_LOOK, TO_DO, Rule
from factcheck.worksheet.counts import Counts
from factcheck.worksheet.figures import kind_of, kinds, main_figure
from factcheck.worksheet.layout import CHART_COLOURS, HEAD
from factcheck.worksheet.page import Cell, Doughnut, Formula, Line, Look, Page
from factcheck.worksheet.text import shorten_end
from factcheck.worksheet.wording import Wording

Ranges = Mapping[str, tuple[str, ...]]

_WIDTHS = 44, 14, 14, 14, 14, 14, 4, 14, 14
_CHART_COLUMNS = 5, 10  # it begins in the one, and ends before the other
_LONGEST = 130  # characters of the first lines
_FACTS = ("title", "author", "published", "url", "retrieved", "lang")
_FIRST = 5  # the row of the first status
_PARTS: tuple[Rule, ...] = (*({**BY_STATUS[status], **COUNTS} for status in STATUSES), TO_DO)  # of all claims
_ASKED = {column for rule in (COUNTS, *SECOND_LOOK.values()) for column in rule} - {"status"}
_STATUS_LOOKS: Mapping[str, Look] = {look: look for look in get_args(Look) if look in STATUSES}


def summary(review: Review, words: Wording, claims: Ranges | None = None, figures: Ranges | None = None) -> Page:
    """The page; `claims` and `figures` tell where these columns stand, without them the formulas count nothing."""
    said = words.summary
    rows = [*_claims(review, words)]
    count = Counts(rows, claims or {}, words)
    marked = Counts(_figures(review), figures or {}, words)
    looks = [
        (Cell(said.looks[name]), Cell(counted(rule), "attention"))
        for rules, counted in ((SECOND_LOOK, count), ({"figure_marked": FIGURE_MARKED}, marked))
        for name, rule in rules.items()
    ]
    lines: list[Line] = [
        *_head(review, said.several),
        (),
        (Cell(said.status, "head"), Cell(said.claims, "head_number"), Cell(said.share, "head_number")),
        *_statuses(count, words),
        (),
        (Cell(said.second_look, "head"), Cell(said.rows, "head_number")),
        *looks,
    ]
    left, right = _CHART_COLUMNS
    chart = Doughnut(said.claims, _FIRST, CHART_COLOURS, (left, _FIRST - 1), (right, len(lines) + 1))
    if len(review.articles) > 1:
        lines += _table(said.article, "article", [article.name for article in review.articles], count, words)
    found = {row["kind"] for row in rows}
    lines += _table(said.kind, "kind", [kind for kind in kinds(words) if kind in found], count, words)
    lines += _facts(review, words)
    return Page(words.sheets["summary"].title, HEAD, _WIDTHS, tuple(lines), chart)


def _claims(review: Review, words: Wording) -> Iterator[Marks]:
    """What the rules ask of the claims; marks are alike where a rule only asks whether they are there."""
    for article in review.articles:
        for claim in article.claims:
            main = main_figure(claim.claim.figures)
            marks: dict[str, str] = {column: ANY for column in _ASKED if column in claim.marks}
            if "status" in claim.marks:
                marks["status"] = str(claim.marks["status"])
            yield {**marks, "article": article.name, "kind": kind_of(main, words) if main else ""}


def _figures(review: Review) -> Iterator[Marks]:
    return ({"figure_status": ANY} for claim in review.claims for marks in claim.figures if "figure_status" in marks)


def _head(review: Review, several: str) -> Iterator[Line]:
    """What the articles are called: title and name, or how many there are."""
    articles = [article.article for article in review.articles]
    if len(articles) > 1:
        yield (Cell(several.format(count=len(articles)), "title"),)
        yield ()
        return
    (one,) = articles
    title, *rest = [*filter(None, (one.title, one.name, one.published, one.url))] or [""]
    yield (Cell(shorten_end(title, _LONGEST), "title"),)
    yield (Cell(shorten_end(" · ".join(rest), _LONGEST), "muted"),)


def _facts(review: Review, words: Wording) -> Iterator[Line]:
    """What is known of each article beside its name and language; nothing where that is nothing."""
    said = words.summary.facts
    for article in (reviewed.article for reviewed in review.articles):
        known = {name: getattr(article, name) for name in _FACTS}
        if any(known[name] for name in _FACTS if name != "lang"):
            yield ()
            yield (Cell(article.name, "head"),)
            for name, fact in known.items():
                if fact:
                    yield Cell(said[name]), Cell(shorten_end(fact, _LONGEST), "muted")


def _statuses(count: Counts, words: Wording) -> Iterator[Line]:
    """The claims of each part, with their shares; below them all claims."""
    all = _FIRST + len(_PARTS)
    total = count(COUNTS)
    labels = [Cell(words.values.statuses[status], _STATUS_LOOKS[status]) for status in STATUSES]
    labels.append(Cell(words.summary.to_do))
    for row, (label, rule) in enumerate(zip(labels, _PARTS, strict=True), _FIRST):
        number = count(rule)
        share = Formula(f"=IF(B{all}=0,0,B{row}/B{all})", number.value / total.value if total.value else 0)
        yield label, Cell(number, "number"), Cell(share, "share")
    yield Cell(words.summary.all, "strong"), Cell(total, "total")
    yield Cell(words.summary.not_a_claim), Cell(count(NOT_A_CLAIM), "number")


def _table(head: str, column: str, names: Sequence[str], count: Counts, words: Wording) -> Iterator[Line]:
    """The claims whose column says each of the names, part by part; nothing where there are none."""
    if not names:
        return
    said = words.summary
    heads = (said.claims, *(words.values.statuses[status] for status in STATUSES), said.to_do)
    yield ()
    yield (Cell(head, "head"), *(Cell(text, "head_number") for text in heads))
    for name in names:
        yield (Cell(name), *(Cell(count({column: name, **rule}), "number") for rule in (COUNTS, *_PARTS)))
