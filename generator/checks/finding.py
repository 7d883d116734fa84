"""Findings: what a rule asks the editor to look at. A question, never a verdict on a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Location, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One value, or one record, that a rule has a question about.

    `message` and `hint` are English templates and the keys of their translations; `values` fills
    their `{names}`. The value `written`, where there is one, is looked for behind the place of the
    value, so that the caret stands below it.
    """

    record: str
    """The kind of the record: `campaign`."""
    id: str
    path: tuple[str | int, ...]
    """The value inside the record, such as `("targets", 0, "goal")`; () is the record itself."""
    message: str
    hint: str
    values: Mapping[str, object] = field(default_factory=dict)
    at: Location | None = None
    """Where it stands, if that is no value of the record."""
    level: Severity | None = None
    """How much it weighs, if that is not what the rule usually weighs."""
