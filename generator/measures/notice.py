"""Public notice: how long an award was announced before it was conferred."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.records.decision import Decision, SelectionStep


def notice_working_days(start: date, end: date, holidays: Set[date]) -> int:
    """Count the working days from *start* to *end*, both included.

    Saturdays, Sundays and *holidays* do not count.

    Raises:
        ValueError: If *end* is before *start*.
    """
    if end < start:
        raise ValueError(f"{end} is before {start}")
    weeks, rest = divmod((end - start).days + 1, 7)
    first = start.weekday()
    over = sum(day % 7 < 5 for day in range(first, first + rest))
    free = sum(start <= day <= end and day.weekday() < 5 for day in holidays)
    return weeks * 5 + over - free


@dataclass(frozen=True, slots=True)
class NoticeLength:
    """How long an award was announced; where `reason` says why, it is not known."""

    working_days: int | None
    reason: Literal["", "no_step", "no_start", "no_end", "imprecise"]


def notice_of(decision: Decision, holidays: Set[date]) -> NoticeLength:
    """The longest public notice of the selection trail, both days included.

    A notice that only says `on` has no end, and one of a month or year no days to count.
    """
    steps = decision.selection.steps if decision.selection else ()
    lengths = [_length(each, holidays) for each in steps if each.kind == "public_notice"]
    known = [each for each in lengths if each.working_days is not None]
    if known:
        return max(known, key=lambda each: each.working_days or 0)
    return lengths[0] if lengths else NoticeLength(None, "no_step")


def _length(step: SelectionStep, holidays: Set[date]) -> NoticeLength:
    start = step.start or step.on
    if start is None:
        return NoticeLength(None, "no_start")
    if step.end is None:
        return NoticeLength(None, "no_end")
    if not (start.day and step.end.day) or step.end.last_day < start.first_day:
        return NoticeLength(None, "imprecise")
    return NoticeLength(notice_working_days(start.first_day, step.end.last_day, holidays), "")
