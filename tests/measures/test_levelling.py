"""Levelling: whether counts are more even than lots make them."""

from __future__ import annotations

from random import Random

import pytest

from generator.measures.levelling import FEWEST_AWARDS, chances_of, levelling_of
from generator.measures.lots import UNLIKELY, Draw, unlikely
from generator.measures.peers import Peers, peers_below
from tests.builders import graph_of
from tests.fairness import allocated, drawn, shared_out, site

FIVE = ("a", "b", "c", "d", "e")


def levelling(files):
    """How even the counts are among the agency's sub-units."""
    graph = graph_of(files)
    (peers,) = peers_below(graph.back.sub_units["so"])
    return levelling_of(peers, graph.awards, graph.units)


def chance(awards, *draws: Draw) -> float:
    return min(1.0, 2 * min(chances_of(tuple(awards), draws, "test")))


def test_equal_counts_are_unlikely():
    """Four awards for each of five units of a hundred: 20! / (4!^5 5^20) is 0.3 % by lot."""
    found = levelling(site(dict.fromkeys(FIVE, 1000), dict.fromkeys(FIVE, 4)))

    assert (found.awards, found.reason) == (20, "")
    assert [each.expected for each in found.counts] == [4] * 5
    assert found.alike == pytest.approx(0.0032, abs=0.003)
    assert found.p_value is not None
    assert found.p_value <= UNLIKELY


def test_a_quota_by_size_is_seen_too():
    """Counts that follow unequal sizes exactly are not alike, and yet unlikely."""
    sizes = {"a": 100, "b": 200, "c": 300, "d": 400, "e": 1000}
    found = levelling(site(sizes, {id_: size // 50 for id_, size in sizes.items()}))

    assert found.by_size is not None
    assert found.alike is not None
    assert found.by_size < 0.01 < found.alike


def test_uneven_counts_are_no_question():
    """One unit has most awards: lots are more even than that."""
    found = levelling(site(dict.fromkeys(FIVE, 1000), {"a": 16, "b": 1, "c": 1, "d": 1, "e": 1}))

    assert found.p_value == 1


@pytest.mark.parametrize(
    ("sizes", "won", "reason", "concerned"),
    [
        (dict.fromkeys("abcd", 1000), dict.fromkeys("abcd", 9), "few_units", ()),
        (dict.fromkeys(FIVE, 1000), {"a": FEWEST_AWARDS - 1}, "few_awards", ()),
        (dict.fromkeys(FIVE, 1000), {}, "few_awards", ()),
        (dict.fromkeys(FIVE, 1000) | {"e": None}, {"a": 30}, "no_head_count", ("e",)),
        (dict.fromkeys(FIVE, 1000) | {"e": 0}, {"a": 30}, "nobody_there", ("e",)),
        (dict.fromkeys(FIVE, 0), {"a": 30}, "more_awards_than_people", ("a",)),
        (dict.fromkeys(FIVE, 10), {"a": 11, "b": 10}, "more_awards_than_people", ("a",)),
    ],
)
def test_what_cannot_be_computed_says_why(sizes, won, reason, concerned):
    """The reason, the units that it is about, and no figure."""
    years = [won] if won else []
    found = levelling(site(sizes, *years))

    assert (found.reason, found.concerned, found.p_value) == (reason, concerned, None)


def test_people_are_counted_year_by_year():
    """Ten people can win twelve awards in two years, and not in one."""
    two = levelling(site(dict.fromkeys(FIVE, 10), {"a": 6, "b": 6}, {"a": 6, "b": 6}))
    one = levelling(site(dict.fromkeys(FIVE, 10), {"a": 12, "b": 12}))

    assert (two.reason, one.reason) == ("", "more_awards_than_people")


def test_everybody_honoured_is_even_by_necessity():
    """Where all people win, lots cannot do otherwise."""
    assert chance([5] * 6, Draw((5,) * 6, 30)) == 1


def test_no_peers_no_question():
    """Nothing is computed of nothing."""
    assert levelling_of(Peers(()), (), {}).reason == "few_units"


def test_the_same_seed_gives_the_same_chance():
    """A build can be repeated, and another seed gives another estimate."""
    awards, draws = (9, 7, 8, 6, 5, 7), (Draw((50,) * 6, 42),)
    found = chances_of(awards, draws, "x")

    chances_of.cache_clear()
    assert chances_of(awards, draws, "x") == found
    assert chances_of(awards, draws, "y") != found


def test_looking_at_more_places_asks_for_more():
    """One chance in fifty is worth a question where one or two are looked at, not where three."""
    assert [unlikely(0.02, asked) for asked in (1, 2, 3)] == [True, True, False]
    assert not unlikely(None, 1)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("by_lot", [allocated, drawn])
def test_fair_allocations_are_rarely_taken_for_levelling(by_lot, record_property):
    """Of 1,000 allocations by lot to units of any size at most 5 % seem levelled, whether the same
    person may win again or not.
    """
    random = Random(1)
    alarms = 0
    for _ in range(1000):
        sizes = [random.randint(10, 120) for _ in range(random.randint(5, 12))]
        awards = random.randint(20, min(100, sum(sizes) // 2))
        counts = by_lot(random, sizes, awards)
        alarms += chance(counts, Draw(tuple(sizes), awards)) <= UNLIKELY
    record_property("false alarms in 1,000", alarms)

    assert alarms <= 50


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("exceptions", "floor"), [(0, 1.0), (0.05, 0.75), (0.1, 0.5)], ids=["none", "5 %", "10 %"]
)
def test_real_levelling_is_seen(exceptions, floor, record_property):
    """Power: one award for each of eight units of 60 in each of five years is always seen; if some
    awards go by lot instead, it is seen less often.
    """
    random = Random(2)
    draws = (Draw((60,) * 8, 8),) * 5
    seen = sum(chance(shared_out(random, 8, 5, exceptions), *draws) <= UNLIKELY for _ in range(100))
    record_property("power in percent", seen)

    assert seen / 100 >= floor
