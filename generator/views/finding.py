"""Search, open data and accountability."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import Link, Pager, Tally
from generator.views.facets import FacetGroup


@dataclass(frozen=True, slots=True)
class Search:
    groups: tuple[FacetGroup, ...]
    """Plain links, for those without a script."""
    index: str
    """The folder of the index, from the site's root."""
    kinds: tuple[str, ...]
    """The kinds of records that can be found."""


@dataclass(frozen=True, slots=True)
class DataFile:
    kind: str
    href: str
    format: str
    records: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    files: tuple[DataFile, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    campaign: Link
    interim: str
    """State of the stage: done, due, overdue, not_held or planned."""
    final: str


@dataclass(frozen=True, slots=True)
class TrailRow:
    decision: Link
    date: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accountability:
    """What can be asked of the publisher. All counts are as of `as_of`.

    Reviews and trails may be long: they go on over the pages of the pager.
    """

    as_of: str
    tally: Tally
    reviews: tuple[ReviewRow, ...]
    trails: tuple[TrailRow, ...]
    decisions: int
    trails_complete: int
    individuals: int
    frontline: int
    position_unknown: int
    frontline_goal: float | None
    revocations: int
    corrections: int
    models: int
    models_adopted: int
    pager: Pager
