"""Tables: the records of a kind as rows, made from their type and never from what some hold.

A kind has a table of its records, and one for each list of parts that a record may have: the
targets of campaigns, and the measurements of targets. Rows of these begin with the id of the record
and with the number of each part around them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_origin

from generator.records.kinds import Kind
from generator.records.types import FilePath, Number, PartialDate, Url
from generator.validate.shape import Shape, shape_of

LEFT_OUT = frozenset(("body", "story", "problem", "extra", "draft", "silence"))
"""Stories are pages, not data; `extra` belongs to themes, the others to editors."""
SEPARATOR = " "
"""Between the values of a cell: ids and days, which hold no space."""
Cell = str | float | int | bool | None
_DATATYPES: Mapping[Any, str] = {
    Number: "decimal",
    int: "integer",
    bool: "boolean",
    date: "date",
    Url: "anyURI",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value stands in a record, and what it means."""

    name: str
    path: tuple[str, ...]
    owner: type
    field: str
    """The field of *owner* that says what it means."""
    datatype: str = "string"
    """As XML Schema calls it."""
    language: str = ""
    several: bool = False
    refers_to: str = ""
    """The kind of record whose id it holds."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a kind."""

    name: str
    kind: Kind
    steps: tuple[tuple[str, ...], ...]
    """The ways from a record to its parts, and from these to theirs."""
    keys: tuple[str, ...]
    """The columns that say which part of which record a row is; none in the records' own table."""
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        return (*self.keys, *(each.name for each in self.columns))


def tables_of(kind: Kind, languages: tuple[str, ...]) -> tuple[Table, ...]:
    """The tables of a kind: that of its records first."""
    return tuple(_Maker(kind, languages).tables(shape_of(kind.type), kind.plural, (), ()))


def rows_of(table: Table, record: Mapping[str, Any]) -> Iterator[tuple[Cell, ...]]:
    """The rows of a record as `plain` gives it, whose cells are JSON values."""
    for keys, part in _parts(record, table.steps):
        own = keys if table.steps else ()
        yield (*own, *(_cell(each, part) for each in table.columns))


def in_text(cell: Cell) -> str:
    """A cell as tables of text have it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


@dataclass(frozen=True, slots=True)
class _Maker:
    kind: Kind
    languages: tuple[str, ...]

    def tables(
        self, shape: Shape, name: str, steps: tuple[tuple[str, ...], ...], keys: tuple[str, ...]
    ) -> Iterator[Table]:
        yield Table(name, self.kind, steps, keys, tuple(self._columns(shape, (), "")))
        for path, item, numbered in self._lists(shape, ()):
            below = "_".join(path)
            key = f"{below}_number" if numbered else f"{below}_key"
            inner = (*(keys or (f"{self.kind.name}_id",)), key)
            yield from self.tables(item, f"{name}_{below}", (*steps, path), inner)

    def _columns(self, shape: Shape, path: tuple[str, ...], prefix: str) -> Iterator[Column]:
        if shape.form in ("text", "party"):
            yield from self._words(shape, path, prefix.rstrip("_"), shape.type, "")
        for name, part in _fields(shape):
            here = (*path, name)
            column = f"{prefix}{name}"
            if part.form == "record":
                yield from self._columns(part, here, f"{column}_")
            elif part.form in ("text", "party"):
                yield from self._words(part, here, column, shape.type, name)
            elif part.form == "leaf":
                yield _leaf(part, here, column, shape.type, name)
            elif _is_cell(part) and part.item:
                yield _leaf(part.item, here, column, shape.type, name, several=True)

    def _words(
        self, part: Shape, path: tuple[str, ...], column: str, owner: type, field: str
    ) -> Iterator[Column]:
        name = column or "words"
        if part.form == "party":
            yield Column(
                f"{name}_unit" if column else "unit",
                (*path, "unit"),
                owner,
                field,
                refers_to="unit",
            )
            name, path = (f"{name}_name" if column else "name"), (*path, "name")
        for each in self.languages:
            yield Column(f"{name}_{each}", (*path, each), owner, field, language=each)

    def _lists(
        self, shape: Shape, path: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Shape, bool]]:
        """The lists and maps of parts, in the record itself or in what it is made of."""
        for name, part in _fields(shape):
            here = (*path, name)
            if part.form == "record":
                yield from self._lists(part, here)
            elif part.form in ("list", "map") and part.item and not _is_cell(part):
                yield here, part.item, part.form == "list"


def _fields(shape: Shape) -> Iterator[tuple[str, Shape]]:
    return ((name, part) for name, part in shape.fields.items() if name not in LEFT_OUT)


def _is_cell(part: Shape) -> bool:
    """Whether all values of a list fit into one cell."""
    item = part.item
    if part.form != "list" or item is None or item.form != "leaf":
        return False
    return (
        item.ref is not None or item.type in (date, PartialDate) or get_origin(item.type) is Literal
    )


def _leaf(
    part: Shape,
    path: tuple[str, ...],
    column: str,
    owner: type,
    field: str,
    *,
    several: bool = False,
) -> Column:
    datatype = "string" if part.type is FilePath else _DATATYPES.get(part.type, "string")
    kind = part.ref.kind if part.ref else ""
    return Column(column, path, owner, field, datatype, several=several, refers_to=kind)


def _parts(
    record: Mapping[str, Any], steps: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[tuple[Cell, ...], Any]]:
    found: list[tuple[tuple[Cell, ...], Any]] = [((record["id"],), record)]
    for path in steps:
        found = [
            ((*keys, key), part) for keys, whole in found for key, part in _listed(whole, path)
        ]
    return iter(found)


def _listed(whole: Any, path: tuple[str, ...]) -> Iterator[tuple[Cell, Any]]:
    values = _at(whole, path)
    if isinstance(values, Mapping):
        yield from values.items()
    elif isinstance(values, list):
        yield from enumerate(values, 1)


def _cell(column: Column, part: Any) -> Cell:
    value = _at(part, column.path)
    if column.several:
        return SEPARATOR.join(value) if value else None
    found: Cell = value
    return found


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
