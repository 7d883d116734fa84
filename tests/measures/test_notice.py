"""Working days of public notice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.notice import NoticeLength, notice_of, notice_working_days
from tests.builders import record_of

NONE: frozenset[date] = frozenset()
MONDAY = date(2024, 4, 29)


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (4, 5), (5, 5), (6, 5), (7, 6), (13, 10)])
def test_both_ends_count_and_weekends_do_not(days, expected):
    """Monday to Friday are five days; Saturday and Sunday add none."""
    assert notice_working_days(MONDAY, MONDAY + timedelta(days), NONE) == expected


def test_a_weekend_alone_is_no_working_day():
    """Saturday to Sunday."""
    assert notice_working_days(date(2024, 5, 4), date(2024, 5, 5), NONE) == 0


def test_holidays_count_out_once():
    """Two holidays in the week leave three days; one on a Sunday changes nothing."""
    holidays = {date(2024, 4, 30), date(2024, 5, 1), date(2024, 5, 5)}

    assert notice_working_days(MONDAY, date(2024, 5, 5), holidays) == 3


def test_an_end_before_its_start_is_refused():
    """ValueError names both days."""
    with pytest.raises(ValueError, match="2024-04-28 is before 2024-04-29"):
        notice_working_days(MONDAY, date(2024, 4, 28), NONE)


NEAR = st.integers(0, 40).map(lambda days: MONDAY + timedelta(days))


@given(NEAR, st.integers(0, 40), st.frozensets(NEAR))
def test_days_count_as_if_each_were_looked_at(start, length, holidays):
    """Whatever day it begins on, however long it is, and wherever holidays fall."""
    days = [start + timedelta(each) for each in range(length + 1)]
    expected = [each for each in days if each.weekday() < 5 and each not in holidays]

    assert notice_working_days(start, days[-1], holidays) == len(expected)


class Counted(date):
    """A day that is told each time somebody walks on from it."""

    steps = 0

    def __add__(self, other: timedelta) -> Any:
        Counted.steps += 1
        return date(self.year, self.month, self.day) + other


def test_a_notice_of_ten_thousand_years_is_not_walked_through():
    """The days of whole weeks are counted without looking at them."""
    assert notice_working_days(Counted(1, 1, 1), date(9999, 12, 31), NONE) == 2_608_615
    assert Counted.steps == 0


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_a_notice_can_be_cut_in_two(start, first, second):
    """The days of two notices that follow each other add up."""
    middle = start + timedelta(first)
    end = middle + timedelta(1 + second)

    assert notice_working_days(start, end, NONE) == notice_working_days(
        start, middle, NONE
    ) + notice_working_days(middle + timedelta(1), end, NONE)


@pytest.mark.parametrize(
    ("step", "days", "reason"),
    [
        ("{kind: public_notice, start: 2024-04-29, end: 2024-05-05}", 5, ""),
        ("{kind: public_notice, on: 2024-04-29, end: 2024-05-05}", 5, ""),
        ("{kind: public_notice, on: 2024-04-29}", None, "no_end"),
        ("{kind: public_notice, end: 2024-05-05}", None, "no_start"),
        ("{kind: public_notice}", None, "no_start"),
        ("{kind: public_notice, start: 2024-04, end: 2024-05-05}", None, "imprecise"),
        ("{kind: vote, on: 2024-04-29}", None, "no_step"),
        (
            (
                "{kind: public_notice, start: 2024-04-29, end: 2024-04-30}, {kind: public_notice},"
                " {kind: public_notice, start: 2024-05-06, end: 2024-05-10}"
            ),
            5,
            "",
        ),
    ],
)
def test_the_notice_of_a_trail(step, days, reason):
    """The longest of several; what cannot be counted says why."""
    found = record_of(
        "decision",
        "date: 2024\nauthority: so\ntitle: bang-khen\nrecipients: [{name: A}]\n"
        f"selection: {{steps: [{step}]}}\n",
    )

    assert notice_of(found, NONE) == NoticeLength(days, reason)
