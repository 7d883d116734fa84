"""The same few hold most awards: a tenth of the holders have more than half of them.

Whoever is known is easily honoured again, and others who do as well are not seen. Holders are
counted from ten on and awards from twenty on; several people of one name in one unit look like one.

Bad:
    # 10 holders, 22 awards, and one of them has 12

Good:
    # 10 holders, 22 awards, and nobody has more than 5
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.concentration import concentration_of

CODE = "F404"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    found = concentration_of(graph.awards)
    if found.few_hold_most:
        yield Finding(
            "site",
            "",
            (),
            "{top} of {holders} holders have {held} of {awards} awards.",
            "Are there others whose work nobody has nominated yet?",
            {
                "top": found.top,
                "holders": len(found.counts),
                "held": found.held_by_top,
                "awards": found.awards,
            },
        )
