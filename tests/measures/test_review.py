"""When reviews were due."""

from __future__ import annotations

from datetime import date

import pytest

from generator.measures.review import reviews_of
from tests.builders import campaign


@pytest.mark.parametrize(
    ("as_of", "state", "days_late"),
    [
        (date(2013, 6, 30), "planned", 0),
        (date(2013, 7, 1), "due", 1),
        (date(2013, 7, 30), "due", 30),
        (date(2013, 7, 31), "overdue", 31),
    ],
)
def test_grace_begins_after_the_day_it_was_planned_for(as_of, state, days_late):
    """Thirty calendar days after the last day of the month of the plan."""
    found = campaign("milestones: [{kind: interim_review, planned: 2013-06, title: R}]")
    interim, _ = reviews_of(found, as_of, 30)

    assert (interim.state, interim.days_late) == (state, days_late)
    assert interim.overdue_after == date(2013, 7, 30)


def test_the_final_review_is_due_at_the_end():
    """If nothing else is planned; what was held is not late."""
    interim, final = reviews_of(campaign(""), date(2016, 1, 10), 30)
    held, _ = reviews_of(
        campaign("milestones: [{kind: interim_review, on: 2013, title: R}]"), date(2016, 1, 1), 30
    )

    assert (interim.state, interim.on, interim.overdue_after) == ("not_held", None, None)
    assert (final.state, final.days_late, final.overdue_after) == ("due", 10, date(2016, 1, 30))
    assert (held.state, held.days_late, held.overdue_after) == ("done", 0, None)


def test_the_end_of_the_calendar_is_no_error():
    """A review planned for the last day that a date can be is never overdue."""
    found = campaign("milestones: [{kind: interim_review, planned: 9999-12-31, title: R}]")

    assert reviews_of(found, date(2020, 1, 1), 30)[0].overdue_after == date.max
