"""Asks both searches in Chromium and counts what they load, each time with an empty cache."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin, urlsplit

from tests.benchmarks.finding import FIRST, LOOKED_AT
from tests.browser.shown import CHROMIUM, FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = (390, 844)
WIDE = (1280, 900)
ASK_PAGEFIND = """
async ([asked, from, to]) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const { results } = await pagefind.search(asked);
    const found = await Promise.all(results.slice(from, to).map(each => each.data()));
    return [results.length, found.map(each => each.url)];
}
"""
_TEXT = frozenset((".css", ".html", ".js", ".json"))
"""What web servers are told to compress. The index of Pagefind is compressed already."""
_FRAME = frozenset((".css", ".html"))
_CODE = frozenset((".js", ".pagefind"))

Sent = dict[str, int]
"""Bytes by path."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found and what it loaded for the first results."""

    count: int
    found: tuple[str, ...]
    """Addresses from the site's root, best first."""
    code_bytes: int
    index_bytes: int
    index_files: int


@contextmanager
def serving(folder: Path, *, compress: bool) -> Iterator[tuple[str, Sent]]:
    """Serve a folder on this machine; gives its address, and what was sent since it was cleared."""
    sent: Sent = {}
    handler = partial(_Handler, sent, compress, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, sent: Sent, compress: bool, *args: object, directory: str) -> None:
        self._sent, self._compress = sent, compress
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        packed = self._compress and path.suffix in _TEXT
        data = gzip.compress(data, 6) if packed else data
        self._sent[urlsplit(self.path).path] = len(data)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        # A browser that is done hangs up.
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def ask_guong(
    browser: Browser, url: str, sent: Sent, asked: str, width: tuple[int, int] = PHONE
) -> Answer:
    """Open the search page at an address with the words in it."""
    with _fresh(browser, width) as page:
        sent.clear()
        page.goto(f"{url}search/?{urlencode({'q': asked})}")
        page.wait_for_selector(".search-found[aria-busy=false]", state="attached")
        loaded = dict(sent)
        said = re.match(r"[\d.,\s]*", page.locator("[role=status]").inner_text())
        count = int(re.sub(r"\D", "", said[0]) or 0) if said else 0
        links = page.locator(".search-found h2 a")
        while links.count() < min(count, LOOKED_AT):
            shown = links.count()
            page.click(".search-more button")
            page.wait_for_function(
                "n => document.querySelectorAll('.search-found h2 a').length > n", arg=shown
            )
        found = links.evaluate_all("all => all.map(each => each.href)")
    return _answer(count, [urljoin(url, each) for each in found[:LOOKED_AT]], loaded)


def ask_pagefind(browser: Browser, url: str, sent: Sent, asked: str) -> Answer:
    """Ask through its interface for scripts, on a page of the site that is otherwise empty."""
    with _fresh(browser, PHONE) as page:
        page.goto(f"{url}pagefind/ask.html")
        sent.clear()
        count, first = page.evaluate(ASK_PAGEFIND, [asked, 0, FIRST])
        loaded = dict(sent)
        _, rest = page.evaluate(ASK_PAGEFIND, [asked, FIRST, LOOKED_AT])
    return _answer(count, [urljoin(url, each) for each in (*first, *rest)], loaded)


@contextmanager
def _fresh(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """A page of a browser that has loaded nothing yet."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def _answer(count: int, found: list[str], loaded: Sent) -> Answer:
    kinds = {path: Path(path).suffix for path in loaded}
    index = [
        size for path, size in loaded.items() if kinds[path] and kinds[path] not in _FRAME | _CODE
    ]
    return Answer(
        count,
        tuple(urlsplit(each).path.lstrip("/") for each in found),
        sum(size for path, size in loaded.items() if kinds[path] in _CODE),
        sum(index),
        len(index),
    )
