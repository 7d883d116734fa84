"""Packing: values of ours as bytes, in half the time that plain pickling takes."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from operator import attrgetter
from typing import Any


def packed(value: Any) -> bytes:
    """A pickle of *value* that makes dataclasses by calling them with their fields.

    Frozen ones with slots are pickled by Python functions otherwise, field by field.
    """
    out = io.BytesIO()
    _Packer(out, 5).dump(value)
    return out.getvalue()


def made(kind: type, values: tuple[Any, ...]) -> Any:
    """A dataclass whose fields must be named, from their values."""
    return kind(**dict(zip(_names_of(kind), values, strict=True)))


class _Packer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        kind: Any = type(value)
        reduce = _reducer_of(kind)
        return reduce(value) if reduce else NotImplemented


@cache
def _reducer_of(kind: type) -> Callable[[Any], Any] | None:
    if not is_dataclass(kind):
        return None
    names = _names_of(kind)
    # A getter gives a single value as such, and wants at least one.
    values = attrgetter(*names) if len(names) > 1 else partial(_each, names)
    if any(each.kw_only for each in fields(kind)):
        return lambda value: (made, (kind, values(value)))
    return lambda value: (kind, values(value))


def _each(names: tuple[str, ...], value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in names)


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
