"""What an import found and would write, as text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.diagnostics import Translate
from generator.importers.proposing.proposal import Change, Proposal
from generator.importers.tables.finding import Found
from generator.importers.tables.grid import Grid
from generator.importers.tables.headings import LEFT_OUT
from generator.importers.tables.sections import Section

_WIDEST = 34


def understood(
    found: Found, grid: Grid, file: str, used: frozenset[str], words: Translate
) -> Iterator[str]:
    """Where the table is and what its columns mean, for the author to confirm.

    *used* are the meanings of columns that this import makes something of.
    """
    place = words("The table is in {file}, sheet '{sheet}'.") if grid.name else "{file}:"
    yield place.format(file=file, sheet=grid.name)
    for section in found.sections:
        yield from _columns(section, used, words)
    for group in found.groups:
        said = [f"{sort}: {value}" for sort, value in group.says if sort != "words"]
        template = (
            words("Row {row}, '{words}', is a group: {says}.")
            if said
            else words("Row {row}, '{words}', is a group that tells nothing of its rows.")
        )
        yield template.format(row=group.row, words=group.words, says=", ".join(said))
    if found.below:
        yield words("Rows not read, since they stand below the table: {rows}.").format(
            rows=ranges(found.below)
        )
    if grid.uncomputed:
        yield words("Cells without a saved result, read as empty: {cells}.").format(
            cells=", ".join(grid.uncomputed[:20])
        )


def context(proposal: Proposal, words: Translate) -> Iterator[str]:
    """What the titles above the table tell."""
    told = proposal.told
    parts = (
        ("number", told.number),
        ("date", told.date or ""),
        ("authority", told.authority),
        ("kind", told.kind),
        ("title", told.title),
    )
    said = ", ".join(f"{name}: {value}" for name, value in parts if value)
    if said:
        yield words("From the titles above the table: {said}.").format(said=said)


def awards(proposal: Proposal, words: Translate) -> Iterator[str]:
    """The rows that would be written, as a table, and those that are there."""
    yield from table(proposal.placed)
    if proposal.there:
        template = words("Rows that the site has already, and that stay as they are: {rows}.")
        yield template.format(rows=ranges(proposal.there))


def files(changes: Sequence[Change]) -> Iterator[str]:
    """Each file with its content, or with what is added to it."""
    for change in changes:
        yield ""
        yield f"{'+' if change.before is None else '~'} {change.path}"
        yield from change.lines()


def ending(changes: Sequence[Change], words: Translate, *, written: bool) -> str:
    """What was done, or how to do it."""
    if not changes:
        return words("There is nothing to write.")
    count = len(changes)
    if written and count == 1:
        return words("Wrote 1 file. Read it, then run `guong check`.")
    if written:
        return words("Wrote {count} files. Read them, then run `guong check`.").format(count=count)
    if count == 1:
        return words("Nothing is written yet. To write this file, add --write.")
    template = words("Nothing is written yet. To write these {count} files, add --write.")
    return template.format(count=count)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side; long words end in an ellipsis."""
    every = [[_brief(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    for row in every:
        yield "  " + "  ".join(map(str.ljust, row, widths)).rstrip()


def ranges(rows: Iterable[int]) -> str:
    """Row numbers, the runs among them from first to last: 3, 5–9."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _columns(section: Section, used: frozenset[str], words: Translate) -> Iterator[str]:
    span = f"{section.first}–{section.last}" if section.last > section.first else section.first
    yield words("The columns, by the heading in row {row}, are these.").format(row=span)
    for column in section.columns:
        if column.role == "private":
            meaning = words("Left out, since it is private.")
        elif column.role in LEFT_OUT:
            meaning = words("Left out.")
        elif column.role in used:
            meaning = column.role
        else:
            meaning = words("Left out: name it with --map, if it matters.")
        yield f"  {column.letter:3}{_brief(column.heading).ljust(_WIDEST)}  {meaning}"


def _brief(words: str) -> str:
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"
