"""Decisions: the list and the roll of honour of one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import Award, DecisionCard, Link, Named, Pager, Phrase, Trust
from generator.views.facets import Facets


@dataclass(frozen=True, slots=True)
class SelectionStep:
    kind: str
    recorded: bool
    """False: the step is expected and nothing is recorded of it."""
    on: str
    start: str
    end: str
    working_days: int | None
    """Of a public notice: its length, holidays counted out."""
    by: Named | None
    ballots: int | None
    in_favour: int | None
    comments_received: int | None
    note: Phrase
    source: int


@dataclass(frozen=True, slots=True)
class RollGroup:
    """Recipients of one title."""

    title: Named
    recipients: tuple[Award, ...]
    count: int
    """Of the title, on all pages of the roll."""
    first: int
    """The number of the first recipient who stands here."""


@dataclass(frozen=True, slots=True)
class Revocation:
    recipient: Named
    on: str
    number: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Decision:
    name: Phrase
    """Its heading; the number or the title where it has none of its own."""
    emblem: str
    number: str
    date: str
    authority: Named
    title: Named
    summary: Phrase
    campaign: Link | None
    nominated: int | None
    selection_note: Phrase
    trail: tuple[SelectionStep, ...]
    missing_steps: tuple[str, ...]
    roll: tuple[RollGroup, ...]
    recipients: int
    unnamed: int
    revocations: tuple[Revocation, ...]
    url: str
    trust: Trust
    pager: Pager
    """Of the roll; all else stands on the first page."""


@dataclass(frozen=True, slots=True)
class DecisionYear:
    year: str
    decisions: tuple[DecisionCard, ...]


@dataclass(frozen=True, slots=True)
class DecisionList:
    years: tuple[DecisionYear, ...]
    pager: Pager
    facets: Facets
