"""What axe-core finds, on a page of every type in every language."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.browser.shown import needs

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Belongs to WCAG 2.2 AA, and is off unless asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
"""What a scheme can change; the rest is looked at once a width."""
LOOKS = (
    (390, "light", EVERYTHING),
    (390, "dark", COLOURS),
    (1280, "dark", EVERYTHING),
    (1280, "light", COLOURS),
)


def _axe() -> str:
    needs(find_spec("axe_playwright_python"), "axe-playwright-python (in the extra `test`)")
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing(site, page, language):
    """No violation of WCAG 2.2 AA, in light and dark, on a phone and on a desk."""
    script = _axe()
    found = []
    for each in site.specimens():
        if each.address.language != language:
            continue
        page.goto(site.at(each.file))
        page.evaluate(script)
        for width, scheme, options in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate("options => axe.run(options)", options)
            found += [
                f"/{each.address.path} {width} {scheme}: {rule['id']} {node['target']}"
                for rule in result["violations"]
                for node in rule["nodes"]
            ]

    assert found == []
