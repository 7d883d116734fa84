"""Search, open data and accountability."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import Link, Pager, Tally
from generator.views.facets import FacetGroup
from generator.views.fairness import (
    Frontline,
    Group,
    Holders,
    Repair,
    ReviewState,
    Rise,
    Trails,
)


@dataclass(frozen=True, slots=True)
class Search:
    groups: tuple[FacetGroup, ...]
    """Plain links, for those without a script."""
    index: str
    """The folder of the index, from the site's root."""
    kinds: tuple[str, ...]
    """The kinds of records that can be found."""


@dataclass(frozen=True, slots=True)
class DataKind:
    """The files of a kind of records."""

    kind: str
    records: int
    json: str
    csv: str
    tables: Link
    """The page that tells what is in them; without words."""


@dataclass(frozen=True, slots=True)
class DataFigures:
    """A table of figures."""

    name: str
    csv: str


@dataclass(frozen=True, slots=True)
class Data:
    kinds: tuple[DataKind, ...]
    figures: tuple[DataFigures, ...]
    whole: tuple[str, ...]
    """Addresses of the files that hold or describe everything."""
    licence: Link | None
    """On what terms the data may be used; None where that is not said."""


@dataclass(frozen=True, slots=True)
class DataColumn:
    name: str
    datatype: str
    """As XML Schema calls it."""
    meaning: str
    language: str
    """The language of its words, "" where it holds none."""


@dataclass(frozen=True, slots=True)
class DataTable:
    name: str
    csv: str
    keys: tuple[str, ...]
    columns: tuple[DataColumn, ...]


@dataclass(frozen=True, slots=True)
class DataTables:
    kind: str
    tables: tuple[DataTable, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    campaign: Link
    interim: ReviewState
    final: ReviewState


@dataclass(frozen=True, slots=True)
class TrailRow:
    decision: Link
    date: str
    missing: tuple[str, ...]
    notice_working_days: int | None
    notice_reason: str
    """Why the length of the public notice cannot be computed, "" where it can."""


@dataclass(frozen=True, slots=True)
class Accountability:
    """What can be asked of the publisher. All counts are as of `as_of`.

    Reviews, trails, groups, rises and repairs may be many: they go on over the pages of the pager.
    """

    as_of: str
    tally: Tally
    reviews: tuple[ReviewRow, ...]
    review_states: tuple[tuple[str, int], ...]
    """How many of all reviews stand how."""
    trails: tuple[TrailRow, ...]
    selection: Trails
    frontline: Frontline
    groups: tuple[Group, ...]
    holders: Holders
    rises: tuple[Rise, ...]
    repairs: tuple[Repair, ...]
    revocations: int
    corrections: int
    models: int
    models_adopted: int
    csv: str
    """The address of all figures as CSV."""
    pager: Pager
