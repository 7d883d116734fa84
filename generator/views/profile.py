"""Profiles: the listing and the page of a person or collective."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    Award,
    Body,
    Change,
    Link,
    Named,
    Pager,
    Phrase,
    Picture,
    ProfileCard,
    Trust,
)
from generator.views.facets import Facets


@dataclass(frozen=True, slots=True)
class Quotation:
    text: Phrase
    source: int


@dataclass(frozen=True, slots=True)
class Profile:
    name: Phrase
    kind: str
    emblem: str
    summary: Phrase
    role: Phrase
    position: str
    unit: Named | None
    born: str
    died: str
    founded: str
    dissolved: str
    place: Phrase
    portrait: Picture | None
    recognised_as: str
    quotation: Quotation | None
    achievements: tuple[Change, ...]
    awards: tuple[Award, ...]
    topics: tuple[Link, ...]
    campaigns: tuple[Link, ...]
    models: tuple[Link, ...]
    articles: tuple[ArticleCard, ...]
    consent: Phrase
    body: Body | None
    previous: Link | None
    next: Link | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class ProfileList:
    profiles: tuple[ProfileCard, ...]
    pager: Pager
    facets: Facets
