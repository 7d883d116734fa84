"""The home page."""

from __future__ import annotations

from datetime import date

from generator.views.common import Tally
from generator.views.home import Home, Numbers
from tests.builders import SITE, TITLES, UNITS, view_of

BASE = {"units.yaml": UNITS, "titles.yaml": TITLES}
PERSON = "---\nname: A\nkind: individual\n{}\n---\n"
MODEL = "---\ntitle: A\nkind: practice\n{}\n---\n"
DECISION = "date: {}\nauthority: so\ntitle: bang-khen\nrecipients: [{{{}}}]\n{}\n"


def test_an_empty_site_counts_nothing():
    """Four numbers of nothing, with their day."""
    view = view_of({}, "")

    assert view == Home(Numbers("2020-06-15", 0, 0, Tally(), 0, 0, 0, 0, 0, 0), (), (), (), (), ())


def test_the_numbers_are_honest():
    """Each with what it is out of; revoked awards count no more, unnamed ones are told apart."""
    files = {
        **BASE,
        "campaigns/a.yaml": "title: A\nperiod: {start: 2011, end: 2015}\n"
        "targets: [{id: t, indicator: I, goal: {value: 1, by: 2015},"
        " measurements: [{value: 1, on: 2014}]}]\n"
        "milestones: [{kind: interim_review, on: 2013, title: R}]\n",
        "campaigns/b.yaml": "title: B\nperiod: {start: 2019, end: 2025}\n"
        "targets: [{id: t, indicator: I}]\n",
        "decisions/x.yaml": DECISION.format(
            "2015",
            "name: N",
            "selection: {steps: [{kind: nomination}, {kind: vote}, {kind: public_notice},"
            " {kind: approval}]}",
        ),
        "decisions/y.yaml": DECISION.format("2016", "name: M, count: 20", ""),
        "decisions/z.yaml": DECISION.format(
            "2017", "name: R, count: 1", "revocations: [{recipient: R, on: 2018}]"
        ),
        "models/m.md": MODEL.format("adoptions: [{by: X}, {by: Y}]"),
        "models/n.md": MODEL.format(""),
    }

    assert view_of(files, "").numbers == Numbers(
        as_of="2020-06-15",
        recipients=21,
        recipients_named=1,
        targets=Tally(met=1, no_goal=1),
        reviews_held=1,
        reviews_due=2,
        models_adopted=1,
        models=2,
        decisions=3,
        decisions_with_trail=1,
    )


def test_featured_profiles_come_first():
    """Then whoever was awarded last, then all others by id; six at most, nobody twice."""
    people = {f"profiles/{id_}.md": PERSON.format("") for id_ in "abcdefgh"}
    files = {
        **BASE,
        **people,
        "profiles/h.md": PERSON.format("draft: true"),
        "site.yaml": f"{SITE}featured: [profile:g, h, c]\n",
        "decisions/x.yaml": DECISION.format("1962", "profile: e", ""),
        "decisions/y.yaml": DECISION.format("1970", "profile: c}, {profile: f", ""),
    }

    assert [each.emblem for each in view_of(files, "").profiles] == ["g", "c", "f", "e", "a", "b"]


def test_campaigns_under_way_come_first():
    """Featured ones first, as the site orders them; then running, planned, ended, open; latest."""
    campaign = "title: A\nperiod: {{{}}}\n"
    periods = {
        "ended": "start: 2011, end: 2015",
        "old": "start: 1961, end: 1962",
        "open": "start: 1961",
        "planned": "start: 2021",
        "early": "start: 2018, end: 2025",
        "late": "start: 2019-05, end: 2025",
        "later": "start: 2019-06, end: 2025",
    }
    files = {
        **{f"campaigns/{id_}.yaml": campaign.format(each) for id_, each in periods.items()},
        "site.yaml": f"{SITE}featured: [campaign:early, campaign:old]\n",
    }

    assert [each.emblem for each in view_of(files, "").campaigns] == [
        "early",
        "old",
        "later",
        "late",
        "planned",
        "ended",
    ]


def test_a_site_of_another_day():
    """What is under way depends on the day alone."""
    files = {"campaigns/a.yaml": "title: A\nperiod: {start: 2011, end: 2015}\n"}

    assert view_of(files, "", as_of=date(2012, 1, 1)).campaigns[0].state == "running"


def test_models_that_spread_most():
    """By the number of adopters, three at most."""
    files = {
        f"models/{id_}.md": MODEL.format(f"adoptions: [{', '.join(['{by: X}'] * count)}]")
        for id_, count in {"a": 1, "b": 3, "c": 0, "d": 3, "e": 2}.items()
    }

    assert [(each.emblem, each.adopters) for each in view_of(files, "").models] == [
        ("b", 3),
        ("d", 3),
        ("e", 2),
    ]


def test_the_latest_decisions_and_articles():
    """Six and four; articles only in the page's language."""
    article = "---\ntitle: A\ndate: {}\n---\nX\n"
    files = {
        **BASE,
        **{
            f"decisions/d{year}.yaml": DECISION.format(year, "name: N", "")
            for year in range(2010, 2018)
        },
        **{f"articles/a{year}.md": article.format(year) for year in range(2010, 2016)},
        "articles/a2011.en.md": "---\n---\nY\n",
    }
    view = view_of(files, "")

    assert [each.date for each in view.decisions] == [str(year) for year in range(2017, 2011, -1)]
    assert [each.date for each in view.articles] == ["2015", "2014", "2013", "2012"]
    assert [each.date for each in view_of(files, "en/").articles] == ["2011"]
