"""What stands around every page."""

from __future__ import annotations

import pytest

from generator.views.common import Link, Phrase
from generator.views.frame import Language, Section
from tests.builders import UNITS, planned

SITE = "title: {vi: Gương, en: Mirror}\nlanguages: [vi, en]\n"
PAGE = "---\ntitle: {title}\n{lines}\n---\nX\n"


def frames(lines: str = "", **files: str):
    return planned({"site.yaml": SITE + lines, **files}).frames


def test_names_of_the_site():
    """In the language of the frame; a tagline in one language is marked in the other."""
    found = frames("tagline: {vi: Người tốt}\n")

    assert found["vi"].title == Phrase("Gương")
    assert found["en"].title == Phrase("Mirror")
    assert found["vi"].tagline == Phrase("Người tốt")
    assert found["en"].tagline == Phrase("Người tốt", "vi")
    assert found["en"].languages == (
        Language("vi", "Tiếng Việt", ""),
        Language("en", "English", "en/"),
    )


def test_languages_without_a_known_name_are_called_by_their_code():
    """A site may be in a language that guong has no name for."""
    found = planned({"site.yaml": "title: A\nlanguages: [vi, tay]\n"}).frames

    assert found["vi"].languages[1] == Language("tay", "tay", "tay/")


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("", ""),
        ("url: https://a.vn\n", "https://a.vn/"),
        ("url: https://a.vn/b/\n", "https://a.vn/b/"),
        ("url: https://a.vn//\n", "https://a.vn/"),
    ],
)
def test_the_url_ends_with_one_slash(line, url):
    """So that addresses can be put behind it."""
    assert frames(line)["vi"].url == url


def test_the_publisher_is_linked():
    """To its unit, in the frame's language; without one there is none."""
    found = frames("publisher: so\n", **{"units.yaml": UNITS})

    assert found["en"].publisher == Link("en/units/so/", Phrase("Sở"))
    assert frames()["vi"].publisher is None


def test_the_menu_shows_what_there_is():
    """Sections without a record are left out; pages follow in their order."""
    found = frames(
        **{
            "models/m.md": "---\ntitle: A\nkind: practice\n---\n",
            "pages/b.md": PAGE.format(title="B", lines="menu: 1"),
            "pages/a.md": PAGE.format(title="A", lines="menu: 2"),
            "pages/c.md": PAGE.format(title="C", lines="menu: 1"),
            "pages/d.md": PAGE.format(title="D", lines=""),
        }
    )
    menu = found["en"].menu

    assert [(each.key, each.link.href) for each in menu] == [
        ("models", "en/models/"),
        ("search", "en/search/"),
        ("page", "b/"),
        ("page", "c/"),
        ("page", "a/"),
    ]
    assert menu[2].link == Link("b/", Phrase("B"), "vi")


def test_campaigns_bring_timeline_and_outcomes():
    """Both have nothing to show without a campaign."""
    without = [each.key for each in frames()["vi"].sections]
    with_one = [
        each.key
        for each in frames(**{"campaigns/a.yaml": "title: A\nperiod: {start: 2020}\n"})[
            "vi"
        ].sections
    ]

    assert without == ["years", "accountability", "search", "data"]
    assert with_one == [
        "campaigns", "timeline", "outcomes", "years", "accountability", "search", "data"
    ]  # fmt: skip


def test_a_menu_of_ones_own():
    """Sections and pages in the order given, with titles of the site's own where it has them."""
    found = frames(
        "menu:\n  - to: units\n  - {to: a, title: {vi: Ta, en: Us}}\n  - to: a\n",
        **{"pages/a.md": PAGE.format(title="A", lines="")},
    )

    assert found["en"].menu == (
        Section("units", Link("en/units/", Phrase(""))),
        Section("page", Link("a/", Phrase("Us"), "vi")),
        Section("page", Link("a/", Phrase("A"), "vi")),
    )
