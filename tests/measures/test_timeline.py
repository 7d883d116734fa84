"""The life of a campaign."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.measures.timeline import (
    STAGES,
    Stage,
    campaign_state,
    lifecycle,
    milestone_state,
    reviews_held_and_due,
)
from generator.records.types import PartialDate
from tests.builders import campaign, record_of


def with_period(period: str, *milestones: str):
    lines = "".join(f"  - {{title: M, {each}}}\n" for each in milestones)
    return record_of("campaign", f"title: A\nperiod: {period}\nmilestones:\n{lines}")


def stage(record, kind: str, as_of: date, grace: int = 30) -> Stage:
    return next(each for each in lifecycle(record, as_of, grace) if each.kind == kind)


@pytest.mark.parametrize(
    ("period", "as_of", "state"),
    [
        ("{start: 2011-03-01, end: 2015-06-30}", date(2011, 2, 28), "planned"),
        ("{start: 2011-03-01, end: 2015-06-30}", date(2011, 3, 1), "running"),
        ("{start: 2011-03-01, end: 2015-06-30}", date(2015, 6, 30), "running"),
        ("{start: 2011-03-01, end: 2015-06-30}", date(2015, 7, 1), "ended"),
        ("{start: 2011, end: 2015}", date(2010, 12, 31), "planned"),
        ("{start: 2011, end: 2015}", date(2015, 12, 31), "running"),
        ("{start: 2011, end: 2015}", date(2016, 1, 1), "ended"),
        ("{start: 1961}", date(1960, 12, 31), "planned"),
        ("{start: 1961}", date(2020, 1, 1), "open"),
    ],
)
def test_state_of_a_campaign(period, as_of, state):
    """From the first day that its start may mean to the last that its end may mean."""
    assert campaign_state(with_period(period), as_of) == state


@pytest.mark.parametrize("grace", [0, 1, 30])
def test_a_milestone_day_by_day(grace):
    """Planned up to its day, due for the days of grace, overdue from then on."""
    milestone = campaign("milestones: [{kind: check, title: M, planned: 2013-05-10}]").milestones[0]
    day = date(2013, 5, 10)
    states = {
        offset: milestone_state(milestone, day + timedelta(offset), grace)
        for offset in range(-1, grace + 3)
    }

    assert (states[-1], states[0]) == ("planned", "planned")
    assert {states[offset] for offset in range(1, grace + 1)} <= {"due"}
    assert (states[grace + 1], states[grace + 2]) == ("overdue", "overdue")


@pytest.mark.parametrize(
    ("dates", "as_of", "state"),
    [
        ("on: 2013-05-10, planned: 2012-01-01", date(2013, 5, 10), "done"),
        ("on: 2013-05-10", date(2013, 5, 9), "planned"),
        ("on: 2013-05-10, planned: 2012-01-01", date(2013, 5, 9), "overdue"),
        ("on: 2013", date(2013, 1, 1), "done"),
        ("planned: 2013", date(2013, 12, 31), "planned"),
        ("planned: 2013", date(2014, 1, 1), "due"),
        ("planned: 2013", date(2014, 1, 30), "due"),
        ("planned: 2013", date(2014, 1, 31), "overdue"),
        ("note: no date", date(2013, 1, 1), "done"),
    ],
)
def test_state_of_a_milestone(dates, as_of, state):
    """What was held is done, however late; partial dates run to their last day."""
    milestone = campaign(f"milestones: [{{kind: check, title: M, {dates}}}]").milestones[0]

    assert milestone_state(milestone, as_of, 30) == state


def test_a_milestone_planned_for_the_end_of_time():
    """The last year of the calendar can be written as "some day"."""
    milestone = campaign("milestones: [{kind: check, title: M, planned: 9999}]").milestones[0]

    assert milestone_state(milestone, date(2020, 1, 1), 30) == "planned"


def test_a_lifecycle_has_five_stages():
    """Launch, check, interim review, final review, replication, in this order."""
    stages = lifecycle(with_period("{start: 2011, end: 2015}"), date(2013, 1, 1), 30)

    assert tuple(each.kind for each in stages) == STAGES
    assert [each.state for each in stages] == [
        "not_held",
        "not_planned",
        "not_planned",
        "planned",
        "not_planned",
    ]
    assert stages[3].on == PartialDate(2015)


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        (date(2010, 12, 31), ("not_planned", "not_planned", "planned")),
        (date(2011, 1, 1), ("not_held", "not_planned", "planned")),
        (date(2015, 12, 31), ("not_held", "not_planned", "planned")),
        (date(2016, 1, 1), ("not_held", "not_held", "due")),
        (date(2016, 1, 30), ("not_held", "not_held", "due")),
        (date(2016, 1, 31), ("not_held", "not_held", "not_held")),
    ],
)
def test_stages_of_which_nothing_is_recorded(as_of, states):
    """A final review is expected at the end and given grace; others are only missed once over."""
    record = with_period("{start: 2011, end: 2015}")
    found = (
        stage(record, "launch", as_of).state,
        stage(record, "interim_review", as_of).state,
        stage(record, "final_review", as_of).state,
    )

    assert found == states


def test_a_campaign_without_end_expects_no_final_review():
    """Nothing is due where no end is recorded."""
    found = stage(with_period("{start: 1961}"), "final_review", date(2020, 1, 1))

    assert found == Stage("final_review", "not_held", None, None)


def test_the_last_of_several_milestones_is_shown():
    """A stage names the milestone that it shows."""
    record = with_period(
        "{start: 2011, end: 2015}",
        "kind: check, on: 2013",
        "kind: launch, on: 2011-02-03",
        "kind: check, on: 2014",
        "kind: check, on: 2012",
    )

    assert stage(record, "check", date(2015, 1, 1)) == Stage("check", "done", PartialDate(2014), 2)
    assert stage(record, "launch", date(2015, 1, 1)).milestone == 1


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2012, 6, 1), ("done", "2012", 0)),
        (date(2014, 7, 1), ("due", "2014-06", 1)),
        (date(2014, 12, 1), ("overdue", "2014-06", 1)),
    ],
)
def test_a_later_milestone_that_is_overdue_comes_first(as_of, expected):
    """What was held hides nothing that should have been held since."""
    record = with_period(
        "{start: 2011, end: 2015}", "kind: check, on: 2012", "kind: check, planned: 2014-06"
    )
    found = stage(record, "check", as_of)

    assert (found.state, str(found.on), found.milestone) == expected


def test_an_earlier_milestone_that_was_made_up_for_is_not_overdue():
    """A check planned for 2012 and never recorded gives way to the check held in 2014."""
    record = with_period(
        "{start: 2011, end: 2015}", "kind: check, planned: 2012", "kind: check, on: 2014"
    )

    assert stage(record, "check", date(2015, 1, 1)).state == "done"


def test_a_milestone_without_dates_counts_as_held():
    """Only the day is unknown; a dated one is shown before it."""
    undated = with_period("{start: 2011, end: 2015}", "kind: check, note: N")
    both = with_period("{start: 2011, end: 2015}", "kind: check, note: N", "kind: check, on: 2012")

    assert stage(undated, "check", date(2013, 1, 1)) == Stage("check", "done", None, 0)
    assert stage(both, "check", date(2013, 1, 1)).milestone == 1


@pytest.mark.parametrize(
    ("milestones", "as_of", "expected"),
    [
        ((), date(2013, 1, 1), (0, 0)),
        ((), date(2016, 1, 15), (0, 2)),
        ((), date(2017, 1, 1), (0, 2)),
        (("kind: interim_review, on: 2013",), date(2017, 1, 1), (1, 2)),
        (
            ("kind: interim_review, on: 2013", "kind: final_review, on: 2016"),
            date(2017, 1, 1),
            (2, 2),
        ),
        (("kind: interim_review, planned: 2013",), date(2012, 1, 1), (0, 0)),
        (("kind: interim_review, planned: 2013",), date(2014, 6, 1), (0, 1)),
        (("kind: check, on: 2013",), date(2014, 6, 1), (0, 0)),
    ],
)
def test_reviews_are_counted(milestones, as_of, expected):
    """Held, and held plus those that should have been."""
    record = with_period("{start: 2011, end: 2015}", *milestones)

    assert reviews_held_and_due(record, as_of, 30) == expected


def test_nothing_is_said_to_be_due_where_the_end_is_unknown():
    """A campaign whose end nobody recorded has no review that it should have held."""
    given = with_period("{start: 1961}")

    assert reviews_held_and_due(given, date(2020, 1, 1), 30) == (0, 0)
    assert {stage.state for stage in lifecycle(given, date(2020, 1, 1), 30)} == {"not_held"}
