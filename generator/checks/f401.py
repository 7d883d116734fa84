"""Front-line people are recognised less than the site's goal says, or than their part of the
workforce.

Those who do the work are easily overlooked, since others write the reports. The share counts people
whose position is known, ten or more; that it is below the workforce's is said only where chance
would not explain it (Wilson's 95 % interval). A head count smaller than the number of people
recognised is named too: one of the two figures needs another look.

Bad:
    frontline_goal: 60      # and 3 of 12 people recognised have `position: frontline`

Good:
    frontline_goal: 60      # and 8 of 12 people recognised have `position: frontline`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.frontline import (
    ENOUGH_PEOPLE,
    FrontlineShare,
    compared,
    crowded,
    frontline_share,
)
from generator.measures.peers import awards_in

CODE = "F401"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    campaigns = [(each.id, awards_in(each, graph)) for each in graph.campaigns.values()]
    goal = graph.settings.frontline_goal
    for record, id_, awards in [("site", "", graph.awards), *(("campaign", *c) for c in campaigns)]:
        path = ("frontline_goal",) if record == "site" else ()
        share = frontline_share(awards)
        if goal is not None and _is_below(share, goal):
            yield Finding(
                record,
                id_,
                path,
                "Of {known} people recognised whose position is known, {frontline} are front-line"
                " people ({share} %); the declared goal is {goal} %.",
                "Is there front-line work that nobody has nominated yet?",
                {**_numbers(share), "goal": goal},
            )
        beside = compared(awards, graph.units)
        if beside.below and beside.expected is not None:
            yield Finding(
                record,
                id_,
                (),
                "Of {known} people recognised whose position is known, {frontline} are front-line"
                " people ({share} %); in the workforce they are {expected} %.",
                "Is there front-line work that nobody has nominated yet?",
                {**_numbers(beside.recognised), "expected": round(100 * beside.expected)},
            )
    yield from _crowded(graph)


def _is_below(share: FrontlineShare, goal: float) -> bool:
    return share.known >= ENOUGH_PEOPLE and 100 * share.frontline < goal * share.known


def _numbers(share: FrontlineShare) -> dict[str, object]:
    percent = round(100 * (share.share or 0))
    return {"known": share.known, "frontline": share.frontline, "share": percent}


def _crowded(graph: SiteGraph) -> Iterator[Finding]:
    for unit, year, people in crowded(graph.awards, graph.units):
        yield Finding(
            "unit",
            unit,
            ("workforce",),
            "In {year} {people} people of this unit were recognised, more than its head count.",
            "Check the head count, and the units of the recipients.",
            {"year": year, "people": people},
        )
