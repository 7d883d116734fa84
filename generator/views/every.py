"""The types of all views, and what of them will go."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache

from generator import views

VIEWS = frozenset(
    each
    for found in pkgutil.iter_modules(views.__path__)
    if f"{views.__name__}.{found.name}" != __name__
    for each in vars(importlib.import_module(f"{views.__name__}.{found.name}")).values()
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
