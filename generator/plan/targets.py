"""How a target is shown, on its campaign's page and among all outcomes."""

from __future__ import annotations

from generator.measures.progress import progress_of
from generator.plan.scribe import Scribe, iso
from generator.records.campaign import Baseline, Goal, Measurement, Target
from generator.views.campaign import Point
from generator.views.campaign import Target as TargetView


def target_view(scribe: Scribe, record: Target, numbers: dict[str, int]) -> TargetView:
    """The view of a target; *numbers* are those of its record's sources."""
    progress = progress_of(record, scribe.as_of)
    goal = record.goal or Goal()

    def point(given: Measurement | Baseline | None) -> Point | None:
        if given is None:
            return None
        number = numbers.get(given.source or "", 0)
        return Point(given.value, iso(given.on), number, scribe.words(given.note))

    known = (each for each in record.measurements if each.on.first_day <= scribe.as_of)
    ordered = sorted(known, key=lambda each: each.on)
    return TargetView(
        id=record.id,
        indicator=scribe.words(record.indicator),
        unit=scribe.name(record.unit),
        direction=record.direction,
        state=progress.state,
        baseline=point(record.baseline),
        goal=goal.value,
        goal_by=iso(goal.by),
        goal_source=numbers.get(goal.source or "", 0),
        goal_note=scribe.words(goal.note),
        measurements=tuple(found for each in ordered if (found := point(each))),
        latest=point(progress.latest),
        judged=point(progress.judged),
        met_on=iso(progress.met_on.on) if progress.met_on else "",
        progress=progress.fraction,
        gap=progress.gap,
        missing=progress.missing,
        note=scribe.words(record.note),
    )
