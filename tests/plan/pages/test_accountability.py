"""What readers may ask of the publisher."""

from __future__ import annotations

from generator.views.common import Link, Pager, Phrase, Tally
from generator.views.finding import Accountability, ReviewRow, TrailRow
from tests.builders import SITE, TITLES, UNITS, view_of

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
    assert view_of(FILES, "accountability/") == Accountability(
        as_of="2020-06-15",
        tally=Tally(no_goal=1),
        reviews=(
            ReviewRow(Link("campaigns/early/", Phrase("Sớm")), "not_held", "done"),
            ReviewRow(Link("campaigns/late/", Phrase("Muộn")), "due", "planned"),
        ),
        trails=(
            TrailRow(Link("decisions/w/", Phrase("Bằng khen")), "2015", ()),
            TrailRow(
                Link("decisions/x/", Phrase("Bằng khen")),
                "2016",
                ("nomination", "vote", "public_notice", "approval"),
            ),
        ),
        decisions=2,
        trails_complete=1,
        individuals=13,
        frontline=11,
        position_unknown=1,
        frontline_goal=60,
        revocations=1,
        corrections=2,
        models=2,
        models_adopted=1,
        pager=Pager(1, ("accountability/",), 2),
    )


def test_a_site_without_a_goal_of_its_own():
    """None is made up."""
    view = view_of({}, "accountability/")

    assert view.frontline_goal is None
    assert (view.individuals, view.reviews, view.trails) == (0, (), ())
