"""Outcomes: every target of every campaign in one table."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.opendata.figures import OUTCOMES
from generator.plan.page import DataFile, Page
from generator.plan.paging import listing_address, parted
from generator.plan.scribe import Scribe, source_numbers
from generator.plan.table import to_csv
from generator.plan.targets import target_view
from generator.views.campaign import Outcome, OutcomeFilter, Outcomes

STATES = ("met", "missed", "under_way", "not_measured", "no_goal")


def plan(scribe: Scribe) -> Iterator[Page]:
    outcomes = _outcomes(scribe)
    counts = {state: sum(each.target.state == state for _, each in outcomes) for state in STATES}
    tally = scribe.tally(scribe.graph.campaigns.values())
    shown = ["", *(state for state in STATES if counts[state])]
    for state in shown:
        filters = tuple(
            OutcomeFilter(
                each, scribe.at(_path(each)), counts[each] if each else len(outcomes), each == state
            )
            for each in shown
        )
        found = [each for _, each in outcomes if not state or each.target.state == state]
        size = scribe.graph.settings.page_size
        for path, part, pager in parted(scribe, _path(state), found, size):
            number = 2 if state else pager.number
            address = listing_address(scribe, path, "outcomes", "outcomes", number)
            csv = _csv_path(scribe.language)
            view = Outcomes(scribe.as_of.isoformat(), tally, filters, part, pager, csv)
            yield Page(address, view)


def plan_files(scribe: Scribe) -> Iterator[DataFile]:
    """The table as CSV, in the scribe's language."""
    rows: list[tuple[object, ...]] = []
    for campaign, outcome in _outcomes(scribe):
        target = outcome.target
        baseline, latest = target.baseline, target.latest
        rows.append(
            (
                campaign,
                target.id,
                target.indicator.text,
                target.unit.text,
                target.direction,
                baseline.value if baseline else "",
                baseline.on if baseline else "",
                "" if target.goal is None else target.goal,
                target.goal_by,
                latest.value if latest else "",
                latest.on if latest else "",
                target.state,
                scribe.as_of.isoformat(),
            )
        )
    yield DataFile(_csv_path(scribe.language), to_csv(OUTCOMES, rows))


def _path(state: str) -> str:
    return f"outcomes/{state.replace('_', '-')}/" if state else "outcomes/"


def _csv_path(language: str) -> str:
    return f"data/outcomes.{language}.csv"


def _outcomes(scribe: Scribe) -> list[tuple[str, Outcome]]:
    latest_first = sorted(
        scribe.graph.campaigns.values(),
        key=lambda each: (each.period.start, each.id),
        reverse=True,
    )
    return [
        (
            campaign.id,
            Outcome(
                scribe.link("campaign", campaign.id),
                target_view(scribe, target, source_numbers(campaign)),
            ),
        )
        for campaign in latest_first
        for target in campaign.targets
    ]
