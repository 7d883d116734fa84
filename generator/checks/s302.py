"""A vote without its ballots, or with more in favour than ballots.

A vote is only worth its numbers: how many were cast, and how many were in favour. More in favour
than ballots is a slip of the pen, and stops the build.

Bad:
    - {kind: vote, on: 2024-12-10, in_favour: 88}

Good:
    - {kind: vote, on: 2024-12-10, ballots: 96, in_favour: 88}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "S302"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for decision in graph.decisions.values():
        for index, step in enumerate(decision.selection.steps if decision.selection else ()):
            path = ("selection", "steps", index)
            if step.kind == "vote" and (step.ballots is None or step.in_favour is None):
                missing = "ballots" if step.ballots is None else "in_favour"
                yield Finding(
                    "decision",
                    decision.id,
                    path,
                    "The vote is recorded without `{field}`.",
                    "Add how many ballots were cast and how many were in favour.",
                    {"field": missing},
                )
            elif (step.in_favour or 0) > (step.ballots if step.ballots is not None else 10**9):
                yield Finding(
                    "decision",
                    decision.id,
                    (*path, "in_favour"),
                    "More were in favour ({in_favour}) than ballots were cast ({ballots}).",
                    "Check both figures.",
                    {"in_favour": step.in_favour, "ballots": step.ballots},
                    level="error",
                )
