"""A public notice that was shorter than the site's rule, or that came after the approval.

The notice is there so that those who know better can speak before the award is made. Working days
from the first to the last count, without Saturdays, Sundays and the `holidays` of `notice:` in
site.yaml.

Bad:
    - {kind: public_notice, start: 2025-01-13, end: 2025-01-15}
    - {kind: approval, on: 2025-01-14}

Good:
    - {kind: public_notice, start: 2025-01-02, end: 2025-01-15}
    - {kind: approval, on: 2025-01-20}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.notice import notice_working_days
from generator.records.decision import SelectionStep
from generator.settings import Notice

CODE = "S303"
LEVEL: Severity = "warning"

Said = tuple[str, str, dict[str, object]]
"""Message, hint and values."""


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for decision in graph.decisions.values():
        steps = decision.selection.steps if decision.selection else ()
        for index, step in enumerate(steps):
            if step.kind == "public_notice":
                found = _too_short(step, graph.settings.notice) or _too_late(step, steps)
                if found:
                    message, hint, values = found
                    path = ("selection", "steps", index)
                    yield Finding("decision", decision.id, path, message, hint, values)


def _too_short(step: SelectionStep, rule: Notice) -> Said | None:
    if step.start is None or step.end is None:
        return (
            "How long the notice lasted cannot be computed: its `start` or `end` is missing.",
            "Add both days; the site asks for {rule} working days.",
            {"rule": rule.working_days},
        )
    # Of days that are only known by their month, the longest notice they allow.
    longest = notice_working_days(step.start.first_day, step.end.last_day, set(rule.holidays))
    if longest >= rule.working_days:
        return None
    return (
        "The notice lasted {days} working days, fewer than the {rule} of the site's rule.",
        "Check the dates, and the holidays in site.yaml.",
        {"days": longest, "rule": rule.working_days},
    )


def _too_late(step: SelectionStep, steps: tuple[SelectionStep, ...]) -> Said | None:
    approved = [each.on or each.end for each in steps if each.kind == "approval"]
    days = [each.last_day for each in approved if each is not None]
    if not days or step.end is None or min(days) >= step.end.first_day:
        return None
    return (
        "The approval of {approved} came before the notice ended on {end}.",
        "Check both dates.",
        {"approved": min(days), "end": step.end},
    )
