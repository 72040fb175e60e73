"""Mails: subject and text, without signature and what they answer to; and web pages that were saved as a mail (.mht).

What is passed on is text. Programs quote it as they quote what a mail answers to; the subject tells one from the other.
"""

import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default as policy
from enum import Enum, auto
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from factcheck.articles import html, newsletter
from factcheck.articles.blocks import Block, article, lines
from factcheck.articles.encoding import decoded
from factcheck.articles.markup import Piece, pieces, tree
from factcheck.articles.unwrap import unwrapped
from factcheck.errors import ArticleError
from factcheck.records import Article

LIMIT = 50_000_000  # bytes
_SHOWN = 5  # attached documents that are named
_FIRST = 4  # blocks, among which the subject may stand once more
_FEWEST = 2  # words of what repeats the end of a subject
_FEW = 5  # words; less is what stands above a text that is passed on
_WORD = re.compile(r"\w+")
_LINE_END, _TRAILING = re.compile(r"\r\n?"), re.compile(r"(?<![ \t])(?<!^--)[ \t]+$", re.MULTILINE)
_SOFT_BREAK = re.compile(r"(?<!^--) \n(?=[^\n>])", re.MULTILINE)  # of format=flowed (RFC 3676)
_QUOTE_MARK = re.compile(r"^(?:> ?)+", re.MULTILINE)
# Lines that are quoted, and the paragraph that says whose they are.
_QUOTED = re.compile(
    r"(?:(?:\A|(?<=\n\n))(?:[^>\n][^\n]*\n){0,2}[^>\n][^\n]*:\n\n?)?(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE
)
_LONGEST = 10  # lines of a signature below its mark (RFC 3676, 4.3); RFC 1855 allows 4, offices write more
_SIGNATURE = re.compile(rf"\n-- (?:\n(?!>)[^\n]*){{0,{_LONGEST}}}\Z")
_SIGNATURE_MARK = re.compile(r"\s*--[ \xa0]\s*")
# What mail programs put before the subject of what is passed on (in English, Italian, German, Spanish, French), and of
# an answer (RFC 5322, 3.6.5). The name of a list, or a warning, may stand before it in brackets.
_PASSED_ON = re.compile(r"(?:\[[^\]]*\]\s*)*(?:Fwd?|I|WG|RV|TR)\s?:", re.IGNORECASE)
_ANSWER = re.compile(r"(?:\[[^\]]*\]\s*)*Re\s?:", re.IGNORECASE)
_DIGIT, _QUOTED_DIGIT = re.compile(r"\d"), re.compile(r"^>.*\d", re.MULTILINE)
_LEFT_OUT = (
    "what the mail answers to holds digits and is left out; what is needed of it must be read as a text of its own."
)
# How mail programs mark the signature, whose words are quoted, and what is quoted. Dashes begin what is passed on.
_SIGNATURES = etree.XPath(".//*[contains(@class, 'moz-signature') or contains(@class, 'gmail_signature')]")
_HEADS = etree.XPath(
    ".//*[contains(@class, 'moz-cite-prefix') or @id='divRplyFwdMsg']"
    " | .//*[contains(@class, 'gmail_attr')][not(starts-with(., '---'))]"
)
_QUOTES = etree.XPath(
    ".//blockquote[@type='cite'] | .//*[contains(@class, 'yahoo_quoted')]"
    " | .//*[contains(@class, 'gmail_quote')][not(.//*[contains(@class, 'gmail_attr')][starts-with(., '---')])]"
    " | .//*[@id='divRplyFwdMsg']/following-sibling::*"
)


class _Kind(Enum):
    """What a mail does with the text of another, if there is one in it."""

    OWN = auto()
    ANSWER = auto()
    PASSED_ON = auto()


def read(data: bytes, place: str) -> Iterator[Article]:
    """The text of a mail below its subject, with who sent it and when; or the article of the page that it holds."""
    if len(data) > LIMIT:
        raise ArticleError(
            f"{place}: this mail has {len(data):,} bytes, where {LIMIT:,} are read at most; save its text only."
        )
    try:
        mail = message_from_bytes(data, policy=policy)
        bodies = _texts(mail)
    except RecursionError:
        raise ArticleError(f"{place}: the parts of this mail are nested too deeply; save its text only.") from None
    if not bodies:
        raise ArticleError(f"{place}: there is no text in this mail; give the documents that are attached to it.")
    page = bodies[0]
    location = str(_header(page, "content-location") or "")
    if location and page.get_content_type() == "text/html":
        url = location if location.startswith(("http://", "https://")) else None
        yield from html.read(cast(bytes, page.get_payload(decode=True)), place, page.get_content_charset(), url)
    else:
        yield _letter(mail, bodies, place)


def _texts(mail: MIMEPart) -> list[MIMEPart]:
    """The parts that are the text of a mail: the best of alternatives, and all that stand one below the other.

    But a single one with a name is attached, where another stands before it.
    """
    shape = mail.get_content_type()
    if mail.is_attachment():
        return []
    if shape in ("text/html", "text/plain"):
        return [mail]
    parts = list(mail.iter_parts()) if shape.startswith("multipart/") else []
    if shape == "multipart/related" and parts:
        start = mail.get_param("start")
        return _texts(next((part for part in parts if start and _header(part, "content-id") == start), parts[0]))
    found = [texts for part in parts if (texts := _texts(part))]
    if shape == "multipart/alternative":
        return min(found, key=lambda texts: texts[0].get_content_type() != "text/html", default=[])
    shown = (
        texts for number, texts in enumerate(found) if number == 0 or len(texts) > 1 or not texts[0].get_filename()
    )
    return [text for texts in shown for text in texts]


def _letter(mail: EmailMessage, bodies: list[MIMEPart], place: str) -> Article:
    """What somebody wrote, in one part or several."""
    leave = str(_header(mail, "list-unsubscribe") or "")
    subject = " ".join(str(_header(mail, "subject") or "").split())
    kind = _kind(mail, subject)
    blocks, notes = list[Block](), list[str]()
    for body in bodies:
        text, told = decoded(cast(bytes, body.get_payload(decode=True)), place, body.get_content_charset())
        if body.get_content_type() == "text/html":
            found, lacks_digits = _of_page(tree(text, place), leave, kind)
        else:
            found, lacks_digits = _of_text(text, body.get_param("format") == "flowed", kind)
        blocks += found
        notes += (*told, _LEFT_OUT) if lacks_digits else told
    notes += _attached(mail, set(bodies))
    blocks = _headed(blocks, subject, alone=bool(leave))
    date = getattr(_header(mail, "date"), "datetime", None)
    return article(
        blocks,
        title=subject or None,
        author=_author(mail),
        published=date and date.isoformat(),
        notes=tuple(dict.fromkeys(notes)),
    )


def _attached(mail: EmailMessage, read: set[MIMEPart]) -> Iterator[str]:
    """The note that names what is attached to a mail, but for the parts that are read."""
    parts = (part for part in mail.iter_attachments() if read.isdisjoint(part.walk()))
    names = [part.get_filename() or part.get_content_type() for part in parts]
    if names:
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        yield f"what is attached to the mail is not read: {', '.join(names[:_SHOWN])}{more}."


def _kind(mail: EmailMessage, subject: str) -> _Kind:
    """What a mail does with another's text. What is passed on has the headers of an answer, too."""
    if _PASSED_ON.match(subject):
        return _Kind.PASSED_ON
    answers = _ANSWER.match(subject) or _header(mail, "in-reply-to") or _header(mail, "references")
    return _Kind.ANSWER if answers else _Kind.OWN


def _headed(blocks: list[Block], subject: str, alone: bool) -> list[Block]:
    """The blocks below the subject, which may be one of the first; then nothing is left above it, if it stands `alone`.

    What stands before it in the header (that a mail is passed on, the name of a list) need not be repeated.
    """
    for number, block in enumerate(blocks[:_FIRST]):
        text, whole = block.text.casefold(), subject.casefold()
        if text == whole or (len(_WORD.findall(text)) >= _FEWEST and whole.endswith(f" {text}")):
            above = [] if alone else blocks[:number]
            return [*above, block._replace(heading=True), *blocks[number + 1 :]]
    return [Block(subject, heading=True), *blocks]


def _header(mail: MIMEPart, name: str) -> Any:
    """What a mail says, None if it doesn't, or so that Python can't read it."""
    try:
        return mail[name]
    except Exception:  # many kinds for broken ones
        return None


def _author(mail: EmailMessage) -> str | None:
    """Who sent a mail: the name, or else the address."""
    senders = getattr(_header(mail, "from"), "addresses", ())
    name = next((sender.display_name or sender.addr_spec for sender in senders), "")
    return name.encode("utf-8", "replace").decode() or None


def _of_page(page: HtmlElement, leave: str, kind: _Kind) -> tuple[list[Block], bool]:
    """The blocks of a mail in HTML, and whether quoted text with digits was left out.

    `leave` tells how one leaves the list to which the mail went, "" if it went to none.
    """
    whole = _shown(page, leave)
    _drop(_SIGNATURES(page))
    written, lacks_digits = _shown(page, leave), False
    if kind is _Kind.ANSWER:
        quotes = _QUOTES(page)
        _drop(_HEADS(page))
        digits = _digits(_shown(page, leave))
        _drop(quotes)
        written = _shown(page, leave)
        lacks_digits = _digits(written) < digits
    if not leave and kind is not _Kind.PASSED_ON:
        written = _unsigned(pieces(page))
    return (written, lacks_digits) if _is_text(block.text for block in written) else (whole, False)


def _drop(elements: Iterable[HtmlElement]) -> None:
    """Takes elements out of their page, but those that are within one of them."""
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()


def _digits(blocks: Iterable[Block]) -> int:
    return sum(len(_DIGIT.findall(block.text)) for block in blocks)


def _unsigned(found: list[Piece]) -> list[Block]:
    """The blocks of pieces without the signature at their end."""
    texts = ("".join(piece.texts(linked=False)) for piece in found)
    marks = [number for number, text in enumerate(texts) if _SIGNATURE_MARK.fullmatch(text)]
    signed = marks[-1] if marks and len(found) - marks[-1] - 1 <= _LONGEST else len(found)
    return [piece.block for piece in found[:signed]]


def _shown(page: HtmlElement, leave: str) -> list[Block]:
    return newsletter.blocks(page, leave) if leave else [piece.block for piece in pieces(page)]


def _of_text(text: str, is_flowed: bool, kind: _Kind) -> tuple[list[Block], bool]:
    """The blocks of a mail in plain text: its lines, those that were broken being whole again.

    And whether quoted text with digits was left out.
    """
    text = _LINE_END.sub("\n", text)
    if is_flowed:
        text = _SOFT_BREAK.sub(" ", text)
    text = _TRAILING.sub("", text)
    written, lacks_digits = text, False
    if kind is _Kind.ANSWER:
        written = _QUOTED.sub("\n", text)
        lacks_digits = _QUOTED_DIGIT.search(text) is not None
    if kind is not _Kind.PASSED_ON:
        written = _SIGNATURE.sub("", written.rstrip("\n"))
    if not _is_text([written]):
        written, lacks_digits = text, False
    return lines(unwrapped(_QUOTE_MARK.sub("", written))), lacks_digits


def _is_text(parts: Iterable[str]) -> bool:
    """Whether there is more than a word or two."""
    return sum(len(_WORD.findall(part)) for part in parts) >= _FEW
