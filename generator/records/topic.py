"""Topics: the subjects by which readers browse."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.common import Record
from generator.records.types import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    name: Text
    summary: Text | None = None
