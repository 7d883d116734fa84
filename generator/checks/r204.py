"""Criteria that were never scored, or a scoring period that was skipped.

Criteria tell units what counts; scores show that it was counted. A missing month, quarter or year
makes the standings, and "most improved", a matter of luck.

Bad:
    unit,period,score
    to-may-1,2024-Q1,71
    to-may-1,2024-Q3,78

Good:
    unit,period,score
    to-may-1,2024-Q1,71
    to-may-1,2024-Q2,74
    to-may-1,2024-Q3,78
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.timeline import campaign_state

CODE = "R204"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        begun = campaign_state(campaign, as_of) != "planned"
        if campaign.criteria and not campaign.scores and begun:
            yield Finding(
                "campaign",
                campaign.id,
                ("criteria",),
                "The campaign has criteria and no scores.",
                "Add `{file}` with the unit, the period and the score.",
                {"file": f"{campaign.id}.scores.csv"},
            )
        skipped = _skipped({each.period for each in campaign.scores})
        if skipped:
            yield Finding(
                "campaign",
                campaign.id,
                ("scores",),
                "Between the scores, nothing is scored for {periods}.",
                "Add the scores of these periods, or tell in the story why there are none.",
                {"periods": ", ".join(skipped)},
            )


def _skipped(periods: set[str]) -> list[str]:
    """The periods without a score between the first and the last of their sort."""
    found: list[str] = []
    for read, write in ((_year, str), (_quarter, _as_quarter), (_month, _as_month)):
        numbers = {number for each in periods if (number := read(each)) is not None}
        if numbers:
            missing = set(range(min(numbers), max(numbers))) - numbers
            found += (write(number) for number in sorted(missing))
    return found


def _year(period: str) -> int | None:
    return int(period) if len(period) == 4 else None


def _quarter(period: str) -> int | None:
    return int(period[:4]) * 4 + int(period[6]) - 1 if "Q" in period else None


def _month(period: str) -> int | None:
    return (
        int(period[:4]) * 12 + int(period[5:]) - 1
        if len(period) == 7 and "Q" not in period
        else None
    )


def _as_quarter(number: int) -> str:
    return f"{number // 4}-Q{number % 4 + 1}"


def _as_month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
