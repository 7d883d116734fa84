"""What readers can read of a record: its texts and its stories, each with its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from generator.records.common import Record
from generator.records.types import Body, Party, Prose, Text
from generator.validate.shape import Shape, shape_of

Path = tuple[str | int, ...]


def texts_of(record: Record) -> list[tuple[Path, str]]:
    """Every text of a record, in every language, that is no story."""
    found: list[tuple[Path, str]] = []
    _gather(record, shape_of(type(record)), (), found)
    return found


def details_of(record: Record) -> Iterator[Text]:
    """The texts in the parts of a record: steps, targets, citations; not those of its sources."""
    for name, shape in _leading(shape_of(type(record))):
        if name != "sources" and shape.form != "text":
            yield from _details(getattr(record, name), shape)


def _details(value: Any, shape: Shape) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif shape.form == "record" and value is not None:
        for name, part in _leading(shape):
            yield from _details(getattr(value, name), part)
    elif shape.form == "list" and shape.item is not None:
        for entry in value:
            yield from _details(entry, shape.item)


def stories_of(record: Record) -> Iterator[tuple[Path, Body]]:
    """Every story of a record, in every language."""
    for name, shape in _leading(shape_of(type(record))):
        part = getattr(record, name) if shape.form == "prose" else None
        if isinstance(part, Prose):
            for language, body in part.versions:
                yield ((name, language) if language else (name,)), body


def _gather(value: Any, shape: Shape, path: Path, found: list[tuple[Path, str]]) -> None:
    if shape.form == "record":
        for name, part in _leading(shape):
            entry = getattr(value, name)
            if entry is not None and entry != ():
                _gather(entry, part, (*path, name), found)
    elif isinstance(value, Text):
        for language, words in value.versions:
            found.append((((*path, language) if language else path), words))
    elif isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, Party) and value.name:
        _gather(value.name, shape, path, found)
    elif shape.item is not None:
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, entry in pairs:
            _gather(entry, shape.item, (*path, key), found)


def _has_words(shape: Shape) -> bool:
    if shape.form in ("text", "prose", "party"):
        return True
    if shape.form == "record":
        return any(map(_has_words, shape.fields.values()))
    if shape.item is not None:
        return _has_words(shape.item)
    return shape.type is str and shape.ref is None


@cache
def _leading_of(declared: Any) -> tuple[tuple[str, Shape], ...]:
    return tuple((n, part) for n, part in shape_of(declared).fields.items() if _has_words(part))


def _leading(shape: Shape) -> tuple[tuple[str, Shape], ...]:
    """The fields of a record that words lie in."""
    return _leading_of(shape.type)
