"""Levelling: are awards spread over units more evenly than chance would spread them?

The question is put to chance alone: had each award gone to somebody of the workforce by lot, how
often would the units' counts be as even as they are? Two kinds of evenness are looked for: counts
that are all alike whatever a unit's size, and counts that follow its size as a quota would. Lots
make counts uneven, and differences in merit make them more uneven still, so that great evenness
calls for an explanation. It may be a good one, such as a rule that fixes a share for each unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.graph.site import Award
from generator.measures import lots
from generator.measures.frontline import individuals
from generator.measures.headcount import head_count
from generator.measures.lots import Draw
from generator.measures.peers import Peers
from generator.records.unit import Unit

FEWEST_UNITS = 5
FEWEST_AWARDS = 20
MOST_AWARDS = 20_000
"""More take too long to draw; so many are in proportion by the law of large numbers alone."""
SEED = "levelling"
_NOISE = 1e-9
"""What binary fractions may add to equal sums."""

Reason = Literal[
    "",
    "few_units",
    "few_awards",
    "many_awards",
    "no_head_count",
    "nobody_there",
    "more_awards_than_people",
]


@dataclass(frozen=True, slots=True)
class UnitCount:
    unit: str
    awards: int
    """Awards to people."""
    expected: float
    """The awards that would be in proportion to its head count, year by year."""


@dataclass(frozen=True, slots=True)
class Levelling:
    """How even the counts are; where `reason` says why, there is no chance to tell."""

    counts: tuple[UnitCount, ...]
    reason: Reason
    concerned: tuple[str, ...] = ()
    """The units that `reason` is about."""
    alike: float | None = None
    """The chance that lots make all counts as alike, 0 to 1."""
    by_size: float | None = None
    """The chance that lots keep all counts as close to the units' sizes, 0 to 1."""

    @property
    def awards(self) -> int:
        return sum(each.awards for each in self.counts)

    @property
    def p_value(self) -> float | None:
        """The chance of evenness of either kind: twice the smaller one (Bonferroni), at most 1."""
        if self.alike is None or self.by_size is None:
            return None
        return min(1.0, 2 * min(self.alike, self.by_size))


def levelling_of(peers: Peers, awards: Iterable[Award], units: Mapping[str, Unit]) -> Levelling:
    """Compare the counts of *peers* with lots among their people, one award a person and year.

    Only awards to people count, since a head count is no measure for awards to collectives.
    """
    won: Counter[tuple[int, str]] = Counter()
    for peer, award in peers.awards(individuals(awards), units):
        won[award.decision.date.year, peer] += award.count
    years = sorted({year for year, _ in won})
    people = {year: tuple(_people(units[each], year) for each in peers.units) for year in years}
    drawn = {year: sum(won[year, each] for each in peers.units) for year in years}
    counts = tuple(
        UnitCount(
            unit,
            sum(won[year, unit] for year in years),
            sum(drawn[y] * people[y][place] / (sum(people[y]) or 1) for y in years),
        )
        for place, unit in enumerate(peers.units)
    )
    uncounted = tuple(each for each in peers.units if not units[each].workforce)
    crowded = tuple(
        unit
        for place, unit in enumerate(peers.units)
        if unit not in uncounted and any(won[year, unit] > people[year][place] for year in years)
    )
    reason, concerned = _why_not(counts, uncounted, crowded)
    if reason:
        return Levelling(counts, reason, concerned)
    draws = tuple(Draw(people[year], drawn[year]) for year in years)
    return Levelling(counts, "", (), *chances_of(tuple(c.awards for c in counts), draws, SEED))


@lru_cache(maxsize=1024)
def chances_of(awards: tuple[int, ...], draws: tuple[Draw, ...], seed: str) -> tuple[float, float]:
    """The chances of counts as alike, and as close to the units' sizes, as *awards* are.

    Distance is the sum of squares of awards minus what is expected, for closeness to size divided
    by what is expected (Pearson's chi-square). Both chances are of the lower tail: Fisher, "Has
    Mendel's work been rediscovered?" (Annals of Science 1, 1936). Where awards are few beside
    people, drawing people without putting back is a multinomial allocation by workforce; where they
    are many, counts are more even by necessity, and the question is asked less easily.
    """
    mean = sum(awards) / len(awards)
    expected = [
        sum(each.drawn * each.people[place] / sum(each.people) for each in draws)
        for place in range(len(awards))
    ]
    same = _as_close(awards, [mean] * len(awards), [1.0] * len(awards))
    alike, by_size = lots.chances_of((same, _as_close(awards, expected, expected)), draws, seed)
    return alike, by_size


def _as_close(awards: Sequence[int], centre: Sequence[float], scale: Sequence[float]) -> lots.Odd:
    def distance(counts: Sequence[int]) -> float:
        parts = zip(counts, centre, scale, strict=True)
        return sum((count - middle) ** 2 / unit for count, middle, unit in parts)

    own = distance(awards) + _NOISE
    return lambda counts: distance(counts) <= own


def _people(unit: Unit, year: int) -> int:
    found = head_count(unit, year)
    return found.total if found else 0


def _why_not(
    counts: Sequence[UnitCount], uncounted: tuple[str, ...], crowded: tuple[str, ...]
) -> tuple[Reason, tuple[str, ...]]:
    awards = sum(each.awards for each in counts)
    if crowded:
        return "more_awards_than_people", crowded
    if len(counts) < FEWEST_UNITS:
        return "few_units", ()
    if awards < FEWEST_AWARDS:
        return "few_awards", ()
    if awards > MOST_AWARDS:
        return "many_awards", ()
    if uncounted:
        return "no_head_count", uncounted
    if empty := tuple(each.unit for each in counts if not each.expected):
        return "nobody_there", empty
    return "", ()
