"""Fields as if some had been renamed and one were to go, since none of today's is or will."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, get_type_hints

from generator.records.campaign import Campaign, Goal, Registration
from generator.records.profile import Profile
from generator.records.types import Formerly, Leaving
from generator.records.unit import Unit
from generator.settings import Settings
from generator.validate import shape
from generator.validate.border import adapter_for

OLD_NAMES: Mapping[type, Mapping[str, str]] = {
    Settings: {"tagline": "subtitle", "languages": "tongues"},
    Unit: {"kind": "sort", "name": "called"},
    Profile: {"role": "work"},
    Campaign: {"targets": "aims"},
    Goal: {"by": "until"},
    Registration: {"goal": "promise"},
}
"""By record, what its fields were called; everywhere read until 9.0."""


@contextmanager
def deprecated() -> Iterator[None]:
    """`OLD_NAMES` are read, and `url` of units goes for `place`."""
    marks = {
        (owner, name): Formerly(old, until="9.0")
        for owner, names in OLD_NAMES.items()
        for name, old in names.items()
    }
    every = {**marks, (Unit, "url"): Leaving("place", until="9.0")}
    changed: dict[type, dict[str, object]] = {}
    for (owner, name), mark in every.items():
        declared = get_type_hints(owner, include_extras=True)[name]
        changed.setdefault(owner, {})[name] = Annotated[declared, mark]
    before = {owner: dict(owner.__annotations__) for owner in changed}
    for owner, declared in changed.items():
        owner.__annotations__.update(declared)
    _forget()
    try:
        yield
    finally:
        for owner, declared in before.items():
            owner.__annotations__.update(declared)
        _forget()


def _forget() -> None:
    shape._shape_of.cache_clear()
    adapter_for.cache_clear()
