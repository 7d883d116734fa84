"""The position or the unit of more than a fifth of a decision's recipients is not recorded.

Without them nobody can tell whether front-line people and all units have their part.

Bad:
    recipients:
      - {name: Đồng chí A, kind: individual}

Good:
    recipients:
      - {name: Đồng chí A, kind: individual, unit: to-mot, position: frontline}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import Award, SiteGraph
from generator.measures.frontline import MOST_UNKNOWN, frontline_share

CODE = "F405"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    awards: dict[str, list[Award]] = {}
    for award in graph.awards:
        awards.setdefault(award.decision.id, []).append(award)
    for id_, found in awards.items():
        share = frontline_share(found)
        if share.unknown > MOST_UNKNOWN * share.people:
            yield Finding(
                "decision",
                id_,
                ("recipients",),
                "The position of {unknown} of {whole} people is not recorded.",
                "Write `position:` with the recipient, or in the profile.",
                {"unknown": share.unknown, "whole": share.people},
            )
        whole = sum(each.count for each in found)
        unknown = sum(each.count for each in found if each.unit is None)
        if unknown > MOST_UNKNOWN * whole:
            yield Finding(
                "decision",
                id_,
                ("recipients",),
                "The unit of {unknown} of {whole} recipients is not recorded.",
                "Write `unit:` with the recipient, or in the profile.",
                {"unknown": unknown, "whole": whole},
            )
