"""Head counts: how many people a unit has, the denominators of shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.records.unit import Unit, Workforce


def head_count(unit: Unit, year: int) -> Workforce | None:
    """The unit's head count of the last year on record up to *year*, else of the first one."""
    return _nearest(unit.workforce or {}, year)


def frontline_count(unit: Unit, year: int) -> Workforce | None:
    """The same among the head counts that say how many are front-line people."""
    return _nearest(_with_frontline(unit), year)


def self_and_above(id_: str | None, units: Mapping[str, Unit]) -> Iterator[str]:
    """The unit, the unit above it, and so on to the top."""
    while id_ and id_ in units:
        yield id_
        id_ = units[id_].parent


def counted_above(id_: str | None, units: Mapping[str, Unit]) -> str | None:
    """The nearest of the unit and those above it that has a front-line head count."""
    return next((each for each in self_and_above(id_, units) if _with_frontline(units[each])), None)


def topmost(ids: Iterable[str], units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Those of *ids* that stand below no other of them, so that nobody is counted twice."""
    found = frozenset(ids)
    return tuple(
        each
        for each in sorted(found)
        if not found.intersection(self_and_above(units[each].parent, units))
    )


def _with_frontline(unit: Unit) -> dict[int, Workforce]:
    counts = (unit.workforce or {}).items()
    return {year: each for year, each in counts if each.frontline is not None}


def _nearest(counts: Mapping[int, Workforce], year: int) -> Workforce | None:
    if not counts:
        return None
    return counts[max((each for each in counts if each <= year), default=min(counts))]
