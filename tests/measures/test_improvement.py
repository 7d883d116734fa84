"""Improvement of units in the scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures import improvement
from generator.measures.improvement import improvements_of, theil_sen
from generator.measures.periods import are_mixed, period_end, period_number
from generator.records.campaign import Score
from generator.records.types import Number


def found(*lines: str):
    """The improvements of scores, one a line: `unit period score`."""
    parts = [line.split() for line in lines]
    return improvements_of(Score(unit=u, period=p, score=Number(float(s))) for u, p, s in parts)


def test_the_greatest_rise_comes_first():
    """Periods are ordered by time, however they are written down."""
    rows = found(
        "a 2024-Q2 71", "a 2024-Q1 70", "b 2024-Q3 80", "b 2024-Q1 40", "b 2024-Q2 60"
    ).rows

    assert [(r.unit, r.first, r.last, r.change, r.slope) for r in rows] == [
        ("b", 40, 80, 40, 20),
        ("a", 70, 71, 1, 1),
    ]


def test_one_odd_score_makes_no_steady_rise():
    """The difference of first and last rests on a single score; the slope does not."""
    (row,) = found(
        "a 2024-01 50", "a 2024-02 50", "a 2024-03 50", "a 2024-04 50", "a 2024-05 90"
    ).rows

    assert (row.change, row.slope) == (40, 0)


def test_a_gap_counts_as_the_time_that_it_is():
    """A unit without a score in 2024 rose over two years, not one."""
    (row,) = found("a 2023 10", "a 2025 20").rows

    assert row.slope == 5


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([], "no_scores"),
        (["a 2024 1", "b 2025 2"], "scored_once"),
        (["a 2024 1", "a 2025-Q1 2"], "mixed_periods"),
        (["a 2024-01 1", "a 2025-Q1 2"], "mixed_periods"),
    ],
)
def test_what_cannot_be_computed_says_why(lines, reason):
    """And there are no rows."""
    assert (found(*lines).reason, found(*lines).rows) == (reason, ())


def test_a_score_given_twice_is_told():
    """The later line counts."""
    result = found("a 2023 10", "a 2024 90", "a 2024 20")

    assert result.twice == (("a", "2024"),)
    assert result.rows[0].change == 10


def test_the_most_improved_have_risen():
    """Several may share the greatest rise; where nobody rose there is none."""
    assert [
        r.unit for r in found("a 2023 1", "a 2024 3", "b 2023 5", "b 2024 7").most_improved
    ] == [
        "a",
        "b",
    ]
    assert found("a 2023 5", "a 2024 5").most_improved == ()


def test_period_numbers_follow_each_other():
    """Over the turn of a year too; what is no period is refused."""
    for before, after in [("2024", "2025"), ("2024-Q4", "2025-Q1"), ("2024-12", "2025-01")]:
        assert period_number(before) + 1 == period_number(after)
    with pytest.raises(ValueError, match="2024-13x"):
        period_number("2024-13x")


def test_what_was_computed_is_known(monkeypatch):
    """Pages of each language ask for the same; slopes are computed once for all of them."""
    asked = []

    def watched(points):
        asked.append(points)
        return theil_sen(points)

    monkeypatch.setattr(improvement, "theil_sen", watched)
    lines = ["known 2021 1", "known 2022 7", "known 2023 4"]

    assert found(*lines) == found(*lines)
    assert len(asked) == 1


def test_periods_of_other_lengths_are_told_apart_and_sorted_by_their_ends():
    """A quarter ends with its last month, a year with its last quarter."""
    ends = [period_end(each) for each in ("2023-12", "2024-Q1", "2024-04", "2024-Q4", "2025-01")]

    assert ends == sorted(set(ends))
    assert period_end("2024") == period_end("2024-Q4") == period_end("2024-12")
    assert are_mixed(["2024", "2024-Q1"])
    assert not are_mixed(["2024-Q2", "2024-Q1"])


def test_a_slope_needs_two_places():
    """ValueError, not a division by 0."""
    with pytest.raises(ValueError, match="two points"):
        theil_sen([(1, 2), (1, 3)])


@given(
    st.integers(-50, 50), st.integers(-9, 9), st.lists(st.integers(0, 40), min_size=2, unique=True)
)
def test_a_straight_line_has_its_own_slope(start, slope, places):
    """Exactly, whatever the distances."""
    assert theil_sen([(x, start + slope * x) for x in places]) == slope
