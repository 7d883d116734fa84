"""A model without evidence, or whose evidence has no figure from before.

Without a figure from before nobody can tell what the model changed.

Bad:
    evidence:
      - {indicator: Vải thừa, after: 5, unit: "%", on: 2025-11}

Good:
    evidence:
      - {indicator: Vải thừa, before: 8, after: 5, unit: "%", on: 2025-11, source: bao-cao}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "M502"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for model in graph.models.values():
        if not any(each.before is not None for each in model.evidence):
            yield Finding(
                "model",
                model.id,
                ("evidence",),
                "None of the evidence has a figure from before."
                if model.evidence
                else "The model has no evidence.",
                "Add an indicator with `before`, `after`, `unit` and `source`.",
            )
