"""Rotation: does a title go round, so that a unit wins again only after all others have?

A round is complete when every unit has won once and none twice. The longest run of complete rounds
is set against chance alone: had each decision honoured as many units, but drawn by lot from all,
how often would so long a run be seen? Units of different strength would make it rarer still. A
rotation may be meant, as for an office that is held in turn; then it should be said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Literal, TypeVar

from generator.graph.site import Award
from generator.measures.peers import Peers
from generator.records.unit import Unit

T = TypeVar("T")
FEWEST_ROUNDS = 3

Reason = Literal["", "few_units", "few_wins"]


@dataclass(frozen=True, slots=True)
class Rotation:
    """The longest run of complete rounds of one title; none where `reason` says why."""

    title: str
    units: tuple[str, ...]
    wins: tuple[tuple[str, frozenset[str]], ...]
    """The day of each decision, as precise as it is known, and the units that won."""
    reason: Reason
    rounds: int = 0
    first: int = 0
    """The place of the run's first decision among `wins`."""
    p_value: float | None = None
    """The chance, or a limit above it, that lots make so many rounds anywhere, 0 to 1."""


def rotations_of(
    peers: Peers, awards: Iterable[Award], units: Mapping[str, Unit]
) -> tuple[Rotation, ...]:
    """How each title went round among *peers*, by the title's id."""
    titles: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for peer, award in peers.awards(awards, units):
        # What was conferred on one day is one round of drawing, in however many decisions.
        titles[award.title.id][str(award.decision.date)].add(peer)
    return tuple(
        _rotation(title, peers.units, {day: frozenset(won) for day, won in days.items()})
        for title, days in sorted(titles.items())
    )


def _rotation(title: str, units: tuple[str, ...], days: Mapping[str, frozenset[str]]) -> Rotation:
    wins = tuple(sorted(days.items()))
    if len(units) < 2:
        return Rotation(title, units, wins, "few_units")
    if sum(len(won) for _, won in wins) < len(units):
        return Rotation(title, units, wins, "few_wins")
    sets = [won for _, won in wins]
    rounds, first = longest_run(sets, frozenset(units))
    chance = chance_of_run([len(each) for each in sets], len(units), rounds)
    return Rotation(title, units, wins, "", rounds, first, chance)


def longest_run(wins: Sequence[frozenset[T]], units: frozenset[T]) -> tuple[int, int]:
    """The most complete rounds in a row, and where they begin; the first of several such runs."""
    left = sum(len(each) for each in wins)
    most, begin = 0, 0
    for first, here in enumerate(wins):
        if left // len(units) <= most:
            break
        rounds = _wins_in_turn(wins[first:], units) // len(units)
        if rounds > most:
            most, begin = rounds, first
        left -= len(here)
    return most, begin


def chance_of_run(sizes: Sequence[int], units: int, rounds: int) -> float:
    """A limit above the chance that lots make *rounds* complete rounds in a row, 0 to 1.

    *sizes* are the numbers of different units that the decisions honour. The chance for each place
    where the run could begin is exact; their sum is never below that for any place (Boole).
    """
    if not rounds:
        return 1.0
    return min(1.0, sum(_chance_from(sizes[first:], units, rounds) for first in range(len(sizes))))


def _chance_from(sizes: Sequence[int], units: int, rounds: int) -> float:
    chance, waiting, wins = 1.0, units, 0
    for size in sizes:
        # Those who wait for their first win of the round go first; only then may others win.
        first = min(size, waiting)
        chance *= comb(waiting, first) * comb(units - waiting, size - first) / comb(units, size)
        waiting = waiting - first or units
        waiting -= size - first
        wins += size
        if wins >= rounds * units:
            return chance
    return 0.0


def _wins_in_turn(wins: Sequence[frozenset[T]], units: frozenset[T]) -> int:
    waiting, count = units, 0
    for won in wins:
        if not (won <= waiting or waiting <= won):
            break
        rest = waiting - won
        waiting = rest or units - (won - waiting)
        count += len(won)
    return count
