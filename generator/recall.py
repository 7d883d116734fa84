"""Recall: the records of a bundle that has not changed since an earlier build."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson

from generator.discover import Bundle, Source
from generator.packing import made
from generator.plan.memory import Memory
from generator.plan.search.words import vocabulary
from generator.records.types import KEPT
from generator.store import Damaged, Store, digest_of
from generator.validate.entry import Validated
from generator.work import Reading, Story

_STORY = b"story "
_PLANNED = b"plan "
_END = b"\0"
"""Parts the names of stories from the records."""
_WORDS = "\x02"
"""Parts the HTML of a story from its words; neither holds it."""
_OURS = ("generator.records.", "generator.validate.", "generator.diagnostics")


class _Unpickler(pickle.Unpickler):
    """Makes values of ours and nothing else, whatever the state may hold."""

    _found: ClassVar[dict[tuple[str, str], Callable[..., Any]]] = {}

    def find_class(self, module: str, name: str) -> Any:
        known = self._found.get((module, name))
        if known is None:
            known = self._found[module, name] = self._one_of_ours(module, name)
        return known

    def _one_of_ours(self, module: str, name: str) -> Callable[..., Any]:
        if (module, name) == (made.__module__, made.__name__):
            return made
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and hasattr(found, "__dataclass_fields__"):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def key_of(
    bundle: Bundle, reading: Reading, digest: Callable[[Source], bytes | None]
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
    made_of = (bundle.kind.name, bundle.id, main, translations, tables)
    # The digest, since there is a key for every record in memory.
    return digest_of(orjson.dumps((made_of, reading), option=orjson.OPT_SORT_KEYS))


@dataclass(frozen=True, slots=True)
class Known:
    """The records of a bundle that nothing was wrong with, pickled, and their stories by name."""

    validated: bytes
    stories: Mapping[str, Story]


def recalled(key: bytes, store: Store) -> Validated | None:
    """The records under *key*, if the state has them and all their stories whole."""
    names, _, pickled = (store.recall(key) or b"").partition(_END)
    if not pickled or not all(store.has(_STORY + name) for name in names.split()):
        return None
    try:
        return unpickled(pickled)
    except Exception:
        # Damaged pickles raise anything.
        return None


def keep(key: bytes, known: Known, store: Store) -> None:
    """Keep records, and their stories apart from them."""
    names = [name.encode() for name in known.stories]
    for name, story in zip(names, known.stories.values(), strict=True):
        if not store.has(_STORY + name):
            store.keep(_STORY + name, f"{story.html}{_WORDS}{story.words}".encode())
    store.keep(key, b" ".join(names) + _END + known.validated)


def unpickled(validated: bytes) -> Validated:
    """The records that were pickled; raises anything if they were not."""
    value = _Unpickler(io.BytesIO(validated)).load()
    if not isinstance(value, Validated):
        raise pickle.UnpicklingError(type(value).__name__)
    return value


def story(name: str, store: Store) -> Story:
    """The story that is kept under a name.

    Raises:
        Damaged: If it no longer is.
    """
    found = store.recall(_STORY + name.encode())
    if found is None:
        raise Damaged(name)
    html, _, words = found.decode().partition(_WORDS)
    return Story(html, words)


def memory(store: Store) -> Memory:
    """What planning may take from the state."""

    def words_of(html: str) -> str:
        return story(html, store).words if html.startswith(KEPT) else vocabulary(html)

    def recall(made_of: bytes, make: Callable[[], bytes]) -> bytes:
        key = _PLANNED + digest_of(made_of)
        found = store.recall(key)
        if found is None:
            found = make()
            store.keep(key, found)
        return found

    return Memory(words_of, recall)


class _Unreadable(Exception):
    """A file cannot be read."""
