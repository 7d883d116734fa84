"""Advice: a problem or finding for an editor, with the record it is about and what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.examine import SEVERITIES


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at."""

    found: Diagnostic
    kind: str = ""
    """The kind of the record; "" for problems found before there were records."""
    id: str = ""
    name: str = ""
    """What readers know the record by."""
    line: str = ""
    """The line of the file in which it stands."""
    silenced: str = ""
    """Why nothing is to be said of it; "" if it is to be said."""


def counted(advice: Iterable[Advice]) -> Counter[str]:
    """How many errors, warnings and notes there are, and how many are "silenced"."""
    return Counter("silenced" if each.silenced else each.found.severity for each in advice)


def grouped(advice: Iterable[Advice]) -> list[tuple[Advice, ...]]:
    """Advice by record, the most important record and within it the most important first."""
    groups: dict[tuple[str, str], list[Advice]] = {}
    for each in advice:
        groups.setdefault((each.kind, each.id or each.found.at.file), []).append(each)
    for group in groups.values():
        group.sort(key=_weight)
    ordered = sorted(groups.values(), key=_importance)
    return [tuple(group) for group in ordered]


def _weight(advice: Advice) -> tuple[object, ...]:
    return SEVERITIES.index(advice.found.severity), advice.found.at, advice.found.code


def _importance(group: Sequence[Advice]) -> tuple[object, ...]:
    counts = counted(group)
    return (*(-counts[each] for each in SEVERITIES), group[0].found.at)
