"""The rules on the made-up site, beside what reading the same site takes in the same process."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

from generator.advising import advised
from generator.examine import examine
from generator.graph.readable import stories_of
from generator.graph.site import SiteGraph
from generator.load import load
from generator.reading.doubts import doubts_of
from generator.reading.tidy import form_of, untidy
from generator.records.kinds import KINDS
from generator.rulebook import rules
from tests.benchmarks.building import AS_OF, Row, Say
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.for_guong import write_guong
from tests.benchmarks.machine import REPOSITORY
from tests.benchmarks.measure import Failed, cost_of

FEW = 1_000
"""Findings that are located: as many as an editor may ever read."""

T = TypeVar("T")


def check(size: int, runs: int, folder: Path, say: Say) -> Iterator[Row]:
    """Read a site and ask the rules, each time in a new process."""
    say(f"{size:,} profiles: writing them")
    write_guong(Corpus(size), folder)
    command = (sys.executable, "-m", __spec__.name, folder / "content", folder / "measured.json")
    for run in range(1, runs + 1):
        cost_of(command, REPOSITORY)
        measured = json.loads((folder / "measured.json").read_text(encoding="utf-8"))
        say(
            f"{size:,} profiles, run {run} of {runs}: reading {measured['read']:.2f} s, "
            f"rules {measured['rules']:.2f} s"
        )
        yield {"size": size, "run": run} | measured


def measured(content: Path) -> Row:
    """Processor seconds of each step, and how much there was to do."""
    as_of = date.fromisoformat(AS_OF)
    rules()
    read, (found, problems) = _timed(lambda: load(content, as_of=as_of, drafts=False))
    if found is None:
        raise Failed("\n".join(map(str, problems[:5])))
    asked, remarks = _timed(lambda: examine(found.graph, as_of))
    few, _ = _timed(lambda: advised(found, content, remarks[:FEW]))
    every, advice = _timed(lambda: advised(found, content, remarks))
    return {
        "read": read,
        "within": _within_reading(found.graph, content),
        "rules": asked,
        "locate_few": few,
        "locate_all": every,
        "findings": len(advice),
        "files": len({each.found.at.file for each in advice}),
    }


def _within_reading(graph: SiteGraph, content: Path) -> float:
    """The part of reading that is done for rules only."""
    bodies = [
        body
        for kind in KINDS
        for record in graph.shown(kind.name).values()
        for _, body in stories_of(record)
    ]
    files = [(path.name, path.read_bytes()) for path in content.rglob("*") if path.is_file()]
    doubts, _ = _timed(lambda: [doubts_of(body.html, body.links) for body in bodies])
    tidy, _ = _timed(
        lambda: [list(untidy(data, form)) for name, data in files if (form := form_of(name))]
    )
    return doubts + tidy


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = process_time()
    done = work()
    return process_time() - begun, done


def _main(content: str, measurements: str) -> None:
    results: dict[str, Any] = dict(measured(Path(content)))
    Path(measurements).write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
