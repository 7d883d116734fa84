"""Recall: the records of a bundle that has not changed since an earlier build."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from typing import Any

import orjson

from generator.discover import Bundle, Source
from generator.store import Store
from generator.validate.entry import Validated

_OURS = ("generator.records.", "generator.validate.", "generator.diagnostics")


class _Unpickler(pickle.Unpickler):
    """Makes values of ours and nothing else, whatever the state may hold."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and hasattr(found, "__dataclass_fields__"):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def key_of(
    bundle: Bundle, languages: tuple[str, ...], digest: Callable[[Source], bytes | None]
) -> bytes | None:
    """What the records of a bundle are a function of, as a key; None if a file has no digest."""

    def named(source: Source) -> tuple[str, str]:
        found = digest(source)
        if found is None:
            raise _Unreadable
        return source.path, found.hex()

    def each(sources: Mapping[str, Source]) -> dict[str, tuple[str, str]]:
        return {key: named(source) for key, source in sources.items()}

    if bundle.main is None:
        return None
    try:
        main, translations = named(bundle.main), each(bundle.translations)
        tables = each(bundle.tables)
    except _Unreadable:
        return None
    made_of = (bundle.kind.name, bundle.id, main, translations, tables, languages)
    return orjson.dumps(made_of, option=orjson.OPT_SORT_KEYS)


def recalled(key: bytes, store: Store) -> Validated | None:
    """The records under *key*, if the state has them whole."""
    found = store.recall(key)
    if found is None:
        return None
    try:
        value = _Unpickler(io.BytesIO(found)).load()
    except Exception:
        # Damaged pickles raise anything.
        return None
    return value if isinstance(value, Validated) else None


def remember(key: bytes, validated: Validated, store: Store) -> None:
    """Keep records that nothing was wrong with."""
    store.keep(key, pickle.dumps(validated, 5))


class _Unreadable(Exception):
    """A file cannot be read."""
