"""Mails: what somebody wrote, without what is quoted; pages that were saved as mails."""

import sys
from email.message import EmailMessage
from email.policy import SMTP

import limited
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import letter

from factcheck.articles import read_bytes
from factcheck.errors import ArticleError

FIRST = "The port counted 1,250 ships in May, and 90 of them were late."
SECOND = "That cost the town about 3 million euros, says the harbour master."


def opened(data):
    (article,) = read_bytes(data if isinstance(data, bytes) else data.as_bytes(), "a.eml", "a.eml")
    return article


def plain(text, **options):
    return opened(written(text, **options)).text


def written(text, subject="Ships", **options):
    mail = letter(subject)
    mail.set_content(text, **options)
    return mail


def answer(mail):
    mail["In-Reply-To"] = "<1@news.example>"
    return mail


def html(body):
    return opened(shown(body)).text


def shown(body, subject="Ships"):
    mail = letter(subject)
    mail.set_content("Open this mail in a program that shows HTML.")
    mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    return mail


def refusal(data):
    with pytest.raises(ArticleError) as caught:
        opened(data)
    message = str(caught.value)
    assert message.startswith("a.eml: ")
    assert "\n" not in message
    return message


def test_what_a_mail_says_of_itself():
    mail = letter("Perché 90 navi sono in ritardo")
    mail.set_content(FIRST)
    article = opened(mail)
    assert (article.title, article.author) == ("Perché 90 navi sono in ritardo", "Press Office")
    assert article.published == "2024-03-05T10:20:00+01:00"
    assert article.text == f"Perché 90 navi sono in ritardo\n\n{FIRST}"
    assert article.parts[0].heading == article.title
    assert article.notes == ()


def test_headers_that_nobody_can_read():
    article = opened(b"From: <\nDate: nonsense\nSubject: =?bogus?b?!!!?=\nMessage-ID: <\n\n" + FIRST.encode())
    assert (article.title, article.author, article.published, article.text) == (None, None, None, FIRST)
    assert opened(b"Subject: \xe8 5\nFrom: =?x-none?q?=e8?= <>\n\n" + FIRST.encode()).author == "?"


def test_the_subject_stands_once():
    assert html(f"<h1>Ships</h1><p>{FIRST}</p>") == f"Ships\n\n{FIRST}"

    assert html(f"<p>SHIPS</p><p>{FIRST}</p>") == f"SHIPS\n\n{FIRST}"
    assert html(f"<p>Dear all,</p><h1>Ships</h1><p>{FIRST}</p>") == f"Dear all,\n\nShips\n\n{FIRST}"
    mail = letter("Fwd: [Press 2] Ninety ships late")
    mail.set_content(f"Ninety ships late\n\n{FIRST}")
    assert opened(mail).text == f"Ninety ships late\n\n{FIRST}"


VIEW = "<a href=https://n.example.org/v/1>Open mail 1 in a browser</a>"
LEAVE = "<a href=https://n.example.org/leave?reader=7>Leave the list</a>"
MENU = "<a href=https://n.example.org/a>Last 24 hours</a> | <a href=https://n.example.org/b>Top 10</a>"
TOLD = [FIRST, SECOND, "In 2023 it was 80, and it will be 100.", "A second pier, 600 metres long, costs 40 million."]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TOLD)
LAYOUTS = {
    "tables": f"<table role=presentation><tr><td><table role=presentation><tr><td>{VIEW}</td></tr><tr><td>{MENU}</td>"
    f"</tr></table></td></tr><tr><td><p>Issue 12 of 2024</p><h1>NINETY SHIPS LATE</h1>{PARAGRAPHS}<div>{MENU}</div>"
    f"</td></tr><tr><td><p>You are 1 of 900 readers.<br>12 Harbour Street</p><p>{LEAVE}</p><p>Since 1999</p></td></tr>"
    "</table>",
    "boxes": f"<div><p>Too wide? {VIEW}</p><ul><li>{MENU}</li></ul><div><h1>Ninety ships late</h1>{PARAGRAPHS}</div>"
    f"<div><p>12 Harbour Street</p><p>We write 4 times a year; {LEAVE}.</p></div><p>Since 1999</p></div>",
    "lines": f"<font>{VIEW}</font><br><br><b>Ninety ships late</b><br><br>{'<br><br>'.join(TOLD)}<br><br>"
    f"<font>12 Street - {LEAVE}</font>",
    "paragraphs": f"<p>{VIEW}</p>{PARAGRAPHS}<p>12 Harbour Street. {LEAVE}</p>",
    "above": f"<p>You are 1 of 900 readers; {LEAVE}.</p><p><a href=https://n.example.org/>Port 24</a></p>{PARAGRAPHS}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_newsletters(layout):
    mail = letter("[Port 24] Ninety ships late")
    mail["List-Unsubscribe"] = "<mailto:list@n.example.org>, <https://n.example.org/leave?all=1>"
    mail.set_content(f"<html><body>{LAYOUTS[layout]}</body></html>", subtype="html")
    headline, *text = opened(mail).text.split("\n\n")
    assert headline.casefold().endswith("ninety ships late")
    assert text == TOLD


def test_what_goes_to_a_list_may_quote():
    mail = answer(letter())
    mail["List-Unsubscribe"] = "<https://n.example.org/leave>"
    mail.set_content(f"{PARAGRAPHS}<blockquote type=cite><p>Is it 5?</p></blockquote><p>{LEAVE}</p>", subtype="html")
    assert opened(mail).text.split("\n\n") == ["Ships", *TOLD]


def test_a_newsletter_whose_footer_is_not_known():
    mail = letter()
    mail["List-Unsubscribe"] = "<mailto:list@n.example.org>, <https://[broken>"
    mail.set_content(f"<p>{VIEW}</p>{PARAGRAPHS}<p>12 Harbour Street. {LEAVE}</p>", subtype="html")
    assert opened(mail).text.split("\n\n") == ["Ships", *TOLD, "12 Harbour Street. Leave the list"]


def test_attached_documents_are_told():
    mail = letter()
    mail.set_content(FIRST)
    mail.add_attachment(b"5", maintype="application", subtype="pdf", filename="data 2023.pdf")
    assert opened(mail).notes == ("what is attached to the mail is not read: data 2023.pdf.",)
    for number in range(1_000):
        mail.add_attachment(b"5", maintype="image", subtype="png", filename=f"{number}")
    (note,) = opened(mail).notes
    assert note.endswith("not read: data 2023.pdf, 0, 1, 2, 3 and 996 more.")


def parts(kind, *inside):
    """A mail of several parts."""
    mail = letter()
    mail["Content-Type"] = f"multipart/{kind}"
    for one in inside:
        mail.attach(one)
    return mail


def part(content, subtype="plain", **options):
    mail = EmailMessage(policy=SMTP)
    if subtype in ("plain", "html"):
        mail.set_content(content, subtype=subtype, disposition="inline", **options)
    else:
        mail.set_content(content, "image", subtype, disposition="inline", **options)
    return mail


IMAGE = part(b"GIF89a", "gif", filename="a.gif")
SHOWN_AS = {
    "text": parts("mixed", part(FIRST), IMAGE, part(SECOND)),
    "html": parts("mixed", part(FIRST), IMAGE, part(f"<p>{SECOND}</p>", "html")),
    "alternatives": parts(
        "alternative",
        part("See the HTML, 5 lines of it."),
        parts("mixed", part(FIRST, "html"), IMAGE, part(SECOND, "html")),
    ),
    "alternatives below": parts("mixed", part(FIRST), IMAGE, parts("alternative", part("5"), part(SECOND, "html"))),
    "related": parts("mixed", parts("related", part(FIRST, "html"), IMAGE), part(SECOND)),
    "named": parts("mixed", part(FIRST), part(SECOND), part("a,5", filename="a.csv")),
}


@pytest.mark.parametrize("kind", SHOWN_AS)
def test_all_parts_that_are_shown_are_read(kind):
    article = opened(SHOWN_AS[kind])
    assert article.text == f"Ships\n\n{FIRST}\n\n{SECOND}"
    assert not any("text/plain" in note or "html" in note for note in article.notes)


def test_a_note_on_several_parts_stands_once():
    quotes = [part(f"{ABOVE}\n\n> {FIRST}"), part(f"{SECOND}\n\n> {FIRST}")]
    assert len(opened(answer(parts("mixed", *quotes))).notes) == 1


def test_a_text_with_a_name_that_stands_first():
    assert opened(parts("mixed", part(FIRST, filename="a.txt"), IMAGE, part(SECOND))).text.endswith(SECOND)
    assert FIRST in opened(parts("mixed", part(FIRST, filename="a.txt"), IMAGE, part(SECOND))).text


@pytest.mark.parametrize(
    "reply",
    [
        f"{FIRST}\n\n{SECOND}\n\nOn 4 May, Desk wrote:\n> We heard of 7 ships.\n>\n> Is it so?\n",
        f"{FIRST}\n\nIl giorno 4 maggio alle 10:20\nDesk <d@news.example> ha scritto:\n\n> 7 navi?\n\n{SECOND}\n",
        f"> We heard of 7 ships.\n> Is it so?\n\n{FIRST}\n\n{SECOND}\n\n-- \nPress office\nRoom 12\n",
        f"{FIRST}\n\n{SECOND}\n-- \nPress office, tel. 555 0142\n\nOn 4 May, Desk wrote:\n> We heard of 7 ships.\n",
    ],
)
def test_quotes_and_the_signature_are_left_out(reply):
    assert opened(answer(written(reply))).text == f"Ships\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote type='cite'><div>On 4 May, Desk wrote:</div><p>We heard of 7 ships.</p></blockquote>",
        "<div class='gmail_quote'><div class='gmail_attr'>On 4 May:<br></div><blockquote>7 ships?</blockquote></div>",
        "<div class='moz-cite-prefix'>On 4 May, Desk wrote:</div><blockquote type='cite'>7 ships?</blockquote>",
        "<hr><div id='divRplyFwdMsg'><b>From:</b> Desk, room 12</div><div>We heard of 7 ships.</div>",
        "<div class='gmail_signature'>Press office, room 12</div>",
        "<p>-- </p><p>Press office, room 12</p>",
    ],
)
def test_quotes_and_the_signature_are_left_out_of_html(quote):
    page = f"<p>{FIRST}</p><p>{SECOND}</p>{quote}"
    assert opened(answer(shown(page))).text == f"Ships\n\n{FIRST}\n\n{SECOND}"


LINES_BELOW = [f"Line {number} of the text" for number in range(11)]


@pytest.mark.parametrize("below", [["--", SECOND], ["-- ", *LINES_BELOW], ["-- ", "Room 12", "", f"> {SECOND}"]])
def test_what_stands_below_dashes_and_is_no_signature(below):
    article = opened(written("\n".join([FIRST, *below])))
    assert article.text.endswith(below[-1].removeprefix("> "))


@pytest.mark.parametrize("below", [["--", SECOND], ["\n--\n", SECOND], ["-- ", *LINES_BELOW]])
def test_what_stands_below_dashes_in_html_and_is_no_signature(below):
    assert html("".join(f"<p>{line}</p>" for line in [FIRST, *below])).endswith(below[-1])


def test_the_longest_signature():
    assert plain("\n".join([FIRST, "-- ", *LINES_BELOW[1:]])) == f"Ships\n\n{FIRST}"
    assert html("".join(f"<p>{line}</p>" for line in [FIRST, "-- ", *LINES_BELOW[1:]])) == f"Ships\n\n{FIRST}"
    assert plain(f"{FIRST}\n-- ") == f"Ships\n\n{FIRST}"


def test_a_signature_above_what_is_passed_on():
    text = opened(written(f"{ABOVE}\n\n-- \nRoom 12\n\n----- Passed on -----\n\n{FIRST}\n", "Fwd: Ships")).text
    assert text.endswith(FIRST)
    page = f"<p>{ABOVE}</p><p>-- </p><p>Room 12</p>{FORWARDS['outlook'].format(FIRST)}"
    assert opened(shown(page, "Fwd: Ships")).text.endswith(FIRST)


FORWARDS = {
    "outlook": "<div id='appendonsend'></div><hr><div id='divRplyFwdMsg'><b>From:</b> Port</div><div><p>{}</p></div>",
    "apple": "<div><br><blockquote type='cite'><div>The mail begins here:</div><div>{}</div></blockquote></div>",
    "gmail": "<div class='gmail_quote'><div class='gmail_attr'>--- Passed on<br>From: Port</div><p>{}</p></div>",
    "thunderbird": "<div class='moz-forward-container'><br>--- Passed on ---<table></table><p>{}</p></div>",
    "yahoo": "<div class='yahoo_quoted'><div>The mail:</div><div>{}</div></div>",
}
ABOVE = "Dear colleagues, this is for page 3 of tomorrow, in 20 lines."
SUBJECTS = [
    "Fwd: Ships",
    "FW: Ships",
    "I: Ships",
    "WG: R: Ships",
    "RV: Ships",
    "TR : Ships",
    "[from outside] Fwd: Re: Ships",
]


@pytest.mark.parametrize("program", FORWARDS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_passed_on_is_read(program, subject):
    mail = answer(shown(f"<div>{ABOVE}</div>{FORWARDS[program].format(FIRST)}", subject))
    article = opened(mail)
    assert ABOVE in article.text
    assert article.text.endswith(FIRST)
    assert article.notes == ()


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_passed_on_in_plain_text_is_read(subject):
    mail = answer(written(f"{ABOVE}\n\n> The mail begins here:\n>\n> {FIRST}\n> \n> > {SECOND}\n", subject))
    article = opened(mail)
    assert article.text.endswith(f"{ABOVE}\n\nThe mail begins here:\n\n{FIRST}\n\n{SECOND}")
    assert article.notes == ()


def test_a_mail_that_does_not_answer_keeps_what_it_quotes():
    assert FIRST in html(f"<p>{ABOVE}</p>{FORWARDS['apple'].format(FIRST)}")
    assert FIRST in plain(f"{ABOVE}\n\n> {FIRST}\n")


@pytest.mark.parametrize("subject", ["Re: Ships", "RE: Fwd: Ships", "[Press 2] Re: I: Ships"])
def test_digits_that_an_answer_leaves_out_are_told(subject):
    for mail in (
        written(f"{ABOVE}\n\n> {FIRST}\n", subject),
        shown(ABOVE + FORWARDS["outlook"].format(FIRST), subject),
    ):
        article = opened(mail)
        assert article.text == f"{subject}\n\n{ABOVE}"
        (note,) = article.notes
        assert note.startswith("what the mail answers to holds digits and is left out")


@pytest.mark.parametrize(
    "quote",
    [
        "<div class='gmail_quote'><div class='gmail_attr'>On 4 May:</div><blockquote>Is it so?</blockquote></div>",
        "<div class='moz-cite-prefix'>On 4 May, Desk wrote:</div><blockquote type='cite'>Is it so?</blockquote>",
        "<div id='divRplyFwdMsg'>Sent: 4 May</div><style>p { margin: 0 }</style><div>Is it so?</div>",
        "<div class='moz-signature'>Room 12</div>",
        "<blockquote type='cite'>Is it so?</blockquote><p>It was 5.</p>",
    ],
)
def test_no_digits_are_told_where_none_is_quoted(quote):
    article = opened(answer(shown(f"<p>{ABOVE}</p>{quote}")))
    assert "so?" not in article.text
    assert article.notes == ()
    assert opened(answer(written(f"{ABOVE}\n\nOn 4 May, Desk wrote:\n> Is it so?\n\nIt was 5.\n"))).notes == ()


def test_an_answer_of_a_word_or_two_is_read_with_what_it_quotes():
    for mail in (shown(f"<p>FYI</p><blockquote type='cite'><p>{FIRST}</p></blockquote>"), written(f"FYI\n\n> {FIRST}")):
        article = opened(answer(mail))
        assert article.text == f"Ships\n\nFYI\n\n{FIRST}"
        assert article.notes == ()


def test_what_an_answer_passes_on_is_read():
    quote = FORWARDS["gmail"].format(FIRST)
    assert FIRST in opened(answer(shown(f"<div>{ABOVE}</div>{quote}"))).text


def test_tables_and_lines_of_a_plain_mail():
    assert plain("Month\tShips\nMay\t1,250\n\n- one\n- two\n") == "Ships\n\nMonth\tShips\nMay\t1,250\n\n- one\n- two"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "x-nonsense", ""])
def test_charsets(charset):
    head = f"From: a@b.example\nSubject: Ships\nContent-Type: text/plain; charset={charset}\n"
    assert opened(head.encode() + b"\nPerch\xe9 cost\xf2 5 \x80").text == "Ships\n\nPerché costò 5 €"


def test_a_page_that_was_saved_as_a_mail():
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = "<Saved by a browser>", "Ships | 24 News"
    mail["Snapshot-Content-Location"] = "https://news.example/ships"
    body = f"<article><h1>The ships</h1><p>{FIRST}</p><p>{SECOND} <a href='/b'>More</a></p></article>"
    mail.set_content(f"<html><body><nav><a href='/'>Top 10</a></nav>{body}</body></html>", subtype="html")
    mail["Content-Location"] = "https://news.example/ships"
    mail.make_related()
    mail.add_related(b"GIF89a", maintype="image", subtype="gif", cid="<1>")
    article = opened(mail)
    assert article.text == f"The ships\n\n{FIRST}\n\n{SECOND} More"
    assert (article.title, article.url) == ("The ships", "https://news.example/ships")
    assert [link.url for link in article.links] == ["https://news.example/b"]


def nested(count, kind=b"mixed"):
    """A mail with so many parts, each within another."""
    head = b"From: a@b.example\nSubject: x\n"
    parts = b"".join(b"Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n" % (kind, n, n) for n in range(count))
    return head + parts + b"Content-Type: text/plain\n\nIt cost 5 euros.\n"


def test_what_is_no_article():
    assert "nested too deeply" in refusal(nested(3_000))
    assert "nested too deeply" in refusal(b"From: a\nSubject: b\nContent-Type: text/html\n\n" + b"<div>" * 100_000)
    assert "bytes" in refusal(b"From: a\nSubject: b\n\n" + b"It cost 5.\n" * 5_000_000)
    mail = letter()
    mail.add_attachment(b"5", maintype="application", subtype="pdf", filename="a.pdf")
    assert "no text in this mail" in refusal(mail)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does")
def test_memory_is_bounded(tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(nested(20_000))
    assert "nested too deeply" in limited.told(path, 500)
    path.write_bytes(b"From: a@b.example\nSubject: Ships\n\n" + b"It cost 5 euros in all of the town.\n" * 100_000)
    assert limited.told(path, 700) == "1"


def test_parts_in_parts():
    for kind in (b"mixed", b"alternative", b"related"):
        assert opened(nested(50, kind)).text == "x\n\nIt cost 5 euros."


def test_a_part_that_is_said_to_have_parts_and_has_none():
    broken = (
        b"From: a\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/related\n\n5"
    )
    assert (
        opened(broken + b"\n--b\nContent-Type: text/plain\n\nIt cost 5 euros.\n--b--\n").text == "x\n\nIt cost 5 euros."
    )


def test_related_parts_say_which_begins():
    frame, page = part("<p>Frame 1</p>", "html"), part(f"<p>{FIRST}</p>", "html")
    page["Content-ID"] = "<page>"
    assert opened(parts('related; start="<page>"', frame, page)).text == f"Ships\n\n{FIRST}"


LINES = st.sampled_from(
    ["> quoted 1", "", "-- ", "--", "On 4 May:", "5 ships.", "a\tb", "\t", "From: x", "é \x85 \x0c"]
)


@given(
    lines=st.lists(st.one_of(LINES, st.text(max_size=20))),
    kind=st.sampled_from(["plain", "plain; format=flowed", "html"]),
)
def test_any_mail_gives_an_article_or_one_sentence(lines, kind):
    head = f"From: a@b.example\nSubject: Ships\nContent-Type: text/{kind}\n\n"
    try:
        article = opened((head + "\n".join(lines)).encode("utf-8", "replace"))
    except ArticleError as error:
        assert "\n" not in str(error)
    else:
        assert article.text.startswith("Ships")
