"""What readers may ask of the publisher."""

from __future__ import annotations

from csv import DictReader

import pytest

from generator.views.common import Link, Pager, Phrase, Tally
from generator.views.fairness import ReviewState, Trails
from generator.views.finding import ReviewRow, TrailRow
from tests.builders import SITE, TITLES, UNITS, planned, view_of
from tests.fairness import site, units

PAGE = "accountability/"

PERSON = "---\nname: A\nkind: {}\n{}\n---\n"
FILES = {
    "site.yaml": f"{SITE}frontline_goal: 60\n",
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "profiles/a.md": PERSON.format(
        "individual", "position: frontline\ncorrections: {on: 2020, note: N}"
    ),
    "profiles/b.md": PERSON.format("individual", ""),
    "profiles/c.md": PERSON.format("collective", ""),
    "campaigns/late.yaml": "title: Muộn\nperiod: {start: 2019, end: 2025}\n"
    "milestones: [{kind: interim_review, planned: 2020-06-01, title: R}]\n",
    "campaigns/early.yaml": "title: Sớm\nperiod: {start: 2011, end: 2015}\n"
    "targets: [{id: t, indicator: I}]\n"
    "milestones: [{kind: final_review, on: 2015, title: R}]\n",
    "models/m.md": "---\ntitle: M\nkind: practice\nadoptions: {by: X}\n---\n",
    "models/n.md": "---\ntitle: N\nkind: practice\n---\n",
    "decisions/x.yaml": """\
date: 2016
authority: so
title: bang-khen
corrections: {on: 2020, note: N}
recipients:
  - {profile: a}
  - {profile: b, position: manager}
  - {profile: b}
  - {profile: c}
  - {name: D, kind: individual, position: frontline, count: 10}
  - {name: E}
  - {name: F, kind: individual, position: frontline}
revocations: [{recipient: F, on: 2017}]
""",
    "decisions/w.yaml": "date: 2015\nauthority: so\ntitle: bang-khen\nrecipients: {name: N}\n"
    "selection: {steps: [{kind: nomination}, {kind: vote}, {kind: public_notice},"
    " {kind: approval}]}\n",
}


def test_every_question_has_its_figures():
    """Shares with their counts, denominators and unknowns; trails and reviews by date."""
    view = view_of(FILES, "accountability/")

    assert (view.as_of, view.tally) == ("2020-06-15", Tally(no_goal=1))
    assert view.reviews == (
        ReviewRow(
            Link("campaigns/early/", Phrase("Sớm")),
            ReviewState("interim_review", "not_held", "", 0),
            ReviewState("final_review", "done", "2015", 0),
        ),
        ReviewRow(
            Link("campaigns/late/", Phrase("Muộn")),
            ReviewState("interim_review", "due", "2020-06-01", 14),
            ReviewState("final_review", "planned", "2025", 0),
        ),
    )
    assert view.review_states == (("done", 1), ("due", 1), ("not_held", 1), ("planned", 1))
    missing = ("nomination", "vote", "public_notice", "approval")
    assert view.trails == (
        TrailRow(Link("decisions/w/", Phrase("Bằng khen")), "2015", (), None, "no_start"),
        TrailRow(Link("decisions/x/", Phrase("Bằng khen")), "2016", missing, None, "no_step"),
    )
    assert view.selection == Trails(2, 1, tuple((kind, 1) for kind in missing))
    found = view.frontline
    assert (found.people, found.frontline, found.unknown, found.goal) == (13, 11, 1, 60)
    assert (found.workforce, found.workforce_share) == (0, None)
    assert [(each.kind, each.on, each.record.href) for each in view.repairs] == [
        ("revocation", "2017", "decisions/x/"),
        ("correction", "2020", "decisions/x/"),
        ("correction", "2020", "profiles/a/"),
    ]
    assert (view.revocations, view.corrections) == (1, 2)
    assert (view.models, view.models_adopted) == (2, 1)
    assert view.pager == Pager(1, ("accountability/",), 3)


def test_a_site_without_a_goal_of_its_own():
    """None is made up."""
    view = view_of({}, "accountability/")

    assert view.frontline.goal is None
    assert (view.frontline.people, view.reviews, view.trails) == (0, (), ())


def test_groups_show_how_awards_are_spread():
    """Units of one kind below one unit, with their counts, and how a title went round."""
    view = view_of(site(dict.fromkeys("abcde", 1000), *[dict.fromkeys("abcde", 1)] * 5), PAGE)
    (group,) = view.groups

    assert (group.of.href, group.kind) == ("units/so/", "commune")
    assert (group.levelling.units, group.levelling.awards) == (5, 25)
    assert group.levelling.chance < 0.01
    assert [(each.rounds, each.chance) for each in group.rotations] == [(5, 1)]


def figures(files, language: str = "vi") -> list[dict[str, str]]:
    """The lines of the table of all figures."""
    (found,) = [
        each for each in planned(files).files if each.path == f"data/accountability.{language}.csv"
    ]
    return list(DictReader(found.data.decode().splitlines()))


def test_all_figures_are_in_a_table():
    """A figure a line, with the whole it is a part of; what cannot be computed says why."""
    lines = figures(FILES)
    told = {(each["question"], each["name"], each["figure"]): each for each in lines}

    assert told["frontline", "", "frontline"]["value"] == "11"
    assert told["frontline", "", "frontline"]["whole"] == "12"
    assert told["frontline", "", "workforce_share"]["note"] == "no_head_count"
    assert told["reviews", "Muộn", "interim_review"]["value"] == "due"
    assert told["trails", "Bằng khen", "notice_working_days"]["note"] == "no_step"
    assert {each["as_of"] for each in lines} == {"2020-06-15"}


def test_the_table_has_the_shares_of_campaigns_and_units():
    """Behind the site's, those of each that has awards."""
    files = site({"a": 10}, {"a": 3}, frontline=0.5, position="frontline")
    files["campaigns/c.yaml"] = "title: C\nperiod: {start: 2011}\n"
    files["decisions/y2020.yaml"] += "campaign: c\n"
    lines = [each for each in figures(files) if each["figure"] == "share"]

    assert [(each["address"], each["value"]) for each in lines] == [
        ("", "1.0"),
        ("campaigns/c/", "1.0"),
        ("units/so/", "1.0"),
        ("units/a/", "1.0"),
    ]


MANY = [f"u{number:02}" for number in range(15)]


def test_pages_show_the_first_units_and_the_table_all():
    """What is cut off on pages of the group stands in the file of all figures."""
    thirds = [dict.fromkeys(MANY[first : first + 5], 1) for first in (0, 5, 10)]
    files = site(dict.fromkeys(MANY, 1000), *thirds * 3)
    found = [
        view_of(files, PAGE).groups[0],
        view_of(files, "units/so/").questions.groups[0],
    ]
    lines = [(each["name"], each["figure"], each["value"]) for each in figures(files)]

    for group in found:
        assert (group.levelling.units, len(group.levelling.counts)) == (15, 12)
        assert len(group.rotations[0].turns) == 12
    for figure, value in (("awards", "3"), ("wins commune", "3"), ("expected_awards", "3.0")):
        assert [line for line in lines if line[1] == figure] == [
            (name, figure, value) for name in MANY
        ]


def test_units_that_stand_in_the_way_of_a_figure_are_all_told():
    """Pages name the first of them and say how many more there are."""
    files = site(dict.fromkeys(MANY, None), dict.fromkeys(MANY, 2))
    found = view_of(files, PAGE).groups[0].levelling
    told = [each for each in figures(files) if each["figure"] == "concerned commune"]

    assert (found.reason, len(found.concerned), found.concerned_more) == ("no_head_count", 12, 3)
    assert [(each["name"], each["note"]) for each in told] == [
        (name, "no_head_count") for name in MANY
    ]


def scored(scores: str) -> dict[str, str]:
    return {
        "units.yaml": units({"a": None, "b": None}),
        "titles.yaml": TITLES,
        "campaigns/c.yaml": "title: C\nperiod: {start: 2011, end: 2015}\n",
        "campaigns/c.scores.csv": f"unit,period,score\n{scores}",
    }


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({}, "frontline,share,no_position_known"),
        ({"units.yaml": "[]\n"}, "holders,gini,no_holders"),
        (scored(""), None),
        (scored("a,2011,1\n"), "improvement,change,scored_once"),
        (scored("a,2011,1\na,2012-Q1,2\n"), "improvement,change,mixed_periods"),
        (scored("a,2012,1\na,2011,2\n"), "improvement,change,nobody_rose"),
        (site({"a": 9}, {"a": 3}), None),
        (site({"a": 0, "b": 9}, {"a": 3}), "levelling,chance commune,more_awards_than_people"),
        (site(dict.fromkeys("ab", None), {"a": 3}), "levelling,chance commune,few_units"),
        (site(dict.fromkeys("abcde", None), {"a": 20}), "levelling,chance commune,no_head_count"),
        (
            site(dict.fromkeys("abcde", 10) | {"e": 0}, {"a": 9, "b": 9, "c": 9}),
            "levelling,chance commune,nobody_there",
        ),
        (
            site(dict.fromkeys("abcde", 0), {}, frontline=0.5),
            "levelling,chance commune,few_awards",
        ),
        (
            site({"a": 9, "b": 9}, {"a": 3}, position="unknown", frontline=0.5),
            "frontline,share,no_position_known",
        ),
    ],
)
def test_bad_input_is_never_divided(files, line):
    """Nothing is not a number; each figure that is not there has its reason."""
    given = {name: text for name, text in files.items() if text[-12:] != "recipients:\n"}
    lines = figures(given)
    told = {f"{each['question']},{each['figure']},{each['note']}" for each in lines}

    assert line is None or line in told
    assert not {each["value"].lower() for each in lines} & {"nan", "inf", "-inf", "none"}
