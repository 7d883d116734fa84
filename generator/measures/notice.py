"""Public notice: how long an award was announced before it was conferred."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta


def notice_working_days(start: date, end: date, holidays: Set[date]) -> int:
    """Count the working days from *start* to *end*, both included.

    Saturdays, Sundays and *holidays* do not count.

    Raises:
        ValueError: If *end* is before *start*.
    """
    if end < start:
        raise ValueError(f"{end} is before {start}")
    days = (start + timedelta(days=offset) for offset in range((end - start).days + 1))
    return sum(day.weekday() < 5 and day not in holidays for day in days)
