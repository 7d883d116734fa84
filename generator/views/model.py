"""Models: the showcase, the page of a model, and the adopter's kit."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    Body,
    Change,
    Link,
    ModelCard,
    Money,
    Named,
    Pager,
    Phrase,
    Picture,
    Trust,
)
from generator.views.facets import Facets


@dataclass(frozen=True, slots=True)
class Step:
    title: Phrase
    detail: Phrase
    duration: Phrase
    cost: Money | None


@dataclass(frozen=True, slots=True)
class Pitfall:
    what: Phrase
    why: Phrase
    source: int


@dataclass(frozen=True, slots=True)
class Adoption:
    anchor: str
    by: Named
    on: str
    learned_from: Named | None
    """None: from this model itself."""
    model: Link | None
    status: str
    """planned, running, ended or unknown."""
    changes: Phrase
    results: tuple[Change, ...]
    ended: str
    reason: Phrase
    source: int


@dataclass(frozen=True, slots=True)
class LineageNode:
    """A place in the tree of who learned from whom."""

    name: Named
    on: str
    status: str
    current: bool
    also_from: tuple[Named, ...]
    """Further models it learned from, besides the one above it."""
    children: tuple[LineageNode, ...]


@dataclass(frozen=True, slots=True)
class File:
    href: str
    title: Phrase
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Model:
    title: Phrase
    kind: str
    emblem: str
    summary: Phrase
    origin: Named | None
    since: str
    campaign: Link | None
    topics: tuple[Link, ...]
    image: Picture | None
    problem: Body | None
    body: Body | None
    steps: tuple[Step, ...]
    people: Phrase
    budget: Money | None
    time: Phrase
    resources_note: Phrase
    conditions: tuple[Phrase, ...]
    pitfalls: tuple[Pitfall, ...]
    evidence: tuple[Change, ...]
    contact: Named | None
    contact_channel: Phrase
    confirmed: str
    months_since_confirmed: int | None
    adapted_from: tuple[Link, ...]
    adoptions: tuple[Adoption, ...]
    adopters_by_year: tuple[tuple[int, int], ...]
    """Year and adopters up to then, dated ones only."""
    lineage: LineageNode | None
    profiles: tuple[Link, ...]
    articles: tuple[ArticleCard, ...]
    files: tuple[File, ...]
    kit: str
    """The address of the adopter's kit (on the kit: of the model's page)."""
    trust: Trust


@dataclass(frozen=True, slots=True)
class ModelList:
    models: tuple[ModelCard, ...]
    pager: Pager
    facets: Facets
