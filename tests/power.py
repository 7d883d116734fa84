"""Power cuts: what a disk holds when all that was not synced is lost.

Nothing is cut off in truth. After every call that changes folders or syncs, it is noted what would
be left by three sorts of disks: one that keeps of folders and files what was synced and no more,
one that keeps the folders as they are, but of a file that was not synced its name only, and one
that has written some folders of its own accord and others not.
"""

from __future__ import annotations

import builtins
import io
import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISLNK
from typing import Any
from unittest.mock import patch

Held = bytes | str | None
"""The bytes of a file, where a link leads to, None for a folder."""
Tree = Mapping[str, Held]
"""What is at each path."""
_CHANGES = ("replace", "rename", "link", "unlink", "mkdir", "rmdir", "symlink")


@dataclass(frozen=True, slots=True)
class Cut:
    """What three sorts of disks hold after a call."""

    call: str
    synced: Tree
    ordered: Tree
    mixed: Tree


@dataclass(slots=True)
class Power:
    """Knows what of a folder is safe on the disk, by the numbers of its files (inodes)."""

    root: Path
    itself: tuple[str, ...] = ()
    """Names of files that look after themselves: they survive as they are."""
    every: int = 1
    """After every how many calls it is noted what would be left."""
    cuts: list[Cut] = field(default_factory=list)
    _calls: int = 0
    _entries: dict[int, dict[str, os.stat_result]] = field(default_factory=dict)
    _data: dict[int, bytes] = field(default_factory=dict)
    _links: dict[int, str] = field(default_factory=dict)

    def sync_all(self) -> None:
        for folder, _, files in os.walk(self.root):
            self.sync(Path(folder))
            for name in files:
                self.sync(Path(folder, name))

    def sync(self, path: Path) -> None:
        status = path.lstat()
        if S_ISDIR(status.st_mode):
            self._entries[status.st_ino] = _entries_of(path)
            for each in path.iterdir():
                if each.is_symlink():
                    self._links[each.lstat().st_ino] = str(each.readlink())
        elif not S_ISLNK(status.st_mode):
            self._data[status.st_ino] = path.read_bytes()

    def forget(self, path: Path) -> None:
        """What is here is new, or no longer what it was."""
        number = path.lstat().st_ino
        self._data.pop(number, None)
        self._entries.pop(number, None)

    def called(self, call: str) -> None:
        self._calls += 1
        if self._calls % self.every == 0:
            self.note(call)

    def note(self, call: str) -> None:
        chance = random.Random(len(self.cuts))
        now = Cut(
            call,
            dict(self._synced(lambda: False)),
            dict(self._ordered()),
            dict(self._synced(lambda: chance.random() < 0.5)),
        )
        last = self.cuts[-1] if self.cuts else None
        if not last or (last.synced, last.ordered) != (now.synced, now.ordered):
            self.cuts.append(now)

    def _synced(self, is_written: Callable[[], bool]) -> Iterator[tuple[str, Held]]:
        """What was synced, and of folders also what is written of its own accord."""
        yield from self._below(self.root, self.root.lstat().st_ino, is_written)
        for name in self.itself:
            for file in self.root.rglob(name):
                yield file.relative_to(self.root).as_posix(), file.read_bytes()

    def _below(
        self, folder: Path, number: int, is_written: Callable[[], bool]
    ) -> Iterator[tuple[str, Held]]:
        entries = self._entries.get(number, {})
        if is_written() and folder.is_dir() and folder.lstat().st_ino == number:
            entries = _entries_of(folder)
        for name, status in entries.items():
            path = folder / name
            inner = path.relative_to(self.root).as_posix()
            if S_ISDIR(status.st_mode):
                yield inner, None
                yield from self._below(path, status.st_ino, is_written)
            elif S_ISLNK(status.st_mode):
                yield inner, self._links.get(status.st_ino) or str(path.readlink())
            else:
                yield inner, self._data.get(status.st_ino, b"")

    def _ordered(self) -> Iterator[tuple[str, Held]]:
        for path in self.root.rglob("*"):
            inner = path.relative_to(self.root).as_posix()
            if path.is_symlink():
                yield inner, str(path.readlink())
            elif path.is_dir():
                yield inner, None
            elif path.name in self.itself:
                yield inner, path.read_bytes()
            else:
                yield inner, self._data.get(path.lstat().st_ino, b"")


def _entries_of(folder: Path) -> dict[str, os.stat_result]:
    return {each.name: each.lstat() for each in folder.iterdir()}


@contextmanager
def watched(root: Path, itself: tuple[str, ...], every: int) -> Iterator[Power]:
    """Within, it is noted what would be left of *root* after calls of this process."""
    power = Power(root, itself, every)
    power.sync_all()
    power.note("nothing")
    real = {name: getattr(os, name) for name in (*_CHANGES, "fsync", "sync")}
    real_open = io.open

    def opened(file: Any, mode: str = "r", *rest: Any, **others: Any) -> Any:
        stream = real_open(file, mode, *rest, **others)
        if {*mode} & {*"wx"} and isinstance(file, (str, os.PathLike)) and _within(file, root):
            power.forget(Path(file))
        return stream

    def changed(name: str) -> Callable[..., None]:
        def call(*places: Any, **others: Any) -> None:
            real[name](*places, **others)
            if name == "mkdir" and not others.get("dir_fd"):
                power.forget(Path(places[0]))
            power.called(name)

        return call

    def fsync(handle: int) -> None:
        real["fsync"](handle)
        power.sync(Path(f"/proc/self/fd/{handle}").readlink())
        power.called("fsync")

    def sync() -> None:
        power.sync_all()
        power.called("sync")

    with ExitStack() as stack:
        for owner, name, instead in (
            (builtins, "open", opened),
            (io, "open", opened),
            (os, "fsync", fsync),
            (os, "sync", sync),
            *((os, name, changed(name)) for name in _CHANGES),
        ):
            stack.enter_context(patch.object(owner, name, instead))
        yield power
    power.note("all")


def _within(file: str | os.PathLike[str], root: Path) -> bool:
    return Path(file).absolute().is_relative_to(root)


def put_down(tree: Tree, place: Path) -> None:
    """Make a folder of what is left."""
    place.mkdir(parents=True)
    for path, held in tree.items():
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if held is None:
            target.mkdir(exist_ok=True)
        elif isinstance(held, str):
            target.symlink_to(held)
        else:
            target.write_bytes(held)
