"""The shape of a record type: where its texts, stories and references are."""

from __future__ import annotations

import types
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from generator.records.kinds import Kind
from generator.records.types import (
    FilePath,
    Formerly,
    Leaving,
    PartialDate,
    Party,
    Prose,
    Ref,
    Text,
)

Form = Literal["record", "list", "map", "text", "prose", "party", "leaf", "free"]
Held = Literal["reference", "story", "file", "old_name", "leaving"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One node of a type: a record with `fields`, a list or map of `item`, or a leaf."""

    form: Form
    type: Any
    fields: Mapping[str, Shape] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    item: Shape | None = None
    ref: Ref | None = None
    holds: frozenset[Held] = frozenset()
    """What of interest is in it or below it."""
    old_names: Mapping[str, tuple[str, Formerly]] = field(default_factory=dict)
    """What fields of a record were called, and what each of them is called now."""
    leaving: Mapping[str, Leaving] = field(default_factory=dict)
    """The fields of a record that will go."""

    @property
    def readable(self) -> bool:
        return self.form in ("text", "prose")


def shape_of(declared: Any) -> Shape:
    """The shape of a record type or of a field's annotation."""
    return _shape_of(declared)


def shape_of_file(kind: Kind) -> Shape:
    """The shape of a file with a record, or a list of records, of a *kind*."""
    own = shape_of(kind.type)
    return Shape("list", list, item=own, holds=own.holds) if kind.form == "list" else own


def shape_of_row(kind: Kind, table: str) -> Shape:
    """The shape of a row of the *table* that stands beside a record of a *kind*."""
    item = shape_of(kind.type).fields[table].item
    assert item is not None, table
    return item


@cache
def _shape_of(declared: Hashable) -> Shape:
    ref: Ref | None = None
    if get_origin(declared) is Annotated:
        declared, *marks = get_args(declared)
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    if get_origin(declared) in (Union, types.UnionType):
        inner = next(option for option in get_args(declared) if option is not type(None))
        return shape_of(inner)
    if ref is not None:
        return Shape("leaf", declared, ref=ref, holds=frozenset(("reference",)))
    if declared is FilePath:
        return Shape("leaf", declared, holds=frozenset(("file",)))
    return _container(declared) or Shape("leaf", declared)


def _container(declared: Any) -> Shape | None:
    origin = get_origin(declared)
    if origin is tuple:
        item = shape_of(get_args(declared)[0])
        return Shape("list", declared, item=item, holds=item.holds)
    if origin is Mapping:
        _, value = get_args(declared)
        if value is object:
            return Shape("free", declared)
        item = shape_of(value)
        return Shape("map", declared, item=item, holds=item.holds)
    if declared is Text:
        return Shape("text", declared)
    if declared is Prose:
        return Shape("prose", declared, holds=frozenset(("story",)))
    if declared is Party:
        return Shape("party", declared, ref=Ref("unit"), holds=frozenset(("reference",)))
    if is_dataclass(declared) and declared is not PartialDate:
        hints = get_type_hints(declared, include_extras=True)
        own = fields(declared)
        parts = {each.name: shape_of(hints[each.name]) for each in own}
        old_names = {
            mark.name: (name, mark) for name, mark in _marks(hints) if isinstance(mark, Formerly)
        }
        leaving = {name: mark for name, mark in _marks(hints) if isinstance(mark, Leaving)}
        own_marks: tuple[tuple[Held, object], ...] = (("old_name", old_names), ("leaving", leaving))
        held = frozenset(name for name, marked in own_marks if marked)
        return Shape(
            "record",
            declared,
            parts,
            frozenset(
                each.name
                for each in own
                if each.default is MISSING and each.default_factory is MISSING
            ),
            holds=held.union(*(each.holds for each in parts.values())),
            old_names=old_names,
            leaving=leaving,
        )
    return None


def _marks(hints: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """What stands beside the types of fields, by their names."""
    for name, declared in hints.items():
        if get_origin(declared) is Annotated:
            yield from ((name, mark) for mark in get_args(declared)[1:])
