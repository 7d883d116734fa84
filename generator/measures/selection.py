"""The selection trail: which steps are recorded and which are missing."""

from __future__ import annotations

from generator.records.decision import Decision, StepKind

EXPECTED: tuple[StepKind, ...] = ("nomination", "vote", "public_notice", "approval")
"""The steps a reader may expect of every award."""


def missing_steps(decision: Decision) -> tuple[StepKind, ...]:
    """The expected steps of which nothing is recorded; all of them without a trail."""
    recorded = {step.kind for step in decision.selection.steps} if decision.selection else set()
    return tuple(kind for kind in EXPECTED if kind not in recorded)
