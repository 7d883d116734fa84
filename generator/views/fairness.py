"""What readers may ask of a campaign, a unit or the whole site: shares, spread, turns, rises.

Where a figure has a `reason`, it cannot be computed; the reason is "" where it can. Chances and
shares are parts of one.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import Link, Named, Tally


@dataclass(frozen=True, slots=True)
class Frontline:
    """Front-line people among those recognised, beside the goal and the workforce."""

    people: int
    frontline: int
    unknown: int
    """People whose position is not recorded."""
    share: float | None
    """Of those whose position is known; None if there is none."""
    low: float
    high: float
    """The ends of the 95 % interval."""
    goal: float | None
    """Declared, in percent."""
    workforce: int
    """The head count of the units that can be compared, 0 for none."""
    workforce_share: float | None
    compared: int
    """People of those units whose position is known."""
    compared_share: float | None

    @property
    def known(self) -> int:
        return self.people - self.unknown


@dataclass(frozen=True, slots=True)
class UnitCount:
    unit: Named
    awards: int
    expected: float


@dataclass(frozen=True, slots=True)
class Levelling:
    counts: tuple[UnitCount, ...]
    """Of each unit; on a long list the first ones only."""
    units: int
    awards: int
    reason: str
    concerned: tuple[Named, ...]
    """Units that the reason is about; of many the first ones only."""
    concerned_more: int
    """How many others it is about."""
    chance: float | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A unit with the days on which it won, as places among all days, 0 to 1."""

    unit: Named
    places: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rotation:
    title: Named
    units: int
    wins: int
    first: str
    last: str
    """The days of the first and the last win."""
    rounds: int
    reason: str
    chance: float | None
    turns: tuple[Turn, ...]
    """Of each unit, on a long list the first ones only; none where lots would do the same."""


@dataclass(frozen=True, slots=True)
class Group:
    """Units that may win the same awards."""

    of: Named
    """The unit that they belong to, or the campaign that they took part in."""
    kind: str
    """The kind of the sub-units, "" for those who took part in a campaign."""
    levelling: Levelling
    rotations: tuple[Rotation, ...]


@dataclass(frozen=True, slots=True)
class ReviewState:
    kind: str
    state: str
    """done, due, overdue, not_held, planned or not_planned."""
    on: str
    """The day it was held, or was to be held."""
    days_late: int


@dataclass(frozen=True, slots=True)
class Trails:
    """How well it is known how recipients were chosen."""

    decisions: int
    complete: int
    steps: tuple[tuple[str, int], ...]
    """Each expected step, with the number of decisions that record it."""


@dataclass(frozen=True, slots=True)
class Rise:
    """A unit that rose in a campaign's scores; no unit where `reason` says why there is none."""

    campaign: Link
    unit: Named | None
    first: float
    last: float
    change: float
    slope: float
    """Points a period, by the Theil-Sen method."""
    mentioned: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Questions:
    """The section of a campaign or a unit."""

    as_of: str
    frontline: Frontline
    trails: Trails
    reviews: tuple[ReviewState, ...]
    """Of the campaign."""
    launched: Tally | None
    """The targets of all campaigns that the unit launched; None if it launched none."""
    review_states: tuple[tuple[str, int], ...]
    """How many reviews of these campaigns stand how."""
    rises: tuple[Rise, ...]
    """The campaigns in whose scores the unit rose; of many the latest ones only."""
    groups: tuple[Group, ...]
    revocations: int
    corrections: int
    more: str
    """The page that explains the figures."""


@dataclass(frozen=True, slots=True)
class Holders:
    """How the awards are spread over those who hold them."""

    holders: int
    awards: int
    unnamed: int
    top: int
    """A tenth of the holders."""
    held_by_top: int
    gini: float | None
    enough: bool
    curve: tuple[tuple[float, float], ...]
    """Parts of the holders, the least first, and the parts of the awards that they hold."""


@dataclass(frozen=True, slots=True)
class Repair:
    """An award taken back, or a correction."""

    kind: str
    """revocation or correction."""
    on: str
    record: Link
    words: Named
