"""A decision without a selection trail, or with steps missing.

Readers trust an award when they can see how it was made: who nominated, who voted, how long the
names were public, who approved. A step that no source tells of is shown as missing, which is no
reproach.

Bad:
    selection:
      steps:
        - {kind: approval, on: 2025-01-15}

Good:
    selection:
      nominated: 12
      steps:
        - {kind: nomination, on: 2024-12-02, by: don-vi-a}
        - {kind: vote, on: 2024-12-10, ballots: 96, in_favour: 88}
        - {kind: public_notice, start: 2024-12-16, end: 2024-12-31, comments_received: 0}
        - {kind: approval, on: 2025-01-15, by: don-vi-a}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.selection import missing_steps

CODE = "S301"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for decision in graph.decisions.values():
        missing = missing_steps(decision)
        if decision.selection is None or not decision.selection.steps:
            yield Finding(
                "decision",
                decision.id,
                ("selection",),
                "The decision does not tell how the recipients were chosen.",
                "Add `selection:` with its steps from nomination to approval.",
            )
        elif missing:
            yield Finding(
                "decision",
                decision.id,
                ("selection", "steps"),
                "Of the selection these steps are not recorded: {steps}.",
                "Add them, or tell in the `note` of the selection that no source does.",
                {"steps": ", ".join(f"`{kind}`" for kind in missing)},
            )
