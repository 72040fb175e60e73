"""Pages of the web from the command line: a worksheet in the working folder, and a copy of the page beside it."""

import hashlib
import json
import re
from datetime import datetime, timezone
from io import BytesIO

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from websites import moved, open_site, page

from factcheck.articles import pages, read_all
from factcheck.articles.fetch import Page
from factcheck.cli import main
from factcheck.errors import ArticleError
from factcheck.records import Article
from factcheck.worksheet.read import read

TEXT = (
    "Il ponte è costato 3 milioni di euro, il doppio di quanto si era detto.\n\nSecondo il comune le auto sono 400.\n"
)
LATER = TEXT.replace("400", "500")
NAME = re.compile(r"^(.+)\.(\d{4}-\d\d-\d\dT\d{6}Z)\.([0-9a-f]{8})\.(\w+)$")

STORY = """<script>/* begins like this */</script><link rel=canonical href="http://{}/storia"><title>Il ponte</title>
<body><article><h1>Il ponte di pietra</h1>
<p>Il ponte è costato <a href="conti.html">3 milioni</a> di euro, cioè molto più di quanto si era detto all’inizio.</p>
<p>Secondo il comune le auto che passano ogni giorno sono 400, e i camion sono più di quanti erano attesi.</p></article>
"""


def told(host):
    """The page as a host sends it."""
    return STORY.format(host).encode("cp1252")


ANSWERS = {
    "/2026/storia.html": lambda asked: page(told(asked.headers["Host"]), Content_Type="text/html; charset=cp1252")(
        asked
    ),
    "/news/il-ponte.txt": page(TEXT.encode()),
    "/latin": page(TEXT.encode("mac-roman"), Content_Type="text/plain; charset=macintosh"),
    "/short": moved("/news/il-ponte.txt?from=short"),
    "/data.csv": page(b"text\nIl ponte e costato 3 milioni.\n"),
    "/later": page(LATER.encode()),
    "/empty": page(b""),
    "/a/": page(TEXT.encode()),
    "/b/a": page(TEXT.encode()),
}


@pytest.fixture(scope="module")
def site():
    with open_site(ANSWERS) as found:
        yield found


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command, *arguments):
    return CliRunner().invoke(main, [command, "--allow-private", *map(str, arguments)])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def copy_in(folder):
    """The one copy of a page in a folder, and the parts of its name."""
    (name,) = filter(NAME.match, names(folder))
    return folder / name, NAME.match(name).groups()


def test_a_worksheet_and_a_copy_of_the_page(site, folder):
    before = datetime.now(timezone.utc).replace(microsecond=0)
    result = run("extract", site.url("/news/il-ponte.txt?x=1"))
    copy, (stem, moment, digest, extension) = copy_in(folder)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 claims, 3 figures -> il-ponte.xlsx, {copy.name}\n"
    assert names(folder) == sorted(["il-ponte.xlsx", copy.name])
    assert copy.read_bytes() == TEXT.encode()
    assert (stem, extension) == ("il-ponte", "txt")
    assert digest == hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    fetched = datetime.strptime(moment, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=timezone.utc)
    assert before <= fetched <= datetime.now(timezone.utc)
    (reviewed,) = read(folder / "il-ponte.xlsx").articles
    assert reviewed.article.name == reviewed.article.url == site.url("/news/il-ponte.txt?x=1")
    assert datetime.fromisoformat(reviewed.article.retrieved) == fetched


def test_the_column_where_leads_to_the_page(site, folder):
    run("extract", site.url("/short"))
    sheet = load_workbook(folder / "short.xlsx")["Verifica"]
    links = [
        cell.hyperlink.target
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.hyperlink and cell.hyperlink.target
    ]
    assert links[0].startswith(site.url("/news/il-ponte.txt?from=short#:~:text=Il%20ponte%20"))


def test_no_copy_if_none_is_wanted(site, folder):
    result = run("extract", site.url("/short"), "--no-snapshot")
    assert result.stderr == "2 claims, 3 figures -> short.xlsx\n"
    assert names(folder) == ["short.xlsx"]


def test_no_copy_beside_standard_output(site, folder):
    result = run("extract", site.url("/short"), "-o", "-")
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert {claim["article"] for claim in claims} == {site.url("/short")}
    assert names(folder) == []


def test_pages_and_files_together(site, folder):
    (folder / "sheets").mkdir()
    (folder / "note.txt").write_text("Secondo il comune le case sono 12.", encoding="utf-8")
    result = run("extract", site.url("/news/il-ponte.txt"), site.url("/later"), "note.txt", "-o", "sheets/all.xlsx")
    assert result.exit_code == 0, result.stderr
    assert len(names(folder / "sheets")) == 3
    assert [one.name for one in read(folder / "sheets" / "all.xlsx").articles] == [
        site.url("/news/il-ponte.txt"), site.url("/later"), "note.txt",
    ]  # fmt: skip


def test_a_worksheet_for_each(site, folder):
    result = run("extract", site.url("/news/il-ponte.txt"), site.url("/later"), "--no-snapshot")
    assert result.exit_code == 0
    assert names(folder) == ["il-ponte.xlsx", "later.xlsx"]


def test_what_fails_stops_no_other(site, folder):
    result = run("extract", site.url("/empty"), site.url("/later"), "--no-snapshot")
    assert result.exit_code == 1
    assert f"Error: {site.url('/empty')}: the text is empty" in result.stderr
    assert names(folder) == ["later.xlsx"]


def test_the_charset_of_the_server_counts(site, folder):
    result = run("extract", site.url("/latin"), "-o", "-")
    assert "Il ponte è costato" in json.loads(result.stdout.splitlines()[0])["text"]


def test_a_web_page(site, folder):
    """It begins as a page without a head does; the server names its encoding, it itself its address."""
    pytest.importorskip("trafilatura")
    url = site.url("/2026/storia.html?from=home")
    assert run("extract", url, "-o", "claims.jsonl").exit_code == 0
    first, *_ = [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert first["text"].startswith("Il ponte è costato 3 milioni di euro")
    assert first["links"] == [site.url("/2026/conti.html")]
    copy, (stem, *_, extension) = copy_in(folder)
    assert (stem, extension) == ("claims", "html")
    assert copy.read_bytes() == told(site.url("").removeprefix("http://"))
    assert run("extract", url, "-o", "sheet.xlsx").exit_code == 0
    (reviewed,) = read(folder / "sheet.xlsx").articles
    assert (reviewed.article.url, reviewed.article.title) == (site.url("/storia"), "Il ponte di pietra")


def test_private_addresses_are_refused(site, folder):
    result = CliRunner().invoke(main, ["extract", site.url("/later")])
    assert result.exit_code == 2
    assert result.stderr == (
        f"Error: {site.url('/later')}: 127.0.0.1 is this machine or one of a private network; "
        "give --allow-private to read it.\n"
    )
    assert names(folder) == []


def test_nothing_is_fetched_where_nothing_may_be_written(site, folder):
    (folder / "later.xlsx").write_text("mine")
    before = len(site.seen)
    result = run("extract", site.url("/later"))
    assert result.exit_code == 2
    assert "exists already" in result.stderr
    assert len(site.seen) == before


def test_two_pages_of_one_name(site, folder):
    result = run("extract", site.url("/a/"), site.url("/b/a"))
    assert result.exit_code == 2
    assert "give -o" in result.stderr


def test_a_copy_that_cannot_be_written_is_told(site, folder, monkeypatch):
    monkeypatch.setattr(pages, "copy_name", lambda page, stem: "a" * 300)
    result = run("extract", site.url("/later"))
    assert result.exit_code == 2
    assert "can't be written" in result.stderr
    assert names(folder) == []


def test_a_table_is_not_fetched(site):
    assert "this is a table; save it" in run("extract", site.url("/data.csv")).stderr


def test_a_workbook_is_fetched(folder):
    book, stream = Workbook(), BytesIO()
    book.active.append(["text", "url"])
    book.active.append([TEXT, "https://news.example/1"])
    book.active.append([LATER, ""])
    book.save(stream)
    with open_site({"/a.xlsx": page(stream.getvalue())}) as site:
        result = run("extract", site.url("/a.xlsx"), "-o", "sheet.xlsx")
        assert result.exit_code == 0, result.stderr
        assert [one.article.url for one in read(folder / "sheet.xlsx").articles] == [
            "https://news.example/1", site.url("/a.xlsx"),
        ]  # fmt: skip
    copy, _ = copy_in(folder)
    assert copy.read_bytes() == stream.getvalue()


def test_update_from_a_page(site, folder):
    run("extract", site.url("/news/il-ponte.txt"), "-o", "sheet.xlsx", "--no-snapshot")
    result = run("update", "sheet.xlsx", site.url("/later"))
    copy, (stem, *_) = copy_in(folder)
    assert stem == "sheet.updated"
    assert copy.read_bytes() == LATER.encode()
    assert result.stderr == f"2 claims: 1 unchanged, 1 changed figures -> sheet.updated.xlsx, {copy.name}\n"


def test_batch_fetches_no_pages(site, folder):
    result = CliRunner().invoke(main, ["batch", site.url("/later"), "-o", "out"])
    assert result.exit_code == 2
    assert "give it to factcheck extract" in result.stderr


def test_batch_sets_listed_pages_aside(site, folder):
    (folder / "a.txt").write_text("Secondo il comune le case sono 12.", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["batch", "-", "-o", "out", "--jobs", "1"], input=f"a.txt\n{site.url('/later')}\n"
    )
    assert result.exit_code == 1
    (line,) = (folder / "out" / "errors.jsonl").read_text().splitlines()
    assert "give it to factcheck extract" in line


def test_reading_in_python_refuses_private_addresses(site):
    with pytest.raises(ArticleError, match="private network"):
        read_all(site.url("/later"))


def at(url, own, name="https://news.example/a"):
    page = Page("https://news.example/a", url, b"", None, datetime.now(timezone.utc))
    return pages._url(Article(name, "Text.", url=own), page.asked, page.url)


@pytest.mark.parametrize(
    ("own", "url"),
    [
        (None, "https://news.example/b?from=home"),
        ("https://news.example/b", "https://news.example/b"),
        ("/b", "https://news.example/b"),
        ("https://elsewhere.example/b", "https://news.example/b?from=home"),
        ("javascript:alert(1)", "https://news.example/b?from=home"),
        ("https://[", "https://news.example/b?from=home"),
    ],
)
def test_the_address_that_a_page_calls_its_own(own, url):
    assert at("https://news.example/b?from=home", own) == url


def test_an_article_of_a_feed_stands_elsewhere():
    assert (
        at("https://news.example/feed", "https://other.example/1", "https://news.example/a/1")
        == "https://other.example/1"
    )


@pytest.mark.parametrize(
    ("address", "stem"),
    [
        ("https://example.org/2026/il-ponte.html?a=b#c", "il-ponte"),
        ("https://example.org/2026/il-ponte/", "il-ponte"),
        ("https://example.org", "example.org"),
        ("https://example.org/?p=3", "example.org"),
        ("https://example.org/citt%C3%A0", "città"),
        ("https://example.org/.hidden", "hidden"),
        ("https://example.org/..", "example.org"),
        ("https://[", "page"),
    ],
)
def test_what_a_worksheet_is_called(address, stem):
    assert pages.stem(address) == stem


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a%2Fb",
        "https://example.org/con",
        "https://example.org/" + "a" * 400,
        "https://example.org/a%00b",
        "https://example.org/%2E%2E%5Ca",
    ],
)
def test_a_name_that_no_file_should_have(address):
    stem = pages.stem(address)
    assert len(stem) <= 150
    assert not re.search(r"[/\\\0]|^\.", stem)
    assert stem != "con"
