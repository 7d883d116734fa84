"""What axe-core finds, on a page of every type in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.gallery import publish_gallery
from generator.plan.page import Page
from tests.browser.conftest import serving
from tests.browser.shown import STICKS_OUT, WIDTHS, Shown, axe_script

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING: dict[str, object] = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Belongs to WCAG 2.2 AA, and is off unless asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SEEN: dict[str, object] = {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "scrollable-region-focusable",
            "target-size",
        ],
    },
    "resultTypes": ["violations"],
}
"""What depends on the width of the window or on the scheme."""
Look = tuple[int, str, dict[str, object]]
PHONE: Look = (390, "light", EVERYTHING)
DESK: Look = (1280, "dark", SEEN)
"""Both widths and both schemes: `tests/test_theme_guong.py` sees that no width decides a colour."""


def looks_at(site: Shown, page: Page) -> tuple[Look, ...]:
    """How a page is looked at: in full where its templates and words were not before."""
    hard_cases = bool(site.special) and site.own_templates is None
    if page.address.language != "vi":
        # The same components in other words: once is enough, on the site of hard cases.
        return (PHONE,) if hard_cases else ()
    if not site.special:
        # The same templates with real words and pictures.
        return ((390, "dark", EVERYTHING),)
    return (PHONE if site.is_own(page) else (390, "light", SEEN), DESK)


def _violations(page, script: str, *looks: Look) -> Iterator[str]:
    """What is wrong with the page that is open."""
    page.evaluate(script)
    for width, scheme, rules in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("options => axe.run(options)", rules)
        for rule in result["violations"]:
            yield from (f"{width} {scheme}: {rule['id']} {n['target']}" for n in rule["nodes"])


def test_axe_finds_nothing(site, page):
    """No violation of WCAG 2.2 AA, in light and dark, on a phone and on a desk."""
    script = axe_script()
    found = []
    for each in site.specimens():
        looks = looks_at(site, each)
        if looks:
            page.goto(site.at(each.file))
            wrong = _violations(page, script, *looks)
            found += [f"/{each.address.path} {words}" for words in wrong]

    assert found == []


@pytest.mark.parametrize("theme", ["guong", "gazette"])
def test_axe_finds_nothing_in_the_gallery(page, tmp_path, theme):
    """Every example of every component; none is wider than a small phone."""
    script = axe_script()
    root = Path(__file__).parents[2]
    published, problems = publish_gallery(
        theme, root, ("vi", "en"), tmp_path / "gallery", tmp_path / "state"
    )
    assert (problems, published is None) == ((), False)
    found = []
    with serving(tmp_path / "gallery") as url:
        # Another theme has other styles and the same words.
        for file in ("index.html", "en.html")[: 2 if theme == "guong" else 1]:
            page.goto(url + file)
            found += [f"{file} {wrong}" for wrong in _violations(page, script, PHONE, DESK)]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{file} {width}: too wide"] * (page.evaluate(STICKS_OUT) > 0)

    assert found == []
