"""Where each record's page is."""

from __future__ import annotations

import pytest

from generator.plan.addresses import MENU, Addresses, record_path
from generator.settings import SECTIONS
from generator.views.frame import Alternate
from tests.builders import TITLES, UNITS, graph_of

BOTH = "{vi: A, en: B}"


def languages(kind: str, text: str, translation: str = "") -> tuple[str, ...]:
    ending = "yaml" if kind in ("campaign", "decision") else "md"
    files = {f"{kind}s/a.{ending}": text, "units.yaml": UNITS, "titles.yaml": TITLES}
    if translation:
        files[f"{kind}s/a.en.md"] = translation
    return Addresses(graph_of(files)).languages_of((kind, "a"))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (("profile", "ho-giao"), "profiles/ho-giao/"),
        (("unit", "so"), "units/so/"),
        (("page", "gioi-thieu"), "gioi-thieu/"),
    ],
)
def test_records_live_in_the_folder_of_their_kind(key, path):
    """Plain pages live at the root."""
    assert record_path(key) == path


def test_the_default_language_lives_at_the_root():
    """Others in a folder of their own."""
    addresses = Addresses(graph_of({}))

    assert (addresses.at("", "vi"), addresses.at("", "en")) == ("", "en/")
    assert addresses.at("models/", "en") == "en/models/"
    assert addresses.alternates("x/", ["vi", "en"]) == (
        Alternate("vi", "x/"),
        Alternate("en", "en/x/"),
    )


@pytest.mark.parametrize(
    ("kind", "text", "translation", "expected"),
    [
        ("profile", "---\nname: A\nkind: individual\n---\n", "", ("vi",)),
        ("profile", f"---\nname: {BOTH}\nkind: individual\n---\n", "", ("vi", "en")),
        ("profile", f"---\nname: {BOTH}\nkind: individual\nsummary: S\n---\n", "", ("vi",)),
        ("profile", "---\nname: A\nkind: individual\n---\nX\n", "---\n---\nY\n", ("vi", "en")),
        (
            "profile",
            "---\nname: A\nkind: individual\nsummary: S\n---\n",
            "---\n---\nY\n",
            ("vi", "en"),
        ),
        (
            "profile",
            "---\nname: A\nkind: individual\nsummary: S\n---\n",
            "---\nname: B\n---\n",
            ("vi",),
        ),
        ("campaign", "title: A\nperiod: {start: 2020}\nstory: {vi: A, en: B}\n", "", ("vi", "en")),
        ("campaign", f"title: {BOTH}\nperiod: {{start: 2020}}\n", "", ("vi", "en")),
        ("page", "---\ntitle: A\n---\nX\n", "", ("vi",)),
    ],
    ids=[
        "a name alone in one language",
        "a name alone in both",
        "a name in both and a summary in one",
        "a story in both",
        "a summary in one and a story in the other",
        "a translated name alone",
        "a story with both inside",
        "a campaign of which there is a title only",
        "a page in one",
    ],
)
def test_a_record_has_a_page_where_it_is_told(kind, text, translation, expected):
    """Summary and story decide; the default language always has a page."""
    assert languages(kind, text, translation) == expected


def test_the_ways_in_have_pages_in_every_language():
    """Units, titles and topics, and the tombstones of what was withdrawn."""
    gone = "status: withdrawn\nwithdrawal: {on: 2020, reason: R}"
    graph = graph_of(
        {
            "units.yaml": UNITS,
            "titles.yaml": TITLES,
            "topics.yaml": "- {id: t, name: T}\n",
            "pages/p.md": f"---\ntitle: A\n{gone}\n---\n",
        }
    )
    addresses = Addresses(graph)

    for key in [("unit", "so"), ("title", "bang-khen"), ("topic", "t"), ("page", "p")]:
        assert addresses.languages_of(key) == ("vi", "en")


def test_what_is_not_shown_has_no_address():
    """A draft is named, but there is nowhere to go."""
    addresses = Addresses(graph_of({"pages/p.md": "---\ntitle: A\ndraft: true\n---\n"}))

    assert addresses.languages_of(("page", "p")) == ()
    assert addresses.of(("page", "p"), "vi") == ("", "")


def test_an_untranslated_record_is_linked_in_its_own_language():
    """The English site leads to the Vietnamese page and knows that it does."""
    addresses = Addresses(graph_of({"pages/p.md": "---\ntitle: A\n---\nX\n"}))

    assert addresses.of(("page", "p"), "en") == ("p/", "vi")
    assert addresses.of(("page", "p"), "vi") == ("p/", "vi")


def test_the_menu_holds_sections():
    """Nothing in the menu that is no section, and no section twice."""
    assert set(MENU) < set(SECTIONS)
    assert len(set(SECTIONS)) == len(SECTIONS)
