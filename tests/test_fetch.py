"""Fetching pages: from a site that the tests open on this machine; every refusal is one sentence, in bounded time."""

import gzip
import socket
import subprocess
import sys
import zlib
from datetime import timedelta
from threading import Event

import pytest
from websites import (
    CERTIFICATE,
    LONG,
    bomb,
    endless,
    moved,
    never,
    open_site,
    page,
    trickled_body,
    trickled_headers,
)

import factcheck
from factcheck.articles import fetch as fetching
from factcheck.articles.fetch import Limits, fetch, is_public
from factcheck.errors import ArticleError

TEXT = "Il ponte è costato 3 milioni di euro.".encode()
HERE = Limits(seconds=20, private=True)
HURRIED = Limits(seconds=0.3, private=True)

ANSWERS = {
    "/": page(TEXT, Content_Type="text/html; charset=ISO-8859-1"),
    "/bare": page(TEXT),
    "/gzip": page(gzip.compress(TEXT), Content_Encoding="gzip"),
    "/deflate": page(zlib.compress(TEXT), Content_Encoding="deflate"),
    "/raw-deflate": page(zlib.compress(TEXT, wbits=-15), Content_Encoding="deflate"),
    "/broken-gzip": page(b"no gzip", Content_Encoding="gzip"),
    "/cut": lambda asked: (asked.head(Content_Length="100"), asked.wfile.write(TEXT)),
    "/garbage": lambda asked: asked.wfile.write(b"220 mail.example ESMTP\r\n"),
    "/moved": moved("/bare?x=1#part", 301),
    "/città": moved("/bare"),
    "/citt%C3%A0": moved("/bare"),
    "/to-accents": lambda asked: asked.wfile.write("HTTP/1.1 302 Found\r\nLocation: /città\r\n\r\n".encode()),
    "/round": moved("/round"),
    "/file": moved("file:///etc/hostname"),
    "/inside": moved("http://127.0.0.2/"),
    "/nowhere": lambda asked: asked.head(302),
    "/declared": lambda asked: asked.head(Content_Length="10000000000"),
    "/never": never,
    "/trickled-headers": trickled_headers,
    "/trickled-body": trickled_body,
    "/endless": endless,
    "/bomb": bomb,
    **{f"/{status}": page(b"", status) for status in (204, 304, 401, 403, 404, 410, 429, 451, 500, 503)},
}


@pytest.fixture(scope="module")
def site():
    with open_site(ANSWERS) as found:
        yield found


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """What the environment of the tests says of proxies and certificates is nothing to them."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "request_method"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


def refusal(url, limits=HERE):
    with pytest.raises(ArticleError) as caught:
        fetch(url, limits)
    message = str(caught.value)
    assert message.startswith(f"{url}")
    assert message.endswith(".")
    assert "\n" not in message
    return message.removeprefix(url)


def test_a_page(site):
    found = fetch(site.url("/#part"), HERE)
    assert found.data == TEXT
    assert (found.asked, found.url, found.charset) == (site.url("/#part"), site.url("/"), "iso-8859-1")
    assert found.retrieved.utcoffset() == timedelta(0)


def test_what_the_server_is_told(site):
    fetch(site.url("/bare"), HERE)
    headers = site.seen[-1].headers
    assert headers["User-Agent"].startswith(f"factcheck/{factcheck.__version__} ")
    assert headers["Host"] == site.url().removeprefix("http://").strip("/")
    assert headers["Accept-Encoding"] == "gzip, deflate"


def test_a_page_without_a_charset(site):
    assert fetch(site.url("/bare"), HERE).charset is None


@pytest.mark.parametrize("path", ["/gzip", "/deflate", "/raw-deflate"])
def test_what_is_packed_is_unpacked(site, path):
    assert fetch(site.url(path), HERE).data == TEXT


def test_redirects_are_followed(site):
    found = fetch(site.url("/moved"), HERE)
    assert (found.data, found.asked, found.url) == (TEXT, site.url("/moved"), site.url("/bare?x=1"))


@pytest.mark.parametrize("path", ["/città", "/to-accents"])
def test_addresses_that_are_not_ascii(site, path):
    assert fetch(site.url(path), HERE).url == site.url("/bare")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/404", "there is no such page (404); check the address."),
        ("/410", "there is no such page (410)"),
        ("/401", "the server doesn't give this page to programs (401); save it in a browser, and give the file."),
        ("/403", "the server doesn't give this page to programs (403)"),
        ("/451", "the server doesn't give this page to programs (451)"),
        ("/429", "the server can't give the page now (429); try again later."),
        ("/500", "the server can't give the page now (500)"),
        ("/503", "the server can't give the page now (503)"),
        ("/304", "the server answers without a page (304)"),
        ("/nowhere", "the server answers without a page (302)"),
        ("/broken-gzip", "can't be fetched ("),
        ("/cut", "can't be fetched ("),
        ("/garbage", "can't be fetched ("),
        ("/declared", "this is larger than 50,000,000 bytes"),
    ],
)
def test_what_is_refused(site, path, words):
    assert refusal(site.url(path)).startswith(f": {words}")


def test_redirects_for_ever(site):
    before = len(site.seen)
    assert refusal(site.url("/round")).startswith(": leads on more than 5 times; save it in a browser")
    assert len(site.seen) == before + 6


def test_a_redirect_to_what_is_no_page(site):
    assert refusal(site.url("/file")) == (
        " (which leads to file:///etc/hostname): only addresses that begin with http:// or https:// are fetched."
    )


def test_a_redirect_into_a_private_network(site, monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    assert refusal(site.url("/inside"), Limits()) == (
        " (which leads to http://127.0.0.2/): 127.0.0.2 is this machine or one of a private network; "
        "give --allow-private to read it."
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/hostname",
        "//example.org/",
        "https://",
        "http:///a",
        "http://[::1",
        "http://a:x/",
    ],
)
def test_what_is_no_web_address(url):
    assert "address" in refusal(url)


def test_a_password_goes_nowhere(site):
    url = site.url().replace("://", "://somebody:secret@")
    assert "name or password" in refusal(url)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "[fe80::1]", "[fc00::1]", "[fec0::1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]", "224.0.0.1", "255.255.255.255",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(site, host):
    before = len(site.seen)
    assert "is this machine or one of a private network" in refusal(site.url(host=host), Limits())
    assert len(site.seen) == before


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "64:ff9b::909:909", "::ffff:9.9.9.9", "2002:909:909::"])
def test_public_addresses(address):
    assert is_public(address)


def resolving(monkeypatch, *addresses):
    """Every name has these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


def test_one_private_address_among_several_is_enough(site, monkeypatch):
    resolving(monkeypatch, "9.9.9.9", "192.168.1.1")
    assert "one of a private network" in refusal("http://news.example/", Limits())


def test_the_address_that_was_checked_is_the_one_that_is_asked(site, monkeypatch):
    """A name that has another address the second time it is looked up leads nowhere else."""
    answers = iter([["127.0.0.1"], ["192.168.1.1"]])
    original = socket.getaddrinfo

    def changing(host, port, *rest, **more):
        if host == "news.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(answers)]
        return original(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    assert fetch(site.url("/bare", host="news.example"), Limits()).data == TEXT
    assert site.seen[-1].headers["Host"].startswith("news.example:")
    assert next(answers) == ["192.168.1.1"]


def test_a_second_address_is_tried_where_the_first_refuses(site, monkeypatch):
    original = socket.getaddrinfo

    def two(host, port, *rest, **more):
        names = ["127.0.0.2", "127.0.0.1"] if host == "news.example" else [host]
        return [one for name in names for one in original(name, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert fetch(site.url("/bare", host="news.example"), HERE).data == TEXT


def test_no_such_host(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "there is no host nowhere.example" in refusal("https://nowhere.example/")


def test_a_name_that_cannot_be():
    assert "no host" in refusal(f"http://{'a' * 70}.example/")


def test_nobody_listens():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert "can't be reached (Connection refused)" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize("path", ["/never", "/trickled-headers", "/trickled-body"])
def test_the_time_limit_holds_for_the_whole(site, path):
    assert refusal(site.url(path), HURRIED).startswith(": has not come within 0.3 seconds; try again later")


def test_the_time_limit_holds_for_the_name(monkeypatch):
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(LONG))
    assert "has not come within 0.3 seconds" in refusal("http://slow.example/", HURRIED)
    over.set()


def test_the_time_limit_holds_for_redirects(site):
    assert "has not come within 0.3 seconds" in refusal(site.url("/round"), Limits(0.3, redirects=10**6, private=True))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_10_gb_take_little_memory(site, path):
    program = f"""
import resource
from factcheck.articles.fetch import Limits, fetch
from factcheck.errors import ArticleError
resource.setrlimit(resource.RLIMIT_DATA, ({150_000_000}, {150_000_000}))
try:
    fetch({site.url(path)!r}, Limits(private=True))
except ArticleError as error:
    print(error)
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stderr == ""
    assert (
        result.stdout == f"{site.url(path)}: this is larger than 50,000,000 bytes; save the part to check as a file.\n"
    )


def test_certificates(monkeypatch):
    with open_site(ANSWERS, secure=True) as site:
        assert "the certificate of localhost can't be trusted (self" in refusal(site.url("/bare", "localhost", "https"))
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert fetch(site.url("/bare", "localhost", "https"), HERE).data == TEXT
        assert "the certificate of 127.0.0.1 can't be trusted (" in refusal(site.url("/bare", scheme="https"))
        monkeypatch.delenv("SSL_CERT_FILE")
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
        assert fetch(site.url("/bare", "localhost", "https"), HERE).data == TEXT
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
        assert "can't be fetched (" in refusal(site.url("/bare", "localhost", "https"))


def test_https_where_there_is_none(site):
    assert "can't be " in refusal(site.url(scheme="https"))


def test_a_proxy_is_asked(monkeypatch):
    """It is given the whole address; the host may be one that only it knows."""

    def unknown(host, *rest, **more):
        if host == "inside.example":
            raise socket.gaierror(-2, "Name or service not known")
        return original(host, *rest, **more)

    original = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with open_site({"http://inside.example/a": page(TEXT)}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url().replace("://", "://me:secret@"))
        found = fetch("http://inside.example/a", Limits())
        assert (found.data, found.url) == (TEXT, "http://inside.example/a")
        assert proxy.seen[-1].headers["Proxy-Authorization"].startswith("Basic ")
        assert proxy.seen[-1].headers["Host"] == "inside.example"
        assert "one of a private network" in refusal("http://127.0.0.1/", Limits())
        monkeypatch.setenv("no_proxy", "inside.example")
        assert "there is no host" in refusal("http://inside.example/a")


def test_a_proxy_leads_to_a_secure_site(monkeypatch):
    """The certificate is that of the site, by its name."""
    with open_site({}) as proxy, open_site(ANSWERS, secure=True) as site:
        monkeypatch.setenv("https_proxy", proxy.url())
        assert "can't be trusted" in refusal(site.url("/bare", "localhost", "https"))
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        assert fetch(site.url("/bare", "localhost", "https"), HERE).data == TEXT
        assert proxy.seen[-1].command == "CONNECT"
        assert "can't be trusted" in refusal(site.url("/bare", scheme="https"))


def test_a_proxy_that_is_not_there(monkeypatch):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{unused.getsockname()[1]}")
        assert "the proxy can't be reached" in refusal("http://inside.example/a")


def test_a_proxy_of_another_kind(monkeypatch):
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    assert "proxy" in refusal("http://inside.example/a").lower()
