"""The life of a campaign: its state, its stages, and the state of each milestone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.records.campaign import Campaign, Milestone, MilestoneKind
from generator.records.types import PartialDate

CampaignState = Literal["planned", "running", "ended", "open"]
StageState = Literal["done", "due", "overdue", "planned", "not_held", "not_planned"]

STAGES: tuple[MilestoneKind, ...] = (
    "launch",
    "check",
    "interim_review",
    "final_review",
    "replication",
)
REVIEWS: tuple[MilestoneKind, ...] = ("interim_review", "final_review")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a campaign's lifecycle."""

    kind: MilestoneKind
    state: StageState
    on: PartialDate | None
    """The day it was held, or is planned for."""
    milestone: int | None
    """The position of its milestone in the campaign, where there is one."""


def later(day: date, days: int) -> date:
    """*days* after *day*, or the last day that a date can be."""
    left = (date.max - day).days
    return day + timedelta(days=min(days, left))


def campaign_state(campaign: Campaign, as_of: date) -> CampaignState:
    """Planned before its start, ended after its end; "open" where no end is recorded."""
    if campaign.period.start.first_day > as_of:
        return "planned"
    if campaign.period.end is None:
        return "open"
    return "ended" if campaign.period.end.last_day < as_of else "running"


def milestone_state(milestone: Milestone, as_of: date, grace_days: int) -> StageState:
    """Done if held by *as_of*; else planned, due, or overdue after *grace_days* more.

    A milestone without any date is one of which only the day is unknown.
    """
    planned = milestone.planned or milestone.on
    if planned is None or (milestone.on is not None and milestone.on.first_day <= as_of):
        return "done"
    if later(planned.last_day, grace_days) < as_of:
        return "overdue"
    return "due" if planned.last_day < as_of else "planned"


def lifecycle(campaign: Campaign, as_of: date, grace_days: int) -> tuple[Stage, ...]:
    """The stages of a campaign, each with its state.

    A stage with several milestones shows the last one held, unless a later one is overdue. A stage
    that was never planned is "not_held" once the campaign is over, or where its end is unknown, and
    "not_planned" before; the final review of a campaign under way is expected at its end.
    """
    return tuple(_stage(kind, campaign, as_of, grace_days) for kind in STAGES)


def _stage(kind: MilestoneKind, campaign: Campaign, as_of: date, grace_days: int) -> Stage:
    own = [
        (milestone_state(each, as_of, grace_days), each, index)
        for index, each in enumerate(campaign.milestones)
        if each.kind == kind
    ]
    held = max((each[1].on for each in own if each[0] == "done" and each[1].on), default=None)
    for wanted in ("overdue", "due", "done", "planned"):
        fitting = [
            each
            for each in own
            if each[0] == wanted and (wanted == "done" or not held or _expected(each[1]) > held)
        ]
        if fitting:
            state, milestone, index = max(fitting, key=lambda each: _expected(each[1]))
            return Stage(kind, state, milestone.on or milestone.planned, index)
    return Stage(kind, *_without_milestone(kind, campaign, as_of, grace_days), None)


def _expected(milestone: Milestone) -> PartialDate:
    return milestone.on or milestone.planned or PartialDate(1)


def _without_milestone(
    kind: MilestoneKind, campaign: Campaign, as_of: date, grace_days: int
) -> tuple[StageState, PartialDate | None]:
    state = campaign_state(campaign, as_of)
    end = campaign.period.end
    if kind == "launch" and state != "planned":
        return "not_held", None
    if kind == "final_review" and end is not None:
        if state in ("planned", "running"):
            return "planned", end
        if later(end.last_day, grace_days) >= as_of:
            return "due", end
    return ("not_held" if state in ("ended", "open") else "not_planned"), None


def reviews_held_and_due(campaign: Campaign, as_of: date, grace_days: int) -> tuple[int, int]:
    """How many of the interim and final reviews were held, and how many should have been.

    Where the end of a campaign is unknown, so is whether a review of it was due.
    """
    states = [
        stage.state for stage in lifecycle(campaign, as_of, grace_days) if stage.kind in REVIEWS
    ]
    held = states.count("done")
    missed: tuple[StageState, ...] = ("due", "overdue")
    if campaign_state(campaign, as_of) != "open":
        missed += ("not_held",)
    return held, held + sum(state in missed for state in states)
