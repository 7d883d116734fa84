"""Concentration: who holds how many awards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.concentration import Concentration, concentration_of, gini
from tests.builders import TITLES, UNITS, graph_of


def test_awards_are_counted_by_holder():
    """Profiles by id, others by name within their unit; whole numbers without names stand apart."""
    graph = graph_of(
        {
            "units.yaml": UNITS,
            "titles.yaml": TITLES,
            "profiles/a.md": "---\nname: A\nkind: individual\n---\n",
            "decisions/x.yaml": "date: 2016\nauthority: so\ntitle: bang-khen\nrecipients:\n"
            "  - {profile: a}\n  - {name: B, unit: so}\n  - {name: B}\n  - {name: C}\n"
            "  - {name: Khác, count: 7}\nrevocations: [{recipient: C, on: 2017}]\n",
            "decisions/y.yaml": "date: 2017\nauthority: so\ntitle: bang-khen\nrecipients:\n"
            "  - {profile: a}\n  - {name: B, unit: so}\n",
        }
    )
    assert concentration_of(graph.awards) == Concentration((2, 2, 1), unnamed=7)


@pytest.mark.parametrize(
    ("counts", "top", "held", "few"),
    [
        ((12, *[1] * 9), 1, 12, True),
        ((9, *[1] * 9), 1, 9, False),
        ((10, *[2] * 5), 1, 10, False),
        ((10, 10, *[1] * 18), 2, 20, True),
        ((), 0, 0, False),
    ],
)
def test_few_hold_most(counts, top, held, few):
    """A tenth of ten or more holders with over half of twenty or more awards; half is not over."""
    found = Concentration(counts, 0)

    assert (found.top, found.held_by_top, found.few_hold_most) == (top, held, few)


@pytest.mark.parametrize(
    ("counts", "expected"), [((), None), ((0, 0), None), ((3, 3, 3), 0), ((0, 0, 0, 8), 0.75)]
)
def test_gini_of_known_cases(counts, expected):
    """Nothing to share, all alike, and all with one of four."""
    assert gini(counts) == expected


@given(st.lists(st.integers(1, 100), min_size=1, max_size=30))
def test_gini_is_half_the_relative_mean_difference(counts):
    """As it is defined, whatever the order."""
    differences = sum(abs(a - b) for a in counts for b in counts)

    assert gini(counts[::-1]) == pytest.approx(differences / (2 * len(counts) * sum(counts)))
