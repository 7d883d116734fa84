"""A model that is hard to replicate: its steps, its resources or its conditions are missing.

A model is there to be done again elsewhere. Whoever wants to needs to know what to do, what it
takes, and what must hold for it to work.

Bad:
    title: Cắt vải theo cỡ
    kind: technique
    steps:
      - title: Xếp vải theo cỡ

Good:
    title: Cắt vải theo cỡ
    kind: technique
    steps:
      - title: Xếp vải theo cỡ
    resources: {people: 2 thợ cắt, time: 3 buổi}
    conditions: [Đơn hàng có từ ba cỡ trở lên]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "M501"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for model in graph.models.values():
        given = {
            "steps": model.steps,
            "resources": model.resources,
            "conditions": model.conditions,
        }
        missing = [f"`{name}`" for name, part in given.items() if not part]
        if missing:
            yield Finding(
                "model",
                model.id,
                (),
                "Without {fields} the model is hard to replicate.",
                "Add them; what no source tells can be said in `note` of the resources.",
                {"fields": ", ".join(missing)},
            )
