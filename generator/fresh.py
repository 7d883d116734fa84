"""Fresh: whether a build could change anything, found out without reading any content."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfoNotFoundError

import orjson

from generator.clock import today
from generator.diagnostics import Diagnostic
from generator.discover import discover
from generator.manifest import MANIFEST, listed_in
from generator.program import program_files
from generator.publish import Published, cut_off
from generator.store import Store, opened
from generator.task import Options, Result
from generator.theme import Layers, find_theme

_TICK = 100_000_000
"""Nanoseconds in which two changes may bear the same time."""


def unchanged(options: Options) -> Result | None:
    """The result of a build that would change nothing, None if it might change something."""
    if cut_off(options.output, options.state):
        return None
    with opened(options.state) as store:
        found = _unchanged(options, store)
        store.commit(whole=False)
    return found


class Began:
    """What a build found when it began; what it leaves counts only if that is still so."""

    def __init__(self, options: Options, store: Store) -> None:
        self._options = options
        self._store = store
        self._at = time.time_ns()
        self._content = _content(options, store)

    def record(self, result: Result, day: date, timezone: str, layers: Layers) -> None:
        """Note what the published site was made of."""
        content = _content(self._options, self._store)
        digest = self._store.digest(self._options.output / MANIFEST)
        # A file may have been another in between, and be now what it was: then its times differ.
        if content is None or content != self._content or digest is None:
            return
        if not self._older(layers):
            return
        note = {
            "inputs": _inputs(self._options, content, layers, self._store),
            "manifest": digest.hex(),
            "day": day.isoformat(),
            "timezone": timezone,
            "layers": [(name, str(folder)) for name, folder in layers],
            "pages": result.pages,
            "counts": result.counts,
            "warnings": result.warnings,
        }
        self._store.write_note(_name(self._options), orjson.dumps(note))

    def _older(self, layers: Layers) -> bool:
        """Was the theme, which was read in between, the same all the time?"""
        with suppress(OSError):
            return all(
                max(status.st_mtime_ns, status.st_ctime_ns) + _TICK < self._at
                for _, folder in layers
                for path in (folder, *folder.rglob("*"))
                for status in (path.stat(),)
            )
        return False


def _unchanged(options: Options, store: Store) -> Result | None:
    try:
        note = orjson.loads(store.note(_name(options)))
        layers = tuple((name, Path(folder)) for name, folder in note["layers"])
        day = options.as_of or today(note["timezone"])
        counts = tuple((kind, count) for kind, count in note["counts"])
        same = day.isoformat() == note["day"] and _same_themes(options, layers)
        before, manifest, pages = note["inputs"], note["manifest"], int(note["pages"])
        warnings = int(note["warnings"])
    except (ValueError, KeyError, TypeError, OSError, ZoneInfoNotFoundError):
        return None
    content = _content(options, store) if same else None
    if content is None or _inputs(options, content, layers, store) != before:
        return None
    # Another build may have published since: then its manifest is another.
    listed = listed_in(options.output)
    if isinstance(listed, Diagnostic) or not store.holds(options.output / MANIFEST, manifest):
        return None
    if not all(store.holds(f"{options.output}/{path}", digest) for path, digest in listed.items()):
        return None
    return Result((), Published((), (), len(listed)), pages, counts, warnings=warnings)


def _name(options: Options) -> str:
    return f"site {options.output.resolve()}"


def _same_themes(options: Options, layers: Layers) -> bool:
    project = options.content.resolve().parent
    return all(find_theme(name, project) == folder for name, folder in layers)


Contents = list[tuple[str, str, tuple[int, ...]]]
"""Files with their digests, and what tells their versions apart."""


def _content(options: Options, store: Store) -> Contents | None:
    """Every file that counts as content; None where something is wrong."""
    found = discover(options.content)
    sources = [*found.media, *(each for bundle in found.bundles for each in bundle.sources)]
    if found.settings is None or found.problems:
        return None
    return [
        (each.path, digest.hex(), store.version(each.absolute))
        for each in (found.settings, *sources)
        for digest in (store.digest(each.absolute),)
        if digest is not None
    ]


def _inputs(options: Options, content: Contents, layers: Layers, store: Store) -> str:
    asked = (str(options.content.resolve()), options.theme, options.drafts, options.compress)
    files = [(path, digest) for path, digest, _ in content]
    made_of = (asked, files, list(_theme_files(layers, store)), _forms(options, store))
    return hashlib.sha256(orjson.dumps(made_of)).hexdigest()


def _forms(options: Options, store: Store) -> list[tuple[str, str]]:
    """What the forms are made of beside the content."""
    if options.admin is None:
        return []
    digests = [(str(each), store.digest(each)) for each in program_files(options.admin)]
    here = ("here", str(options.forms_here))
    return [here, *((path, digest.hex()) for path, digest in digests if digest)]


def _theme_files(layers: Layers, store: Store) -> Iterator[tuple[str, str]]:
    for _, folder in layers:
        for path in sorted(folder.rglob("*")):
            digest = store.digest(path)
            if digest is not None:
                yield str(path), digest.hex()
