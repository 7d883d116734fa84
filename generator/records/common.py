"""Parts that several kinds of records share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.records.types import (
    DecisionRef,
    FilePath,
    Focus,
    Number,
    PartialDate,
    RuleRef,
    Slug,
    SourceRef,
    Text,
    Url,
)

Status = Literal["published", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A rule that is to say nothing about a record, and why; for editors, never for readers."""

    rule: RuleRef
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has."""

    id: Slug
    silence: tuple[Silence, ...] = ()
    extra: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why and when a record was taken back."""

    on: PartialDate
    reason: Text
    decision: DecisionRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction that readers are told of."""

    on: PartialDate
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure or statement comes from."""

    id: Slug
    title: Text
    publisher: Text | None = None
    url: Url | None = None
    date: PartialDate | None = None
    type: Literal["official", "academic", "press", "other"] | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture with what readers and lawyers need to know of it."""

    file: FilePath
    alt: Text
    credit: Text | None = None
    licence: Text | None = None
    focus: Focus | None = None
    """Where given, the picture is cut to the shape of its place, around this point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure before and after: an achievement, a piece of evidence, a result."""

    indicator: Text
    before: Number | None = None
    after: Number
    unit: Text
    on: PartialDate | None = None
    source: SourceRef | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Record):
    """A record with a page of its own that can be held back, retired, corrected or withdrawn."""

    draft: bool = False
    publish_on: PartialDate | None = None
    expires_on: PartialDate | None = None
    status: Status = "published"
    withdrawal: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    sources: tuple[Source, ...] = ()
