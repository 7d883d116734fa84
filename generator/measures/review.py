"""Reviews: when each was due, and by how much it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.measures.timeline import REVIEWS, StageState, later, lifecycle
from generator.records.campaign import Campaign, MilestoneKind
from generator.records.types import PartialDate


@dataclass(frozen=True, slots=True)
class Review:
    """The interim or the final review of a campaign."""

    kind: MilestoneKind
    state: StageState
    on: PartialDate | None
    """The day it was held, or was to be held."""
    overdue_after: date | None
    """The last day of its grace, for a review that is still to be held."""
    days_late: int
    """Days since it was to be held; 0 unless it is due or overdue."""


def reviews_of(campaign: Campaign, as_of: date, grace_days: int) -> tuple[Review, ...]:
    """The interim and the final review, in this order.

    A review is due from the last day it was planned for (the final one, if nothing else is planned,
    from the last day of the campaign), and overdue *grace_days* calendar days after that.
    """
    stages = lifecycle(campaign, as_of, grace_days)
    found = []
    for stage in stages:
        if stage.kind not in REVIEWS:
            continue
        open_ = stage.on.last_day if stage.on and stage.state in _STILL_TO_BE_HELD else None
        found.append(
            Review(
                stage.kind,
                stage.state,
                stage.on,
                later(open_, grace_days) if open_ else None,
                max(0, (as_of - open_).days) if open_ else 0,
            )
        )
    return tuple(found)


_STILL_TO_BE_HELD: tuple[StageState, ...] = ("planned", "due", "overdue")
