"""The ways to narrow a listing or the whole collection."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import NOTHING, Link, Phrase


@dataclass(frozen=True, slots=True)
class FacetOption:
    link: Link
    count: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One way to narrow: kind, unit, campaign, title, year or topic."""

    key: str
    options: tuple[FacetOption, ...]
    more: str = ""
    """The page of all values, "" where all of them are here."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How a listing can be narrowed, and to what it is: `key` is "" on the whole listing."""

    all: str
    total: int
    search: str
    """The search page, and what to ask of it for the same list."""
    query: str
    groups: tuple[FacetGroup, ...]
    key: str = ""
    value: str = ""
    name: Phrase = NOTHING
