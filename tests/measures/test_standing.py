"""Standings of units by their scores."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.measures.standing import Standing, standings_of
from generator.records.campaign import Score
from generator.records.types import Number


def scores(*lines: str) -> list[Score]:
    """A score a line: `unit period score`."""
    parts = [line.split() for line in lines]
    return [Score(unit=unit, period=period, score=Number(float(s))) for unit, period, s in parts]


def test_no_scores_no_standings():
    """A campaign without scores has none."""
    assert standings_of([]) is None


def test_units_are_ranked_by_their_last_score():
    """The highest first; ties share a rank, and the next rank is skipped."""
    found = standings_of(
        scores(
            "a 2024-Q1 10", "a 2024-Q2 80", "b 2024-Q1 99", "b 2024-Q2 70",
            "c 2024-Q2 80", "d 2024-Q2 60",
        )
    )  # fmt: skip

    assert found is not None
    assert found.periods == ("2024-Q1", "2024-Q2")
    assert [(row.rank, row.unit) for row in found.rows] == [(1, "a"), (1, "c"), (3, "b"), (4, "d")]
    assert found.rows[1].scores == (None, 80)


def test_change_is_from_first_to_last_score():
    """Periods without a score are passed over, and binary noise is hidden."""
    found = standings_of(scores("a 2024-01 79.3", "b 2024-02 1", "a 2024-03 80"))

    assert found is not None
    row = found.rows[0]
    assert row.scores == (79.3, None, 80)
    assert (row.first, row.last, row.change, row.measured_twice) == (79.3, 80, 0.7, True)
    assert not found.rows[1].measured_twice


def test_the_later_line_of_one_period_counts():
    """A corrected score replaces the one above it."""
    found = standings_of(scores("a 2024 10", "a 2024 12"))

    assert found is not None
    assert found.rows[0].scores == (12,)


def test_most_improved_may_be_several():
    """All units with the greatest rise; one that was scored once improved nothing."""
    found = standings_of(
        scores(
            "a 2023 10", "a 2024 15", "b 2023 50", "b 2024 55", "c 2024 99", "d 2023 9", "d 2024 8"
        )
    )

    assert found is not None
    assert {row.unit for row in found.most_improved} == {"a", "b"}


def test_periods_of_different_lengths_are_sorted_by_their_ends():
    """A month after a quarter counts as later; who improved most cannot be said of them."""
    found = standings_of(scores("a 2024-12 90", "a 2024-Q1 10", "b 2024-Q1 60", "b 2024-12 50"))

    assert found is not None
    assert found.periods == ("2024-Q1", "2024-12")
    assert [(row.unit, row.first, row.last) for row in found.rows] == [("a", 10, 90), ("b", 60, 50)]
    assert found.most_improved == ()


def test_nobody_improved():
    """Standing still or falling is no improvement."""
    found = standings_of(scores("a 2023 10", "a 2024 10", "b 2023 9", "b 2024 8"))

    assert found is not None
    assert found.most_improved == ()


def test_the_last_score_of_a_unit_is_looked_up_once(monkeypatch):
    """However many units there are to be ranked."""
    looked_up = []
    last = Standing.last

    def watched(row: Standing) -> float:
        looked_up.append(row.unit)
        return float(last.__get__(row))

    monkeypatch.setattr(Standing, "last", property(watched))
    found = standings_of(scores(*(f"u{n} 2024 {n % 90}" for n in range(300))))

    assert found is not None
    assert len(looked_up) == len(set(looked_up)) == len(found.rows)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(2020, 2024), st.integers(0, 5)),
        min_size=1,
    )
)
def test_ranks_hold_together(lines):
    """A rank is one more than the number of units that are better; each unit stands once."""
    found = standings_of(scores(*(f"{u} {p} {s}" for u, p, s in lines)))

    assert found is not None
    assert sorted(row.unit for row in found.rows) == sorted({unit for unit, _, _ in lines})
    for row in found.rows:
        assert row.rank == 1 + sum(other.last > row.last for other in found.rows)
    assert [row.rank for row in found.rows] == sorted(row.rank for row in found.rows)
