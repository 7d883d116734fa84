"""An interim review that is missing or overdue.

A review half-way is the last chance to correct a campaign while it still runs. It is overdue once
its planned day and the site's `review_grace` have passed, and it is missing where a campaign of
more than a year plans none.

Bad:
    period: {start: 2023-01, end: 2025-12}
    milestones: []

Good:
    period: {start: 2023-01, end: 2025-12}
    milestones:
      - {kind: interim_review, planned: 2024-06, title: Sơ kết}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.timeline import milestone_state
from generator.records.campaign import Campaign

CODE = "R201"
LEVEL: Severity = "warning"

YEAR_DAYS = 366


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        reviews = [
            (index, each)
            for index, each in enumerate(campaign.milestones)
            if each.kind == "interim_review"
        ]
        for index, each in reviews:
            if milestone_state(each, as_of, graph.settings.review_grace) == "overdue":
                yield Finding(
                    "campaign",
                    campaign.id,
                    ("milestones", index, "planned"),
                    "The interim review planned for {planned} is overdue.",
                    "Add `on:` if it was held; if it was not, say why in its `note`.",
                    {"planned": each.planned or each.on},
                )
        if not reviews and _is_long(campaign):
            yield Finding(
                "campaign",
                campaign.id,
                ("milestones",),
                "The campaign lasts over a year, and no interim review is recorded or planned.",
                "Add a milestone of `kind: interim_review`, held or planned.",
            )


def _is_long(campaign: Campaign) -> bool:
    """Is it over a year even by the shortest reading of its dates?"""
    start, end = campaign.period.start, campaign.period.end
    return end is not None and (end.first_day - start.last_day).days > YEAR_DAYS
