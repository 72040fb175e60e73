"""Articles as mails of many kinds, and as entries of feeds."""

import textwrap
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from stories import Story
from webpages import blocks, body
from written import plain, shown, title

CONTENT = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
DECLARED = "<?xml version='1.0' encoding='{}'?>"


def letter(subject: str = "Ships", sender: str = "Press Office <press@port.example>") -> EmailMessage:
    """A mail without a text."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "desk@news.example", subject
    mail["Date"] = "Tue, 05 Mar 2024 10:20:00 +0100"
    return mail


def _below_subject(story: Story) -> Story:
    return story.without("title")


def in_plain_text(story: Story) -> bytes:
    mail = letter(title(story))
    mail.set_content(plain(_below_subject(story)))
    return mail.as_bytes()


def _filled(story: Story, width: int, end: str) -> str:
    """The text, broken into lines of a width which end like this; but rows of tables."""
    lines = (text.split("\n") for _, text in shown(_below_subject(story)))
    return "\n\n".join(
        line if "\t" in line else end.join(textwrap.wrap(line, width)) for several in lines for line in several
    )


def in_broken_lines(story: Story) -> bytes:
    mail = letter(title(story))
    mail.set_content(_filled(story, 48, "\n") + "\n\n-- \nThe 2 of us\n")
    return mail.as_bytes()


def in_flowed_text(story: Story) -> bytes:
    mail = letter(title(story))
    mail.set_content(_filled(story, 40, " \n"))
    mail.set_param("format", "flowed")
    return mail.as_bytes()


def in_html(story: Story) -> bytes:
    """With the text for programs that show no HTML, and an attached document."""
    mail = letter(title(story))
    mail.set_content("See the HTML.")
    mail.add_alternative(f"<html><body>{body(_below_subject(story))}</body></html>", subtype="html")
    mail.add_attachment(b"12345", maintype="application", subtype="pdf", filename="data.pdf")
    return mail.as_bytes()


def as_a_newsletter(story: Story) -> bytes:
    """Laid out by a table."""
    mail = letter(title(story))
    cells = "".join(f"<tr><td><div>{html}</div></td></tr>" for _, html in blocks(story))
    mail.set_content(
        f"<html><body><div style='display:none'>5 minutes</div><table role=presentation>{cells}</table></body></html>",
        subtype="html",
    )
    return mail.as_bytes()


def rss(*items: str, channel: str = "") -> str:
    """A feed in RSS 2.0 of these entries."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0' {CONTENT}><channel><title>24 News</title>{channel}{inner}</channel></rss>"


def atom(*entries: str) -> str:
    """A feed in Atom of these entries."""
    items = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>24 News</title>{items}</feed>"


def _told(story: Story) -> str:
    """What an entry says below its title, as carelessly as feeds do: no list around items, a table for each row."""
    shapes = {"heading": "<h3>{}</h3>", "caption": "<p>{}</p>", "row": "<table><tr><td>{}</td></tr></table>"}
    return body(_below_subject(story), shapes, around={})


def in_rss(story: Story) -> str:
    full = f"<content:encoded><![CDATA[{_told(story)}]]></content:encoded>"
    return rss(f"<title>{escape(title(story))}</title><description>Two words: 5.</description>{full}")


def in_a_description(story: Story) -> str:
    return DECLARED.format("utf-8") + rss(
        f"<title>{escape(title(story))}</title><description>{escape(_told(story))}</description>"
    )


def in_rss_1(story: Story) -> str:
    space = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    item = f"<title>{escape(title(story))}</title><description>{escape(_told(story))}</description>"
    return f"<rdf:RDF {space}><channel><title>24 News</title></channel><item>{item}</item></rdf:RDF>"


def in_atom(story: Story) -> str:
    return atom(f"<title>{escape(title(story))}</title><content type='html'>{escape(_told(story))}</content>")


def in_atom_as_xhtml(story: Story) -> str:
    inner = _told(story).replace("&nbsp;", "&#160;").replace("<br>", "<br/>").replace(" hidden>", " hidden='hidden'>")
    div = f"<div xmlns='http://www.w3.org/1999/xhtml'>{inner}</div>"
    return atom(f"<title>{escape(title(story))}</title><content type='xhtml'>{div}</content>")


def in_atom_as_text(story: Story) -> str:
    text = escape(plain(_below_subject(story)))
    return atom(f"<title>{escape(title(story))}</title><content type='text'>{text}</content>")
