"""What axe-core finds, on a page of every type in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.gallery import publish_gallery
from tests.browser.conftest import serving
from tests.browser.shown import STICKS_OUT, WIDTHS, axe_script

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    # Belongs to WCAG 2.2 AA, and is off unless asked for.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
LOOKS = ((390, "light"), (1280, "dark"))
"""Both widths and both schemes: `tests/test_theme_guong.py` sees that no width decides a colour."""


def _violations(page, script: str) -> Iterator[str]:
    """What is wrong with the page that is open."""
    page.evaluate(script)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("options => axe.run(options)", EVERYTHING)
        for rule in result["violations"]:
            yield from (f"{width} {scheme}: {rule['id']} {n['target']}" for n in rule["nodes"])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing(site, page, language):
    """No violation of WCAG 2.2 AA, in light and dark, on a phone and on a desk."""
    script = axe_script()
    found = []
    for each in site.specimens():
        if each.address.language == language:
            page.goto(site.at(each.file))
            found += [f"/{each.address.path} {wrong}" for wrong in _violations(page, script)]

    assert found == []


@pytest.mark.parametrize("theme", ["guong", "gazette"])
def test_axe_finds_nothing_in_the_gallery(page, tmp_path, theme):
    """Every example of every component, in both languages; none is wider than a small phone."""
    script = axe_script()
    root = Path(__file__).parents[2]
    published, problems = publish_gallery(
        theme, root, ("vi", "en"), tmp_path / "gallery", tmp_path / "state"
    )
    assert (problems, published is None) == ((), False)
    found = []
    with serving(tmp_path / "gallery") as url:
        for file in ("index.html", "en.html"):
            page.goto(url + file)
            found += [f"{file} {wrong}" for wrong in _violations(page, script)]
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found += [f"{file} {width}: too wide"] * (page.evaluate(STICKS_OUT) > 0)

    assert found == []
