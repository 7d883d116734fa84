"""What an author's browser does while a site is served."""

from __future__ import annotations

import json
import logging
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser.shown import axe_script
from tests.plain_theme import write_plain_theme
from tests.served import NAME, PAGE, PATIENCE_SECONDS, Serve, told
from tests.sites import MINIMAL, Project, with_field

SAVES = int(os.environ.get("GUONG_SAVES", "100"))
"""How often a file is saved: about ten times in a second."""
BRANCH = 300 if SAVES <= 100 else 2_000
"""Files that another branch has."""
PRESS = "element => element.click()"
ALL = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]


pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site in a theme of its own, which adds a stylesheet to the one that comes with guong."""
    made = Project(tmp_path)
    article = "articles/bai-viet-a.md"
    made.write(
        {
            **MINIMAL,
            "site.yaml": MINIMAL["site.yaml"].replace("plain", "mine"),
            article: with_field(MINIMAL[article], "draft: true"),
        }
    )
    folder = made.root / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text(
        "name: mine\nextends: guong\nstylesheet: [mine.css]\n", encoding="utf-8"
    )
    (folder / "mine.css").write_text("h1 { outline: 1px solid red }", encoding="utf-8")
    return made


@pytest.fixture
def told_of(page) -> Iterator[list[str]]:
    """What the browser complains of; nothing, in the end."""
    found: list[str] = []
    page.on("console", lambda each: found.append(each.text) if each.type == "error" else None)
    page.on("pageerror", lambda each: found.append(str(each)))
    page.set_default_timeout(PATIENCE_SECONDS * 1_000)
    yield found
    assert found == []


def until(page, expression: str) -> None:
    """Wait until something is so. Asked from outside: the policy bars what waits in the page."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(Exception):  # The page may just be leaving.
            if page.evaluate(expression):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {expression}")


def connected(page, address: str) -> None:
    """Open a page, and wait until it would hear of a change."""
    with page.expect_websocket() as socket_info:
        page.goto(address)
    socket_info.value.wait_for_event("framereceived")


def test_an_author_sees_problems_styles_and_the_page_that_was_saved(
    project: Project, serve: Serve, page, told_of
) -> None:
    """Problems come and go over the page, styles change without loading it again, and the page of
    the file that was saved is the page that opens; all of it under the strict policy.
    """
    served = serve(project, "--port", "0", "--follow")
    connected(page, f"http://{served.address}/")
    page.evaluate("window.sameDocument = true")

    project.write({"topics.yaml": "- id: a\n"})
    page.wait_for_selector("#guong-problems li pre")
    assert page.evaluate("getComputedStyle(document.querySelector('aside')).position") == "fixed"
    project.write({"topics.yaml": MINIMAL["topics.yaml"]})
    page.wait_for_selector("#guong-problems", state="detached")
    until(page, "!window.sameDocument && window.LiveReload?.connector?.protocol")

    page.evaluate("window.sameDocument = true")
    style = project.root / "themes/mine/mine.css"
    style.write_text("h1 { outline: 1px solid rgb(0, 0, 255) }", encoding="utf-8")
    until(page, "getComputedStyle(document.querySelector('h1')).outlineColor.includes('255)')")
    assert page.evaluate("window.sameDocument")
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 2")

    project.write(told("Đồng chí B"))
    page.wait_for_url(f"**/{PAGE}")
    until(page, "document.body.innerText.includes('Đồng chí B')")


def test_the_bar_can_be_folded_and_opens_files(
    project: Project, serve: Serve, page, told_of, tmp_path
) -> None:
    """The bar passes axe, stays folded on the next page, leaves the end of the page to be read,
    opens the author's editor, and marks links to drafts.
    """
    script, opened = tmp_path / "edit.py", tmp_path / "opened.txt"
    script.write_text(f"import sys\nopen({str(opened)!r}, 'a').write(sys.argv[1])\n", "utf-8")
    served = serve(project, env={"VISUAL": shlex.join([sys.executable, str(script)])})

    page.goto(f"http://{served.address}/{PAGE}")
    page.evaluate(axe_script())
    options = {"runOnly": ALL}
    found = page.evaluate("options => axe.run('#guong-bar', options)", options)["violations"]
    assert found == [], json.dumps(found)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    last, bar = (
        page.evaluate("name => document.querySelector(name).getBoundingClientRect().toJSON()", name)
        for name in ("body > footer", "#guong-bar")
    )
    assert last["bottom"] <= bar["top"]
    page.locator("#guong-bar button").first.evaluate(PRESS)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (opened.exists() and opened.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert opened.read_text() == str(project.content.resolve() / NAME)
    page.locator("#guong-bar > details > summary").evaluate(PRESS)
    page.goto(f"http://{served.address}/articles/")
    page.wait_for_selector("a[data-guong-mark='Not yet public']")
    assert not page.is_visible("#guong-bar nav")


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def moved_into_place(file: Path, text: str) -> None:
    beside = file.with_name(f"{file.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def as_vim_does(file: Path, text: str) -> None:
    probe = file.with_name("4913")
    probe.touch()
    probe.unlink()
    swap = file.with_name(f".{file.name}.swp")
    swap.write_bytes(b"b0VIM")
    kept = file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")
    kept.unlink()
    swap.unlink()


def half_at_first(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.write(text[: len(text) // 2])
        out.flush()
        time.sleep(0.03)
        out.write(text[len(text) // 2 :])


WAYS: tuple[Callable[[Path, str], None], ...] = (
    *(in_place, moved_into_place, as_vim_does, half_at_first),
)


def test_the_browser_ends_on_the_newest_state(tmp_path: Path, serve: Serve, page) -> None:
    """However fast and in whatever way editors save, during builds too, and when hundreds of files
    come and go with a branch, the page ends as the files are, without problems; memory stays.
    """
    project = Project(tmp_path)
    write_plain_theme(project.theme)
    project.write(MINIMAL)
    branch = project.content / "articles/branch"
    branch.mkdir()
    article = MINIMAL["articles/bai-viet-a.md"]
    served = serve(project)
    connected(page, f"http://{served.address}/{PAGE}")
    held, _ = served.holds()
    began = time.monotonic()

    for number in range(1, SAVES + 1):
        text = told(f"Đồng chí {number}")[NAME]
        WAYS[number % len(WAYS)](project.content / NAME, text)
        if number == SAVES // 3:
            for each in range(BRANCH):
                (branch / f"bai-{each}.md").write_text(article, encoding="utf-8")
        if number == 2 * SAVES // 3:
            for each in range(BRANCH - 1):
                (branch / f"bai-{each}.md").unlink()
            (branch / f"bai-{BRANCH - 1}.md").rename(branch / "bai-cuoi.md")
        time.sleep(max(0.0, began + number * 0.12 - time.monotonic()))
    took = time.monotonic() - began

    until(page, f"document.body.innerText.includes('Đồng chí {SAVES}:')")
    until(page, "!document.getElementById('guong-problems')")
    shown = project.root / ".guong/serve/articles"
    assert {each.name for each in shown.iterdir()} == {"bai-viet-a", "bai-cuoi", "index.html"}
    held_now, _ = served.holds()
    measured = f"{SAVES} saves in {took:.0f} s; {held:.0f} MB before, {held_now:.0f} MB after"
    logging.getLogger(__name__).info(measured)
    assert held_now < held + 120
