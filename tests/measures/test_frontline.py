"""The share of front-line people, and how sure it is."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.measures.frontline import (
    Compared,
    FrontlineShare,
    compared,
    frontline_share,
    wilson,
)
from generator.records.unit import Workforce
from tests.builders import TITLES, graph_of
from tests.fairness import decision, units

PERSON = "---\nname: A\nkind: individual\nposition: frontline\n---\n"


def lines(*recipients: str) -> dict[str, str]:
    """A site with one decision and these recipient lines."""
    listed = "".join(f"  - {{{each}}}\n" for each in recipients)
    return {
        "units.yaml": units({"xa": None}),
        "titles.yaml": TITLES,
        "profiles/a.md": PERSON,
        "decisions/d.yaml": "date: 2020\nauthority: so\ntitle: bang-khen\n"
        f"recipients:\n{listed}revocations: [{{recipient: Bỏ, on: 2021}}]\n",
    }


def test_people_are_counted_by_position():
    """A line of ten counts ten; collectives, unknown kinds and revoked awards do not count."""
    graph = graph_of(
        lines(
            "profile: a",
            "profile: a, position: manager",
            "name: B, kind: individual, count: 10, position: frontline",
            "name: C, kind: individual",
            "name: D, kind: collective, position: frontline",
            "name: E",
            "name: Bỏ, kind: individual, position: frontline",
        )
    )
    found = frontline_share(graph.awards)

    assert found == FrontlineShare(people=13, frontline=11, unknown=1)
    assert (found.known, found.share) == (12, 11 / 12)


def test_nothing_known_is_no_share():
    """With every position unknown there is neither share nor interval, and no division by 0."""
    found = FrontlineShare(people=5, frontline=0, unknown=5)

    assert (found.share, found.interval) == (None, None)


@pytest.mark.parametrize(
    ("count", "whole", "expected"),
    [
        (81, 263, (0.2553, 0.3662)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
        (5, 5, (0.5655, 1.0)),
    ],
)
def test_wilson_is_as_published(count, whole, expected):
    """The first three are worked examples of Newcombe (Statistics in Medicine 17, 1998)."""
    assert wilson(count, whole) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("count", "whole"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(count, whole):
    """ValueError names both numbers."""
    with pytest.raises(ValueError, match=f"{count} of {whole}"):
        wilson(count, whole)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share(numbers):
    """It lies within 0 to 1 and around the share, which mirrors when the rest is counted."""
    count, whole = numbers
    low, high = wilson(count, whole)

    assert 0 <= low <= count / whole <= high <= 1
    assert wilson(whole - count, whole) == pytest.approx((1 - high, 1 - low))


def test_people_stand_beside_the_workforce_that_they_come_from():
    """Nested head counts count once, and people of uncounted units are left out."""
    listed = (
        "- {id: so, name: Sở, kind: agency}\n"
        "- {id: a, name: A, kind: enterprise, workforce: {2019: {total: 100, frontline: 80},"
        " 2021: {total: 900, frontline: 9}}}\n"
        "- {id: b, name: B, kind: other, parent: a,"
        " workforce: {2020: {total: 40, frontline: 40}}}\n"
        "- {id: c, name: C, kind: other, parent: a}\n"
        "- {id: d, name: D, kind: enterprise, workforce: {2020: {total: 50}}}\n"
    )
    awards = decision("2020", {"b": 2, "c": 3, "d": 4}, position="frontline")
    files = {"units.yaml": listed, "titles.yaml": TITLES, "decisions/d.yaml": awards}
    graph = graph_of(files)
    found = compared(graph.awards, graph.units)

    assert found.recognised == FrontlineShare(people=5, frontline=5, unknown=0)
    assert (found.workforce, found.expected) == (Workforce(total=100, frontline=80), 0.8)


@pytest.mark.parametrize("workforce", [None, Workforce(total=0, frontline=0)])
def test_without_a_workforce_nothing_is_below_it(workforce):
    """None recorded, or nobody there: no expectation, and no division by 0."""
    found = Compared(FrontlineShare(people=20, frontline=0, unknown=0), workforce)

    assert (found.expected, found.below) == (None, False)


def test_fair_choices_are_rarely_taken_for_unfair(record_property):
    """At most 5 % of 1,000 choices by lot are said to be below the workforce's share; of 40 people
    half as often front-line as the workforce, nine in ten are seen.
    """
    random = Random(20)

    def below(share: float, expected: int) -> bool:
        people = random.randint(10, 200) if share == expected / 100 else 40
        frontline = sum(random.random() < share for _ in range(people))
        recognised = FrontlineShare(people, frontline, 0)
        return Compared(recognised, Workforce(total=100, frontline=expected)).below

    fair = [random.randint(30, 95) for _ in range(1000)]
    alarms = sum(below(each / 100, each) for each in fair)
    seen = sum(below(0.4, 80) for _ in range(500)) / 500
    record_property("false alarms in 1,000, power", (alarms, seen))

    assert alarms <= 50
    assert seen >= 0.9
