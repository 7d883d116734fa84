"""Faults of a disk, put in where this process writes: a call fails as the system would fail it."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE")
CALLS = (
    "open",
    "write",
    "fsync",
    "sync",
    "replace",
    "rename",
    "link",
    "symlink",
    "unlink",
    "mkdir",
    "rmdir",
    "truncate",
    "chmod",
    "database",
)
_SYSTEM = ("fsync", *CALLS[CALLS.index("replace") : CALLS.index("database")])
_CHANGES = frozenset("wax+")
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_DATABASE = {
    "ENOSPC": ("database or disk is full", sqlite3.SQLITE_FULL),
    "EIO": ("disk I/O error", sqlite3.SQLITE_IOERR),
    "EACCES": ("access permission denied", sqlite3.SQLITE_PERM),
    "EROFS": ("attempt to write a readonly database", sqlite3.SQLITE_READONLY),
    "EMFILE": ("unable to open database file", sqlite3.SQLITE_CANTOPEN),
}
"""What SQLite makes of the error of a system."""


class Disk:
    """Counts the calls that write below a folder, and lets one of them fail.

    `fails` names the call, how often it may succeed before, and the error, such as
    ("replace", 2, "EIO"); with `ever`, every later one fails too.
    """

    def __init__(
        self, root: Path, fails: tuple[str, int, str] | None = None, *, ever: bool = False
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.failed = 0
        self._root = os.fspath(root)
        self._fails = fails
        self._ever = ever

    def meets(self, call: str, place: object) -> bool:
        """Count a call; must it fail?"""
        if isinstance(place, (str, bytes, os.PathLike)):
            path = os.fsdecode(place)
            if Path(path).is_absolute() and not path.startswith(self._root):
                return False
        number = self.counts[call]
        self.counts[call] += 1
        if self._fails is None or call != self._fails[0]:
            return False
        due = number >= self._fails[1] if self._ever else number == self._fails[1]
        self.failed += due
        return due

    def error(self, place: object) -> OSError:
        assert self._fails
        number = getattr(errno, self._fails[2])
        if isinstance(place, (str, bytes, os.PathLike)):
            return OSError(number, os.strerror(number), os.fsdecode(place))
        return OSError(number, os.strerror(number))

    @property
    def database_error(self) -> sqlite3.Error:
        assert self._fails
        words, code = _DATABASE[self._fails[2]]
        error = sqlite3.OperationalError(words)
        error.sqlite_errorcode = code
        return error


@contextmanager
def faults(disk: Disk) -> Iterator[Disk]:
    """Within, this process writes to *disk*."""
    real_open, real_sync, real_connect = io.open, getattr(os, "sync", None), sqlite3.connect
    real_handle, real_write = os.open, os.write

    def opened(file: Any, mode: str = "r", *rest: Any, **others: Any) -> Any:
        if not _CHANGES.intersection(mode) or "+" in mode:
            return real_open(file, mode, *rest, **others)
        # What opens in its own way, or is open already, has been counted.
        if not others.get("opener") and not isinstance(file, int) and disk.meets("open", file):
            raise disk.error(file)
        raw = _File(disk, file, mode.replace("b", "").replace("t", ""), others.get("opener"))
        stream = io.BufferedWriter(raw)
        if "b" in mode:
            return stream
        return io.TextIOWrapper(stream, **{"encoding": "utf-8", **_only_text(others)})

    def handle(file: Any, flags: int, *rest: Any, **others: Any) -> int:
        if flags & _TO_WRITE and disk.meets("open", file):
            raise disk.error(file)
        return real_handle(file, flags, *rest, **others)

    def write(place: int, data: Any) -> int:
        if disk.meets("write", None):
            raise disk.error(None)
        return real_write(place, data)

    def wrapped(call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def called(place: Any, *rest: Any, **others: Any) -> Any:
            if disk.meets(call, place):
                raise disk.error(place)
            return real(place, *rest, **others)

        return called

    def synced() -> None:
        if disk.meets("sync", None):
            raise disk.error(None)
        if real_sync:
            real_sync()

    def connected(place: Any, *rest: Any, **others: Any) -> sqlite3.Connection:
        factory = sqlite3.Connection if place in ("", ":memory:") else _connection(disk)
        made: sqlite3.Connection = real_connect(place, *rest, **others, factory=factory)
        return made

    with ExitStack() as stack:
        for owner, name, instead in (
            (builtins, "open", opened),
            (io, "open", opened),
            (os, "open", handle),
            (os, "write", write),
            (os, "sync", synced),
            (sqlite3, "connect", connected),
            *((os, call, wrapped(call, getattr(os, call))) for call in _SYSTEM),
        ):
            stack.enter_context(patch.object(owner, name, instead, create=True))
        yield disk


class _File(io.FileIO):
    """A file of which a write may fail, with half of it written."""

    def __init__(self, disk: Disk, file: Any, mode: str, opener: Any) -> None:
        super().__init__(file, mode, opener=opener)
        self._disk, self._place = disk, file

    def write(self, data: Any) -> int:
        if self._disk.meets("write", self._place):
            super().write(bytes(data)[: len(data) // 2])
            raise self._disk.error(self._place)
        return super().write(data)


def _only_text(given: dict[str, Any]) -> dict[str, Any]:
    return {key: given[key] for key in ("encoding", "errors", "newline") if key in given}


def _connection(disk: Disk) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        """Fails at one of its statements."""

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            self._meet()
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            self._meet()
            return super().executemany(*arguments)

        def executescript(self, *arguments: Any) -> sqlite3.Cursor:
            self._meet()
            return super().executescript(*arguments)

        def commit(self) -> None:
            self._meet()
            super().commit()

        def _meet(self) -> None:
            if disk.meets("database", None):
                raise disk.database_error

    return Connection
