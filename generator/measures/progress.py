"""Target progress: met, missed, under way or not measured, as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.records.campaign import Campaign, Measurement, Target

State = Literal["met", "missed", "under_way", "not_measured", "no_goal"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How a target stands."""

    state: State
    latest: Measurement | None
    """The last measurement up to the day."""
    judged: Measurement | None
    """The measurement that decides met or missed."""
    met_on: Measurement | None
    """The first measurement that reached the goal, even if it came too late."""
    fraction: float | None
    """Part of the way from baseline to goal that the latest measurement covers; 1 is all."""
    gap: float | None
    """How far the judged (or else latest) measurement was short of the goal, in the target's
    unit; negative where it went beyond."""
    missing: tuple[str, ...]
    """What keeps the target from being measurable."""


def progress_of(target: Target, as_of: date) -> Progress:
    """Judge a target by what had been measured up to *as_of*.

    The goal's date is its last day. Once it has passed, the last measurement up to it decides; if
    there is none, the first one after it. Before, a target is met as soon as the latest
    measurement reaches the goal. A target without a date can be met and never missed.
    """
    known = sorted(
        (each for each in target.measurements if each.on.first_day <= as_of),
        key=lambda each: each.on,
    )
    latest = known[-1] if known else None
    missing = _missing(target, bool(known))
    goal = target.goal.value if target.goal else None
    if goal is None or target.goal is None:
        return Progress("no_goal", latest, None, None, None, None, missing)
    met_on = next((each for each in known if _reaches(each.value, goal, target)), None)
    due = target.goal.by.last_day if target.goal.by else None
    judged = _judging(known, due, as_of, goal, target)
    decisive = judged or latest
    return Progress(
        _state(judged, latest, goal, target),
        latest,
        judged,
        met_on,
        _fraction(target, goal, latest),
        None if decisive is None else _shortfall(decisive.value, goal, target),
        missing,
    )


def tally(states: Iterable[State]) -> Counter[State]:
    """Count targets by state."""
    return Counter(states)


def states_of(campaign: Campaign, as_of: date) -> tuple[State, ...]:
    """The state of each target of a campaign."""
    return tuple(progress_of(target, as_of).state for target in campaign.targets)


def _judging(
    known: list[Measurement], due: date | None, as_of: date, goal: float, target: Target
) -> Measurement | None:
    if not known:
        return None
    if due is None or as_of <= due:
        return known[-1] if _reaches(known[-1].value, goal, target) else None
    in_time = [each for each in known if each.on.first_day <= due]
    return in_time[-1] if in_time else known[0]


def _state(
    judged: Measurement | None, latest: Measurement | None, goal: float, target: Target
) -> State:
    if latest is None:
        return "not_measured"
    if judged is None:
        return "under_way"
    return "met" if _reaches(judged.value, goal, target) else "missed"


def _reaches(value: float, goal: float, target: Target) -> bool:
    return value >= goal if target.direction == "up" else value <= goal


def _shortfall(value: float, goal: float, target: Target) -> float:
    # Rounded to hide the noise of binary fractions (80 - 79.3), not to lose digits.
    return round(goal - value if target.direction == "up" else value - goal, 6)


def _fraction(target: Target, goal: float, latest: Measurement | None) -> float | None:
    start = target.baseline.value if target.baseline else None
    if start is None or latest is None or start == goal:
        return None
    return (latest.value - start) / (goal - start)


def _missing(target: Target, measured: bool) -> tuple[str, ...]:
    goal = target.goal
    present = {
        "goal": goal is not None and goal.value is not None,
        "unit": target.unit is not None,
        "by": goal is not None and goal.by is not None,
        "baseline": target.baseline is not None,
        "measurement": measured,
    }
    return tuple(name for name, there in present.items() if not there)
