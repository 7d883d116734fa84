"""A goal that the baseline already met.

A goal that was reached before the work began shows nothing but how the goal was chosen. Often the
direction is missing: a figure that is to fall needs `direction: down`.

Bad:
    baseline: {value: 8, on: 2023-12}
    goal: {value: 5, by: 2025-12}

Good:
    direction: down
    baseline: {value: 8, on: 2023-12}
    goal: {value: 5, by: 2025-12}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "T105"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        for index, target in enumerate(campaign.targets):
            goal = target.goal.value if target.goal else None
            baseline = target.baseline.value if target.baseline else None
            if goal is None or baseline is None:
                continue
            if baseline >= goal if target.direction == "up" else baseline <= goal:
                yield Finding(
                    "campaign",
                    campaign.id,
                    ("targets", index, "goal", "value"),
                    "The baseline {baseline} already meets the goal {goal} of the target"
                    " '{target}'.",
                    "Check both figures and `direction: {direction}`.",
                    {
                        "baseline": baseline,
                        "goal": goal,
                        "target": target.id,
                        "direction": target.direction,
                    },
                )
