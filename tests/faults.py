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
    "link",
    "unlink",
    "mkdir",
    "rmdir",
    "database",
)
_SYSTEM = ("fsync", "replace", "link", "unlink", "mkdir", "rmdir")
_CHANGES = frozenset("wax+")
_DATABASE = {"ENOSPC": "database or disk is full", "EROFS": "attempt to write a readonly database"}


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
        return sqlite3.OperationalError(_DATABASE.get(self._fails[2], "disk I/O error"))


@contextmanager
def faults(disk: Disk) -> Iterator[Disk]:
    """Within, this process writes to *disk*."""
    real_open, real_sync, real_connect = io.open, getattr(os, "sync", None), sqlite3.connect

    def opened(file: Any, mode: str = "r", *rest: Any, **others: Any) -> Any:
        if not _CHANGES.intersection(mode):
            return real_open(file, mode, *rest, **others)
        if disk.meets("open", file):
            raise disk.error(file)
        if disk.meets("write", file):
            real_open(file, mode, *rest, **others).close()
            broken = io.BufferedWriter(_Broken(disk.error(file)))
            return broken if "b" in mode else io.TextIOWrapper(broken, encoding="utf-8")
        return real_open(file, mode, *rest, **others)

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
        factory = sqlite3.Connection if place == ":memory:" else _connection(disk)
        made: sqlite3.Connection = real_connect(place, *rest, **others, factory=factory)
        return made

    with ExitStack() as stack:
        for owner, name, instead in (
            (builtins, "open", opened),
            (io, "open", opened),
            (os, "sync", synced),
            (sqlite3, "connect", connected),
            *((os, call, wrapped(call, getattr(os, call))) for call in _SYSTEM),
        ):
            stack.enter_context(patch.object(owner, name, instead, create=True))
        yield disk


class _Broken(io.RawIOBase):
    """A file that cannot be written."""

    def __init__(self, error: OSError) -> None:
        self._error = error

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        raise self._error


def _connection(disk: Disk) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        """Fails at one of its statements."""

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            self._meet()
            return super().execute(*arguments)

        def executemany(self, *arguments: Any) -> sqlite3.Cursor:
            self._meet()
            return super().executemany(*arguments)

        def commit(self) -> None:
            self._meet()
            super().commit()

        def _meet(self) -> None:
            if disk.meets("database", None):
                raise disk.database_error

    return Connection
