"""Standings: units by their scores, and which improved most."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.measures.periods import are_mixed, period_end
from generator.records.campaign import Score


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place: rank by its score of the last period, ties share a rank."""

    rank: int
    unit: str
    scores: tuple[float | None, ...]
    """One for each period of the standings; None where the unit was not scored."""

    @property
    def first(self) -> float:
        return next(score for score in self.scores if score is not None)

    @property
    def last(self) -> float:
        return next(score for score in reversed(self.scores) if score is not None)

    @property
    def change(self) -> float:
        """Last minus first score, in points."""
        return round(self.last - self.first, 6)

    @property
    def measured_twice(self) -> bool:
        return sum(score is not None for score in self.scores) > 1


@dataclass(frozen=True, slots=True)
class Standings:
    periods: tuple[str, ...]
    rows: tuple[Standing, ...]

    @property
    def most_improved(self) -> tuple[Standing, ...]:
        """The units with the greatest rise from first to last score.

        None if nobody rose, or if periods are of different lengths, as `improvements_of` has it.
        """
        if are_mixed(self.periods):
            return ()
        risen = [row for row in self.rows if row.measured_twice and row.change > 0]
        best = max((row.change for row in risen), default=0)
        return tuple(row for row in risen if row.change == best)


def standings_of(scores: Iterable[Score]) -> Standings | None:
    """Order units by their last score, the highest first; None without scores.

    Periods sort by their end; of two scores of one unit in one period the later line counts.
    """
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for each in scores:
        table[each.unit][each.period] = each.score
    if not table:
        return None
    given = {period for row in table.values() for period in row}
    periods = tuple(sorted(given, key=lambda each: (period_end(each), each)))
    rows = [
        Standing(0, unit, tuple(row.get(period) for period in periods))
        for unit, row in table.items()
    ]
    # By the last score turned around: the highest is the first, and ties take the first's place.
    placed = sorted(((-row.last, row.unit), row) for row in rows)
    lasts = [last for (last, _), _ in placed]
    ranked = (replace(row, rank=bisect_left(lasts, last) + 1) for (last, _), row in placed)
    return Standings(periods, tuple(ranked))
