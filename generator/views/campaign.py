"""Campaigns: the listing, the page, the timeline of all, and all outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    Award,
    Body,
    CampaignCard,
    DecisionCard,
    Link,
    ModelCard,
    Named,
    Pager,
    Phrase,
    Picture,
    ProfileCard,
    Tally,
    Trust,
)
from generator.views.facets import Facets
from generator.views.fairness import Questions


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day."""

    value: float
    on: str
    source: int
    note: Phrase


@dataclass(frozen=True, slots=True)
class Target:
    """A target as judged on the day the page is of."""

    id: str
    indicator: Phrase
    unit: Phrase
    direction: str
    state: str
    """met, missed, under_way, not_measured or no_goal."""
    baseline: Point | None
    goal: float | None
    goal_by: str
    goal_source: int
    goal_note: Phrase
    measurements: tuple[Point, ...]
    latest: Point | None
    """The last measurement."""
    judged: Point | None
    """The measurement that decided met or missed."""
    met_on: str
    """The day of the first measurement that reached the goal, "" if none did."""
    progress: float | None
    """Part of the way from baseline to goal covered, 1 = all; None where it cannot be computed."""
    gap: float | None
    """What the judging measurement was short of the goal by (negative: beyond it)."""
    missing: tuple[str, ...]
    """What keeps it from being measurable: unit, goal, by, baseline, measurement."""
    note: Phrase


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the lifecycle strip."""

    kind: str
    """launch, check, interim_review, final_review, replication."""
    state: str
    """done, due, overdue, planned, not_held (over, and none is recorded) or not_planned (not over,
    and none is recorded or planned)."""
    on: str
    anchor: str
    """The entry of the dated log, "" for none."""


@dataclass(frozen=True, slots=True)
class Milestone:
    anchor: str
    kind: str
    state: str
    """done, planned or overdue."""
    on: str
    end: str
    planned: str
    title: Phrase
    by: Named | None
    done: tuple[Phrase, ...]
    shortcomings: tuple[Phrase, ...]
    lessons: tuple[Phrase, ...]
    decision: Link | None
    source: int
    note: Phrase


@dataclass(frozen=True, slots=True)
class LogYear:
    year: str
    """"" for what has no date, last."""
    entries: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    name: Phrase
    weight: float | None
    period: str
    measured: Phrase


@dataclass(frozen=True, slots=True)
class Coordinator:
    unit: Named
    role: Phrase


@dataclass(frozen=True, slots=True)
class Registration:
    unit: Named
    on: str
    indicator: Phrase
    measure: Phrase
    goal: float | None
    result: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit's place by its last score."""

    rank: int
    unit: Named
    first: float
    last: float
    change: float
    scores: tuple[float | None, ...]
    """One for each of the standings' periods."""


@dataclass(frozen=True, slots=True)
class Standings:
    periods: tuple[str, ...]
    rows: tuple[Standing, ...]
    most_improved: tuple[Named, ...]
    improvement: float | None


@dataclass(frozen=True, slots=True)
class Campaign:
    title: Phrase
    emblem: str
    summary: Phrase
    start: str
    end: str
    state: str
    as_of: str
    scope: Phrase
    launched_by: Named | None
    coordinators: tuple[Coordinator, ...]
    document_number: str
    document_date: str
    document_url: str
    document_source: int
    image: Picture | None
    stages: tuple[Stage, ...]
    log: tuple[LogYear, ...]
    log_length: int
    targets: tuple[Target, ...]
    tally: Tally
    criteria: tuple[Criterion, ...]
    standings: Standings | None
    registrations: tuple[Registration, ...]
    awarded: int
    """The awards of all pages."""
    awards: tuple[Award, ...]
    decisions: tuple[DecisionCard, ...]
    profiles: tuple[ProfileCard, ...]
    models: tuple[ModelCard, ...]
    predecessor: Link | None
    successors: tuple[Link, ...]
    topics: tuple[Link, ...]
    articles: tuple[ArticleCard, ...]
    story: Body | None
    questions: Questions
    trust: Trust
    pager: Pager


@dataclass(frozen=True, slots=True)
class CampaignList:
    campaigns: tuple[CampaignCard, ...]
    pager: Pager
    facets: Facets


@dataclass(frozen=True, slots=True)
class Review:
    kind: str
    on: str
    position: float
    """Where it lies on the axis, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A campaign on the axis of years; `left` and `width` are parts of the axis, 0 to 1."""

    link: Link
    start: str
    end: str
    state: str
    left: float
    width: float
    reviews: tuple[Review, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Zoom:
    """A period of the timeline that has a page of its own."""

    first: int
    last: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    first: int
    last: int
    ticks: tuple[int, ...]
    zooms: tuple[Zoom, ...]
    bars: tuple[Bar, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Outcome:
    campaign: Link
    target: Target


@dataclass(frozen=True, slots=True)
class OutcomeFilter:
    """A state to filter by; "" is all."""

    state: str
    href: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    as_of: str
    tally: Tally
    filters: tuple[OutcomeFilter, ...]
    outcomes: tuple[Outcome, ...]
    pager: Pager
    csv: str
    """The address of the same table as CSV."""
