"""Records become a graph: which are shown, held back, retired or withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from generator.diagnostics import Location
from generator.graph.link import Unread, link
from tests.builders import TITLES, UNITS, configured, graph_of, problems_of, record_of, validated

PERSON = "---\nname: A\nkind: individual\n{}\n---\n"
DAY = date(2020, 6, 15)


@pytest.mark.parametrize(
    ("lines", "as_of", "shown"),
    [
        ("", DAY, True),
        ("draft: true", DAY, False),
        ("draft: false", DAY, True),
        ("publish_on: 2020-06-15", DAY, True),
        ("publish_on: 2020-06-16", DAY, False),
        ("publish_on: 2020-06", date(2020, 5, 31), False),
        ("publish_on: 2020-06", date(2020, 6, 1), True),
        ("publish_on: 2021", DAY, False),
        ("expires_on: 2020-06-15", DAY, False),
        ("expires_on: 2020-06-16", DAY, True),
        ("expires_on: 2020-07", date(2020, 6, 30), True),
        ("expires_on: 2020-07", date(2020, 7, 1), False),
    ],
)
def test_records_are_held_back_and_retired(lines, as_of, shown):
    """From the first day of `publish_on` up to the eve of `expires_on`."""
    graph = graph_of({"profiles/a.md": PERSON.format(lines)}, as_of=as_of)

    assert ("a" in graph.profiles) == shown
    assert (("profile", "a") in graph.held) == (not shown)
    assert graph.withdrawn == {}
    assert str(graph.names["profile", "a"]) == "A"


@pytest.mark.parametrize(
    ("lines", "shown"),
    [("draft: true", True), ("publish_on: 2021", True), ("expires_on: 2020", False)],
)
def test_a_preview_shows_what_is_to_come(lines, shown):
    """Drafts and what is not yet due, but nothing that is over."""
    graph = graph_of({"profiles/a.md": PERSON.format(lines)}, as_of=DAY, drafts=True)

    assert ("a" in graph.profiles) == shown


def test_withdrawn_records_are_kept_apart():
    """Neither shown nor held; a withdrawn draft stays a draft."""
    lines = "status: withdrawn\nwithdrawal: {on: 2020, reason: R}"
    files = {
        "profiles/a.md": PERSON.format(lines),
        "profiles/b.md": PERSON.format(f"draft: true\n{lines}"),
    }
    graph = graph_of(files)

    assert dict(graph.profiles) == {}
    assert list(graph.withdrawn) == [("profile", "a")]
    assert graph.held == {("profile", "b")}
    assert set(graph.names) == {("profile", "a"), ("profile", "b")}


def test_references_to_what_is_not_shown_resolve():
    """A draft, a retired and a withdrawn record are no dangling references."""
    campaigns = {
        f"campaigns/{id_}.yaml": f"title: A\nperiod: {{start: 2020}}\n{lines}\n"
        for id_, lines in {
            "draft": "draft: true",
            "old": "expires_on: 2019",
            "gone": "status: withdrawn\nwithdrawal: {on: 2020, reason: R}",
        }.items()
    }
    person = PERSON.format("campaigns: [draft, old, gone]")

    assert problems_of({**campaigns, "profiles/a.md": person}) == []


def test_every_kind_is_found_in_the_graph():
    """Each record by its kind and id, with the file that holds it."""
    files = {
        "units.yaml": UNITS,
        "titles.yaml": TITLES,
        "topics.yaml": "- {id: t, name: T}\n",
        "profiles/a.md": PERSON.format(""),
        "decisions/d.yaml": "date: 2020\nauthority: so\ntitle: bang-khen\nrecipients: {name: A}\n",
        "campaigns/c.yaml": "title: A\nperiod: {start: 2020}\n",
        "models/m.md": "---\ntitle: A\nkind: practice\n---\n",
        "articles/r.md": "---\ntitle: A\ndate: 2020\n---\n",
        "pages/p.md": "---\ntitle: A\n---\n",
    }
    graph = graph_of(files)

    assert {kind: list(graph.shown(kind)) for kind, _ in graph.names} == {
        "unit": ["so"],
        "title": ["bang-khen"],
        "topic": ["t"],
        "profile": ["a"],
        "decision": ["d"],
        "campaign": ["c"],
        "model": ["m"],
        "article": ["r"],
        "page": ["p"],
    }
    assert graph.origins["title", "bang-khen"] == Location("content/titles.yaml", 1, 3)
    assert graph.destinations == {
        "content/units.yaml#so": ("unit", "so"),
        "content/titles.yaml#bang-khen": ("title", "bang-khen"),
        "content/topics.yaml#t": ("topic", "t"),
        "content/profiles/a.md": ("profile", "a"),
        "content/decisions/d.yaml": ("decision", "d"),
        "content/campaigns/c.yaml": ("campaign", "c"),
        "content/models/m.md": ("model", "m"),
        "content/articles/r.md": ("article", "r"),
        "content/pages/p.md": ("page", "p"),
    }


def test_media_are_known_by_path():
    """With their size, so that downloads can tell it."""
    graph = graph_of({"profiles/p.pdf": b"1234"})

    assert {path: each.size for path, each in graph.media.items()} == {"content/profiles/p.pdf": 4}


def test_all_problems_are_said_in_one_run():
    """A dangling reference, a ring, a broken link and a wrong setting together."""
    found = problems_of(
        {
            "site.yaml": "title: A\npublisher: nobody\n",
            "units.yaml": "- {id: a, name: A, kind: agency, parent: a}\n",
            "profiles/a.md": PERSON.format("unit: zzz") + "[x](q.md)\n",
        }
    )

    assert sorted(each.split(" ")[1] for each in found) == ["C302", "L101", "L101", "L103"]


def test_linking_needs_no_folder():
    """Entries in, graph out: no file is looked at, and entries may come in any order."""
    entries = [
        *validated("profile", "---\nname: A\nkind: individual\nunit: so\n---\n").entries,
        *validated("unit", UNITS).entries,
    ]
    site, _ = configured("title: A\n")
    assert site is not None

    graph, problems = link(site, entries, [], Unread(), as_of=DAY, drafts=False, root="content")

    assert problems == ()
    assert graph is not None
    assert graph.profiles["a"].unit == "so"
    assert graph.settings is site.settings
    assert graph.units["so"] == record_of("unit", UNITS)


@pytest.mark.parametrize(
    ("broken", "mentions"),
    [
        ("profiles/b.md", "models: []\n---\n[x](b.md)"),
        ("models/m.md", "models: [m]\n---\n[x](../models/m.md)"),
        ("units.yaml", "unit: zzz\n---\n[x](../units.yaml#so)"),
        ("topics.yaml", "topics: [zzz]\n---\n"),
    ],
)
def test_what_cannot_be_read_is_not_said_to_be_missing(broken, mentions):
    """A record with a mistake is named once; that others cannot find it is no news."""
    text = (
        "- {id: so, name: 3, kind: x, foo: 1}\n"
        if broken.endswith(".yaml")
        else "---\nfoo: 1\n---\n"
    )
    found = problems_of(
        {broken: text, "profiles/a.md": f"---\nname: A\nkind: individual\n{mentions}\n"}
    )

    assert found
    assert all(each.startswith(broken) for each in found)


def test_what_is_missing_is_said_beside_other_problems():
    """A mistake in one file hides no dangling reference to a third."""
    found = problems_of(
        {
            "profiles/b.md": "---\nfoo: 1\n---\n",
            "profiles/a.md": PERSON.format("campaigns: [nothing]") + "[x](nothing.md)\n",
        }
    )

    assert {"L101", "L103"} <= {each.split(" ")[1] for each in found}
