"""Fields under their old names, and fields that will go.

The type of a record says beside a field what it was called (`Formerly`). Files are brought under
the new names, places and all, before anything else looks at them.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.document import Document
from generator.reading.table import Table
from generator.reading.yaml import Path, Positions, Tree
from generator.records.types import Leaving
from generator.validate.entry import Outdated
from generator.validate.shape import Shape

Found = tuple[tuple[Outdated, ...], tuple[Diagnostic, ...]]
"""What was renamed, and what stands there under both names."""


def renewed(document: Document, shape: Shape) -> tuple[Document, Found]:
    """The document with the new names of the fields of a *shape*."""
    if "old_name" not in shape.holds:
        return document, ((), ())
    walk = _Walk(_Renaming(document.file), document.tree.positions)
    value = walk.renewed(document.tree.value, shape, ())
    tree = Tree(value, walk.positions())
    return replace(document, tree=tree), walk.renaming.result()


def renewed_table(table: Table, file: str, shape: Shape) -> tuple[Table, Found]:
    """The table with the new names of its columns; each row is of a *shape*."""
    if not shape.old_names:
        return table, ((), ())
    renaming = _Renaming(file)
    named = zip(table.columns, table.places, strict=True)
    every = {name: renaming.now(name, table.columns, shape, place) for name, place in named}
    new = {name: now for name, now in every.items() if now}
    rows = tuple(
        (line, {new[name]: cell for name, cell in row.items() if name in new})
        for line, row in table.rows
    )
    return replace(table, columns=tuple(new.values()), rows=rows), renaming.result()


def leaving_in(value: Any, shape: Shape, path: Path = ()) -> Iterator[tuple[Path, Leaving]]:
    """Each field of a record that will go and says something."""
    if value is None or "leaving" not in shape.holds:
        return
    if shape.form == "record":
        for each in fields(shape.type):
            part, here = getattr(value, each.name), (*path, each.name)
            if each.name in shape.leaving and not _is_default(part, each):
                yield here, shape.leaving[each.name]
            yield from leaving_in(part, shape.fields[each.name], here)
    elif shape.item is not None:
        by_key = isinstance(value, Mapping)
        for key, part in value.items() if by_key else enumerate(value):
            yield from leaving_in(part, shape.item, (*path, str(key) if by_key else key))


def _is_default(part: Any, each: Any) -> bool:
    default = each.default
    if default is MISSING and each.default_factory is not MISSING:
        default = each.default_factory()
    return bool(part == default)


@dataclass(slots=True)
class _Renaming:
    """What the fields of a file are called now, and what there is to say of it."""

    file: str
    found: list[Outdated] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def now(self, name: str, beside: Container[str], shape: Shape, place: tuple[int, int]) -> str:
        """The name of a field of *shape*; "" if the field is there under both names."""
        if name not in shape.old_names:
            return name
        now, mark = shape.old_names[name]
        at = Location(self.file, *place)
        if now in beside:
            self.problems.append(_twice(at, name, now))
            return ""
        self.found.append(Outdated(name, now, mark.until, at))
        return now

    def result(self) -> Found:
        return tuple(self.found), tuple(self.problems)


@dataclass(slots=True)
class _Walk:
    """Goes through the values of a document once."""

    renaming: _Renaming
    old: Positions
    moves: dict[Path, str] = field(default_factory=dict)
    """The new name of a field, by the path of the old one."""

    def renewed(self, value: Any, shape: Shape | None, path: Path) -> Any:
        if shape is None or "old_name" not in shape.holds:
            return value
        if isinstance(value, list):
            return [self.renewed(each, shape.item, (*path, at)) for at, each in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if shape.form == "record":
            return dict(self._fields(value, shape, path))
        if shape.form == "list":
            # A single entry, which counts as a list of one.
            return self.renewed(value, shape.item, path)
        return {key: self.renewed(each, shape.item, (*path, key)) for key, each in value.items()}

    def _fields(self, value: dict[str, Any], shape: Shape, path: Path) -> Iterator[tuple[str, Any]]:
        for name, part in value.items():
            here = (*path, name)
            now = self.renaming.now(name, value, shape, self.old.key(here))
            if now:
                if now != name:
                    self.moves[here] = now
                yield now, self.renewed(part, shape.fields.get(now), here)

    def positions(self) -> Positions:
        """Where everything stands, by the new names."""
        old = self.old
        if not self.moves:
            return old
        return Positions(
            {self._moved(path): place for path, place in old.values.items()},
            {self._moved(path): place for path, place in old.keys.items()},
            {self._moved(path): line for path, line in old.block.items()},
        )

    def _moved(self, path: Path) -> Path:
        steps = enumerate(path, 1)
        return tuple(self.moves.get(path[:length], part) for length, part in steps)


def _twice(at: Location, name: str, now: str) -> Diagnostic:
    return problem(
        at,
        "C218",
        "`{name}` is the old name of `{now}`, and both are here.",
        "Keep `{now}`, and take `{name}` out.",
        name=name,
        now=now,
    )
