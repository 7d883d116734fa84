"""A profile without a summary, with a story of fewer than 80 words, or without an achievement in
figures.

The summary is what lists, cards and searches show. A story too short to tell what somebody did, and
achievements without a figure, leave nothing to learn from.

Bad:
    name: Đồng chí A
    kind: individual

Good:
    name: Đồng chí A
    kind: individual
    summary: Thợ cắt của Đơn vị A, người nghĩ ra cách xếp vải theo cỡ.
    achievements:
      - {indicator: Vải thừa, before: 8, after: 5, unit: "%", on: 2025-11}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "E801"
LEVEL: Severity = "note"

LEAST_WORDS = 80


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for profile in graph.profiles.values():
        if profile.summary is None:
            yield Finding(
                "profile",
                profile.id,
                ("summary",),
                "The profile has no summary.",
                "Add `summary:`, one sentence that says why one should know of them.",
            )
        words = profile.body.versions[0][1].words if profile.body else 0
        if words < LEAST_WORDS:
            yield Finding(
                "profile",
                profile.id,
                ("body",),
                "The story has {words} words, fewer than {least}.",
                "Tell what was done, how, and what came of it.",
                {"words": words, "least": LEAST_WORDS},
            )
        if not profile.achievements:
            yield Finding(
                "profile",
                profile.id,
                ("achievements",),
                "The profile has no achievement in figures.",
                "Add `achievements:`, each with an indicator, a figure, a unit and a source.",
            )
