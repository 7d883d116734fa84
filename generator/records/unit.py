"""Units: agencies, enterprises, schools, communes, associations, as a tree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.records.common import Record
from generator.records.types import Number, Text, UnitRef, Url

UnitKind = Literal[
    "agency",
    "enterprise",
    "cooperative",
    "school",
    "hospital",
    "institute",
    "military",
    "country",
    "province",
    "district",
    "commune",
    "association",
    "foundation",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a unit is; degrees north and east."""

    name: Text
    latitude: Number | None = None
    longitude: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Head counts of one year."""

    total: int
    frontline: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    name: Text
    kind: UnitKind
    parent: UnitRef | None = None
    place: Place | None = None
    url: Url | None = None
    workforce: Mapping[int, Workforce] | None = None
    """Head counts by year: the denominators without which a share means nothing."""
