"""What is no article: one sentence says so, in little memory. What a format alone can do is in its own tests."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from limited import told
from pdfs import LOCKED, SCANNED

SCRIPTS = b"<html><body><div id=root></div><noscript>Turn on 1 thing.</noscript><script>x()</script></body></html>"
STUB = (
    "<html><body><article><h1>Ships</h1><p>The port counted 1,250 ships in May, more than in any month before.</p>"
    "<div class='{}'><p>There is more for those who pay 3 euros.</p></div></article></body></html>"
)


def _loop(path: Path) -> None:
    path.symlink_to(path.with_name("b"))
    path.with_name("b").symlink_to(path)


MAKERS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a PDF with a password": ("a.pdf", lambda path: path.write_bytes(LOCKED), "needs a password; save it without one"),
    "a scanned PDF": ("a.pdf", lambda path: path.write_bytes(SCANNED), "readable by OCR first, as ocrmypdf does"),
    "a page of scripts": ("a.html", lambda path: path.write_bytes(SCRIPTS), "no text until its scripts have run"),
    "a loop of links": ("a.txt", _loop, "Too many levels of symbolic links"),
    "a folder in itself": ("a", lambda path: path.symlink_to("."), "this is a folder"),
    "a named pipe": ("a.txt", os.mkfifo, "not a regular file"),
    "a named pipe of rows": ("a.csv", os.mkfifo, "not a regular file"),
    "a device that never ends": ("a.pdf", lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no limits, named pipes and devices there")
@pytest.mark.parametrize("what", MAKERS)
def test_what_is_refused(what: str, tmp_path: Path) -> None:
    name, make, words = MAKERS[what]
    path = tmp_path / name
    make(path)
    message = told(path, 500)
    assert message.startswith(f"{path}: ") and words in message and "\n" not in message


@pytest.mark.parametrize("name", ["paywall", "c-paywall__offer", "subscription-wall", "subscribers-only"])
def test_an_article_that_breaks_off_at_a_wall(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(STUB.format(name))
    assert told(path).startswith("1 the page says that it is for subscribers")


def test_walls_that_were_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(STUB.format("more"))
    assert told(path) == "1"
    path.write_text(STUB.format("paywall").replace("</p><div", " And 90 boats more came in then." * 40 + "</p><div"))
    assert told(path) == "1"
