"""What a record must hold together."""

from __future__ import annotations

import pytest

from tests.builders import record_of, validated, wrong

HEAD = {
    "profile": "---\nname: A\nkind: individual\n{}\n---\n",
    "collective": "---\nname: A\nkind: collective\n{}\n---\n",
    "model": "---\ntitle: A\nkind: practice\n{}\n---\n",
    "campaign": "title: A\nsummary: S\nperiod: {{start: 2011}}\n{}\n",
    "decision": "date: 2020\nauthority: so\ntitle: t\n{}\n",
    "unit": "- id: a\n  name: A\n  kind: agency\n  {}\n",
}


def problems(head: str, lines: str) -> list[str]:
    kind = "profile" if head == "collective" else head
    return [each.partition(":")[2] for each in wrong(kind, HEAD[head].format(lines))]


@pytest.mark.parametrize(
    ("head", "lines", "expected"),
    [
        (
            "campaign",
            "milestones: [{kind: check, title: M, on: 2013-05, end: 2013-04-30}]",
            "4:56: C205 `end` (2013-04-30) is before `on` (2013-05). Check both dates.",
        ),
        (
            "decision",
            "recipients: [{name: A}]\nselection: {steps: [{kind: vote, start: 2020, end: 2019}]}",
            "5:52: C205 `end` (2019) is before `start` (2020).",
        ),
        ("profile", "life: {born: 1961, died: 1960}", "4:26: C205 `died` (1960) is before `born`"),
        (
            "collective",
            "life: {founded: 1961-02, dissolved: 1961-01}",
            "4:37: C205 `dissolved` (1961-01) is before `founded` (1961-02).",
        ),
        (
            "model",
            "adoptions: [{by: x, on: 2000, ended: 1999}]",
            "4:38: C205 `ended` (1999) is before `on` (2000).",
        ),
        (
            "profile",
            "publish_on: 2020-02-01\nexpires_on: 2020-01-31",
            "5:13: C205 `expires_on` (2020-01-31) is before `publish_on` (2020-02-01).",
        ),
        (
            "campaign",
            "targets: [{id: t, indicator: I, baseline: {value: 1, on: 2016}, goal: {by: 2015}}]",
            "4:71: C205 `goal` (2015) is before `baseline` (2016).",
        ),
        ("profile", "status: withdrawn", "4:9: C213 `status: withdrawn` and `withdrawal:` belong"),
        (
            "profile",
            "withdrawal: {on: 2020, reason: R}",
            "2:1: C213 `status: withdrawn` and `withdrawal:` belong together.",
        ),
        (
            "profile",
            "sources: [{id: s, title: S}, {id: t, title: T}, {id: s, title: U}]",
            "4:49: C301 's' stands twice in `sources`. The first is in line 4;",
        ),
        (
            "campaign",
            "targets:\n  - {id: t, indicator: I}\n  - {id: t, indicator: I}",
            "6:5: C301 't' stands twice in `targets`. The first is in line 5;",
        ),
        (
            "decision",
            "recipients: [{unit: so}]",
            "4:14: C213 Neither `profile` nor `name` is given. Write one of them.",
        ),
        (
            "decision",
            "recipients: [{name: Đội A}]\nrevocations: [{recipient: Đội B, on: 2021}]",
            "5:27: L101 'Đội B' is not among the recipients of this decision. Did you mean",
        ),
        (
            "decision",
            "recipients: [{profile: p}]\nrevocations: [{recipient: zzz, on: 2021}]",
            (
                "5:27: L101 'zzz' is not among the recipients of this decision."
                " Write the profile or the name as above."
            ),
        ),
        (
            "campaign",
            "registrations: [{goal: 3}]",
            "4:17: C213 Neither `unit` nor `organisation` is given.",
        ),
        (
            "profile",
            "life: {founded: 1961}",
            "4:8: C213 `founded` does not fit a profile of kind individual.",
        ),
        (
            "collective",
            "life: {died: 1961}",
            "4:8: C213 `died` does not fit a profile of kind collective.",
        ),
        (
            "unit",
            "place: {name: A, latitude: 90.5}",
            "4:30: C212 `latitude` is not between -90 and 90: '90.5'.",
        ),
        (
            "unit",
            "place: {name: A, longitude: -181}",
            "4:31: C212 `longitude` is not between -180 and 180: '-181'.",
        ),
        (
            "model",
            "resources: {budget: {amount: 3, currency: đồng}}",
            "4:43: C206 `currency` is not a currency code: 'đồng'.",
        ),
    ],
)
def test_each_rule_has_its_place_and_sentence(head, lines, expected):
    """One mistake, one line, at the value that must change."""
    found = problems(head, lines)

    assert len(found) == 1
    assert found[0].startswith(expected)


@pytest.mark.parametrize("period", ["2024", "2024-Q1", "2024-Q4", "2024-01", "2024-12"])
def test_periods_of_scores(period):
    """A year, quarter or month."""
    text = HEAD["campaign"].format(f"scores: [{{unit: u, period: {period}, score: 1}}]")

    assert record_of("campaign", text).scores[0].period == period


@pytest.mark.parametrize(
    "period",
    [
        "2024-Q5",
        "2024-Q0",
        "2024-13",
        "2024-00",
        "24",
        "2024-1",
        "Q1",
        "0000",
        "0000-01",
        "２０２４",
    ],
)
def test_what_is_no_period(period):
    """Neither a fifth quarter nor a thirteenth month, nor a year before 1 or in other digits."""
    (found,) = problems("campaign", f"scores: [{{unit: u, period: {period}, score: 1}}]")

    assert found == (
        f"4:28: C204 `period` is not a year, quarter or month: '{period}'."
        " Write 2024, 2024-Q1 or 2024-03."
    )


def test_scores_have_an_end():
    """The first score of a period too many is named; scores of one period may be any number."""
    months = [f"{year}-{month:02}" for year in range(1900, 2000) for month in range(1, 13)]
    lines = "".join(f"u,{each},1\n" for each in [*months, *months])
    table = "unit,period,score\n" + lines

    def said(scores: str) -> list[str]:
        found = validated("campaign", HEAD["campaign"].format(""), tables={"scores": scores})
        return [str(each).removeprefix("content/") for each in found.problems]

    assert said(table) == []
    assert said(table + "u,2000-01,1\nu,2000-02,1\n") == [
        (
            "campaigns/a.scores.csv:2402:1: C221 `scores` has more than 1200 periods."
            " Write longer periods: a hundred years have 1200 months."
        )
    ]


def test_more_front_line_people_than_people():
    """The wrong head count is located by its year."""
    text = "- id: a\n  name: A\n  kind: agency\n  workforce:\n    2019: {total: 3, frontline: 3}\n"

    assert record_of("unit", text).workforce[2019].frontline == 3
    (found,) = wrong("unit", text + "    2020: {total: 3, frontline: 4}\n")
    assert found.startswith("units.yaml:6:33: C212 `frontline` (4) is more than `total` (3).")


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("profile", "life: {born: 1961-05, died: 1961}"),
        ("profile", "life: {born: 1961-05-02, died: 1961-05-02}"),
        ("profile", "life: {born: 1961, died: 1961-01-01}"),
        ("profile", "status: withdrawn\nwithdrawal: {on: 2020, reason: R}"),
        ("unit", "place: {name: A, latitude: -90, longitude: 180}"),
        ("model", "resources: {budget: {amount: 3, currency: VND}}"),
        ("model", "adoptions: [{by: x, id: x}, {by: y}, {by: z}, {by: u, id: u}]"),
        ("campaign", "targets: [{id: t, indicator: I, baseline: {value: 1}, goal: {by: 2015}}]"),
        ("campaign", "registrations: [{organisation: Đoàn}]"),
        ("decision", "recipients: [{name: A}]"),
    ],
)
def test_what_breaks_no_rule(head, lines):
    """Partial dates that may be in order, and the outermost allowed values."""
    assert problems(head, lines) == []


def test_a_doubled_entry_of_a_ledger_is_placed_at_itself():
    """Entries without an id between them do not move the place."""
    lines = "adoptions:\n  - {by: x, id: x}\n  - {by: y}\n  - {by: z, id: x}"
    (found,) = problems("model", lines)

    assert found.startswith("7:5: C301 'x' stands twice in `adoptions`. The first is in line 5;")


def test_every_broken_rule_is_said():
    """Two parts of one record that break rules are two lines."""
    lines = "life: {born: 1961, died: 1960, founded: 1950}\nexpires_on: 2020\npublish_on: 2021"

    assert sorted(each.split(" ")[1] for each in problems("profile", lines)) == [
        "C205",
        "C205",
        "C213",
    ]
