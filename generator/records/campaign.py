"""Campaigns: what was aimed at, what was done, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.records.common import Image, Published
from generator.records.types import (
    CampaignRef,
    DecisionRef,
    Number,
    PartialDate,
    Party,
    Prose,
    Slug,
    SourceRef,
    Text,
    TopicRef,
    UnitRef,
    Url,
)

MilestoneKind = Literal[
    "preparation",
    "launch",
    "check",
    "interim_review",
    "final_review",
    "award",
    "replication",
    "event",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    start: PartialDate
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchDecision:
    """The document that set the campaign going."""

    number: str
    date: PartialDate | None = None
    url: Url | None = None
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinator:
    unit: Party
    role: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    value: Number
    on: PartialDate
    source: SourceRef | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    value: Number
    on: PartialDate | None = None
    source: SourceRef | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is to be reached and by when. Either may be unknown; then it cannot be judged."""

    value: Number | None = None
    by: PartialDate | None = None
    source: SourceRef | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    id: Slug
    indicator: Text
    unit: Text | None = None
    direction: Literal["up", "down"] = "up"
    baseline: Baseline | None = None
    goal: Goal | None = None
    measurements: tuple[Measurement, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    name: Text
    weight: Number | None = None
    period: Literal["month", "quarter", "year"] | None = None
    measured: Text | None = None
    """How it is measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a check or review found."""

    done: tuple[Text, ...] = ()
    shortcomings: tuple[Text, ...] = ()
    lessons: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    kind: MilestoneKind
    on: PartialDate | None = None
    end: PartialDate | None = None
    planned: PartialDate | None = None
    title: Text
    by: Party | None = None
    findings: Findings | None = None
    decision: DecisionRef | None = None
    source: SourceRef | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A line of `<campaign>.registrations.csv`: who signed up for what."""

    unit: UnitRef | None = None
    organisation: str | None = None
    registered_on: PartialDate | None = None
    indicator: str | None = None
    measure: str | None = None
    """The unit in which goal and result are counted."""
    goal: Number | None = None
    result: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A line of `<campaign>.scores.csv`."""

    unit: UnitRef
    period: str
    """A year, quarter or month: 2024, 2024-Q1, 2024-03."""
    score: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Published):
    title: Text
    summary: Text | None = None
    story: Prose | None = None
    period: Period
    launched_by: Party | None = None
    decision: LaunchDecision | None = None
    coordinators: tuple[Coordinator, ...] = ()
    scope: Text | None = None
    predecessor: CampaignRef | None = None
    topics: tuple[TopicRef, ...] = ()
    image: Image | None = None
    targets: tuple[Target, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    registrations: tuple[Registration, ...] = ()
    scores: tuple[Score, ...] = ()
