"""Documents that were made to keep a reader busy: a regular expression that looks back too often would take hours."""

from pathlib import Path

import limited
import pytest

SPACES = " " * 1_000_000
SENTENCE = "There were 300 ships in the harbour of the town."
MAIL = "From: a@b.example\nSubject: Ships\nContent-Type: text/plain\n\n"
FEED = f"<rss><channel>{SPACES}<item><title>Ships</title><description>{SENTENCE}</description></item></channel></rss>"
LINKS = "<li><a href='a.html'>More of the town</a></li>" * 2_000
TITLE = "ab cd: " * 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "<!---->" * 500 + SENTENCE),
        ("a.txt", f"{SENTENCE}\nThere was{SPACES}\nno other."),
        ("a.eml", f"{MAIL}{SENTENCE}{SPACES}It was 2020."),
        ("a.xml", FEED),
        ("a.html", f"<title>{TITLE}</title><ul>{LINKS}</ul><article><p>{SENTENCE * 20}</p></article>"),
    ],
)
def test_it_is_read_soon(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert limited.told(path, 2_000) == "1"
