"""Chromium without a window, driven through chromedriver as WebDriver says (w3.org/TR/webdriver2)."""

import json
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest

PROGRAMS = {name: shutil.which(name) for name in ("chromium", "chromedriver")}
_MISSING = ", ".join(name for name, path in PROGRAMS.items() if path is None)
needs_browser = pytest.mark.skipif(
    bool(_MISSING), reason=f"{_MISSING} not installed (Debian: chromium, chromium-driver)"
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-proxy-server --window-size=800,600"
).split()
PATIENCE = 20.0  # seconds


class Browser:
    """A window of the browser."""

    def __init__(self, driver: str, folder: Path) -> None:
        self._opener = build_opener(ProxyHandler({}))
        self._url = driver
        options = {"binary": PROGRAMS["chromium"], "args": [*FLAGS, f"--user-data-dir={folder}"]}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self._url += f"/session/{self._call('POST', '/session', wanted)['sessionId']}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)
        with self._opener.open(request, timeout=2 * PATIENCE) as answer:
            return json.load(answer)["value"]

    def go(self, url: str) -> None:
        """Opens an address, as if it was typed; a new page each time, also where only the fragment differs."""
        for address in ("about:blank", url):
            self._call("POST", "/url", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """What a function body of JavaScript gives back."""
        return self._call("POST", "/execute/sync", {"script": script, "args": arguments})

    def printed(self, page: Path) -> Path:
        """A page that lies in a file, as a PDF document beside it; its own style says on what paper."""
        self.go(page.as_uri())
        told = {"cmd": "Page.printToPDF", "params": {"preferCSSPageSize": True, "printBackground": True}}
        path = page.with_suffix(".pdf")
        path.write_bytes(b64decode(self._call("POST", "/goog/cdp/execute", told)["data"]))
        return path

    def quit(self) -> None:
        self._call("DELETE", "")

    def comes_to_see(self, id: str) -> bool:
        """Whether the element with this id comes into view, and the page was scrolled for that, before long."""
        end = time.monotonic() + PATIENCE
        while not (seen := self.run(_IN_VIEW, id)) and time.monotonic() < end:
            time.sleep(0.02)
        return bool(seen)


_IN_VIEW = """
const place = document.getElementById(arguments[0]).getBoundingClientRect();
return window.scrollY > 0 && place.top >= 0 && place.bottom <= window.innerHeight;
"""


@contextmanager
def open_browser(folder: Path) -> Iterator[Browser]:
    """A browser that keeps what it knows in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        [str(PROGRAMS["chromedriver"]), f"--port={port}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        assert driver.stdout
        for line in driver.stdout:
            if "started successfully" in line:
                break
        browser = Browser(f"http://127.0.0.1:{port}", folder)
        try:
            yield browser
        finally:
            browser.quit()
    finally:
        driver.terminate()
        driver.communicate()
