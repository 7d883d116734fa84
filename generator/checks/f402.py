"""Awards are spread over units more evenly than chance would spread them.

Where every unit gets its share whatever it did, an award says little of those who hold it. The
counts of awards to people are compared with lots among the units' workforce (Pearson's chi-square,
lower tail, drawn up to 1,999 times); five units and twenty awards are the least. Great evenness
calls for an explanation, and a rule that fixes a share for each unit is one.

Bad:
    # five units of 100 people each, and in each year of five one award for each of them

Good:
    # the same units, and the awards went to whoever did best: 9, 6, 5, 3 and 2
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.levelling import levelling_of
from generator.measures.lots import unlikely
from generator.measures.peers import groups_of

CODE = "F402"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    found = [
        (group, levelling_of(group.peers, group.awards, graph.units)) for group in groups_of(graph)
    ]
    asked = sum(each.p_value is not None for _, each in found)
    for group, levelling in found:
        if levelling.p_value is not None and unlikely(levelling.p_value, asked):
            yield Finding(
                group.record,
                group.id,
                (),
                "{awards} awards to people are spread over {units} units more evenly than lots"
                " would spread them (p = {p_value}).",
                "Does a rule fix each unit's share? Then say so where readers see it; else look at"
                " how candidates are found.",
                {
                    "awards": levelling.awards,
                    "units": len(levelling.counts),
                    "p_value": f"{levelling.p_value:.3f}",
                },
            )
