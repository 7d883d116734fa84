"""Decisions: who conferred which title on whom, and how they were chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.common import Published
from generator.records.profile import Position
from generator.records.title import RecipientKind
from generator.records.types import (
    CampaignRef,
    PartialDate,
    Party,
    ProfileRef,
    Share,
    SourceRef,
    Text,
    TitleRef,
    UnitRef,
    Url,
)

StepKind = Literal["nomination", "vote", "public_notice", "appraisal", "approval"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionStep:
    """One step of the way from nomination to award: on a day, or from start to end."""

    kind: StepKind
    on: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    by: Party | None = None
    ballots: int | None = None
    in_favour: int | None = None
    comments_received: int | None = None
    note: Text | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The selection trail."""

    nominated: int | None = None
    steps: tuple[SelectionStep, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who received: a profile, or a plain line for those who have none yet."""

    profile: ProfileRef | None = None
    name: Text | None = None
    kind: RecipientKind | None = None
    unit: UnitRef | None = None
    position: Position = "unknown"
    title: TitleRef | None = None
    """Where it differs from the decision's own title."""
    citation: Text | None = None
    """What for."""
    share: Share | None = None
    count: int = 1
    """How many the line stands for, where the source counts them and names nobody."""
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """An award taken back; `recipient` is the profile or the name as in the recipient line."""

    recipient: str
    on: PartialDate
    number: str | None = None
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Published):
    number: str | None = None
    date: PartialDate
    authority: UnitRef
    title: TitleRef
    name: Text | None = None
    """A heading for readers; made from number and authority unless given."""
    summary: Text | None = None
    campaign: CampaignRef | None = None
    selection: Selection | None = None
    recipients: tuple[Recipient, ...]
    revocations: tuple[Revocation, ...] = ()
    url: Url | None = None
