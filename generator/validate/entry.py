"""What validation makes of the files of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Diagnostic, Location
from generator.records.common import Record
from generator.settings import Settings
from generator.validate.references import Mention, Reference


@dataclass(frozen=True, slots=True)
class Untidy:
    """What a file has that tidying would change: of what sort, where first, and how often."""

    sort: Literal["not_nfc", "quotes", "spaces", "unseen"]
    at: Location
    count: int


@dataclass(frozen=True, slots=True)
class Outdated:
    """A field that stands under its old name; from the version `until` on it is not read."""

    name: str
    now: str
    until: str
    at: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """A valid record, where it came from, and all it points at."""

    kind: str
    record: Record
    at: Location
    references: tuple[Reference, ...]
    mentions: tuple[Mention, ...]
    untidy: tuple[Untidy, ...] = ()
    outdated: tuple[Outdated, ...] = ()


@dataclass(frozen=True, slots=True)
class Configured:
    """The settings of a site, all they point at, and where the parts judged later stand."""

    settings: Settings
    references: tuple[Reference, ...]
    theme: Location
    redirects: Mapping[str, tuple[Location, Location]]
    """Where each old address stands, and the new one beside it."""
    checks: Mapping[str, Location] = field(default_factory=dict)
    """Where each rule is weighed."""
    untidy: tuple[Untidy, ...] = ()
    outdated: tuple[Outdated, ...] = ()


@dataclass(frozen=True, slots=True)
class Validated:
    entries: tuple[Entry, ...]
    problems: tuple[Diagnostic, ...]
