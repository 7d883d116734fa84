"""A field that stands under its old name, or that will go.

A coming version of guong does not know it any more, and refuses the file. Until then both names are
read. `guong check --fix` writes the new names; where a field goes, its words have to
be put elsewhere by hand.

Bad:
    sort: school      # where `sort` is called `kind` now

Good:
    kind: school
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SITE, SiteGraph
from generator.records.kinds import KIND_BY_NAME
from generator.validate.outdated import leaving_in
from generator.validate.shape import shape_of

CODE = "E805"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for (kind, id_), found in graph.outdated.items():
        if not graph.in_sight((kind, id_)):
            continue
        for each in found:
            yield Finding(
                kind,
                id_,
                (),
                "`{name}` is called `{now}` now, and is not read from version {until} on.",
                "Run `guong check --fix`.",
                {"name": each.name, "now": each.now, "until": each.until},
                at=each.at,
            )
    shown = [
        ((kind, id_), record) for kind in KIND_BY_NAME for id_, record in graph.shown(kind).items()
    ]
    for (kind, id_), record in ((SITE, graph.settings), *shown):
        for path, leaving in leaving_in(record, shape_of(type(record))):
            yield Finding(
                kind,
                id_,
                path,
                "`{name}` is not read from version {until} on.",
                "Write `{instead}` instead.",
                {"name": path[-1], "until": leaving.until, "instead": leaving.instead},
            )
