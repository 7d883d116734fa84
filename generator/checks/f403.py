"""A title goes round: a unit wins again only after all others have, three rounds or more.

A title that is handed on in turn honours the turn and not the work. The longest run of complete
rounds is compared with lots among all units: it is named where lots make one so long in less than
one case in twenty. Some honours are meant to go in turn; then it should be said.

Bad:
    # flag of the year, three units: A, B, C, then B, C, A, then A, C, B

Good:
    # flag of the year, three units: A, A, C, then B, A, C, then C, C, B
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.lots import unlikely
from generator.measures.peers import groups_of
from generator.measures.rotation import FEWEST_ROUNDS, rotations_of

CODE = "F403"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    found = [
        (group, rotation)
        for group in groups_of(graph)
        for rotation in rotations_of(group.peers, group.awards, graph.units)
        if not rotation.reason
    ]
    for group, rotation in found:
        if rotation.rounds >= FEWEST_ROUNDS and unlikely(rotation.p_value, len(found)):
            yield Finding(
                group.record,
                group.id,
                (),
                "The title '{title}' went round among {units} units, {rounds} rounds in a row; by"
                " lot that is rare (p = {p_value}).",
                "Is it meant to go in turn? Then say so where readers see it; else look at how"
                " candidates are found.",
                {
                    "title": rotation.title,
                    "units": len(rotation.units),
                    "rounds": rotation.rounds,
                    "p_value": f"{rotation.p_value:.4f}",
                },
            )
