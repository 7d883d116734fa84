"""The state: what earlier builds read and published. Losing it costs time and nothing else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

FILE = "state.db"
SETTLED = 2_000_000_000
"""Nanoseconds after which a second change of a file must show in its times."""
PATIENCE = 1.0
"""Seconds to wait for another build that is writing."""
SPARE = 256
"""Pages (of 4 kB) that may stay empty: the next build may need them."""
LIBRARIES = (
    "babel",
    "brotli",
    "font-source-serif-pro",
    "icalendar",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "orjson",
    "pillow",
    "pydantic",
    "python-slugify",
    "pyyaml",
)

_TABLES = """
    create table meta (name text primary key, value blob not null) without rowid;
    create table kept (key blob primary key, value blob not null);
    create table pages (path text primary key, made_of blob not null, digest text not null)
        without rowid;
    create table files (
        path text primary key, size integer not null, mtime integer not null,
        ctime integer not null, inode integer not null, seen integer not null,
        digest blob not null
    ) without rowid;
"""
_PASSING = frozenset(
    (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
)
_CHECK = 16
"""Bytes of the digest before every kept value."""


@cache
def engine() -> bytes:
    """A digest of all that decides, beside its inputs, what a build makes."""
    sources = Path(__file__).parent
    made_of = hashlib.blake2b(digest_size=16)
    for path in sorted(sources.rglob("*.py")) + sorted(sources.rglob("*.po")):
        made_of.update(f"{path.relative_to(sources)}\n".encode() + path.read_bytes())
    for name in LIBRARIES:
        made_of.update(f"{name} {version(name)}\n".encode())
    made_of.update(f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION}".encode())
    return made_of.digest()


class Damaged(Exception):
    """The state lost something while it was in use."""


def digest_of(data: bytes) -> bytes:
    """How contents are told apart: SHA-256, as in the manifest."""
    return hashlib.sha256(data).digest()


class _Seen(NamedTuple):
    """A file as it was looked at: its status, when that was (ns), and its digest."""

    size: int
    mtime: int
    ctime: int
    inode: int
    seen: int
    digest: bytes

    def still(self, status: os.stat_result) -> bool:
        """Does the status prove that nothing changed since?

        A change right after the look could leave the times as they are, and so could one under a
        clock that was set back: then the content must be looked at again.
        """
        same = (self.size, self.mtime, self.ctime, self.inode) == (
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_ino,
        )
        return same and max(self.mtime, self.ctime) + SETTLED < self.seen


class Store:
    """The state of one project. Any trouble with it means to know nothing, never to fail."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.damaged = False
        seen = self._rows("select * from files", types=(str, int, int, int, int, int, bytes))
        self._files = {path: _Seen(*rest) for path, *rest in seen}
        self._looked: dict[str, _Seen] = {}
        # A build where nothing has changed asks for none of them; that they are there must show.
        self._rows("select * from pages limit 1")
        self._used: set[bytes] = set()
        self._beside: dict[bytes, bytes] = {}
        self._kept: set[bytes] | None = None

    def digest(self, file: str | Path, *, follow: bool = True) -> bytes | None:
        """The digest of a file's content, None if it cannot be read.

        A file that was looked at before is read again unless its status proves it the same.
        """
        path = str(file)
        try:
            # Text in, not Path: a large site has tens of thousands of files.
            status = os.stat(path, follow_symlinks=follow)  # noqa: PTH116
            if not stat.S_ISREG(status.st_mode):
                return None
            known = self._looked.get(path) or self._files.get(path)
            if known is None or not known.still(status):
                now = time.time_ns()
                known = _seen(status, now, digest_of(Path(path).read_bytes()))
        except OSError:
            return None
        self._looked[path] = known
        return known.digest

    def version(self, file: str | Path) -> tuple[int, ...]:
        """What told a file, as it was last looked at, from any other version of it."""
        seen = self._looked.get(str(file))
        return (seen.size, seen.mtime, seen.ctime, seen.inode) if seen else ()

    def holds(self, file: str | Path, digest: str) -> bool:
        """Is *file* a file of its own with the content of *digest* (in hex)?"""
        found = self.digest(file, follow=False)
        return found is not None and found.hex() == digest

    def has(self, key: bytes) -> bool:
        """Was something kept under *key*? From now on it counts as used."""
        if self._kept is None:
            self._kept = {key for (key,) in self._rows("select key from kept", types=(bytes,))}
        known = key in self._kept or key in self._used
        if known:
            self._used.add(key)
        return known

    def recall(self, key: bytes) -> bytes | None:
        """What was kept under *key*, None if nothing was or it is damaged."""
        if key in self._beside:
            return self._beside[key]
        query = "select value from kept where key = ?"
        for (found,) in self._rows(query, (key,), types=(bytes,)):
            check, value = found[:_CHECK], found[_CHECK:]
            if _checked(value) == check:
                self._used.add(key)
                return bytes(value)
        return None

    def keep(self, key: bytes, value: bytes) -> None:
        """Keep *value*, which is a function of *key*."""
        self._used.add(key)
        query = "insert or replace into kept values (?, ?)"
        try:
            self._connection.execute(query, (key, _checked(value) + value))
        except sqlite3.Error as error:
            self._trouble(error)
            # This build may ask for it again.
            self._beside[key] = value

    def note(self, name: str) -> bytes:
        """A note of an earlier build, b"" if there is none."""
        query = "select value from meta where name = ?"
        rows = self._rows(query, (name,), types=(bytes,))
        return bytes(rows[0][0]) if rows else b""

    def write_note(self, name: str, value: bytes) -> None:
        self._rows("insert or replace into meta values (?, ?)", (name, value))

    @cached_property
    def _pages(self) -> Mapping[str, tuple[bytes, str]]:
        found = self._rows("select * from pages", types=(str, bytes, str))
        return {path: (made_of, digest) for path, made_of, digest in found}

    def page(self, path: str) -> tuple[bytes, str]:
        """What the page at *path* was last made of, and the digest of its bytes."""
        return self._pages.get(path, (b"", ""))

    def set_pages(self, pages: Mapping[str, tuple[bytes, str]]) -> None:
        """These are all pages of the site now."""
        gone = [(path,) for path in self._pages.keys() - pages.keys()]
        new = [(path, *made) for path, made in pages.items() if self._pages.get(path) != made]
        self._many("delete from pages where path = ?", gone)
        self._many("insert or replace into pages values (?, ?, ?)", new)
        self._pages = dict(pages)

    def commit(self, *, whole: bool) -> None:
        """Write down what this build learned; after a *whole* build forget what it did not use."""
        new = [
            (path, *seen) for path, seen in self._looked.items() if self._files.get(path) != seen
        ]
        self._many("insert or replace into files values (?, ?, ?, ?, ?, ?, ?)", new)
        if whole:
            unseen = [
                (path,)
                for path in self._files.keys() - self._looked.keys()
                if not Path(path).exists()
            ]
            self._many("delete from files where path = ?", unseen)
            kept = {key for (key,) in self._rows("select key from kept", types=(bytes,))}
            self._many("delete from kept where key = ?", [(key,) for key in kept - self._used])
        self._files |= self._looked
        try:
            self._connection.commit()
            if whole:
                self._shrink()
        except sqlite3.Error as error:
            self._trouble(error)

    def _shrink(self) -> None:
        """Give room back where most of the file is no longer needed."""
        (pages,), (empty,) = (
            self._connection.execute(f"pragma {name}").fetchone()
            for name in ("page_count", "freelist_count")
        )
        if empty > max(SPARE, pages // 2):
            self._connection.execute("vacuum")

    def _trouble(self, error: Exception) -> None:
        # Another build at work, or no room or right to write: what is there is sound.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _PASSING:
            self.damaged = True

    def _rows(
        self, query: str, values: tuple[object, ...] = (), types: tuple[type, ...] = ()
    ) -> list[tuple[Any, ...]]:
        """What is found, if it is of these *types*: a damaged disk may have made others of them."""
        try:
            found = self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, ValueError) as error:
            # The latter for text that is none.
            self._trouble(error)
            return []
        if types and any(tuple(map(type, row)) != types for row in found):
            self.damaged = True
            return []
        return found

    def _many(self, query: str, rows: list[tuple[Any, ...]]) -> None:
        try:
            self._connection.executemany(query, rows)
        except sqlite3.Error as error:
            self._trouble(error)


def _seen(status: os.stat_result, now: int, digest: bytes) -> _Seen:
    return _Seen(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, now, digest)


def _checked(value: bytes) -> bytes:
    return hashlib.blake2b(value, digest_size=_CHECK).digest()


def unknowing() -> Store:
    """A state that is empty, and is gone with the process."""
    # SQLite puts what has no name on disk when memory runs short.
    store = Store(_tables(""))
    finalize(store, store._connection.close)
    return store


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The state in *folder*; an empty one where it is missing, damaged or of another version."""
    store = _known(folder / FILE) or _begun(folder / FILE) or unknowing()
    try:
        yield store
    finally:
        store._connection.close()
        if store.damaged:
            _delete(folder / FILE)


def _known(file: Path) -> Store | None:
    try:
        if not file.is_file() or file.is_symlink():
            return None
        connection = _connected(str(file))
    except (OSError, sqlite3.Error):
        return None
    try:
        store = Store(connection)
    except (sqlite3.Error, TypeError, ValueError):
        connection.close()
        return None
    if store.damaged or store.note("engine") != engine():
        connection.close()
        return None
    return store


def _begun(file: Path) -> Store | None:
    _delete(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return Store(_tables(str(file)))
    except (OSError, sqlite3.Error):
        return None


def _connected(place: str) -> sqlite3.Connection:
    # The server builds in a thread of its own.
    return sqlite3.connect(place, timeout=PATIENCE, check_same_thread=False)


def _tables(place: str) -> sqlite3.Connection:
    connection = _connected(place)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.executescript(_TABLES)
        connection.execute("insert into meta values ('engine', ?)", (engine(),))
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _delete(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()
