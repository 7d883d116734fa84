"""A figure without a source.

A figure that names its source can be checked. One that does not has to be taken on trust.

Bad:
    achievements:
      - {indicator: Vải thừa, before: 8, after: 5, unit: "%", on: 2025-11}

Good:
    achievements:
      - {indicator: Vải thừa, before: 8, after: 5, unit: "%", on: 2025-11, source: bao-cao}
    sources:
      - {id: bao-cao, title: Báo cáo năm 2025, publisher: Đơn vị A}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.records.common import Change

CODE = "T104"
LEVEL: Severity = "note"

Path = tuple[str | int, ...]


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for kind, figures in (
        ("profile", _of_profile),
        ("campaign", _of_campaign),
        ("model", _of_model),
        ("decision", _of_decision),
    ):
        for id_, record in graph.shown(kind).items():
            for path, given in figures(record):
                yield Finding(
                    kind,
                    id_,
                    path,
                    "The figure {value} names no source.",
                    "Add `source:` with the id of one of the `sources` of this record.",
                    {"value": f"{given:g}" if abs(given) < 1e6 else str(given)},
                )


def _of_profile(profile: Any) -> Iterator[tuple[Path, float]]:
    yield from _changes(profile.achievements, ("achievements",))


def _of_model(model: Any) -> Iterator[tuple[Path, float]]:
    yield from _changes(model.evidence, ("evidence",))
    for index, adoption in enumerate(model.adoptions):
        if adoption.source is None:
            yield from _changes(adoption.results, ("adoptions", index, "results"))


def _of_decision(decision: Any) -> Iterator[tuple[Path, float]]:
    for index, recipient in enumerate(decision.recipients):
        if recipient.count > 1 and recipient.source is None:
            yield ("recipients", index, "count"), recipient.count


def _of_campaign(campaign: Any) -> Iterator[tuple[Path, float]]:
    for at, target in enumerate(campaign.targets):
        path: Path = ("targets", at)
        for name, part in (("baseline", target.baseline), ("goal", target.goal)):
            if part and part.value is not None and part.source is None:
                yield (*path, name, "value"), part.value
        for index, measurement in enumerate(target.measurements):
            if measurement.source is None:
                yield (*path, "measurements", index, "value"), measurement.value


def _changes(changes: Iterable[Change], path: Path) -> Iterator[tuple[Path, float]]:
    for index, change in enumerate(changes):
        if change.source is None:
            yield (*path, index, "after"), change.after
