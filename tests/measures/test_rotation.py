"""Rotation: whether a title goes round."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from generator.measures.lots import UNLIKELY
from generator.measures.peers import peers_below
from generator.measures.rotation import (
    FEWEST_ROUNDS,
    chance_of_run,
    longest_run,
    rotations_of,
)
from tests.builders import graph_of
from tests.fairness import site


def wins(*sets: str) -> list[frozenset[str]]:
    """What each decision honours: `ab` are two units."""
    return [frozenset(each) for each in sets]


@pytest.mark.parametrize(
    ("won", "rounds", "first"),
    [
        ("abc", 1, 0),
        ("abcbca", 2, 0),
        ("abccbaacb", 3, 0),
        ("aabcabcab", 2, 1),
        ("abab", 0, 0),
        ("aaa", 0, 0),
        ("", 0, 0),
        ("abcabbcaacc", 2, 2),
    ],
)
def test_rounds_in_a_row_are_counted(won, rounds, first):
    """A round has each of three units once, in any order; the longest run may begin anywhere."""
    assert longest_run(wins(*won), frozenset("abc")) == (rounds, first)


def test_a_decision_may_honour_several():
    """Then those who wait go first, and a round may end within a decision."""
    units = frozenset("abcde")

    assert longest_run(wins("ab", "cd", "ea", "bc", "de"), units)[0] == 2
    assert longest_run(wins("ab", "cd", "ac", "de"), units)[0] == 0
    assert longest_run(wins("abcde", "abcde"), units)[0] == 2


@pytest.mark.parametrize(("units", "length", "rounds"), [(2, 6, 2), (3, 7, 1), (3, 6, 2)])
def test_the_chance_is_a_limit_from_above(units, length, rounds):
    """Compared with all sequences of single wins, counted one by one."""
    every = list(product("abc"[:units], repeat=length))
    seen = sum(longest_run(wins(*one), frozenset("abc"[:units]))[0] >= rounds for one in every)

    exact, limit = seen / len(every), chance_of_run([1] * length, units, rounds)
    assert exact <= limit + 1e-12
    assert limit == pytest.approx(exact) if length == units * rounds else True


def test_everybody_winning_each_time_proves_nothing():
    """Where all units win at each decision, rounds are certain."""
    assert chance_of_run([4] * 5, 4, 5) == 1


def test_titles_of_peers_are_followed_one_by_one():
    """By day, without revoked awards; two decisions of one day are one drawing."""
    sizes = dict.fromkeys("abc", None)
    files = site(sizes, *({each: 1} for each in "abcbacacb"))
    graph = graph_of(files)
    (peers,) = peers_below(graph.back.sub_units["so"])
    (found,) = rotations_of(peers, graph.awards, graph.units)

    assert (found.title, found.rounds, found.first, found.reason) == ("bang-khen", 3, 0, "")
    assert found.p_value == pytest.approx((6 / 27) ** 3)
    assert [day for day, _ in found.wins][:2] == ["2020", "2021"]


def test_too_few_wins_are_no_round():
    """And no chance is told of them."""
    graph = graph_of(site(dict.fromkeys("abc", None), {"a": 1}, {"b": 1}))
    (peers,) = peers_below(graph.back.sub_units["so"])
    (found,) = rotations_of(peers, graph.awards, graph.units)

    assert (found.reason, found.rounds, found.p_value) == ("few_wins", 0, None)


def seems_to_rotate(won: list[frozenset[int]], units: int) -> bool:
    rounds, _ = longest_run(won, frozenset(range(units)))
    chance = chance_of_run([len(each) for each in won], units, rounds)
    return rounds >= FEWEST_ROUNDS and chance <= UNLIKELY


def test_fair_wins_are_rarely_taken_for_rotation(record_property):
    """Of 1,000 sequences by lot, with units of unequal strength and decisions of any size, at most
    5 % seem to go round.
    """
    random = Random(3)
    alarms = 0
    for _ in range(1000):
        units, length = random.randint(2, 8), random.randint(4, 40)
        if random.random() < 0.5:
            weights = [random.randint(1, 5) for _ in range(units)]
            drawn = random.choices(range(units), weights, k=length)
            won = [frozenset({each}) for each in drawn]
        else:
            won = [
                frozenset(random.sample(range(units), random.randint(1, units)))
                for _ in range(length)
            ]
        alarms += seems_to_rotate(won, units)
    record_property("false alarms in 1,000", alarms)

    assert alarms <= 50


@pytest.mark.parametrize(("before", "floor"), [(0, 1.0), (6, 1.0), (12, 0.95)])
def test_real_rotation_is_seen(before, floor, record_property):
    """Power: three rounds of five units in changing order, after years without any."""
    random = Random(4)
    seen = 0
    for _ in range(200):
        turns = [random.randrange(5) for _ in range(before)]
        for _ in range(3):
            turns += random.sample(range(5), 5)
        seen += seems_to_rotate([frozenset({each}) for each in turns], 5)
    record_property("power", seen / 200)

    assert seen / 200 >= floor
