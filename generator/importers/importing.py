"""The import from top to bottom: open, find, propose, and write where that is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from generator.diagnostics import Diagnostic, Location, Translate, in_order, problem
from generator.importers import report
from generator.importers.proposing.asked import Asked
from generator.importers.proposing.proposal import propose
from generator.importers.proposing.rosters import REGISTRATIONS, propose_roster
from generator.importers.proposing.site import Site
from generator.importers.sheets.opening import grids, with_macros
from generator.importers.sheets.trouble import Refused
from generator.importers.tables.finding import Found, find
from generator.importers.tables.grid import Grid, one_line
from generator.importers.tables.headings import ROLES
from generator.importers.tables.sections import Mapped
from generator.importers.writing import write
from generator.load import load

Into = Literal["decisions", "scores", "registrations"]
"""What a list is made into."""

_SCORES = frozenset(("unit", "name", "period", "score"))
_REGISTRATIONS = frozenset((*REGISTRATIONS, "name", "date"))
_USED: Mapping[Into, frozenset[str]] = {
    "decisions": frozenset(ROLES) - _SCORES - _REGISTRATIONS | {"unit", "name", "date"},
    "scores": _SCORES,
    "registrations": _REGISTRATIONS,
}


@dataclass(frozen=True, slots=True)
class Order:
    """Which file to import, and how."""

    file: Path
    content: Path
    asked: Asked = field(default_factory=Asked)
    mapped: Mapped = field(default_factory=dict)
    sheet: str = ""
    into: Into = "decisions"
    write: bool = False

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return one_line(self.file.as_posix())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import has to say: lines for people, and problems."""

    lines: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def run(order: Order, words: Translate) -> Outcome:
    """Import a spreadsheet; without `order.write` only say what would be written."""
    # Nothing is retired on the first of all days, so that no record is met twice.
    content, problems = load(order.content, as_of=date.min, drafts=True)
    if content is None:
        return Outcome((), problems)
    file = order.shown
    try:
        chosen, notes = _chosen(order)
        macros = with_macros(order.file)
    except Refused as refusal:
        return Outcome((), (refusal.diagnostic,))
    if chosen is None:
        return Outcome((), notes)
    grid, found = chosen
    project = order.content.resolve().parent
    site = Site(content.graph)
    before = _Before(project)
    root = order.content.resolve().name
    if order.into == "decisions":
        proposal = propose(found, order.asked, site, file, before, root)
    else:
        given = (found, order.asked, site, file, before, root)
        proposal = propose_roster(*given, sort=order.into)
    told = (*notes, *((macros,) if macros else ()))
    lines = [each.line(words) for each in told]
    lines += report.understood(found, grid, file, _USED[order.into], words)
    lines += report.context(proposal, words)
    lines += ["", *report.awards(proposal, words)]
    lines += report.files(proposal.changes)
    failed = write(proposal.changes, project) if order.write else ()
    if not failed:
        lines += ["", report.ending(proposal.changes, words, written=order.write)]
    return Outcome(tuple(lines), in_order((*proposal.problems, *failed)))


def _chosen(order: Order) -> tuple[tuple[Grid, Found] | None, tuple[Diagnostic, ...]]:
    """The sheet that is asked for, or the first with a table; and notes on the others."""
    chosen: tuple[Grid, Found] | None = None
    notes: list[Diagnostic] = []
    seen: list[str] = []
    for grid in grids(order.file):
        seen.append(grid.name)
        if order.sheet and grid.name != order.sheet:
            continue
        found = find(grid, order.mapped)
        if found and chosen:
            notes.append(_also(order.shown, grid.name))
        chosen = chosen or ((grid, found) if found else None)
    if chosen:
        return chosen, tuple(notes)
    if order.sheet and order.sheet not in seen:
        return None, (_no_sheet(order, seen),)
    return None, (_no_table(order.shown),)


@dataclass(frozen=True, slots=True)
class _Before:
    """What files of a project hold; nothing, where they are not there."""

    project: Path

    def __call__(self, path: str) -> bytes:
        try:
            return (self.project / path).read_bytes()
        except OSError:
            return b""


def _also(file: str, sheet: str) -> Diagnostic:
    found = problem(
        Location(file),
        "I202",
        "There is a table in the sheet '{sheet}', too; it was not read.",
        'Import it with --sheet "{sheet}".',
        sheet=sheet,
    )
    return Diagnostic(found.at, found.code, found.message, found.hint, found.values, "note")


def _no_sheet(order: Order, seen: list[str]) -> Diagnostic:
    return problem(
        Location(order.shown),
        "I108",
        "There is no sheet '{sheet}'.",
        "The file has these: {sheets}.",
        sheet=order.sheet,
        sheets=", ".join(seen),
    )


def _no_table(file: str) -> Diagnostic:
    return problem(
        Location(file),
        "I109",
        "No row looks like the heading of a list: it needs a column of names and another one.",
        'Say what the columns are: --map "Heading=name", or --map B=name.',
    )
