"""The site opened from a folder by double click: every link leads to a file, and search finds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest

from generator.build import build
from generator.task import Options
from tests import test_golden as golden
from tests.browser.conftest import Handler
from tests.html_pages import pages_of

pytestmark = pytest.mark.browser

FIRST = "() => document.querySelector('.search-found a')?.textContent === 'Đồng chí B'"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of hard cases, with `portable: true`, in a folder whose name must be escaped."""
    root = tmp_path_factory.mktemp("portable")
    content = shutil.copytree(golden.FOLDER / "content", root / "content")
    with (content / "site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("\nportable: true\n")
    output = root / "Trang #1 của A"
    options = Options(content, output, root / "state", as_of=golden.AS_OF)
    assert [str(each) for each in build(options).problems] == []
    return output


def leads_to(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """Page, address and file of every reference that stays within the site."""
    for path, page in pages_of(folder).items():
        for _, _, value in page.references:
            parts = urlsplit(value)
            # The page for wrong addresses is only there for servers.
            if parts.scheme or parts.netloc or not parts.path or path.name == "404.html":
                continue
            yield str(path), value, (path.parent / unquote(parts.path)).resolve()


def test_every_link_names_a_file(folder: Path) -> None:
    """A browser shows a listing for a folder, and no page."""
    found = [*leads_to(folder)]

    assert len(found) > 4_000
    assert [each[:2] for each in found if not each[2].is_file()] == []


def test_the_search_works_from_a_folder(folder: Path, page) -> None:
    """Without marks and with, without a complaint; what it finds opens."""
    complaints: list[str] = []
    page.on("console", lambda each: complaints.append(each.text))
    page.on("pageerror", lambda each: complaints.append(str(each)))
    page.goto((folder / "index.html").as_uri())
    page.locator("a[href='search/index.html']").first.click()
    for words in ("dong chi b", "Đồng chí B"):
        page.locator("form.search input[type=search]").fill(words)
        found = page.locator(".search-found a").first
        page.wait_for_function(FIRST)
    found.click()
    page.wait_for_url("**/profiles/dong-chi-b/index.html")
    page.click(".languages a[hreflang=en]")

    assert page.url == (folder / "en/profiles/dong-chi-b/index.html").as_uri()
    assert page.locator("h1").inner_text() == "Comrade B"
    assert complaints == []


def test_the_search_works_from_a_server_with_a_policy(folder: Path, page) -> None:
    """A portable site may be served as well: no script of ours needs what the policy forbids."""
    complaints: list[str] = []
    page.on("console", lambda each: complaints.append(each.text))
    page.on("pageerror", lambda each: complaints.append(str(each)))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/search/index.html?q=dong+chi+b")
        page.wait_for_function(FIRST)
    finally:
        server.shutdown()
        server.server_close()

    assert complaints == []
