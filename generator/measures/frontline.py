"""Front-line people among those recognised: the share, what is unknown, and how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from generator.graph.site import Award
from generator.measures.headcount import (
    counted_above,
    frontline_count,
    head_count,
    self_and_above,
    topmost,
)
from generator.records.profile import Position
from generator.records.unit import Unit, Workforce

CONFIDENCE_Z = 1.959964
"""Standard deviations that hold the middle 95 % of a normal distribution."""
ENOUGH_PEOPLE = 10
"""Below this number a share says little: it is shown with a warning and judged by no rule."""
MOST_UNKNOWN = 0.2
"""The part of the people whose position may be unknown before the share says little."""


@dataclass(frozen=True, slots=True)
class FrontlineShare:
    """Numbers of people; one who was recognised twice counts twice."""

    people: int
    frontline: int
    unknown: int

    @property
    def known(self) -> int:
        return self.people - self.unknown

    @property
    def share(self) -> float | None:
        """The front-line part of those whose position is known, 0 to 1; None if there is none."""
        return self.frontline / self.known if self.known else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.frontline, self.known) if self.known else None


@dataclass(frozen=True, slots=True)
class Compared:
    """People recognised beside the workforce that they come from, in the same units."""

    recognised: FrontlineShare
    workforce: Workforce | None
    """The head count of those units together; None where none is recorded."""

    @property
    def expected(self) -> float | None:
        """The front-line part of the workforce, 0 to 1."""
        if not self.workforce or not self.workforce.total:
            return None
        return (self.workforce.frontline or 0) / self.workforce.total

    @property
    def below(self) -> bool:
        """Whether the share is lower than chance would explain: the whole interval lies below."""
        interval, expected = self.recognised.interval, self.expected
        enough = self.recognised.known >= ENOUGH_PEOPLE
        return enough and bool(interval and expected is not None and interval[1] < expected)


def wilson(count: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of the share *count* / *whole*, 0 to 1.

    Wilson, "Probable inference, the law of succession, and statistical inference" (Journal of the
    American Statistical Association 22, 1927); it holds for small numbers and shares near 0 or 1,
    see Brown, Cai and DasGupta, "Interval estimation for a binomial proportion" (Statistical
    Science 16, 2001).

    Raises:
        ValueError: If *count* is not between 0 and *whole*, or *whole* is 0.
    """
    if not 0 <= count <= whole or not whole:
        raise ValueError(f"{count} of {whole}")
    share, square = count / whole, CONFIDENCE_Z**2
    centre = share + square / (2 * whole)
    spread = CONFIDENCE_Z * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    low, high = ((centre + side * spread) / (1 + square / whole) for side in (-1, 1))
    # At the ends the formula is 0 and 1 but for the noise of binary fractions.
    return (max(0.0, low) if count else 0.0, min(1.0, high) if count < whole else 1.0)


def individuals(awards: Iterable[Award]) -> tuple[Award, ...]:
    """The awards to people that were not taken back."""
    return tuple(each for each in awards if each.revocation is None and _is_person(each))


def position_of(award: Award) -> Position:
    """The recipient's position as the decision says it, else as the profile does."""
    own = award.recipient.position
    return award.profile.position if own == "unknown" and award.profile else own


def frontline_share(awards: Iterable[Award]) -> FrontlineShare:
    """Count the people among *awards* by whether they are front-line workers."""
    people = frontline = unknown = 0
    for award in individuals(awards):
        position = position_of(award)
        people += award.count
        frontline += award.count * (position == "frontline")
        unknown += award.count * (position == "unknown")
    return FrontlineShare(people, frontline, unknown)


def compared(awards: Iterable[Award], units: Mapping[str, Unit]) -> Compared:
    """The people of units with a front-line head count, beside that head count.

    A unit without one of its own belongs to the nearest unit above it that has one. The head counts
    are of the year of the last of these awards, or the nearest year on record before it.
    """
    placed = [(each, counted_above(each.unit, units)) for each in individuals(awards)]
    covered = [(each, unit) for each, unit in placed if unit]
    if not covered:
        return Compared(frontline_share(()), None)
    year = max(each.decision.date.year for each, _ in covered)
    counts = [
        frontline_count(units[id_], year) or Workforce(total=0)
        for id_ in topmost({unit for _, unit in covered}, units)
    ]
    total = sum(each.total for each in counts)
    frontline = sum(each.frontline or 0 for each in counts)
    return Compared(
        frontline_share(each for each, _ in covered), Workforce(total=total, frontline=frontline)
    )


def crowded(awards: Iterable[Award], units: Mapping[str, Unit]) -> Iterator[tuple[str, int, int]]:
    """Units of which more people were recognised in a year than there are: unit, year, people.

    It takes people who were recognised twice in a year, or a mistake in one of the numbers.
    """
    people: Counter[tuple[str, int]] = Counter()
    for award in individuals(awards):
        counted = (each for each in self_and_above(award.unit, units) if units[each].workforce)
        if unit := next(counted, None):
            people[unit, award.decision.date.year] += award.count
    for (unit, year), number in sorted(people.items()):
        found = head_count(units[unit], year)
        if found and number > found.total:
            yield unit, year, number


def _is_person(award: Award) -> bool:
    kind = award.recipient.kind or (award.profile.kind if award.profile else None)
    return kind == "individual"
