"""A final review that is missing or overdue.

A campaign that ends without a review leaves its lessons to chance. The review is expected at the
end of the campaign, or on its planned day, and overdue after the site's `review_grace`. Where no
end is recorded, none is asked for.

Bad:
    period: {start: 2023-01, end: 2024-12}
    milestones: []

Good:
    period: {start: 2023-01, end: 2024-12}
    milestones:
      - {kind: final_review, on: 2025-01-15, title: Tổng kết}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.timeline import lifecycle

CODE = "R202"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    grace = graph.settings.review_grace
    for campaign in graph.campaigns.values():
        stage = next(
            each for each in lifecycle(campaign, as_of, grace) if each.kind == "final_review"
        )
        if stage.state == "overdue":
            yield Finding(
                "campaign",
                campaign.id,
                ("milestones", stage.milestone if stage.milestone is not None else 0),
                "The final review planned for {planned} is overdue.",
                "Add `on:` if it was held; if it was not, say why in its `note`.",
                {"planned": stage.on},
            )
        elif stage.state == "not_held" and campaign.period.end is not None:
            yield Finding(
                "campaign",
                campaign.id,
                ("period", "end"),
                "The campaign ended in {end}, and no final review is recorded.",
                "Add a milestone of `kind: final_review` with what was done and what was not.",
                {"end": campaign.period.end},
            )
