"""A web server on this machine, with answers of all sorts, for tests of what fetches pages."""

import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

CERTIFICATE = Path(__file__).parent / "data" / "web" / "localhost.pem"  # for localhost, signed by nobody, with its key
PIECE = bytes(1_000_000)
LONG = 10  # seconds, after which what seems to take for ever ends, lest a test without a time limit does


class Site(ThreadingHTTPServer):
    """Answers by path: a function that is given the handler of the request; `seen` are the requests so far."""

    daemon_threads = True
    address_family, allow_reuse_address = ThreadingHTTPServer.address_family, True

    def __init__(self, answers: dict[str, Callable[["Asked"], None]]) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answers, self.seen, self.closing = answers, list[Asked](), Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked may leave at any time."""

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.server_address[1]}{path}"


class Asked(BaseHTTPRequestHandler):
    """A request that is answered as its path says."""

    server: Site

    def do_GET(self) -> None:
        self.server.seen.append(self)
        self.server.answers[self.path.partition("?")[0]](self)

    def do_CONNECT(self) -> None:
        """As a proxy does it: a tunnel to that port, which is always one of this machine."""
        self.server.seen.append(self)
        with socket.create_connection(("127.0.0.1", int(self.path.rpartition(":")[2]))) as there:
            self.head(200)
            back = Thread(target=pour, args=(there, self.connection), daemon=True)
            back.start()
            pour(self.connection, there)
            back.join()

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def head(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits; whether the site is still open then."""
        return not self.server.closing.wait(seconds)

    def trickle(self) -> None:
        """Sends a letter now and then, for a LONG time."""
        for _ in range(20 * LONG):
            if self.wait(0.05):
                self.wfile.write(b"a")


def pour(source: socket.socket, target: socket.socket) -> None:
    """Sends on what comes, to its end."""
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def page(body: bytes, status: int = 200, **headers: str) -> Callable[[Asked], None]:
    """A page as it should be."""

    def answer(asked: Asked) -> None:
        asked.head(status, Content_Length=str(len(body)), **headers)
        asked.wfile.write(body)

    return answer


def moved(to: str, status: int = 302) -> Callable[[Asked], None]:
    return lambda asked: asked.head(status, Location=to, Content_Length="0")


def never(asked: Asked) -> None:
    if asked.wait(LONG):
        page(b"a")(asked)


def trickled_headers(asked: Asked) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    asked.trickle()
    asked.wfile.write(b"\r\n\r\na")


def trickled_body(asked: Asked) -> None:
    asked.head(Content_Type="text/html")
    asked.trickle()


def endless(asked: Asked) -> None:
    """10 GB, as long as anybody takes them."""
    asked.head(Content_Type="text/plain")
    for _ in range(10_000):
        asked.wfile.write(PIECE)


def bomb(asked: Asked) -> None:
    """10 GB of one letter, packed to about 10 MB."""
    asked.head(Content_Type="text/plain", Content_Encoding="gzip")
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    first = packing.compress(PIECE) + packing.flush(zlib.Z_FULL_FLUSH)
    again = packing.compress(PIECE) + packing.flush(
        zlib.Z_FULL_FLUSH
    )  # ends as it began: can stand any number of times
    asked.wfile.write(first)
    for _ in range(10_000):
        asked.wfile.write(again)


@contextmanager
def open_site(answers: dict[str, Callable[[Asked], None]], secure: bool = False) -> Iterator[Site]:
    """A site while it is open."""
    site = Site(answers)
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield site
    finally:
        site.closing.set()
        site.shutdown()
        with suppress(OSError):
            site.server_close()
