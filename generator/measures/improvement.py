"""Improvement: which units rose most in the scores of a campaign."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import median
from typing import Literal

from generator.graph.site import Back
from generator.measures.periods import are_mixed, period_number
from generator.records.campaign import Score

Reason = Literal["", "no_scores", "mixed_periods", "scored_once"]


@dataclass(frozen=True, slots=True)
class Improvement:
    """A unit's way through the scores. Scores are in points."""

    unit: str
    first: float
    last: float
    change: float
    """Last minus first score, which is what units are ranked by."""
    slope: float
    """The steady rise in points a period (Theil-Sen), which one odd score cannot make."""
    scores: int


@dataclass(frozen=True, slots=True)
class Improvements:
    """Units that were scored in two periods or more, the greatest rise first."""

    rows: tuple[Improvement, ...]
    reason: Reason
    """Why there are none, "" where there are."""
    twice: tuple[tuple[str, str], ...] = ()
    """Unit and period of each score that was given twice; the later line counts."""

    @property
    def most_improved(self) -> tuple[Improvement, ...]:
        """The units with the greatest rise; none if nobody rose."""
        best = max((each.change for each in self.rows), default=0)
        return tuple(each for each in self.rows if each.change == best > 0)


def improvements_of(scores: Iterable[Score]) -> Improvements:
    """The first-to-last difference and the steady slope of each unit's scores."""
    return _improvements(tuple(scores))


# Pages of each language, a table and a check ask for the same, and slopes take long.
@lru_cache(256)
def _improvements(given: tuple[Score, ...]) -> Improvements:
    counts = Counter((each.unit, each.period) for each in given)
    twice = tuple(sorted(key for key, count in counts.items() if count > 1))
    if not given:
        return Improvements((), "no_scores")
    if are_mixed(each.period for each in given):
        return Improvements((), "mixed_periods", twice)
    by_unit: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for each in given:
        by_unit[each.unit][period_number(each.period)] = each.score
    rows = [_improvement(unit, row) for unit, row in by_unit.items() if len(row) > 1]
    rows.sort(key=lambda row: (-row.change, row.unit))
    return Improvements(tuple(rows), "" if rows else "scored_once", twice)


def is_mentioned(unit: str, back: Back) -> bool:
    """Whether the site tells of the unit: an award, a person, a model or an article of its own."""
    told = (back.awards_by_unit, back.profiles_by_unit, back.models_by_unit, back.adopted_by_unit)
    return any(unit in each for each in told) or ("unit", unit) in back.articles_about


def theil_sen(points: Sequence[tuple[float, float]]) -> float:
    """The median of the slopes between all pairs of points (x, y) with different x.

    Theil, "A rank-invariant method of linear and polynomial regression analysis" (Proceedings of
    the KNAW 53, 1950); Sen, "Estimates of the regression coefficient based on Kendall's tau"
    (Journal of the American Statistical Association 63, 1968). Up to 29 % of the points may be
    anything without moving it far.

    Raises:
        ValueError: If no two points have a different x.
    """
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    if not slopes:
        raise ValueError("a slope needs two points with a different x")
    return median(slopes)


def _improvement(unit: str, row: dict[int, float]) -> Improvement:
    points = sorted(row.items())
    first, last = points[0][1], points[-1][1]
    slope = theil_sen([(float(number), score) for number, score in points])
    # Rounded to hide the noise of binary fractions, as standings do.
    return Improvement(unit, first, last, round(last - first, 6), round(slope, 6), len(points))
