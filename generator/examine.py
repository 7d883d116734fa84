"""Examine: every rule looks at the site, and the site says what each finding weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.records.kinds import KIND_BY_NAME
from generator.rulebook import Rule, rules
from generator.settings import Weight

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""What a finding may weigh, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the site weighs it."""

    code: str
    level: Severity
    finding: Finding
    silenced: str = ""
    """Why the record wants nothing said of it; "" if it does not."""


def examine(
    graph: SiteGraph,
    as_of: date,
    *,
    only: Collection[str] = (),
    ignore: Collection[str] = (),
    book: Mapping[str, Rule] | None = None,
) -> tuple[Remark, ...]:
    """What the rules find as of a day, the heaviest first, then by record and code.

    *only* and *ignore* hold codes, or beginnings of codes such as `T`.
    """
    weights: dict[str, Weight] = {
        str(code): weight for code, weight in (graph.settings.checks or {}).items()
    }
    silences = _silences(graph)
    remarks = []
    for code, rule in (book or rules()).items():
        if not _chosen(code, only, ignore):
            continue
        weight = weights.get(code)
        for finding in rule.find(graph, as_of) if weight != "off" else ():
            level: Severity = weight if weight and weight != "off" else finding.level or rule.level
            reason = silences.get((code, finding.record, finding.id), "")
            remarks.append(Remark(code, level, finding, reason))
    return tuple(sorted(remarks, key=_order))


def at_least(level: Severity, remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """The remarks that weigh as much as *level* and are not silenced."""
    heavy = SEVERITIES[: SEVERITIES.index(level) + 1]
    return tuple(each for each in remarks if each.level in heavy and not each.silenced)


def _chosen(code: str, only: Collection[str], ignore: Collection[str]) -> bool:
    if only and not code.startswith(tuple(only)):
        return False
    return not (ignore and code.startswith(tuple(ignore)))


def _silences(graph: SiteGraph) -> dict[tuple[str, str, str], str]:
    """Why nothing is to be said, by rule, kind and id; of several reasons the first."""
    return {
        (str(each.rule), kind, id_): each.reason
        for kind in KIND_BY_NAME
        for id_, record in graph.shown(kind).items()
        for each in reversed(record.silence)
    }


def _order(remark: Remark) -> tuple[object, ...]:
    found = remark.finding
    at = str(found.at) if found.at else ""
    level = SEVERITIES.index(remark.level)
    return level, found.record, found.id, remark.code, _in_order(found.path), at


@lru_cache(maxsize=4096)
def _in_order(path: tuple[str | int, ...]) -> tuple[tuple[bool, str], ...]:
    """What paths sort by: numbers before names, and by their size."""
    return tuple((isinstance(part, str), str(part).rjust(9)) for part in path)
