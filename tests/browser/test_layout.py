"""Nothing sticks out, on a phone as on a wall."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from generator.plan.page import Page
from tests.browser.shown import STICKS_OUT, WIDTHS

pytestmark = pytest.mark.browser

ZOOMED = (384, 640)
"""768 and 1280 pixels at 200 %."""
LARGER_TEXT = 1000
ENLARGE = "() => { document.documentElement.style.fontSize = '200%' }"
SWITCH = "all => Object.fromEntries(all.map(each => [each.hreflang, each.href]))"


@dataclass(frozen=True)
class Seen:
    """A page as seen at every width."""

    page: Page
    language: str | None
    switch: dict[str, str]
    excess: dict[int, int]
    """Pixels that do not fit, by the width of the window."""
    excess_of_larger_text: int


@pytest.fixture(scope="module")
def seen(site, browser) -> list[Seen]:
    """Each specimen, opened once and looked at in every way."""
    tab = browser.new_page()
    devtools = tab.context.new_cdp_session(tab)

    def resize(width: int) -> None:
        # Half as long as by Playwright, which also waits for a picture.
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        devtools.send("Emulation.setDeviceMetricsOverride", size)

    found = []
    for each in site.specimens():
        tab.goto(site.at(each.file))
        excess = {}
        for width in (*(ZOOMED if site.own_templates is None else ()), *WIDTHS):
            resize(width)
            excess[width] = tab.evaluate(STICKS_OUT)
        resize(LARGER_TEXT)
        tab.evaluate(ENLARGE)
        found.append(
            Seen(
                each,
                tab.get_attribute("html", "lang"),
                tab.eval_on_selector_all(".languages a[hreflang]", SWITCH),
                excess,
                tab.evaluate(STICKS_OUT),
            )
        )
    tab.close()
    return found


def test_no_page_scrolls_sideways(seen):
    """At no width between a small phone and a large screen, nor at 200 % zoom."""
    found = [
        f"/{each.page.address.path} at {width}: {excess} pixels too wide"
        for each in seen
        for width, excess in each.excess.items()
        if excess > 0
    ]

    assert found == []


def test_text_alone_can_be_twice_as_large(seen):
    """Readers who enlarge only the text need not scroll sideways either."""
    found = [each.page.address.path for each in seen if each.excess_of_larger_text > 0]

    assert found == []


def test_the_language_switch_stays_on_the_page(site, seen):
    """Each page's switch leads to its twin, and the page's language is said."""
    wrong = []
    for each in seen:
        address = each.page.address
        expected = {
            other.language: site.at(other.href)
            for other in address.alternates
            if other.language != address.language
        }
        if each.language != address.language or (expected and each.switch != expected):
            wrong.append((address.path, each.language, each.switch))

    assert wrong == []


def test_the_switch_goes_to_the_other_language_and_back(shown, page):
    """Following it twice ends where it began."""
    start = next(shown.of_type("model", "vi")).address.path
    page.goto(shown.at(start))
    page.click(".languages a[hreflang=en]")
    there = page.url
    page.click(".languages a[hreflang=vi]")

    assert (there, page.url) == (shown.at(f"en/{start}"), shown.at(start))


def test_a_former_address_leads_on(site, page):
    """Whoever comes by an old address is taken to the new one, and can go there by a link."""
    former = [each for each in site.pages if each.address.template == "redirect"]
    for each in former:
        page.goto(site.at(each.file))
        page.wait_for_url(site.at(each.view.to))
    assert (former == []) == (not site.special)
