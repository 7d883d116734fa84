"""Teaches pydantic to read each record type, from the type itself."""

from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

import typing_extensions
from pydantic import AfterValidator, ConfigDict, PlainValidator, TypeAdapter, ValidationInfo
from pydantic_core import PydanticCustomError

from generator.records.types import (
    FilePath,
    Focus,
    Moment,
    NewAddress,
    Number,
    OldAddress,
    PartialDate,
    Party,
    Prose,
    RuleCode,
    Share,
    SiteUrl,
    Slug,
    Text,
    Url,
)
from generator.validate import values
from generator.validate.shape import Shape, shape_of
from generator.validate.values import Unreadable


def _reader(read: Callable[..., object], *, by_language: bool = False) -> PlainValidator:
    def validate(given: object, info: ValidationInfo) -> object:
        try:
            return read(given, info.context) if by_language else read(given)
        except Unreadable as failure:
            raise PydanticCustomError(failure.key, failure.key, dict(failure.values)) from None

    return PlainValidator(validate)


def _read_prose(given: object) -> object:
    # Stories are turned into bodies beforehand; what is left is not text.
    if isinstance(given, Prose):
        return given
    raise Unreadable("not_text")


_READERS: dict[Any, PlainValidator] = {
    Text: _reader(values.read_text, by_language=True),
    Party: _reader(values.read_party, by_language=True),
    Prose: _reader(_read_prose),
    PartialDate: _reader(values.read_partial_date),
    Moment: _reader(values.read_moment),
    date: _reader(values.read_day),
    Number: _reader(values.read_number),
    Slug: _reader(values.read_slug),
    Url: _reader(values.read_url),
    SiteUrl: _reader(values.read_site_url),
    FilePath: _reader(values.read_file_path),
    Focus: _reader(values.read_focus),
    OldAddress: _reader(values.read_old_address),
    NewAddress: _reader(values.read_new_address),
    RuleCode: _reader(values.read_string),
    Share: _reader(values.read_share),
    str: _reader(values.read_string),
    int: _reader(values.read_count),
    bool: _reader(values.read_switch),
}


@cache
def adapter_for(declared: type) -> TypeAdapter[Any]:
    """The validator that makes a *declared* record from plain values."""
    return TypeAdapter(_taught(shape_of(declared)))


def _taught(shape: Shape) -> Any:
    if shape.form == "record":
        return _record(shape)
    if shape.form == "list":
        assert shape.item is not None
        return tuple[_taught(shape.item), ...]  # type: ignore[misc]
    if shape.form == "map":
        assert shape.item is not None
        key = get_args(shape.type)[0]
        return dict[Annotated[Any, _READERS[key]], _taught(shape.item)]  # type: ignore[misc]
    if shape.form == "free":
        return dict[str, Any]
    if get_origin(shape.type) is Literal:
        return shape.type
    return Annotated[Any, _READERS[shape.type]]


def _record(shape: Shape) -> Any:
    own = {each.name: each for each in fields(shape.type)}
    members = {}
    for name, part in shape.fields.items():
        has_default = own[name].default is not MISSING or own[name].default_factory is not MISSING
        taught = _taught(part)
        members[name] = typing_extensions.NotRequired[taught] if has_default else taught
    raw = typing_extensions.TypedDict(shape.type.__name__, members)  # type: ignore[misc]
    setattr(raw, "__pydantic_config__", ConfigDict(extra="forbid"))  # noqa: B010
    make: Callable[[Mapping[str, Any]], Any] = lambda given: shape.type(**given)  # noqa: E731
    return typing.Annotated[raw, AfterValidator(make)]
