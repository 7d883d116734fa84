"""A model that has not been confirmed for over 24 months.

What worked three years ago may no longer work, or no longer be done. A word from where it comes
from keeps others from copying what was given up.

Bad:
    confirmed: 2022-03

Good:
    confirmed: 2025-11-20
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "M503"
LEVEL: Severity = "note"

MONTHS = 24


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for model in graph.models.values():
        confirmed = model.confirmed
        if confirmed is None:
            yield Finding(
                "model",
                model.id,
                ("confirmed",),
                "It was never confirmed that the model is still in use.",
                "Ask where it comes from, and write the day in `confirmed:`.",
            )
        elif _months(confirmed.last_day, as_of) >= MONTHS:
            yield Finding(
                "model",
                model.id,
                ("confirmed",),
                "The model was last confirmed in {confirmed}, over {months} months ago.",
                "Ask where it comes from, and write the day in `confirmed:`.",
                {"confirmed": confirmed, "months": MONTHS},
            )


def _months(start: date, end: date) -> int:
    """Whole months from *start* to *end*."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day <= start.day)
