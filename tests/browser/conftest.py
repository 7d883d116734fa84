"""The demonstration site in Chromium, behind a server with a strict policy."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.build import build, read
from generator.plan.site import plan_site
from generator.task import Options
from tests.browser.shown import CHROMIUM, FLAGS, Shown, needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTENT = Path(__file__).parents[2] / "content"
AS_OF = date(2026, 11, 22)
POLICY = "default-src 'self'"


class Handler(SimpleHTTPRequestHandler):
    """Serves files as any web server does, with a policy and no log."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def handle(self) -> None:
        # A browser that goes on to the next page hangs up on what it no longer needs.
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The demonstration site, built once and served on this machine."""
    folder = tmp_path_factory.mktemp("shown")
    options = Options(CONTENT, folder / "output", folder / "state", as_of=AS_OF)
    assert [str(each) for each in build(options).problems] == []
    content, _ = read(options)
    assert content is not None
    planned, _ = plan_site(content.graph, AS_OF)
    assert planned is not None
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(options.output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Shown(options.output, f"http://127.0.0.1:{server.server_port}/", planned.pages)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; not for the whole session, since Playwright's event loop bars all others."""
    needs(find_spec("playwright"), "playwright (in the extra `test`)")
    needs(Path(CHROMIUM).exists(), CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page of a browser that remembers nothing and moves nothing."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The program that reads PDF."""
    found = shutil.which("pdftotext")
    needs(found, "pdftotext (the package poppler-utils)")
    return str(found)
