"""A web page, fetched for a fact-checker: in bounded time and size, and never from a private network unasked.

All of it happens in a thread of its own, which is left behind when the time is over: no time limit of a socket bounds
the look-up of a name, or headers that trickle.
"""

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timezone
from email.message import Message
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    ProxyError,
    SSLError,
    TimeoutError,
)
from urllib3.util import Url, make_headers, parse_url

import factcheck
from factcheck.errors import ArticleError

_PORTS = {"http": 80, "https": 443}
_PIECE = 65_536  # bytes read at once
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052
_MORE_AUTHORITIES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")  # beside SSL_CERT_FILE and SSL_CERT_DIR, which ssl reads
_SAVE_IT = "save it in a browser, and give the file"


class Limits(NamedTuple):
    """What a fetch may take: seconds from beginning to end, bytes of the page (unpacked), redirects.

    `private` allows addresses of this machine and of the networks around it.
    """

    seconds: float = 30
    size: int = 50_000_000
    redirects: int = 5
    private: bool = False


USUAL = Limits()


class Page(NamedTuple):
    """What was fetched.

    asked      the address that was asked for
    url        the address at which it was found, after all redirects, without a fragment
    data       its bytes, unpacked
    charset    the encoding that the server says it is in, if it does
    retrieved  when it had come
    """

    asked: str
    url: str
    data: bytes
    charset: str | None
    retrieved: datetime


def fetch(address: str, limits: Limits = USUAL) -> Page:
    """What is found at an address (http, https); ArticleError, one sentence, for what can't be fetched.

    Proxies are those of the environment (http_proxy, https_proxy, no_proxy) or of the system, as are certificates
    (SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE).
    """
    over, outcome = Event(), SimpleQueue[Page | Exception]()
    Thread(target=lambda: outcome.put(_outcome(address, limits, over)), daemon=True).start()
    try:
        found = outcome.get(timeout=limits.seconds)
    except Empty:
        over.set()
        raise _late(address, limits) from None
    if isinstance(found, Exception):
        raise found
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; one that carries another is what it carries.

    >>> is_public("192.168.0.1"), is_public("::ffff:127.0.0.1"), is_public("9.9.9.9")
    (False, False, True)
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if carried := _carried(found):
            return is_public(str(carried))
        if found.is_site_local:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _carried(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address to which packets for this one go on."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _outcome(address: str, limits: Limits, over: Event) -> Page | Exception:
    """The page, or why there is none."""
    try:
        return _fetched(address, limits, over)
    except Exception as error:  # raised again by `fetch`
        return error


def _fetched(address: str, limits: Limits, over: Event) -> Page:
    """The page, after redirects; each address on the way is checked anew."""
    url, place = address, address
    for _ in range(limits.redirects + 1):
        if over.is_set():
            raise _late(place, limits)
        where = _parsed(url, place)
        with _told(where, place, limits), closing(_asked(where, place, limits)) as answer:
            location = answer.get_redirect_location()
            if not location:
                if not 200 <= answer.status < 300:
                    raise ArticleError(f"{place}: {_why_refused(answer.status)}")
                data = _body(answer, place, limits, over)
                return Page(address, where.url, data, _charset(answer), datetime.now(timezone.utc))
        # http.client takes headers for Latin-1; where they are not ASCII they are UTF-8, as browsers know
        url = urljoin(where.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
        place = f"{address} (which leads to {url})"
    raise ArticleError(f"{address}: leads on more than {limits.redirects} times; {_SAVE_IT}.")


def _parsed(url: str, place: str) -> Url:
    """The parts of an address, without a fragment."""
    try:
        where = parse_url(url)
    except LocationParseError:
        raise ArticleError(f"{place}: this is no address of a web page; check it.") from None
    if where.scheme not in _PORTS or not where.host:
        raise ArticleError(f"{place}: only addresses that begin with http:// or https:// are fetched.")
    if where.auth:
        raise ArticleError(f"{place}: there is a user's name or password in the address; {_SAVE_IT}.")
    return where._replace(fragment=None)


@contextmanager
def _told(where: Url, place: str, limits: Limits) -> Iterator[None]:
    """Whatever goes wrong on the way becomes an ArticleError."""
    try:
        yield
    except NewConnectionError as error:
        why = getattr(error.__cause__, "strerror", None) or error
        raise ArticleError(f"{place}: {where.netloc} can't be reached ({why}); check the address.") from None
    except TimeoutError:
        raise _late(place, limits) from None
    except SSLError as error:
        why = getattr(error.args[0], "verify_message", None) or error
        raise ArticleError(
            f"{place}: the certificate of {where.host} can't be trusted ({why}); check the address, or name the file "
            "of a trusted one in SSL_CERT_FILE."
        ) from None
    except ProxyError as error:
        raise ArticleError(f"{place}: the proxy can't be reached ({error.args[0]}); check its address.") from None
    except (HTTPError, OSError) as error:
        why = str(error.args[0] if error.args else error).rstrip(".")
        raise ArticleError(f"{place}: can't be fetched ({why}); check the address, or try again later.") from None


def _asked(where: Url, place: str, limits: Limits) -> urllib3.BaseHTTPResponse:
    """What the server answers, before any of the page is read."""
    host = str(where.host).strip("[]")
    proxies = {} if proxy_bypass(host) else getproxies()
    proxy = proxies.get(str(where.scheme)) or proxies.get("all")
    addresses = _addresses(host, where, place, limits, bool(proxy))
    routes = [_through(proxy)] if proxy else [_route(where, host, address) for address in addresses]
    timeout = urllib3.Timeout(connect=limits.seconds / len(routes), read=limits.seconds)
    for route in routes:
        try:
            return route.urlopen(
                "GET", where.url if proxy else where.request_uri, headers=_headers(where), timeout=timeout,
                retries=False, redirect=False, preload_content=False,
            )  # fmt: skip
        except (NewConnectionError, ConnectTimeoutError):
            if route is routes[-1]:
                raise
    raise AssertionError("a host has an address")


def _addresses(host: str, where: Url, place: str, limits: Limits, proxied: bool) -> list[str]:
    """The IP addresses of a host; ArticleError if one is private. None where only the proxy knows them."""
    try:
        found = socket.getaddrinfo(host, where.port or _PORTS[str(where.scheme)], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        if proxied:
            return []
        raise ArticleError(
            f"{place}: there is no host {host}; check the address, and whether you are online."
        ) from None
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not limits.private and not all(map(is_public, addresses)):
        raise ArticleError(
            f"{place}: {host} is this machine or one of a private network; give --allow-private to read it."
        )
    return addresses


def _route(where: Url, host: str, address: str) -> urllib3.HTTPConnectionPool:
    """The way to a host, at one of its addresses."""
    if where.scheme == "http":
        return urllib3.HTTPConnectionPool(address, where.port)
    return urllib3.HTTPSConnectionPool(address, where.port, ssl_context=_trusted(), server_hostname=host)


def _through(proxy: str) -> urllib3.ProxyManager:
    """The way through a proxy."""
    where = parse_url(proxy if "://" in proxy else f"http://{proxy}")
    headers = make_headers(proxy_basic_auth=where.auth) if where.auth else None
    return urllib3.ProxyManager(
        where._replace(auth=None).url, proxy_headers=headers, ssl_context=_trusted(), proxy_ssl_context=_trusted()
    )


def _trusted() -> ssl.SSLContext:
    """Which certificates are trusted."""
    context = ssl.create_default_context()
    for file in filter(None, map(os.environ.get, _MORE_AUTHORITIES)):
        context.load_verify_locations(file)
    return context


def _headers(where: Url) -> dict[str, str]:
    """What is told to the server."""
    return {
        "Host": str(where.netloc),
        "User-Agent": f"factcheck/{factcheck.__version__} (reads a page that a fact-checker named)",
        "Accept": "text/html, application/xhtml+xml, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }


def _body(answer: urllib3.BaseHTTPResponse, place: str, limits: Limits, over: Event) -> bytes:
    """All of the page; urllib3 unpacks no more of it at a time than is asked for."""
    too_large = ArticleError(f"{place}: this is larger than {limits.size:,} bytes; save the part to check as a file.")
    declared = answer.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.size:
        raise too_large
    data = bytearray()
    while piece := answer.read1(_PIECE, decode_content=True):
        data += piece
        if len(data) > limits.size:
            raise too_large
        if over.is_set():
            raise _late(place, limits)
    return bytes(data)


def _charset(answer: urllib3.BaseHTTPResponse) -> str | None:
    """The encoding that the server names."""
    header = Message()
    header["content-type"] = answer.headers.get("content-type", "")
    return header.get_content_charset()


def _why_refused(status: int) -> str:
    """What an answer without a page means, with the mend."""
    if status in (404, 410):
        return f"there is no such page ({status}); check the address."
    if status == 429 or status >= 500:
        return f"the server can't give the page now ({status}); try again later."
    if status in (401, 402, 403, 451):
        return f"the server doesn't give this page to programs ({status}); {_SAVE_IT}."
    return f"the server answers without a page ({status}); {_SAVE_IT}."


def _late(place: str, limits: Limits) -> ArticleError:
    return ArticleError(f"{place}: has not come within {limits.seconds:g} seconds; try again later, or {_SAVE_IT}.")
