"""A review without findings, or with no shortcoming and no lesson.

A review that names only success tells nobody what to do better. Most campaigns have something that
did not work, and readers learn most from it.

Bad:
    - kind: final_review
      on: 2025-01-15
      title: Tổng kết
      findings: {done: [Đạt kế hoạch]}

Good:
    - kind: final_review
      on: 2025-01-15
      title: Tổng kết
      findings:
        done: [Đạt 9 trong 10 chỉ tiêu]
        shortcomings: [Tổ 3 không đo vải thừa từ tháng 8]
        lessons: [Giao người đo trước khi phát động]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.timeline import REVIEWS, milestone_state

CODE = "R203"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    grace = graph.settings.review_grace
    for campaign in graph.campaigns.values():
        for index, each in enumerate(campaign.milestones):
            held = milestone_state(each, as_of, grace) == "done"
            if each.kind not in REVIEWS or not held:
                continue
            found = each.findings
            if found and (found.shortcomings or found.lessons):
                continue
            yield Finding(
                "campaign",
                campaign.id,
                ("milestones", index, "findings"),
                "The review names no shortcoming and no lesson."
                if found and found.done
                else "The review has no findings.",
                "Add `findings:` with what was done, the `shortcomings` and the `lessons`.",
            )
