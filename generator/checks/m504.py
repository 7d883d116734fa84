"""An adoption that ended, without a reason.

Why others gave a model up is what the next ones most need to know.

Bad:
    - {by: don-vi-b, on: 2023, status: ended}

Good:
    - by: don-vi-b
      on: 2023
      status: ended
      reason: Đơn hàng chỉ còn một cỡ
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "M504"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for model in graph.models.values():
        for index, adoption in enumerate(model.adoptions):
            if (adoption.status == "ended" or adoption.ended) and adoption.reason is None:
                yield Finding(
                    "model",
                    model.id,
                    ("adoptions", index),
                    "The adoption ended, and no reason is given.",
                    "Add `reason:`, or say there that no source gives one.",
                )
