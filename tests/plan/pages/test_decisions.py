"""Decisions by year and their rolls of honour."""

from __future__ import annotations

import pytest

from generator.views.common import Link, Named, Phrase
from generator.views.decision import Revocation
from tests.builders import SITE, TITLES, UNITS, pages_of, view_of

BASE = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES + "- {id: co, name: Cờ, form: flag, level: state}\n",
}
TEXT = "date: {date}\nauthority: so\ntitle: bang-khen\n{lines}\n"
NOBODY = "recipients: {name: N}"


def decision(lines: str, site: str = SITE, **files: str):
    text = TEXT.format(date="2020-05-20", lines=lines)
    return view_of({**BASE, "site.yaml": site, "decisions/d.yaml": text, **files}, "decisions/d/")


def test_the_listing_is_by_year_latest_first():
    """Equal dates by id; a year that goes on stands on the next page again."""
    files = {
        **BASE,
        "site.yaml": f"{SITE}page_size: 2\n",
        **{
            f"decisions/{id_}.yaml": TEXT.format(date=date, lines=NOBODY)
            for id_, date in {"a": "1962-05", "b": "1962-05", "c": "1962", "d": "1970"}.items()
        },
    }
    pages = pages_of(files)

    def listed(path: str) -> list[tuple[str, list[str]]]:
        years = pages[path].view.years
        return [(each.year, [card.link.href for card in each.decisions]) for each in years]

    assert listed("decisions/") == [("1970", ["decisions/d/"]), ("1962", ["decisions/b/"])]
    assert listed("decisions/page-2/") == [("1962", ["decisions/a/", "decisions/c/"])]


def test_head_of_a_decision():
    """Number, date, authority, title, campaign and where it is published."""
    view = decision(
        f"{NOBODY}\nnumber: 1/QĐ\nname: Đợt một\nsummary: S\ncampaign: c\nurl: https://a.vn/\n",
        **{"campaigns/c.yaml": "title: C\nperiod: {start: 2020}\n"},
    )

    assert (view.name, view.emblem, view.number, view.date) == (
        Phrase("Đợt một"),
        "d",
        "1/QĐ",
        "2020-05-20",
    )
    assert (view.authority, view.title) == (
        Named(Phrase("Sở"), "units/so/"),
        Named(Phrase("Bằng khen"), "titles/bang-khen/"),
    )
    assert view.summary == Phrase("S")
    assert view.campaign == Link("campaigns/c/", Phrase("C"))
    assert view.url == "https://a.vn/"


def test_a_decision_without_number_or_name():
    """It is called by its title, and the number is not made up."""
    view = decision(NOBODY)

    assert (view.name, view.number, view.campaign, view.url) == (Phrase("Bằng khen"), "", None, "")


def test_the_roll_is_by_title():
    """Titles in the order of their first recipient; counted lines count for all they stand for."""
    view = decision("""\
recipients:
  - {name: A, title: co}
  - {name: B}
  - {name: C, title: co, count: 20}
  - {name: D, count: 2}
""")

    assert [
        (each.title.text.text, [line.recipient.text.text for line in each.recipients], each.count)
        for each in view.roll
    ] == [("Cờ", ["A", "C"], 21), ("Bằng khen", ["B", "D"], 3)]
    assert (view.recipients, view.unnamed) == (24, 22)


def test_without_a_trail_nothing_is_shown_and_all_is_missing():
    """A trail that is not recorded has no steps, and says which."""
    view = decision(NOBODY)

    assert view.trail == ()
    assert view.missing_steps == ("nomination", "vote", "public_notice", "approval")
    assert (view.nominated, view.selection_note) == (None, Phrase(""))


def test_missing_steps_stand_in_their_place():
    """Nomination, appraisal, vote, notice, approval."""
    view = decision(f"""\
{NOBODY}
selection:
  nominated: 31
  note: N
  steps:
    - {{kind: approval, on: 2020-05-20}}
    - {{kind: appraisal, on: 2020-04-01}}
    - {{kind: nomination, start: 2020-01, end: 2020-02}}
""")

    assert [(each.kind, each.recorded) for each in view.trail] == [
        ("nomination", True),
        ("appraisal", True),
        ("vote", False),
        ("public_notice", False),
        ("approval", True),
    ]
    assert view.missing_steps == ("vote", "public_notice")
    assert (view.nominated, view.selection_note) == (31, Phrase("N"))
    assert (view.trail[0].start, view.trail[0].end, view.trail[4].on) == (
        "2020-01",
        "2020-02",
        "2020-05-20",
    )
    assert (view.trail[2].by, view.trail[2].working_days, view.trail[2].source) == (None, None, 0)


def test_several_steps_of_a_kind_are_by_date():
    """Two ballots, the earlier one first."""
    view = decision(f"""\
{NOBODY}
selection:
  steps: [{{kind: vote, on: 2020-03, note: B}}, {{kind: vote, start: 2020-02, note: A}}]
""")

    assert [each.note.text for each in view.trail if each.recorded] == ["A", "B"]


def test_recorded_steps_are_shown_by_date():
    """A vote that came before the appraisal is shown before it."""
    view = decision(f"""\
{NOBODY}
selection: {{steps: [{{kind: appraisal, on: 2020-04}}, {{kind: vote, on: 2020-03}}]}}
""")

    assert [each.kind for each in view.trail if each.recorded] == ["vote", "appraisal"]


def test_votes_are_shown_with_their_numbers():
    """Ballots, votes in favour, comments, who and where it says so."""
    view = decision(f"""\
{NOBODY}
sources: [{{id: s, title: S}}]
selection:
  steps:
    - {{kind: vote, on: 2020-03, by: so, ballots: 12, in_favour: 0, source: s}}
    - {{kind: public_notice, on: 2020-04, comments_received: 0}}
""")
    vote, notice = (each for each in view.trail if each.recorded)

    assert (vote.ballots, vote.in_favour, vote.source) == (12, 0, 1)
    assert vote.by == Named(Phrase("Sở"), "units/so/")
    assert (notice.comments_received, notice.ballots, notice.working_days) == (0, None, None)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ("start: 2020-04-27, end: 2020-05-05", 6),
        ("start: 2020-04-29, end: 2020-05-03", 2),
        ("start: 2020-04, end: 2020-05", None),
        ("start: 2020-04-27", None),
        ("on: 2020-04-27", None),
    ],
)
def test_length_of_a_public_notice(dates, days):
    """Working days, the site's holidays counted out; only where both days are known."""
    view = decision(
        f"{NOBODY}\nselection: {{steps: {{kind: public_notice, {dates}}}}}",
        site=f"{SITE}notice: {{holidays: [2020-05-01]}}\n",
    )
    (notice,) = (each for each in view.trail if each.recorded)

    assert notice.working_days == days


def test_a_vote_has_no_length():
    """Only of a notice days are counted."""
    view = decision(
        f"{NOBODY}\nselection: {{steps: {{kind: vote, start: 2020-04-27, end: 2020-05-05}}}}"
    )

    assert {each.working_days for each in view.trail} == {None}


def test_revocations():
    """A profile is linked; a name is a name."""
    view = decision(
        """\
recipients: [{profile: p}, {name: Đội}]
revocations:
  - {recipient: p, on: 2021-01, number: 2/QĐ, reason: R}
  - {recipient: Đội, on: 2021-02}
""",
        **{"profiles/p.md": "---\nname: P\nkind: individual\n---\n"},
    )

    assert view.revocations == (
        Revocation(Named(Phrase("P"), "profiles/p/"), "2021-01", "2/QĐ", Phrase("R")),
        Revocation(Named(Phrase("Đội")), "2021-02", "", Phrase("")),
    )
    assert [each.revoked for each in view.roll[0].recipients] == ["2021-01", "2021-02"]
