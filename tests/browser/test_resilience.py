"""The content is all there without scripts, styles or pictures, and on paper."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass

import pytest

from generator.plan.page import Page

pytestmark = pytest.mark.browser

HIDDEN = """() => [...document.querySelectorAll("main *")].filter(each =>
    each instanceof HTMLElement && each.textContent.trim()
    && !each.closest("[hidden], template, noscript, details:not([open]), script")
    && !each.checkVisibility({visibilityProperty: true})
).map(each => each.outerHTML.slice(0, 90))"""
LOST_IN_PRINT = """() => [...document.querySelectorAll("main :is(h1, h2, h3, tbody tr)")].filter(
    each => !each.closest("[hidden], noscript, nav")
        && !(each.checkVisibility({visibilityProperty: true})
            && each.getBoundingClientRect().height > 0)
).map(each => each.textContent.trim().slice(0, 90))"""
LOOKS = ("stylesheet", "image")
HEADINGS = "all => all.map(each => each.textContent)"
BLOCKS = "main :is(p, h1, h2, h3, li)"
UNFOLD = "() => document.querySelectorAll('details').forEach(each => { each.open = true })"


@dataclass(frozen=True)
class Seen:
    """A page as everybody sees it, the folded parts unfolded."""

    page: Page
    text: str
    blocks: frozenset[str]
    hidden: list[str]
    lost_in_print: list[str]


def words(text: str) -> str:
    """The text without spaces and hyphens, which a line break adds or takes away."""
    return re.sub(r"[\s\xad-]+", "", text).casefold()


def read(tab) -> str:
    tab.evaluate(UNFOLD)
    return words(tab.inner_text("body"))


@pytest.fixture(scope="module")
def seen(hard, browser) -> list[Seen]:
    """Each specimen but the search, where a script is at work."""
    tab = browser.new_page()
    found = []
    for each in hard.specimens():
        if each.address.template == "search":
            continue
        tab.emulate_media(media="screen")
        tab.goto(hard.at(each.file))
        hidden = tab.evaluate(HIDDEN)
        tab.emulate_media(media="print")
        lost = tab.evaluate(LOST_IN_PRINT)
        tab.emulate_media(media="screen")
        text = read(tab)
        blocks = frozenset(map(words, tab.locator(BLOCKS).all_inner_texts()))
        found.append(Seen(each, text, blocks, hidden, lost))
    tab.close()
    return found


def test_scripts_add_nothing_to_read(hard, browser, seen):
    """With JavaScript off every page but the search says the same."""
    tab = browser.new_context(java_script_enabled=False).new_page()
    different = []
    for each in seen:
        if not hard.is_own(each.page):
            continue
        tab.goto(hard.at(each.page.file))
        if read(tab) != each.text:
            different.append(each.page.address.path)
    tab.context.close()

    assert different == []


def test_search_without_scripts_offers_every_facet(shown, browser):
    """All that the plan found to narrow by stands there as links."""
    tab = browser.new_context(java_script_enabled=False).new_page()
    search = next(shown.of_type("search", "en"))
    tab.goto(shown.at(search.file))
    found = tab.locator("main a:visible").evaluate_all("all => all.map(a => a.href)")
    tab.context.close()

    options = [option for group in search.view.groups for option in group.options]
    assert len(options) > 10
    assert {shown.at(option.link.href) for option in options} <= set(found)


def test_nothing_is_hidden_by_styles(seen):
    """All content that a page holds is shown, or folded where a reader can unfold it."""
    assert {each.page.address.path: each.hidden for each in seen if each.hidden} == {}


def test_without_styles_and_pictures_all_is_there_in_order(hard, page, seen):
    """The same words, the page's heading before those of its sections, words for each picture."""
    page.route("**/*", lambda r: r.abort() if r.request.resource_type in LOOKS else r.continue_())
    wrong = []
    for each in seen:
        if not hard.is_own(each.page):
            continue
        page.goto(hard.at(each.page.file))
        plain = read(page)
        levels = page.locator("main :is(h1, h2)").evaluate_all("all => all.map(e => e.tagName)")
        lost = [block for block in each.blocks if block not in plain]
        bare = page.locator("img:not([alt])").count()
        if lost or bare or levels[:1] != ["H1"] or levels.count("H1") != 1:
            wrong.append((each.page.address.path, bare, levels[:2], lost[:3]))

    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "static"
    assert wrong == []


def test_print_keeps_every_section(seen):
    """On paper every heading and every row of a table is there, folded ones too."""
    lost = {each.page.address.path: each.lost_in_print for each in seen if each.lost_in_print}

    assert lost == {}


@pytest.mark.parametrize("template", ["campaign", "profile", "model", "kit", "decision", "article"])
def test_headings_are_printed(hard, page, pdftotext, tmp_path, template):
    """The text of a printed page holds every heading."""
    each = max(hard.of_type(template, "vi"), key=hard.size)
    page.goto(hard.at(each.file))
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    command = [pdftotext, "-layout", tmp_path / "page.pdf", "-"]
    printed = words(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    headings = page.locator("main :is(h1, h2)").evaluate_all(HEADINGS)

    assert len(headings) > 1
    assert [each for each in headings if words(each) not in printed] == []
