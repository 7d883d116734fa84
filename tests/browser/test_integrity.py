"""Styles and scripts whose digests pages name: refused once they were changed."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha384
from pathlib import Path

import pytest

from generator.build import build
from generator.task import Options
from tests.browser.conftest import AS_OF, serving
from tests.builders import folder_of
from tests.builders import loaded as loaded_content
from tests.sites import MINIMAL

pytestmark = pytest.mark.browser

SETTINGS = MINIMAL["site.yaml"].replace("theme: plain\n", "")
LOADED = re.compile(r"<(?:link rel=\"stylesheet\"|script)[^>]* (?:href|src)=\"([^\"]*)\"([^>]*)>")
FOUND = "() => document.querySelector('.search-found a')?.textContent === 'Đồng chí A'"


@pytest.fixture(scope="module")
def attested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with `integrity: true`."""
    root = tmp_path_factory.mktemp("integrity")
    files = {**MINIMAL, "site.yaml": f"{SETTINGS}integrity: true\n"}
    with folder_of(files) as content:
        options = Options(content, root / "output", root / "state", as_of=AS_OF)
        assert [str(each) for each in build(options).problems] == []
    return options.output


def loaded(output: Path) -> Iterator[tuple[str, bytes, str]]:
    """Of each style and script that a page loads its address, its bytes and what is said of it."""
    for page in output.rglob("*.html"):
        for address, rest in LOADED.findall(page.read_text(encoding="utf-8")):
            # The page for wrong addresses names them from the root of the host.
            folder = output if address.startswith("/") else page.parent
            yield address, (folder / address.lstrip("/")).read_bytes(), rest


def test_pages_name_the_digest_of_each_style_and_script(attested: Path) -> None:
    """Those of the files that were published."""
    found = [*loaded(attested)]

    assert len(found) > 30
    assert {address.rpartition(".")[2] for address, *_ in found} == {"css", "js"}
    for _, data, said in found:
        digest = b64encode(sha384(data).digest()).decode()
        assert said == f' integrity="sha384-{digest}"'


def test_browsers_take_what_was_published_and_nothing_else(
    attested: Path, tmp_path: Path, page
) -> None:
    """Under the strict policy; one byte more, and neither styles nor scripts are there."""
    copy = shutil.copytree(attested, tmp_path / "output")
    told: list[str] = []
    page.on("console", lambda each: told.append(each.text))
    with serving(copy) as url:
        page.goto(f"{url}search/?q=dong+chi+a")
        page.wait_for_function(FOUND)
        styled = page.evaluate("document.styleSheets.length")
    for file in (copy / "assets").iterdir():
        file.write_bytes(file.read_bytes() + b"\n")
    assert told == []
    with serving(copy) as url:
        page.goto(f"{url}search/?q=dong+chi+a")
        changed = page.evaluate("document.styleSheets.length")
        found = page.locator(".search-found a").count()

    assert (styled, changed, found) == (1, 0, 0)
    assert sum("integrity" in each for each in told) == 2


def test_it_does_not_go_together_with_portable(attested: Path, page) -> None:
    """Since browsers refuse what they cannot check, it is a problem at its place."""
    page.goto((attested / "index.html").as_uri())
    _, problems = loaded_content(
        {**MINIMAL, "site.yaml": f"{SETTINGS}portable: true\nintegrity: true\n"}
    )

    assert page.evaluate("document.styleSheets.length") == 0
    assert [str(each).partition(" `")[0] for each in problems] == ["content/site.yaml:5:1: C219"]
