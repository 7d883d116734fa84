"""Built sites in Chromium, behind a server with a strict policy."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from generator.build import build
from generator.hosting.rules import HEADERS
from generator.load import load
from generator.plan.site import plan_site
from generator.task import Options
from tests import test_golden as golden
from tests.browser.shown import CHROMIUM, FLAGS, Shown, needs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTENT = Path(__file__).parents[2] / "content"
GOLDEN = golden.FOLDER / "content"
THEME = "guong"
_GAZETTE = Path(__file__).parents[2] / "themes" / "gazette" / "templates" / "pages"
GAZETTE = ("home", *(each.stem for each in _GAZETTE.glob("*.html")))
"""The page types for which the gazette has templates, and one for its masthead and foot."""
AS_OF = date(2026, 11, 22)
POLICY = HEADERS["Content-Security-Policy"]


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


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which this machine serves a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def served(folder: Path, content: Path, theme: str, as_of: date) -> Iterator[Shown]:
    """The content as a site with the theme, built below *folder* and served on this machine."""
    if theme != THEME:
        copy = shutil.copytree(content, folder / "content")
        settings = (content / "site.yaml").read_text(encoding="utf-8")
        assert f"theme: {THEME}" in settings
        changed = settings.replace(f"theme: {THEME}", f"theme: {theme}")
        (copy / "site.yaml").write_text(changed, encoding="utf-8")
        content = copy
    options = Options(content, folder / "output", folder / "state", as_of=as_of)
    records, _ = load(options.content, as_of=options.as_of, drafts=options.drafts)
    assert records is not None
    planned, _ = plan_site(records.graph, as_of)
    assert planned is not None
    # As the page that is shown for wrong addresses counts on, the site is where it says it is.
    path = urlsplit(records.graph.settings.url or "/").path
    options = replace(options, output=folder / "served" / path.strip("/"))
    assert [str(each) for each in build(options).problems] == []
    with serving(folder / "served") as url:
        yield Shown(options.output, url + path.lstrip("/"), planned.pages)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The demonstration site."""
    with served(tmp_path_factory.mktemp("shown"), CONTENT, THEME, AS_OF) as site:
        yield site


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Shown]]:
    """The small site, full of hard cases, in a theme."""
    with ExitStack() as stack:

        @cache
        def opened(theme: str) -> Shown:
            folder = tmp_path_factory.mktemp(theme)
            made = stack.enter_context(served(folder, GOLDEN, theme, golden.AS_OF))
            made = replace(made, special=tuple(golden.SHOWN.values()))
            return made if theme == THEME else replace(made, own_templates=GAZETTE)

        yield opened


@pytest.fixture(scope="session", params=[THEME, "gazette"])
def hard(request: pytest.FixtureRequest, small: Callable[[str], Shown]) -> Shown:
    """The small site in each theme."""
    return small(request.param)


@pytest.fixture(scope="session", params=["demonstration", THEME, "gazette"])
def site(request: pytest.FixtureRequest, small: Callable[[str], Shown]) -> Shown:
    """The demonstration site; then the small one in each theme."""
    if request.param == "demonstration":
        shown: Shown = request.getfixturevalue("shown")
        return shown
    return small(request.param)


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
