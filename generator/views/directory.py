"""Titles, units, years and topics: the ways in."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    Award,
    CampaignCard,
    DecisionCard,
    Link,
    ModelCard,
    Named,
    Pager,
    Phrase,
    ProfileCard,
)
from generator.views.fairness import Questions


@dataclass(frozen=True, slots=True)
class AwardYear:
    """The awards of a year that stand on a page; `count` is of the whole year."""

    year: str
    awards: tuple[Award, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Title:
    name: Phrase
    emblem: str
    form: str
    level: str
    rank: int | None
    eligible: tuple[str, ...]
    criteria: Phrase
    conferred_by: Named | None
    years: tuple[AwardYear, ...]
    recipients: int
    pager: Pager


@dataclass(frozen=True, slots=True)
class TitleCard:
    link: Link
    form: str
    level: str
    recipients: int


@dataclass(frozen=True, slots=True)
class TitleLevel:
    level: str
    titles: tuple[TitleCard, ...]


@dataclass(frozen=True, slots=True)
class TitleList:
    levels: tuple[TitleLevel, ...]


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit with its sub-units; counts are of the unit itself."""

    link: Link
    kind: str
    profiles: int
    campaigns: int
    awards: int
    models: int
    children: tuple[UnitNode, ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    units: tuple[UnitNode, ...]
    total: int
    """Of all pages, with the sub-units."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class WorkforceYear:
    year: int
    total: int
    frontline: int | None


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    model: Link
    on: str
    status: str


@dataclass(frozen=True, slots=True)
class Unit:
    name: Phrase
    emblem: str
    kind: str
    ancestors: tuple[Link, ...]
    place: Phrase
    latitude: float | None
    longitude: float | None
    url: str
    workforce: tuple[WorkforceYear, ...]
    launched: tuple[CampaignCard, ...]
    coordinated: tuple[Link, ...]
    registered: tuple[Link, ...]
    decided: tuple[DecisionCard, ...]
    won: int
    """How many awards are on record, on all pages."""
    awards: tuple[Award, ...]
    profiles: tuple[ProfileCard, ...]
    originated: tuple[ModelCard, ...]
    adopted: tuple[AdoptionRow, ...]
    children: tuple[UnitNode, ...]
    articles: tuple[ArticleCard, ...]
    questions: Questions | None
    """None where there is nothing to ask about, and on further pages."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    campaigns_begun: tuple[CampaignCard, ...]
    campaigns_running: tuple[Link, ...]
    campaigns_ended: tuple[Link, ...]
    decisions: tuple[DecisionCard, ...]
    recipients: int
    articles: tuple[ArticleCard, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class YearRow:
    link: Link
    campaigns: int
    decisions: int
    recipients: int


@dataclass(frozen=True, slots=True)
class YearList:
    years: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    name: Phrase
    summary: Phrase
    profiles: tuple[ProfileCard, ...]
    pager: Pager
    """Of the profiles; all else stands on the first page."""
    campaigns: tuple[CampaignCard, ...]
    models: tuple[ModelCard, ...]
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True, slots=True)
class TopicRow:
    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class TopicList:
    topics: tuple[TopicRow, ...]
