"""Models: good practices, initiatives and techniques that others can replicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from generator.records.common import Change, Image, Published
from generator.records.types import (
    CampaignRef,
    FilePath,
    ModelRef,
    Number,
    PartialDate,
    Party,
    ProfileRef,
    Prose,
    Ref,
    Slug,
    SourceRef,
    Text,
    TopicRef,
    UnitRef,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    profile: ProfileRef | None = None
    unit: UnitRef | None = None
    since: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount; `currency` is an ISO 4217 code."""

    amount: Number
    currency: str
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    title: Text
    detail: Text | None = None
    duration: Text | None = None
    cost: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    people: Text | None = None
    budget: Money | None = None
    time: Text | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pitfall:
    what: Text
    why: Text | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    unit: Party
    channel: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    file: FilePath
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One who took the model up."""

    id: Slug | None = None
    by: Party
    on: PartialDate | None = None
    learned_from: Annotated[str, Ref("adoption_or_model")] | None = None
    """The id of an earlier adoption of this ledger or of a model; the model itself unless given."""
    model: ModelRef | None = None
    """The model that the adopter made of it, where that has a page."""
    status: Literal["planned", "running", "ended", "unknown"] = "unknown"
    changes: Text | None = None
    results: tuple[Change, ...] = ()
    ended: PartialDate | None = None
    reason: Text | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model(Published):
    title: Text
    kind: Literal["practice", "initiative", "technique"]
    summary: Text | None = None
    origin: Origin | None = None
    campaign: CampaignRef | None = None
    topics: tuple[TopicRef, ...] = ()
    image: Image | None = None
    problem: Prose | None = None
    steps: tuple[Step, ...] = ()
    resources: Resources | None = None
    conditions: tuple[Text, ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()
    evidence: tuple[Change, ...] = ()
    contact: Contact | None = None
    confirmed: PartialDate | None = None
    adapted_from: tuple[ModelRef, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    files: tuple[Attachment, ...] = ()
    body: Prose | None = None
