"""Web pages: the article and nothing that stands around it, in pages of every shape."""

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import limited
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import read, read_bytes
from factcheck.claims import claims
from factcheck.errors import ArticleError
from factcheck.language import guess
from factcheck.records import Article

PAGES = sorted((Path(__file__).parent / "data" / "pages").glob("*.html"))
WORD = re.compile(r"\w+")
PARAGRAPHS = (
    "<p>The port counted 1,250 ships in May, more than in any month before, and 90 of them were late.</p>"
    "<p>That cost the town about 3 million euros, says the harbour master, who had warned of it.</p>"
)


def page(html, encoding="utf-8"):
    (article,) = read_bytes(html.encode(encoding), "a.html", "a.html")
    return article


def text(body):
    """The text of a page that holds this in its article."""
    return page(f"<html><body><article>{body}</article></body></html>").text


def keys(text, nlp):
    return [claim.key for claim in claims(Article("a", text, nlp.lang), nlp)]


def refusal(data):
    with pytest.raises(ArticleError) as caught:
        read_bytes(data, "a.html", "a.html")
    message = str(caught.value)
    assert message.startswith("a.html: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_main_text_of_pages_of_all_kinds(path, pipelines):
    article, told = read(path), path.with_suffix(".txt").read_text(encoding="utf-8")
    found, expected = Counter(WORD.findall(article.text)), Counter(WORD.findall(told))
    assert 2 * (found & expected).total() / (found.total() + expected.total()) >= 0.95
    nlp = pipelines[guess(told)]
    assert set(keys(article.text, nlp)) == set(keys(told, nlp))
    assert article.title and article.text.startswith(article.title)
    assert article.parts[0].heading == article.title


def test_there_are_pages():
    assert len(PAGES) >= 38


def test_all_posts_of_a_live_blog_are_read():
    told = [("What is counted", "counted 1,250 ships in May"), ("Who pays", "That cost the town 3 million euros")]
    posts = (f"<div class='post'><h3>{title}</h3><div class='body'><p>{text}</p></div></div>" for title, text in told)
    assert page(f"<html><body><main><h1>Ships</h1>{''.join(posts)}</main></body></html>").text.split("\n\n") == [
        "Ships", *(text for post in told for text in post)
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["article", "article class='post p1'", "div class='story'"])
def test_another_article_on_the_page_is_told(tag):
    parts = (f"<h1>Ships</h1>{PARAGRAPHS}<p>More ships came in June.</p>", "<h1>Cows</h1><p>It sold 777 cows.</p>")
    shown = "".join(f"<{tag}>{part}</{tag.split()[0]}>" for part in parts)
    article = page(f"<html><head><title>Ships</title></head><body><main>{shown}</main></body></html>")
    assert "1,250" in article.text
    assert "777" not in article.text
    assert article.notes == ("the page goes on with another article, “Cows”, which was not read.",)


@pytest.mark.parametrize(
    "box",
    [
        "<div>{}</div>",
        "<div class='n'><span>{}</span></div>",
        "<div><div><strong>{}</strong></div></div>",
        "<center>{}</center>",
        "<section>{}</section>",
        "<h6>{}</h6>",
        "<div>{}<br><br>So it is.</div>",
        "<aside><p>{}</p><p>There is <a href='/x'>more</a>, as they say.</p></aside>",
        "<blockquote><p>A lot.</p><footer>{}</footer></blockquote>",
    ],
)
def test_text_in_boxes_between_and_below_paragraphs_is_read(box):
    before, after = "<p>The town has 900 trees.</p>", f"{PARAGRAPHS}{PARAGRAPHS.replace('port', 'pier')}"
    said = "So 64% of those who vote in the town are against it"
    assert said in text(f"<h1>Trees</h1>{before}{box.format(said)}{after}").split("\n\n")
    assert said in text(f"<h1>Trees</h1>{after}{box.format(said)}").split("\n\n")


@pytest.mark.parametrize(
    "box",
    [
        "<div class='c-newsletter'><p>{}</p></div>",
        "<div id='adSlot'>{}</div>",
        "<div role='complementary'><p>{}</p></div>",
        "<form><p>{}</p></form>",
        "<p class='author-bio'>{}</p>",
        "<footer><p>{}</p></footer>",
    ],
)
def test_what_says_that_it_is_no_text_is_left_out(box):
    said = "All of 7 readers in the town like it"
    for rest in ("<p>It has 900 trees.</p>", PARAGRAPHS):
        assert said not in text(f"<h1>Trees</h1>{PARAGRAPHS}{box.format(said)}{rest}{box.format(said)}")


def test_what_a_page_says_of_its_article():
    article = read(PAGES[0])
    assert article.title == "Harbour bridge will cost twice as much, auditors find"
    assert article.author == "Courier newsroom"
    assert article.published == "2024-03-05"
    assert article.url == "https://courier.example/2024/03/harbour-bridge"
    link = article.links[0]
    assert article.text[link.start : link.end] == "a report by the city auditors"
    assert link.url == "https://auditors.example/report-12"


def test_where_a_claim_stands(en):
    article = replace(read(PAGES[0]), lang="en")
    claim = next(claim for claim in claims(article, en) if claim.text.startswith("The auditors"))
    assert claim.heading == "Where the money went"


@pytest.mark.parametrize(
    "comment",
    ["saved from url=(0031)https://news.example/2024/ships", "\n Page saved\n url: https://news.example/2024/ships \n"],
)
def test_the_address_that_a_browser_wrote_into_a_page(comment):
    article = page(f"<!DOCTYPE html><!-- {comment} --><html><body>{PARAGRAPHS}<a href='/x'>y</a></body></html>")
    assert article.url == "https://news.example/2024/ships"


def test_links_start_from_the_address_of_the_page():
    head = "<head><link rel='canonical' href='https://news.example/a/b'></head>"
    links = "<a href='../c?d=1#e'>the data of 2023</a>, <a href='#f'>below</a> or <a href='mailto:g@h.example'>ask</a>"
    more = f"<p>See {links}, and a word more.</p>"
    article = page(f"<html>{head}<body><article>{PARAGRAPHS}{more}</article></body></html>")
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [
        ("the data of 2023", "https://news.example/c?d=1#e")
    ]


def test_spaces_in_numbers_are_kept():
    assert "3\u00a0500\u202f000 and 3\u2009500 tonnes" in text(
        PARAGRAPHS + "<p>In all 3&nbsp;500&#8239;000 and 3&thinsp;500\n tonnes were counted.</p>"
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("In 2020<sup>1</sup> it", "In 2020¹ it"),
        ("In 2020<sup><a href='#n12'>[12]</a></sup> it", "In 2020¹² it"),
        ("In 2020<sup class=r><a href='#n'><span>[</span>3<span>]</span></a></sup> it", "In 2020³ it"),
        ("10<sup>-6</sup> m<sup>2</sup>", "10⁻⁶ m²"),
        ("the 5<sup>th</sup> of <b>May</b>", "the 5th of May"),
        ("H<sub>2</sub>O", "H2O"),
    ],
)
def test_raised_and_lowered_characters(html, shown):
    assert shown in text(f"{PARAGRAPHS}<p>{html} was so in all of the town.</p>")


def test_lists_captions_tables_and_lines():
    assert text(
        "<h1>Ships</h1>"
        + PARAGRAPHS
        + "<ol><li>North<ul><li>12 ships</li><li><p>3 boats</p></li></ul></li><li>South</li></ol>"
        + "<figure><img src='a'><figcaption>The quay in 1931.</figcaption></figure>"
        + "<table><caption>Ships by month</caption><tr><th>Month<th>Ships<tr><td>May<td><p>1,250</p><p>or so</p>"
        + "<tr><td><ul><li>June</ul><td></table>"
        + "<p>One line,<br>and another.<br><br>The end.</p><pre>a = 1\nb = 2</pre>"
    ) == "\n\n".join(
        [
            "Ships",
            *re.findall("<p>(.*?)</p>", PARAGRAPHS),
            "North",
            "12 ships\n3 boats\nSouth",
            "The quay in 1931.",
            "Ships by month",
            "Month\tShips\nMay\t1,250 or so\nJune",
            "One line,\nand another.",
            "The end.",
            "a = 1\nb = 2",
        ]
    )


def test_what_is_not_shown_is_not_read():
    hidden = "<p hidden>1</p><p style='display: none'>2</p><script>3</script><noscript>4</noscript><p>5<!-- 6 --></p>"
    assert not set("12346") & set(text(PARAGRAPHS.replace("1,250", "").replace("3 million", "") + hidden))


def test_short_pages():
    assert text("<h1>Ships</h1><p>It cost 5 euros.</p>") == "Ships\n\nIt cost 5 euros."
    assert page("<p>It cost 5 euros.").text == "It cost 5 euros."
    assert page("<script>counted()</script><p>It cost 5 euros.").text == "It cost 5 euros."


@pytest.mark.parametrize(
    ("encoding", "declared", "shown"),
    [
        ("windows-1252", "<meta charset='iso-8859-1'>", "perché costò 5 €"),
        ("windows-1252", "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "è di 5 €"),
        ("iso-8859-2", "<meta charset=latin2>", "łódź č"),
        ("utf-16", "<meta charset=utf-8>", "perché costò 5 €"),
        ("utf-8-sig", "<meta charset=iso-8859-1>", "perché costò 5 €"),
        ("utf-8", "<meta charset=iso-8859-1>", "perché costò 5 €"),
        ("windows-1252", "<meta charset=nonsense>", "perché costò 5 €"),
        ("windows-1252", "", "perché costò 5 €"),
        ("iso-8859-1", "<?xml version='1.0' encoding='iso-8859-1'?>", "perché costò"),
    ],
)
def test_encodings(encoding, declared, shown):
    assert shown in page(f"{declared}<html><body><p>Non si sa {shown} in quel posto.</p></body></html>", encoding).text


def test_the_language_that_a_page_says_counts_where_its_text_does_not_tell():
    assert page("<html lang='it-IT'><body><h1>Valscura</h1><p>Diga: 12%.</p></body></html>").lang == "it"
    assert page("<html lang='tlh'><body><h1>Valscura</h1><p>Diga: 12%.</p></body></html>").lang is None
    assert page(f"<html lang='it'><body>{PARAGRAPHS}</body></html>").lang is None


@pytest.mark.parametrize(
    "said",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
        "<script type='application/ld+json'>{'isAccessibleForFree' : 'False'}</script>",
        "<meta property='article:content_tier' content='locked'>",
    ],
)
def test_a_page_for_subscribers_is_told(said):
    article = page(f"<html><head>{said}</head><body><article>{PARAGRAPHS}</article></body></html>")
    assert any("subscribers" in note for note in article.notes)
    assert page(f"<html><body>{PARAGRAPHS}</body></html>").notes == ()


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<html><body><div id=root></div><noscript>You need to run 1 script.</noscript><script>x()</script>",
            "scripts",
        ),
        ("<html><body><div id=root>Loading…</div><script>x()</script></body></html>", "scripts"),
        ("<html><head><title>5</title></head><body></body></html>", "no article"),
        ("<!-- It cost 5 euros. -->", "no article"),
        ("<html><body><div hidden>It cost 5 euros.</div></body></html>", "no article"),
        ("<html><body>" + "<div>" * 100_000 + "It cost 5 euros.", "nested too deeply"),
        ("<html><body>" + "<table><tr><td>" * 20_000 + "It cost 5 euros.", "nested too deeply"),
        ("<html><body>" + "<p>5" * 70_000, "70,000 paragraphs"),
        ("<html><body>" + "<p>It cost 5 euros.</p>" * 500_000, "bytes"),
    ],
)
def test_what_is_no_article(html, words):
    assert words in refusal(html.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does")
@pytest.mark.parametrize(
    ("html", "words"),
    [
        (b"<p>It cost 5 euros.</p>" * 2_400_000, "bytes"),
        (b"<div>" * 1_900_000 + b"It cost 5 euros.", "nested too deeply"),
        (b"<a href=x><b>" * 700_000 + b"It cost 5 euros.", "nested too deeply"),
        (b"<article>" + b"<p>It cost 5 euros, more than in any year before that.</p>" * 50_000, "1"),
    ],
    ids=["50 MB", "deep", "open links", "long"],
)
def test_memory_is_bounded(html, words, tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"<!DOCTYPE html><html><body>" + html)
    assert words in limited.told(path)


TAGS = st.sampled_from(
    ["p", "div", "li", "td", "b", "sup", "h2", "br", "table", "tr", "ul", "a", "pre", "figure", "span"]
)


@given(pieces=st.lists(st.one_of(st.text(), TAGS.map("<{}>".format), TAGS.map("</{}>".format)), max_size=40))
def test_any_page_gives_an_article_or_one_sentence(pieces):
    try:
        article = page(f"<html><body><article><p>It cost 5 euros.</p>{''.join(pieces)}")
    except ArticleError as error:
        assert "\n" not in str(error)
    else:
        assert "\n\n\n" not in article.text
        assert all(line == line.strip(" \t") for line in article.text.split("\n"))
        assert all(article.text[link.start : link.end].strip() for link in article.links)


def test_boxes_amid_the_text() -> None:
    """Text in boxes without a name of their own, between and behind paragraphs; not what is called otherwise."""
    page = """<html><head><title>The bridge costs more</title></head><body><nav><a href="/">Home</a></nav>
    <div class="c1"><h1>The bridge costs more</h1>
    <p>The new bridge over the river costs 48 million euros, the mayor told the council on Monday evening.</p>
    <div>Some 350 families have to leave their houses before the works begin, and get 15,000 euros each.</div>
    <div class="figure-box"><div>64%</div><div>of all voters are against it</div></div>
    <div class="related"><a href="/l">Read why 30 bridges were closed in 9 towns</a></div>
    <p>The works last 30 months, and a second bridge will be built from 2029 on, if the state pays its part.</p>
    <div>The council votes on 3 March, and needs 26 of its 50 members to say yes.<br><br>It is the second try.</div>
    </div>
    <footer><p>© 2024, 14 Main Street, with 25 editors in 3 towns</p></footer></body></html>"""
    (article,) = read_bytes(page.encode(), "a.html", "a")
    assert re.findall(r"\d[\d,]*", article.text) == ["48", "350", "15,000", "64", "30", "2029", "3", "26", "50"]
    assert "second try" in article.text
