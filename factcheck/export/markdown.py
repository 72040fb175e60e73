"""A report in Markdown (CommonMark, as GitHub and GitLab show it). Text from articles and reviewers is only text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import factcheck
from factcheck.export.about import about
from factcheck.export.pieces import Piece, cut, in_order
from factcheck.export.sections import by_section, name_of
from factcheck.review.records import Review, ReviewedArticle
from factcheck.worksheet.rows import Entry, entries
from factcheck.worksheet.text import address, clean, one_line
from factcheck.worksheet.wording import Wording, wording

_MEANING = re.compile(r"[*_`<>&\\\[\]|~$#]")  # inside a line; no line begins with a text that is not ours
_SPACE = re.compile(r"\s+")


def report(review: Review) -> str:
    """The report: for each article its title, its counts, and its claims by status."""
    words = wording(review.ui)
    blocks = [block for article, claims in entries(review) for block in _article(article, claims, words)]
    made_by = words.export.made_by.format(program=f"factcheck {factcheck.__version__}")
    return "\n\n".join([*blocks, f"---\n\n{escaped(made_by)}"]) + "\n"


def escaped(text: str) -> str:
    """A text on one line, in which nothing means anything to Markdown or HTML; web addresses can be clicked."""
    return " ".join(_linked(word) for word in one_line(text).split(" "))


def _linked(word: str) -> str:
    url = address(word)
    return f"<{url}>" if url else _MEANING.sub(r"\\\g<0>", word)


def _article(article: ReviewedArticle, claims: Sequence[Entry], words: Wording) -> Iterator[str]:
    known = article.article
    yield "# " + escaped(words.title([known.title or article.name]))
    if known.url:
        yield escaped(known.url)
    sections = {section: found for section, found in by_section(claims).items() if found}
    counts = ", ".join(f"{name_of(section, words)} {len(found)}" for section, found in sections.items())
    yield escaped(f"{words.summary.claims}: {counts}") if counts else escaped(words.export.no_claims)
    for section, found in sections.items():
        name = name_of(section, words)
        yield f"## {escaped(name[:1].upper() + name[1:])} ({len(found)})"
        yield "\n".join(line for entry in found for line in _claim(entry, known.text, words))


def _claim(entry: Entry, text: str, words: Wording) -> Iterator[str]:
    """A claim as an item of a list, with what is known of it below."""
    claim = entry.reviewed.claim
    pieces = cut(text, claim.start, claim.end, in_order(claim.figures))
    yield f"- **{entry.id}** {_sentence(pieces)}"
    for heading, said in about(entry.reviewed, words):
        yield f"  - *{escaped(heading)}:* {escaped(said)}"


def _sentence(pieces: Iterable[Piece]) -> str:
    """A sentence with its figures in bold."""
    texts = [(_MEANING.sub(r"\\\g<0>", _SPACE.sub(" ", clean(piece.text))), piece.figure) for piece in pieces]
    out = ""
    for place, (text, figure) in enumerate(texts):
        after = texts[place + 1][0] if place + 1 < len(texts) else ""
        out += _bold(out[-1:] or " ", text, after[:1] or " ") if figure and text else text
    return out.strip()


def _bold(before: str, text: str, after: str) -> str:
    """A text in bold between two characters; as HTML where asterisks would stand for themselves there."""
    opens = not _is_mark(text[0]) or before.isspace() or _is_mark(before)
    closes = not _is_mark(text[-1]) or after.isspace() or _is_mark(after)
    plain = opens and closes and "*" not in (before, after) and text == text.strip()
    return f"**{text}**" if plain else f"<b>{text}</b>"


def _is_mark(char: str) -> bool:
    """Whether a character is punctuation or a symbol for CommonMark."""
    return unicodedata.category(char)[0] in "PS"
