"""What validation makes of the files of a record."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location
from generator.records.common import Record
from generator.validate.references import Mention, Reference


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid record, where it came from, and all it points at."""

    kind: str
    record: Record
    at: Location
    references: tuple[Reference, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Validated:
    entries: tuple[Entry, ...]
    problems: tuple[Diagnostic, ...]
