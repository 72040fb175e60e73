"""Addresses that open a page at a sentence: as they are written, and in Chromium, which scrolls to it."""

import re
from urllib.parse import unquote

import pytest
from browser import needs_browser
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from websites import open_site, page

from factcheck.cli import main
from factcheck.fragments import WebPage

URL = "https://example.org/a"
LONG = "Il costo, che nel 2019 era di 12 milioni di euro, è salito a 20 milioni nel giro di quattro anni appena."


def directive(text, sentence, nth=0, url=URL):
    """What stands behind "text=" for a sentence of a text, of equal ones the `nth` from 0."""
    start = [match.start() for match in re.finditer(re.escape(sentence), text)][nth]
    address = WebPage(url, text).at(sentence, start)
    assert address.startswith(f"{URL}#:~:text=")
    return unquote(address.partition("text=")[2])


def test_a_short_sentence_is_named_as_it_is():
    assert directive("Prima. Sono 3 case.", "Sono 3 case.") == "Sono 3 case."


def test_a_long_one_by_its_beginning_and_its_end():
    assert directive(LONG, LONG) == "Il costo, che nel 2019,giro di quattro anni appena."


def test_signs_of_the_syntax_are_written_out():
    sentence = "A-1, B&C: 3%."
    assert WebPage(URL, sentence).at(sentence, 0) == f"{URL}#:~:text=A%2D1%2C%20B%26C%3A%203%25."


@pytest.mark.parametrize("parting", ["\n", "\t", "\r\n", "\u2028"])
def test_no_term_goes_over_a_break(parting):
    sentence = f"Sono 3{parting}case."
    assert directive(sentence, sentence) == "Sono 3,case."


def test_the_cells_of_a_row():
    row = "Bologna\t1.250\t3.500"
    assert directive(f"Provincia\tCase\tEuro\n{row}", row) == "Bologna,3.500"


def test_spaces_and_soft_hyphens():
    sentence = "Sono  3\u00a0500 ca\u00adse."
    assert directive(sentence, sentence) == "Sono 3 500 case."


def test_words_with_raised_marks_are_left_out():
    sentence = "Nel 2020¹ il costo era di 3 milioni²."
    assert directive(sentence, sentence) == "Nel,il costo era di 3"
    assert WebPage(URL, "10⁶.").at("10⁶.", 0) == URL


def test_the_mark_of_a_list_is_left_out():
    assert directive("• Sono 3 case.", "• Sono 3 case.") == "Sono 3 case."


def test_an_equal_sentence_is_told_by_the_words_before():
    text = "Sono 3 case. Poi il fiume è salito. Sono 3 case. Ora basta."
    assert directive(text, "Sono 3 case.") == "Sono 3 case."
    assert directive(text, "Sono 3 case.", 1) == "fiume è salito.-,Sono 3 case."


def test_the_words_before_may_stand_in_another_block():
    text = "SONO 3 CASE.\n\nPoi il fiume è salito.\n\nSono 3 case."
    assert directive(text, "Sono 3 case.") == "fiume è salito.-,Sono 3 case."


def test_the_words_after_tell_what_the_words_before_do_not():
    text = "Come si sa, sono 3. E poi? Come si sa, sono 3. Ma no."
    assert directive(text, "sono 3.", 1) == "sono 3.,-Ma no."


def test_the_beginning_of_a_long_sentence_may_stand_elsewhere():
    text = f"Il costo, che nel 2019 era basso, è alto. Ecco i conti. {LONG}"
    assert directive(text, LONG) == "Ecco i conti.-,Il costo, che nel 2019,giro di quattro anni appena."


def test_words_that_are_cut_are_no_context():
    text = f"Sono 3 case. {'a' * 300} Sono 3 case. Fine."
    assert directive(text, "Sono 3 case.", 1) == "Sono 3 case.,-Fine."


def test_nothing_tells_what_is_equal_all_around():
    text = "Sono 3 case. " * 4
    assert directive(text, "Sono 3 case.", 2) == "Sono 3 case."


def test_an_address_with_a_fragment_or_a_directive():
    assert WebPage("https://a.org/#b", "Tre.").at("Tre.", 0) == "https://a.org/#b:~:text=Tre."
    assert WebPage("https://a.org/#b:~:text=x", "Tre.").at("Tre.", 0) == "https://a.org/#b:~:text=Tre."
    assert WebPage("https://a.org/#:~:text=x", "Tre.").at("Tre.", 0) == "https://a.org/#:~:text=Tre."


def test_the_page_of_a_pdf_document():
    assert WebPage("https://a.org/a.pdf", "Tre.").at("Tre.", 0, 7) == "https://a.org/a.pdf#page=7:~:text=Tre."


def test_where_the_text_is_not_known_the_sentence_tells_itself():
    assert WebPage(URL, "").at("Sono 3 case.", 40) == f"{URL}#:~:text=Sono%203%20case."


@given(text=st.text(), data=st.data())
def test_any_piece_of_any_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    address = WebPage(URL, text).at(text[start:end], start)
    assert re.fullmatch(rf"{URL}(#:~:text=([\w.~%]+-,)?[\w.~%]+(,[\w.~%]+)?(,-[\w.~%]+)?)?", address, re.ASCII)


# What stands on a page, with an id, and how it is read
BLOCKS = {
    "heading": ("<h2 id=heading>Il ponte costa il 30% in più</h2>", "Il ponte costa il 30% in più"),
    "plain": ("<p id=plain>Sono 3 case.</p>", "Sono 3 case."),
    "before": ("<p id=before>Il fiume è salito di 2 metri.</p>", "Il fiume è salito di 2 metri."),
    "again": ("<p id=again>Sono 3 case.</p>", "Sono 3 case."),
    "same": ("<p><span>Ecco i conti.</span> <span id=same>Sono 3 case.</span></p>", "Ecco i conti. Sono 3 case."),
    "long": (f"<p id=long>{LONG}</p>", LONG),
    "longer": (
        f"<p id=longer>{LONG.replace('appena', 'o <b>poco</b> meno')}</p>", LONG.replace("appena", "o poco meno")
    ),
    "links": (
        "<p id=links>La <a href='/x'>spesa</a> è di <b>5</b> milioni, <i>meno</i> del 10%.</p>",
        "La spesa è di 5 milioni, meno del 10%.",
    ),
    "spaces": ("<p id=spaces>Sono 3&nbsp;500&#8239;000   euro\n più 2.</p>", "Sono 3\u00a0500\u202f000 euro più 2."),
    "hyphens": ("<p id=hyphens>La spe&shy;sa sale del 7%.</p>", "La spe\u00adsa sale del 7%."),
    "mark": ("<p id=mark>Nel 2020<sup>1</sup> i morti furono 9.</p>", "Nel 2020¹ i morti furono 9."),
    "bracket": ("<p id=bracket>Nel 2021<sup>[2]</sup> i feriti furono 8.</p>", "Nel 2021² i feriti furono 8."),
    "break": ("<p id=break>Ieri in piazza<br>erano 400 persone.</p>", "Ieri in piazza\nerano 400 persone."),
    "item": ("<ul><li id=item>Pane: 4 euro</li></ul>", "• Pane: 4 euro"),
    "row": ("<table><tr id=row><td>Bologna</td><td>1.250</td><td>3.500</td></tr></table>", "Bologna\t1.250\t3.500"),
    "other-row": ("<table><tr id=other-row><td>Bologna</td><td>7</td><td>3.500</td></tr></table>", "Bologna\t7\t3.500"),
    "signs": ("<p id=signs>«A&amp;B-1, l’“altra”»: +6%, -2.</p>", "«A&B-1, l’“altra”»: +6%, -2."),
    "caption": ("<figure><img src=a.png><figcaption id=caption>Alto 12 metri</figcaption></figure>", "Alto 12 metri"),
}  # fmt: skip
GAP = "<div style='height: 2000px'></div>"
HTML = f"<!doctype html><html lang=it><meta charset=utf-8><title>Il ponte</title><body><article>{GAP}{{}}</article>"
PAGE = HTML.format("".join(html + GAP for html, _ in BLOCKS.values())).encode()
TEXTS = [text for _, text in BLOCKS.values()]


@pytest.fixture(scope="module")
def site():
    with open_site({"/": page(PAGE), "/favicon.ico": page(b"", 404)}) as found:
        yield found


def start_of(id):
    """Where the sentence of a block begins in the text."""
    return sum(len(text) + 2 for text in TEXTS[: list(BLOCKS).index(id)]) + len(BLOCKS[id][1]) - len(sentence_of(id))


def sentence_of(id):
    return BLOCKS[id][1].removeprefix("Ecco i conti. ")


@needs_browser
@pytest.mark.parametrize("id", BLOCKS)
def test_the_browser_scrolls_to_the_sentence(browser, site, id):
    browser.go(WebPage(site.url(), "\n\n".join(TEXTS)).at(sentence_of(id), start_of(id)))
    assert browser.comes_to_see(id), browser.run("return window.scrollY")


@needs_browser
def test_links_of_a_worksheet_lead_to_the_sentences(browser, site, tmp_path, monkeypatch):
    pytest.importorskip("trafilatura")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    sheet = tmp_path / "page.xlsx"
    result = CliRunner().invoke(main, ["extract", site.url(), "-o", str(sheet), "--allow-private"])
    assert result.exit_code == 0, result.stderr
    ids, seen = iter(BLOCKS), []
    for row in load_workbook(sheet)["Verifica"].iter_rows(min_row=2):
        claim = str(row[1].value)
        id = next(id for id in ids if sentence_of(id).endswith(claim))  # both are in the order of the page
        targets = [cell.hyperlink.target or "" for cell in row if cell.hyperlink]
        (link,) = [target for target in targets if ":~:text=" in target]
        browser.go(link)
        assert browser.comes_to_see(id), link
        seen.append(id)
    assert len(seen) > 12
