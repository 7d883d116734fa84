"""A target that was due and never measured.

A target whose day has passed without a measurement leaves open whether the effort was worth it.
Nobody is to blame for a figure that was lost; readers are told that it is not known.

Bad:
    goal: {value: 5, by: 2025-12}

Good:
    goal: {value: 5, by: 2025-12}
    measurements:
      - {value: 5.4, on: 2025-12-20, source: bao-cao}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "T103"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        for index, target in enumerate(campaign.targets):
            by = target.goal.by if target.goal else None
            measured = any(each.on.first_day <= as_of for each in target.measurements)
            if by and by.last_day < as_of and not measured:
                yield Finding(
                    "campaign",
                    campaign.id,
                    ("targets", index, "goal", "by"),
                    "The target '{target}' was due by {by}, and no measurement is recorded.",
                    "Add `measurements:` with a value, a day and a source.",
                    {"target": target.id, "by": by},
                )
