"""Ways to narrow the collection."""

from __future__ import annotations

from tests.builders import TITLES, UNITS, view_of

PERSON = "---\nname: A\nkind: individual\n{}\n---\n"
FILES = {
    "units.yaml": UNITS + "- {id: ban, name: Ban, kind: agency}\n",
    "titles.yaml": TITLES,
    "topics.yaml": "- {id: t, name: T}\n- {id: u, name: U}\n",
    "profiles/a.md": PERSON.format("unit: so\ncampaigns: [c, c]\ntopics: [t, t]"),
    "profiles/b.md": PERSON.format("unit: so\ncampaigns: [c, d]"),
    "profiles/c.md": PERSON.format("unit: ban"),
    "campaigns/c.yaml": "title: C\nperiod: {start: 2020}\ntopics: t\n",
    "campaigns/d.yaml": "title: D\nperiod: {start: 2020}\ndraft: true\n",
    "models/m.md": "---\ntitle: M\nkind: practice\ntopics: t\n---\n",
    "decisions/x.yaml": "date: 1962\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{profile: a}, {name: N, count: 3}]\n",
    "decisions/y.yaml": "date: 1970\nauthority: so\ntitle: bang-khen\nrecipients: {name: N}\n",
}


def groups(path: str = "search/") -> dict[str, list[tuple[str, str, int]]]:
    view = view_of(FILES, path)
    return {
        group.key: [(each.link.text.text, each.link.href, each.count) for each in group.options]
        for group in view.groups
    }


def test_every_facet_counts_its_records():
    """Units, campaigns, titles, years and topics; a record that says it twice counts once."""
    found = groups()

    assert list(found) == ["kind", "unit", "campaign", "title", "year", "topic"]
    assert found["unit"] == [("Ban", "units/ban/", 1), ("Sở", "units/so/", 2)]
    assert found["title"] == [("Bằng khen", "titles/bang-khen/", 5)]
    assert found["year"] == [("1970", "years/1970/", 1), ("1962", "years/1962/", 1)]
    assert found["topic"] == [("T", "topics/t/", 3)]


def test_what_is_held_back_is_no_facet():
    """A draft campaign leads nowhere."""
    assert groups()["campaign"] == [("C", "campaigns/c/", 2)]


def test_kinds_are_sections():
    """In the order of the foot, only those with records; the theme has the words."""
    assert groups("en/search/")["kind"] == [
        ("profiles", "en/profiles/", 3),
        ("campaigns", "en/campaigns/", 1),
        ("models", "en/models/", 1),
        ("decisions", "en/decisions/", 2),
        ("titles", "en/titles/", 1),
        ("units", "en/units/", 2),
        ("topics", "en/topics/", 2),
    ]


def test_an_empty_site_has_nothing_to_narrow():
    """No group without an option."""
    assert view_of({}, "search/").groups == ()
