"""A unit that improved most in a campaign's scores, and of which the site tells nothing.

Weak units that rise are seldom first, and have more to teach than those that were always good. Rise
is last minus first score; it counts here only where it is steady (Theil-Sen slope), so that one odd
score makes no finding. Scores that cannot be followed from period to period are named too.

Bad:
    # to-hai rose from 52 to 90 points, and no award, profile, model or article is of it

Good:
    # the same, and `articles/to-hai-vuon-len.md` is about it
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.improvement import improvements_of, is_mentioned
from generator.records.campaign import Campaign

CODE = "F406"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        found = improvements_of(campaign.scores)
        for each in found.most_improved:
            if each.slope > 0 and not is_mentioned(each.unit, graph.back):
                yield Finding(
                    "campaign",
                    campaign.id,
                    ("scores",),
                    "The unit '{unit}' improved most, from {first} to {last} points, and nothing"
                    " on the site tells of it.",
                    "Ask what it did, and tell of it in a profile, a model or an article.",
                    {"unit": each.unit, "first": each.first, "last": each.last},
                )
        if found.reason == "mixed_periods":
            yield Finding(
                "campaign",
                campaign.id,
                ("scores",),
                "Improvement cannot be computed, because the scores mix years, quarters and"
                " months.",
                "Give all scores for periods of one length.",
            )
        yield from _given_twice(campaign)


def _given_twice(campaign: Campaign) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for index, score in enumerate(campaign.scores):
        if (score.unit, score.period) in seen:
            yield Finding(
                "campaign",
                campaign.id,
                ("scores", index),
                "The unit '{unit}' has a second score for {period}; this one counts.",
                "Take out the line that is wrong.",
                {"unit": score.unit, "period": score.period},
            )
        seen.add((score.unit, score.period))
