"""A page with the whole article, its claims marked by status and its figures in bold, and a card for each claim.

It needs no other file and no script: tapping a claim leads to its card, which style sheets show over the text.
Text from articles and reviewers is only text; what leads elsewhere are http and https addresses.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from string import Template

import factcheck
from factcheck.export.about import about
from factcheck.export.pieces import Piece, cut, in_order, within
from factcheck.export.sections import by_section, name_of, section_of
from factcheck.paragraphs import paragraphs
from factcheck.records import Article
from factcheck.review.records import DISPUTED, SOURCED, UNSOURCED, Review, ReviewedArticle
from factcheck.worksheet.layout import INK, STATUS_COLOURS
from factcheck.worksheet.rows import Entry, entries
from factcheck.worksheet.text import address, clean
from factcheck.worksheet.wording import Wording, wording

_LINES = {SOURCED: "2px solid", UNSOURCED: "2px dashed", DISPUTED: "4px double"}  # under a claim
_SPACE = re.compile(r"(\s+)")


def page(review: Review) -> str:
    """The page, HTML 5; the same review always gives the same page."""
    words = wording(review.ui)
    articles = list(entries(review))
    several = len(articles) != 1
    title = words.title([_name(article) for article, _ in articles])
    body = [f'<h1 dir="auto">{_text(title)}</h1>', _legend([e for _, claims in articles for e in claims], words)]
    if several:
        body.append(_contents([article for article, _ in articles], words))
    for place, (article, claims) in enumerate(articles, 1):
        heading = [f'<h2 dir="auto">{_text(_name(article))}</h2>'] if several else []
        body += [f'<article id="article-{place}"{_lang(article.article)}>', *heading]
        body += [*_article(article.article, claims, words), "</article>"]
        body += _cards(article.article, claims, words)
    made_by = words.export.made_by.format(program=f"factcheck {factcheck.__version__}")
    body.append(f"<footer>{_text(made_by)}</footer>")
    return _template("page.html").substitute(lang=review.ui, title=_text(title), style=_style(), body="\n".join(body))


def _style() -> str:
    """The style sheet, with the colours of the workbook."""
    rules = "\n".join(
        f".claim.{status} {{ background: #{pale}; color: #{INK}; border-bottom: {_LINES[status]}; }}\n"
        f".claim.{status}::after, .tag.{status} {{ background: #{fill}; color: #{ink}; }}"
        for status, (fill, ink, pale) in STATUS_COLOURS.items()
    )
    return _template("page.css").substitute(statuses=rules).strip()


def _legend(claims: Sequence[Entry], words: Wording) -> str:
    """What the colours mean, and how many claims have each."""
    counts = {section: len(found) for section, found in by_section(claims).items()}
    items = "".join(f"<li>{_tag(section, words)} {count}</li>\n" for section, count in counts.items())
    return f'<ul class="legend">\n{items}<li class="claim"><mark>{_text(words.export.figure)}</mark></li>\n</ul>'


def _contents(articles: Sequence[ReviewedArticle], words: Wording) -> str:
    """The table of contents."""
    items = "".join(
        f'<li dir="auto"><a href="#article-{place}">{_text(_name(article))}</a></li>\n'
        for place, article in enumerate(articles, 1)
    )
    return f"<nav>\n<h2>{_text(words.export.articles)}</h2>\n<ol>\n{items}</ol>\n</nav>"


def _article(article: Article, claims: Sequence[Entry], words: Wording) -> Iterator[str]:
    """Where an article was published, and its text, each claim in it a link to its card."""
    if article.url:
        yield f"<p>{_linked(article.url)}</p>"
    text = article.text
    by_place = {(entry.reviewed.claim.start, entry.reviewed.claim.end): entry for entry in reversed(claims)}
    spans = in_order(entry.reviewed.claim for entry in claims)
    yield '<div class="text">'
    for start, end in paragraphs(text):
        out, done = "", start
        for claim in within(spans, start, end):
            begin, stop = max(claim.start, start), min(claim.end, end)
            out += _text(text[done:begin]) + _claim(by_place[claim.start, claim.end], text, begin, stop, words)
            done = stop
        yield f'<p dir="auto">{out}{_text(text[done:end])}</p>'
    yield "</div>"


def _claim(entry: Entry, text: str, start: int, end: int, words: Wording) -> str:
    """A claim in the text, or the part of it in one paragraph; the first part can be led to, the last has the label."""
    claim = entry.reviewed.claim
    section = section_of(entry.reviewed.marks)
    anchor = f' id="text-{entry.id}"' if start == claim.start else ""
    label = f' data-label="{_text(f"{entry.id} {name_of(section, words)}")}"' if end == claim.end else ""
    pieces = cut(text, start, end, in_order(claim.figures))
    return f'<a class="claim {section}"{anchor} href="#{entry.id}"{label}>{_marked(pieces, "mark")}</a>'


def _cards(article: Article, claims: Sequence[Entry], words: Wording) -> Iterator[str]:
    """What is known of the claims of an article, by status."""
    yield f"<section>\n<h2>{_text(words.summary.claims)}</h2>"
    if not claims:
        yield f"<p>{_text(words.export.no_claims)}</p>"
    for section, found in by_section(claims).items():
        if found:
            yield f'<h3>{_text(name_of(section, words))} ({len(found)})</h3>\n<ul class="cards">'
            yield from (_card(entry, article, words) for entry in found)
            yield "</ul>"
    yield "</section>"


def _card(entry: Entry, article: Article, words: Wording) -> str:
    """What is known of a claim."""
    claim = entry.reviewed.claim
    pieces = cut(article.text, claim.start, claim.end, in_order(claim.figures))
    lines = "".join(
        f'<dt dir="auto">{_text(head)}</dt><dd dir="auto">{_linked(said)}</dd>\n'
        for head, said in about(entry.reviewed, words)
    )
    return (
        f'<li class="card" id="{entry.id}">\n<header>{entry.id} {_tag(section_of(entry.reviewed.marks), words)} '
        f'<a href="#text-{entry.id}">↑ {_text(words.export.in_text)}</a></header>\n'
        f'<p dir="auto"{_lang(article)}>{_marked(pieces, "b")}</p>\n'
        + (f"<dl>\n{lines}</dl>\n" if lines else "")
        + "</li>"
    )


def _marked(pieces: Iterable[Piece], tag: str) -> str:
    """A piece of the text with its figures in a tag."""
    return "".join(f"<{tag}>{_text(piece.text)}</{tag}>" if piece.figure else _text(piece.text) for piece in pieces)


def _tag(section: str, words: Wording) -> str:
    return f'<span class="tag {section}">{_text(name_of(section, words))}</span>'


def _linked(text: str) -> str:
    """A text whose web addresses can be clicked."""
    return "".join(_link(part) for part in _SPACE.split(clean(text)))


def _link(word: str) -> str:
    url = address(word)
    return f'<a href="{_text(url)}" rel="noopener nofollow">{_text(word)}</a>' if url else _text(word)


def _text(text: str) -> str:
    """A text in which nothing means anything to HTML."""
    return escape(clean(text))


def _lang(article: Article) -> str:
    return f' lang="{_text(article.lang)}"' if article.lang else ""


def _name(article: ReviewedArticle) -> str:
    return article.article.title or article.name


def _template(name: str) -> Template:
    return Template(files("factcheck.export").joinpath(name).read_text(encoding="utf-8"))
