"""Everything can be reached with Tab and Enter alone, and it shows where one is."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

MOST_TABS = 150
FOCUS = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    return {
        href: at.href || "",
        what: at.outerHTML.slice(0, 90),
        ringed: at.matches(":focus-visible") && style.outlineStyle !== "none"
            && parseFloat(style.outlineWidth) >= 2,
        inView: box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""


def tab(page):
    """Go on by one Tab; what has the focus then is seen to have it."""
    page.keyboard.press("Tab")
    focus = page.evaluate(FOCUS)
    assert focus["ringed"], f"no visible focus on {page.url}: {focus['what']}"
    assert focus["inView"], f"the focus is out of view on {page.url}: {focus['what']}"
    return focus


def follow(page, href: str) -> None:
    """Tab to the link that leads to *href* and press Enter."""
    for _ in range(MOST_TABS):
        if tab(page)["href"] == href:
            with page.expect_event("framenavigated"):
                page.keyboard.press("Enter")
            page.wait_for_load_state()
            assert page.url == href
            return
    raise AssertionError(f"{MOST_TABS} Tabs on {page.url} do not reach {href}")


@pytest.mark.parametrize("template", ["home", "campaign", "search", "not_found"])
def test_the_first_tab_skips_to_the_content(shown, page, template):
    """The skip link comes first, can be seen, and takes the focus behind the menu."""
    page.goto(shown.at(next(shown.of_type(template, "vi")).file))
    first = tab(page)
    page.keyboard.press("Enter")
    landed = page.evaluate("document.activeElement.id")
    page.keyboard.press("Tab")

    assert first["href"].endswith("#main")
    assert landed == "main"
    assert page.evaluate("!!document.activeElement.closest('main, footer')")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_home_to_the_kit_of_a_model(shown, page, language):
    """Home, campaign, what happened, decision, profile, model, adopter's kit."""
    by_path = {each.address.path: each for each in shown.pages}
    home = "" if language == "vi" else "en/"
    campaign, decision, profile, model = _chain(shown, by_path, language)
    log = by_path[campaign].view.stages[0].anchor
    page.goto(shown.at(home))
    follow(page, shown.at(f"{home}campaigns/"))
    follow(page, shown.at(campaign))
    follow(page, shown.at(f"{campaign}#{log}"))
    for path in (decision, profile, model, by_path[model].view.kit):
        follow(page, shown.at(path))

    assert page.locator(".kit h1").is_visible()


def _chain(shown, by_path, language):
    """A campaign whose launch is in its log, a decision of it, who got it, and their model."""
    for page in shown.of_type("campaign", language):
        if not page.view.stages[0].anchor:
            continue
        for card in page.view.decisions:
            for group in by_path[card.link.href].view.roll:
                for award in group.recipients:
                    there = by_path.get(award.recipient.href)
                    models = getattr(there and there.view, "models", ())
                    if there and there.address.template == "profile" and models:
                        return (
                            page.address.path,
                            card.link.href,
                            there.address.path,
                            models[0].href,
                        )
    raise AssertionError("no campaign leads to a model by way of a decision and a profile")


def test_from_home_to_a_target(shown, page):
    """By way of all outcomes to the place of one target in its campaign."""
    outcomes = next(each for each in shown.pages if each.address.path == "en/outcomes/")
    first = outcomes.view.outcomes[0]
    target = f"{first.campaign.href}#target-{first.target.id}"
    page.goto(shown.at("en/"))
    follow(page, shown.at("en/outcomes/"))
    follow(page, shown.at(target))

    assert page.locator(f"[id='target-{first.target.id}']").is_visible()
    # What comes next by Tab lies in or behind the target.
    assert tab(page)["inView"]


@pytest.mark.parametrize("template", ["campaign", "profile", "outcomes", "timeline", "data"])
def test_every_stop_shows_its_focus(shown, page, template):
    """From the first to the last stop of the page, in the dark scheme and on a phone."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(shown.at(next(shown.of_type(template, "en")).file))
    stops = 0
    while tab(page)["href"] != shown.at("en/units/guong/") and stops < 2 * MOST_TABS:
        stops += 1

    assert 10 < stops < 2 * MOST_TABS
