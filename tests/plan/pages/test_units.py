"""The tree of units and a page each."""

from __future__ import annotations

from generator.views.common import Link, Named, Phrase, Tally
from generator.views.directory import AdoptionRow, UnitNode, WorkforceYear
from tests.builders import TITLES, UNITS, pages_of, view_of

NAMES = {"bo": "Bộ", "so": "Sở", "phong": "Phòng", "xa": "Xã", "thon": "Thôn"}
IDS = list(NAMES)
FIVE_DEEP = "".join(
    f"- {{id: {id_}, name: {name}, kind: agency{f', parent: {IDS[index - 1]}' if index else ''}}}\n"
    for index, (id_, name) in enumerate(NAMES.items())
)


def link(id_: str) -> Link:
    return Link(f"units/{id_}/", Phrase(NAMES[id_]))


def test_a_tree_five_deep():
    """Each unit stands below its parent, and the whole is counted."""
    view = view_of({"units.yaml": FIVE_DEEP}, "units/")
    found = []
    nodes = view.units
    while nodes:
        (node,) = nodes
        found.append(node.link)
        nodes = node.children

    assert found == [link(id_) for id_ in IDS]
    assert view.total == 5


def test_ancestors_and_children_of_a_unit_five_deep():
    """From the root down to the parent; below it only what is below."""
    pages = pages_of({"units.yaml": FIVE_DEEP})

    assert pages["units/thon/"].view.ancestors == tuple(link(id_) for id_ in IDS[:4])
    assert pages["units/thon/"].view.children == ()
    assert pages["units/bo/"].view.ancestors == ()
    (phong,) = pages["units/so/"].view.children
    assert (phong.link, [each.link for each in phong.children]) == (link("phong"), [link("xa")])


def test_siblings_are_in_vietnamese_order():
    """At the root and below it."""
    units = (
        "- {id: a, name: Đông, kind: agency}\n- {id: b, name: Dương, kind: agency}\n"
        "- {id: c, name: Xã ân, kind: commune, parent: a}\n"
        "- {id: d, name: Xã an, kind: commune, parent: a}\n"
    )
    view = view_of({"units.yaml": units}, "units/")

    assert [each.link.text.text for each in view.units] == ["Dương", "Đông"]
    assert [each.link.text.text for each in view.units[1].children] == ["Xã an", "Xã ân"]


def test_counts_are_of_the_unit_itself():
    """Sub-units are counted in their own line; a line for twenty counts twenty."""
    files = {
        "units.yaml": FIVE_DEEP,
        "titles.yaml": TITLES,
        "profiles/p.md": "---\nname: P\nkind: individual\nunit: so\n---\n",
        "campaigns/c.yaml": "title: C\nperiod: {start: 2020}\nlaunched_by: so\n",
        "models/m.md": "---\ntitle: M\nkind: practice\norigin: {unit: so}\n---\n",
        "decisions/d.yaml": "date: 2020\nauthority: bo\ntitle: bang-khen\n"
        "recipients: [{profile: p}, {name: N, unit: so, count: 20}]\n",
    }
    (bo,) = view_of(files, "units/").units
    (so,) = bo.children

    assert bo == UnitNode(link("bo"), "agency", 0, 0, 0, 0, (so,))
    assert (so.profiles, so.campaigns, so.awards, so.models) == (1, 1, 21, 1)


def test_everything_that_a_unit_did():
    """What it launched, coordinated, joined, decided, won, originated and adopted."""
    campaign = "title: {}\nperiod: {{start: {}}}\n{}\n"
    decision = "date: {}\nauthority: a\ntitle: bang-khen\nrecipients: {{name: N, unit: a}}\n"
    files = {
        "units.yaml": """\
- id: a
  name: A
  kind: province
  place: {name: Hạ Long, latitude: 20.95, longitude: 107.08}
  url: https://a.vn/
  workforce: {2020: {total: 10, frontline: 4}, 2019: {total: 9}}
""",
        "titles.yaml": TITLES,
        "profiles/p.md": "---\nname: P\nkind: individual\nunit: a\n---\n",
        "campaigns/c.yaml": campaign.format("C", "2020", "launched_by: a"),
        "campaigns/d.yaml": campaign.format("D", "1961", "launched_by: a"),
        "campaigns/e.yaml": campaign.format("E", "2020", "coordinators: {unit: a}"),
        "campaigns/f.yaml": campaign.format("F", "2020", "registrations: {unit: a}"),
        "decisions/x.yaml": decision.format("1962"),
        "decisions/y.yaml": decision.format("1970"),
        "models/m.md": "---\ntitle: M\nkind: practice\norigin: {unit: a}\n---\n",
        "models/n.md": "---\ntitle: N\nkind: practice\n"
        "adoptions: [{by: a, on: 2013, status: running}]\n---\n",
        "articles/r.md": "---\ntitle: R\ndate: 2020\nabout: ['unit:a']\n---\n",
    }
    view = view_of(files, "units/a/")

    assert (view.name, view.emblem, view.kind) == (Phrase("A"), "a", "province")
    assert (view.place, view.latitude, view.longitude) == (Phrase("Hạ Long"), 20.95, 107.08)
    assert view.url == "https://a.vn/"
    assert view.workforce == (WorkforceYear(2019, 9, None), WorkforceYear(2020, 10, 4))
    assert [each.emblem for each in view.launched] == ["d", "c"]
    assert view.coordinated == (Link("campaigns/e/", Phrase("E")),)
    assert view.registered == (Link("campaigns/f/", Phrase("F")),)
    assert [each.date for each in view.decided] == ["1970", "1962"]
    assert [each.date for each in view.awards] == ["1962", "1970"]
    assert [each.emblem for each in view.profiles] == ["p"]
    assert [each.emblem for each in view.originated] == ["m"]
    assert view.adopted == (AdoptionRow(Link("models/n/", Phrase("N")), "2013", "running"),)
    assert [each.link.href for each in view.articles] == ["articles/r/"]


def test_a_unit_is_asked_about_its_campaigns_and_its_rise():
    """Targets and reviews of what it launched, and the campaigns in whose scores it rose."""
    files = {
        "units.yaml": UNITS
        + "- {id: a, name: A, kind: commune}\n- {id: b, name: B, kind: commune}\n",
        "titles.yaml": TITLES,
        "campaigns/c.yaml": "title: C\nperiod: {start: 2011, end: 2015}\nlaunched_by: so\n"
        "targets: [{id: t, indicator: I}]\n"
        "milestones: [{kind: final_review, on: 2015, title: R}]\n",
        "campaigns/c.scores.csv": "unit,period,score\na,2011,5\na,2012,7\nb,2011,9\nb,2012,9\n",
    }
    pages = pages_of(files)
    launcher, rising = (pages[f"units/{id_}/"].view.questions for id_ in ("so", "a"))

    assert launcher.launched == Tally(no_goal=1)
    assert launcher.review_states == (("done", 1), ("not_held", 1))
    assert launcher.rises == ()
    assert (rising.launched, rising.review_states) == (None, ())
    assert [
        (each.campaign.href, each.first, each.last, each.change, each.mentioned)
        for each in rising.rises
    ] == [("campaigns/c/", 5, 7, 2, False)]
    assert pages["units/b/"].view.questions is None


def test_a_unit_without_a_place():
    """Nothing is shown where nothing is known, and not its own name."""
    view = view_of({"units.yaml": FIVE_DEEP}, "units/bo/")

    assert (view.place, view.latitude, view.url, view.workforce) == (Phrase(""), None, "", ())


def test_units_have_pages_in_every_language():
    """A name written once is the same in English."""
    pages = pages_of({"units.yaml": FIVE_DEEP})

    assert pages["en/units/bo/"].view.name == Phrase("Bộ")
    assert Named(pages["en/units/so/"].view.ancestors[0].text) == Named(Phrase("Bộ"))
