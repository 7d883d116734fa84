"""What points at a record."""

from __future__ import annotations

from tests.builders import TITLES, UNITS, graph_of

PERSON = "---\nname: {}\nkind: individual\n{}\n---\n"
MODEL = "---\ntitle: A\nkind: practice\n{}\n---\n"
CAMPAIGN = "title: A\nperiod: {{start: 2011}}\n{}\n"
DECISION = "date: {}\nauthority: so\ntitle: bang-khen\n{}\n"
BASE = {
    "units.yaml": UNITS + "- {id: xa, name: Xã, kind: commune, parent: so}\n",
    "titles.yaml": TITLES + "- {id: co, name: Cờ, form: flag, level: state}\n",
    "topics.yaml": "- {id: t, name: T}\n",
}


def ids(found) -> list[str]:
    return [each.id for each in found]


def test_awards_are_in_order_of_date():
    """Every line of every decision, the earliest decision first, equal days by id."""
    graph = graph_of(
        {
            **BASE,
            "decisions/c.yaml": DECISION.format("1962-05", "recipients: [{name: C}]"),
            "decisions/b.yaml": DECISION.format("1962", "recipients: [{name: B}, {name: B2}]"),
            "decisions/a.yaml": DECISION.format("1962-05", "recipients: [{name: A, count: 3}]"),
        }
    )

    assert [str(each.recipient.name) for each in graph.awards] == ["B", "B2", "A", "C"]
    assert [each.count for each in graph.awards] == [1, 1, 3, 1]


def test_an_award_knows_title_profile_and_unit():
    """The line's own title and unit come before the decision's and the profile's."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", "unit: xa"),
            "decisions/d.yaml": DECISION.format(
                "2020",
                "recipients:\n  - profile: p\n  - {profile: p, unit: so, title: co}\n  - name: N\n",
            ),
        }
    )
    found = [
        (each.title.id, each.profile.id if each.profile else None, each.unit)
        for each in graph.awards
    ]

    assert found == [("bang-khen", "p", "xa"), ("co", "p", "so"), ("bang-khen", None, None)]
    assert graph.back.awards_by_profile == {"p": graph.awards[:2]}
    assert graph.back.awards_by_title == {
        "bang-khen": (graph.awards[0], graph.awards[2]),
        "co": (graph.awards[1],),
    }
    assert graph.back.awards_by_unit == {"xa": (graph.awards[0],), "so": (graph.awards[1],)}


def test_revocations_find_their_recipient():
    """By profile or by the name in any language; the others stand."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", ""),
            "decisions/d.yaml": DECISION.format(
                "2020",
                """\
recipients: [{profile: p}, {name: {vi: Đội, en: Team}}, {name: N}]
revocations: [{recipient: p, on: 2021}, {recipient: Team, on: 2022}]""",
            ),
        }
    )

    assert [each.revocation and str(each.revocation.on) for each in graph.awards] == [
        "2021",
        "2022",
        None,
    ]


def test_decisions_and_recipients_that_are_not_shown():
    """A draft decision awards nothing; a draft recipient has no profile yet."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", "draft: true\nunit: xa"),
            "decisions/d.yaml": DECISION.format("2020", "recipients: [{profile: p}]"),
            "decisions/e.yaml": DECISION.format("2020", "recipients: [{name: N}]\ndraft: true"),
        }
    )
    (award,) = graph.awards

    assert (award.decision.id, award.profile, award.unit) == ("d", None, None)
    assert graph.back.awards_by_profile == {}


def test_references_are_turned_round():
    """Each relation of campaigns, models, profiles and units from its other end."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", "campaigns: [c]\nunit: xa\nmodels: [m]"),
            "campaigns/c.yaml": CAMPAIGN.format(
                "launched_by: so\ncoordinators: [{unit: xa}, {unit: Đoàn}]\n"
                "registrations: [{unit: xa}, {unit: xa}, {organisation: O}]"
            ),
            "campaigns/c2.yaml": CAMPAIGN.format("predecessor: c\nlaunched_by: Bộ"),
            "models/m.md": MODEL.format("campaign: c\norigin: {profile: p, unit: so}"),
            "models/n.md": MODEL.format("adapted_from: m\nadoptions: [{by: xa}, {by: Hội}]"),
            "decisions/d.yaml": DECISION.format("2020", "campaign: c\nrecipients: [{name: N}]"),
        }
    )
    back = graph.back

    assert {key: ids(found) for key, found in back.decisions_by_campaign.items()} == {"c": ["d"]}
    assert {key: ids(found) for key, found in back.decisions_by_authority.items()} == {"so": ["d"]}
    assert {key: ids(found) for key, found in back.profiles_by_campaign.items()} == {"c": ["p"]}
    assert {key: ids(found) for key, found in back.profiles_by_unit.items()} == {"xa": ["p"]}
    assert {key: ids(found) for key, found in back.models_by_campaign.items()} == {"c": ["m"]}
    assert {key: ids(found) for key, found in back.models_by_profile.items()} == {"p": ["m"]}
    assert {key: ids(found) for key, found in back.models_by_unit.items()} == {"so": ["m"]}
    assert {key: ids(found) for key, found in back.models_adapted_from.items()} == {"m": ["n"]}
    assert {key: ids(found) for key, found in back.campaigns_by_launcher.items()} == {"so": ["c"]}
    assert {key: ids(found) for key, found in back.campaigns_by_coordinator.items()} == {
        "xa": ["c"]
    }
    assert {key: ids(found) for key, found in back.campaigns_by_registrant.items()} == {"xa": ["c"]}
    assert {key: ids(found) for key, found in back.successors.items()} == {"c": ["c2"]}
    assert {key: ids(found) for key, found in back.sub_units.items()} == {"so": ["xa"]}
    ((unit, (adopted,)),) = back.adopted_by_unit.items()
    assert (unit, adopted.model.id, adopted.adoption.by.unit) == ("xa", "n", "xa")


def test_what_is_not_shown_points_at_nothing():
    """A draft campaign has no launcher, a draft profile no unit."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", "draft: true\nunit: xa\nmodels: [m]"),
            "profiles/q.md": PERSON.format("Q", "models: [m]"),
            "campaigns/c.yaml": CAMPAIGN.format("draft: true\nlaunched_by: so"),
            "models/m.md": MODEL.format("draft: true"),
        }
    )

    assert graph.back.profiles_by_unit == {}
    assert graph.back.campaigns_by_launcher == {}
    assert graph.back.models_by_profile == {}


def test_articles_are_found_from_what_they_are_about():
    """By `about`, `campaigns` and `topics`; an article that says it twice stands once."""
    graph = graph_of(
        {
            **BASE,
            "profiles/p.md": PERSON.format("P", ""),
            "campaigns/c.yaml": CAMPAIGN.format(""),
            "articles/r.md": "---\ntitle: R\ndate: 2020\nabout: [p, 'campaign:c']\n"
            "campaigns: [c]\ntopics: [t]\n---\n",
        }
    )

    assert {key: ids(found) for key, found in graph.back.articles_about.items()} == {
        ("profile", "p"): ["r"],
        ("campaign", "c"): ["r"],
        ("topic", "t"): ["r"],
    }
