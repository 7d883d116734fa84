"""Watching and building, in a thread beside the server's."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

from livereload.watcher import Watcher

from generator.build import build
from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.document import decode
from generator.reading.yaml import read_yaml
from generator.task import Options, Result
from generator.theme import find_theme

PAUSE_SECONDS = 0.25
SETTLE_SECONDS = 0.1
MAX_SETTLE_ROUNDS = 20
Snapshot = dict[str, tuple[int, int, int]]
"""Time of change, size and file number of every watched file."""

logger = logging.getLogger("guong")


class Worker(Watcher):  # type: ignore[misc] # livereload is untyped
    """Builds at the start and after every change, and hands over each result."""

    def __init__(self, options: Options, hand_over: Callable[[Result, float], None]) -> None:
        super().__init__()
        self._options = options
        self._hand_over = hand_over
        self._stopping = Event()
        # Should the server be left in haste, publishing may be cut off: the next build mends it.
        self._thread = Thread(target=self._run, name="guong-build", daemon=True)
        # Livereload watches the working folder unless it is told what to watch.
        self.watch(str(options.content))

    def start(self, callback: Callable[[], None]) -> bool:
        """Take over watching from livereload.

        It ignores changes within three seconds of the last reload, looks away while a task runs,
        and does not notice files that are older than itself.
        """
        self._thread.start()
        return True

    def stop(self) -> None:
        """End after the step that is going on."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            # Looked at before reading: a change while the build runs shows as one afterwards.
            seen = snapshot(self._options)
            begun = perf_counter()
            result = self._build()
            if result is not None:
                self._hand_over(result, perf_counter() - begun)
            self._wait_for_change(seen)

    def _build(self) -> Result | None:
        try:
            return build(self._options, self._go_on)
        except _Stopped:
            return None
        except Exception as failure:
            # Whatever the generator does not foresee must not end the server.
            logger.exception("The build ended with a mistake of the generator.")
            return Result((_mistake(self._options, failure),))

    def _go_on(self, step: str, done: int, total: int) -> None:
        if self._stopping.is_set():
            raise _Stopped

    def _wait_for_change(self, seen: Snapshot) -> None:
        now = seen
        pause = PAUSE_SECONDS
        while now == seen:
            if self._stopping.wait(pause):
                return
            begun = perf_counter()
            now = snapshot(self._options)
            # A large site is looked at less often, so that looking takes a fifth of the time.
            pause = max(PAUSE_SECONDS, 4 * (perf_counter() - begun))
        for _ in range(MAX_SETTLE_ROUNDS):
            before = now
            if self._stopping.wait(SETTLE_SECONDS):
                return
            now = snapshot(self._options)
            if now == before:
                return


class _Stopped(Exception):
    """The server ends."""


def snapshot(options: Options) -> Snapshot:
    """What distinguishes the watched files from their next version."""
    own = {str(folder.resolve()) for folder in (options.output, options.state)}
    found: Snapshot = {}
    for folder in watched_folders(options):
        for path in _files(folder, own):
            try:
                status = os.stat(path)  # noqa: PTH116 - half the time of a Path's
            except OSError:
                continue  # Gone since the folder was listed.
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def watched_folders(options: Options) -> tuple[Path, ...]:
    """The content, the project's themes, and the theme in use with all that it extends."""
    project = options.content.resolve().parent
    folders = [options.content.resolve(), project / "themes"]
    name = options.theme or _field(options.content / "site.yaml", "theme") or "guong"
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        # A folder that is not there yet may come.
        folder = find_theme(name, project) or Path(name)
        if not any(folder.resolve().is_relative_to(each) for each in folders):
            folders.append(folder.resolve())
        name = _field(folder / "theme.yaml", "extends")
    return tuple(folders)


def _field(file: Path, name: str) -> str:
    """A field of a YAML file; "" if there is none, or the file cannot be read as it is now."""
    try:
        text, _ = decode(file.read_bytes(), file.name)
    except OSError:
        return ""
    tree, _ = read_yaml(text or "", file.name)
    value = tree.value.get(name) if tree and isinstance(tree.value, dict) else None
    return value if isinstance(value, str) else ""


def _files(folder: Path, own: set[str]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and os.path.join(here, name) not in own  # noqa: PTH118
        ]
        for name in files:
            # Editors put swap files and backups beside what is edited.
            if not (name.startswith((".", "~$", "#")) or name.endswith(("~", ".tmp", ".swp"))):
                yield os.path.join(here, name)  # noqa: PTH118


def _mistake(options: Options, failure: Exception) -> Diagnostic:
    return problem(
        Location(str(options.content)),
        "B202",
        "The generator itself failed: {failure}.",
        "This should never happen: please report it with the lines in the terminal.",
        failure=f"{type(failure).__name__}: {' '.join(str(failure).split())[:200]}".rstrip(":. "),
    )
