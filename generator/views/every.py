"""The types of all views, and what of them will go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache

from generator.views import (
    campaign,
    common,
    decision,
    directory,
    facets,
    fairness,
    finding,
    frame,
    home,
    model,
    profile,
    text,
)

_MODULES = (
    campaign,
    common,
    decision,
    directory,
    facets,
    fairness,
    finding,
    frame,
    home,
    model,
    profile,
    text,
)
VIEWS = frozenset(
    each
    for module in _MODULES
    for each in vars(module).values()
    if is_dataclass(each) and isinstance(each, type)
)
"""The types of views: their public parts are plain data."""


@cache
def going() -> Mapping[str, str]:
    """What is said (PEP 702) of each field that will go, by its name."""
    return dict(_deprecated())


def _deprecated() -> Iterator[tuple[str, str]]:
    for view in VIEWS:
        for name, part in vars(view).items():
            said = getattr(part.fget, "__deprecated__", "") if isinstance(part, property) else ""
            if said:
                yield name, said
