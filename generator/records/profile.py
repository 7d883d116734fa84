"""Profiles: exemplary people and collectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.common import Change, Image, Published
from generator.records.title import RecipientKind
from generator.records.types import (
    CampaignRef,
    ModelRef,
    PartialDate,
    Prose,
    SourceRef,
    Text,
    TopicRef,
    UnitRef,
)

Position = Literal["frontline", "specialist", "manager", "leader", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """Dates of a person (born, died) or of a collective (founded, dissolved)."""

    born: PartialDate | None = None
    died: PartialDate | None = None
    founded: PartialDate | None = None
    dissolved: PartialDate | None = None
    place: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    text: Text
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """On what ground a living person is shown."""

    basis: Text
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Published):
    name: Text
    kind: RecipientKind
    sort_as: str | None = None
    """The word by which lists order the name; the last word unless given."""
    summary: Text | None = None
    unit: UnitRef | None = None
    role: Text | None = None
    position: Position = "unknown"
    life: Life | None = None
    portrait: Image | None = None
    topics: tuple[TopicRef, ...] = ()
    campaigns: tuple[CampaignRef, ...] = ()
    models: tuple[ModelRef, ...] = ()
    achievements: tuple[Change, ...] = ()
    quotation: Quotation | None = None
    recognised_as: Literal["new_factor", "most_improved"] | None = None
    consent: Consent | None = None
    body: Prose | None = None
