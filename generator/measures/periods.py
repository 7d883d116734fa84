"""Periods of scores: years, quarters or months as they are written, in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2}))?")
_PARTS = {"year": 1, "quarter": 4, "month": 12}


def period_number(period: str) -> int:
    """The number of a year, quarter or month since year 0, so that the next one is one more.

    Raises:
        ValueError: If it is none of them.
    """
    found = _PERIOD.fullmatch(period)
    if not found:
        raise ValueError(period)
    part = int(found["quarter"] or found["month"] or 1)
    return int(found["year"]) * _PARTS[_length_of(period)] + part - 1


def period_end(period: str) -> int:
    """The number of the last month in it, by which periods of different lengths can be sorted."""
    months = 12 // _PARTS[_length_of(period)]
    return (period_number(period) + 1) * months - 1


def are_mixed(periods: Iterable[str]) -> bool:
    """Whether they are of different lengths, so that scores cannot be set against each other."""
    return len({_length_of(each) for each in periods}) > 1


def _length_of(period: str) -> str:
    return "year" if len(period) == 4 else "quarter" if "Q" in period else "month"
