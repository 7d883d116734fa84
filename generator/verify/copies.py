"""Copies of a site: how to read one, and one in a folder."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Protocol

SMALL = 64 * 2**20
"""The most bytes of a manifest: those of half a million files."""
PIECE = 2**20
# A pipe would keep whoever opens it waiting, and Windows would change the ends of lines.
_AS_IT_IS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Missing(Exception):
    """There is no such file."""


class Unreadable(Exception):
    """There is something that cannot be read; the text says why."""


Found = str | Missing | Unreadable


class Copy(Protocol):
    """A published copy of a site. Paths are those of the manifest."""

    def at(self, path: str) -> str:
        """How to name a file to people."""

    def small(self, path: str) -> bytes:
        """A file that fits in memory.

        Raises:
            Missing: If it is not there.
            Unreadable: If it cannot be read or is too large.
        """

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Found]]:
        """The SHA-256 of each file, or why there is none."""

    def others(self, known: Container[str]) -> Iterator[tuple[str, Unreadable | None]]:
        """The files that are not *known*, where that can be found out, and the closed folders."""

    def close(self) -> None:
        """Let go of what it was read with."""


class Folder:
    """A copy on a disk."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def at(self, path: str) -> str:
        return str(self._root / path)

    def small(self, path: str) -> bytes:
        pieces, size = [], 0
        for piece in self._pieces(path):
            size += len(piece)
            if size > SMALL:
                raise Unreadable("it is too large")
            pieces.append(piece)
        return b"".join(pieces)

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Found]]:
        for path in paths:
            digest = hashlib.sha256()
            try:
                for piece in self._pieces(path):
                    digest.update(piece)
            except (Missing, Unreadable) as why:
                yield path, why
            else:
                yield path, digest.hexdigest()

    def _pieces(self, path: str) -> Iterator[bytes]:
        try:
            descriptor = os.open(self._root / path, os.O_RDONLY | _AS_IT_IS)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise Unreadable("it is no file")
            with os.fdopen(descriptor, "rb") as file:
                while piece := file.read(PIECE):
                    yield piece
        except (FileNotFoundError, NotADirectoryError):
            raise Missing from None
        except OSError as error:
            raise Unreadable(error.strerror or type(error).__name__) from None

    def others(self, known: Container[str]) -> Iterator[tuple[str, Unreadable | None]]:
        closed: list[OSError] = []
        for folder, folders, files in os.walk(self._root, onerror=closed.append):
            # Not by pathlib, which raises where a folder may not be looked into.
            links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114
            for name in (*files, *links):
                path = (Path(folder) / name).relative_to(self._root).as_posix()
                if path not in known:
                    yield path, None
        for error in closed:
            path = Path(error.filename).relative_to(self._root).as_posix()
            yield path, Unreadable(error.strerror or type(error).__name__)

    def close(self) -> None:
        """No file stays open."""
