"""Everything a record points at, gathered with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.diagnostics import Location
from generator.reading.yaml import Path
from generator.records.types import Body, Party, Prose
from generator.validate.places import Places
from generator.validate.shape import Held, Shape


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another record: `kind` may be "any", "source" or "adoption_or_model"."""

    kind: str
    id: str
    field: str
    at: Location


@dataclass(frozen=True, slots=True)
class Mention:
    """A relative address in a story, or a named file, to be resolved from the record's file."""

    target: str
    at: Location
    picture: bool
    path: bool = False
    """Whether it is the name of a file, in which no sign has a meaning, not an address."""


def references_of(value: Any, shape: Shape, places: Places) -> Iterator[Reference]:
    """Walk a record and yield each reference with the place it was written at."""
    for path, part, leaf in _leaves(value, shape, (), "reference"):
        if leaf.ref is None:
            continue
        given = part.unit if isinstance(part, Party) else part
        if given is not None:
            name = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
            yield Reference(leaf.ref.kind, given, name, places.of(path))


def bodies_of(value: Any, shape: Shape) -> Iterator[tuple[Path, str, Body]]:
    """Each story of a record: where it is, its language, its body."""
    for path, part, _ in _leaves(value, shape, (), "story"):
        if isinstance(part, Prose):
            for language, body in part.versions:
                yield path, language, body


def files_of(value: Any, shape: Shape, places: Places) -> Iterator[tuple[str, Location]]:
    """Each file that a field of the record names."""
    for path, part, _ in _leaves(value, shape, (), "file"):
        yield part, places.of(path)


def _leaves(
    value: Any, shape: Shape, path: Path, wanted: Held
) -> Iterator[tuple[Path, Any, Shape]]:
    if value is None or wanted not in shape.holds:
        return
    if shape.form == "record":
        for name, part in shape.fields.items():
            yield from _leaves(getattr(value, name), part, (*path, name), wanted)
    elif shape.form == "list" and shape.item is not None:
        for index, entry in enumerate(value):
            yield from _leaves(entry, shape.item, (*path, index), wanted)
    elif shape.form == "map" and shape.item is not None and isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _leaves(entry, shape.item, (*path, str(key)), wanted)
    else:
        yield path, value, shape
