"""A target that cannot be measured: its number, its unit, its baseline or its date is missing.

"Improve quality" can neither be reached nor missed. A number, what it counts, where it stood at the
beginning and by when it is to change make a wish into a target.

Bad:
    targets:
      - id: chat-luong
        indicator: Nâng cao chất lượng

Good:
    targets:
      - id: hang-loi
        indicator: Hàng phải sửa lại
        unit: "%"
        direction: down
        baseline: {value: 4.2, on: 2023-12}
        goal: {value: 2, by: 2025-12}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.progress import progress_of

CODE = "T102"
LEVEL: Severity = "warning"


FIELDS = {"goal": "goal.value", "unit": "unit", "by": "goal.by", "baseline": "baseline"}
"""What a target needs, and the field in which it is written."""


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        for index, target in enumerate(campaign.targets):
            missing = [
                FIELDS[name] for name in progress_of(target, as_of).missing if name in FIELDS
            ]
            if missing:
                yield Finding(
                    "campaign",
                    campaign.id,
                    ("targets", index),
                    "The target '{target}' cannot be measured without {fields}.",
                    "Add what is missing; if no source tells it, say so in its `note`.",
                    {"target": target.id, "fields": ", ".join(f"`{name}`" for name in missing)},
                )
