"""A campaign without a target.

Nobody, not even its organisers, can say afterwards whether a campaign without a target reached
anything.

Bad:
    title: Phong trào A
    period: {start: 2024, end: 2025}

Good:
    title: Phong trào A
    period: {start: 2024, end: 2025}
    targets:
      - id: vai-thua
        indicator: Vải thừa khi cắt
        unit: "%"
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

CODE = "T101"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        if not campaign.targets:
            yield Finding(
                "campaign",
                campaign.id,
                ("targets",),
                "The campaign has no target.",
                "Add `targets:`, each with a number, a unit, a baseline and a date.",
            )
