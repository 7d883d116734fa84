"""What validation makes of the files of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location
from generator.records.common import Record
from generator.settings import Settings
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
class Configured:
    """The settings of a site, all they point at, and where the parts judged later stand."""

    settings: Settings
    references: tuple[Reference, ...]
    theme: Location
    redirects: Mapping[str, tuple[Location, Location]]
    """Where each old address stands, and the new one beside it."""


@dataclass(frozen=True, slots=True)
class Validated:
    entries: tuple[Entry, ...]
    problems: tuple[Diagnostic, ...]
