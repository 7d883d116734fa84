"""Watching: told by the system of every change, and looking for oneself where it does not tell."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from threading import Event
from time import monotonic, perf_counter

# The library documents this class for those who keep one watch across several waits.
from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from generator.serve.look import (
    Snapshot,
    is_passing,
    own_folders,
    snapshot,
    watched_folders,
)
from generator.task import Options

STEP_MILLISECONDS = 50
"""Changes have come to rest when none came for so long."""
MOST_MILLISECONDS = 1_600
"""A change waits no longer for others, even while they go on."""
TICK_MILLISECONDS = 1_000
PAUSE_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 3.0
"""Between two looks where nobody tells of changes."""
CERTAIN_SECONDS = 10.0
"""Between two looks where the system tells of changes: it may lose some when they are many."""
MAX_SETTLE_ROUNDS = 20
REMOTE = frozenset(
    (
        *("9p", "afs", "ceph", "cifs", "drvfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "glusterfs"),
        *("nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs"),
    )
)
"""File systems where changes made elsewhere are not told of."""
MOUNTS = Path("/proc/self/mountinfo")
POLLING = "WATCHFILES_FORCE_POLLING"
"""The library's own variable for file systems that it cannot know of."""


class Watch:
    """Waits for changes of a site's content and theme."""

    def __init__(self, options: Options, stopping: Event) -> None:
        self._options = options
        self._stopping = stopping
        self._own = own_folders(options)
        self._folders: tuple[Path, ...] = ()
        self._there: tuple[object, ...] = ()
        self._told: RustNotify | None = None

    def begin(self) -> Snapshot:
        """Look at everything; what changes from now on ends the next wait."""
        self._folders = watched_folders(self._options)
        there = _identities(self._folders)
        if there != self._there:
            self.close()
            # Listening begins before looking, so that nothing falls between the two.
            self._told = _listener(self._folders)
            self._there = there
        return snapshot(self._options, self._folders)

    def wait(self, seen: Snapshot) -> None:
        """Return when something is not as it was *seen*, and has come to rest, or at the stop."""
        cost = 0.0
        looked = monotonic()
        while not self._stopping.is_set():
            if self._is_told():
                return
            if monotonic() - looked < self._pace(cost):
                continue
            begun = perf_counter()
            now = snapshot(self._options, self._folders)
            cost = perf_counter() - begun
            if now != seen:
                self._settle(now)
                return
            looked = monotonic()

    def close(self) -> None:
        """Listen no more."""
        if self._told is not None:
            self._told.close()
        self._told, self._there = None, ()

    def _pace(self, cost: float) -> float:
        """Seconds between two looks that take *cost* seconds each."""
        if self._told is not None:
            return max(CERTAIN_SECONDS, 400 * cost)
        # A large site is looked at less often, but nobody waits long for what was saved.
        return max(PAUSE_SECONDS, min(100 * cost, LONGEST_PAUSE_SECONDS), 4 * cost)

    def _is_told(self) -> bool:
        if _identities(self._folders) != self._there:
            return True
        if self._told is None:
            self._stopping.wait(PAUSE_SECONDS)
            return False
        try:
            said = self._told.watch(
                MOST_MILLISECONDS, STEP_MILLISECONDS, TICK_MILLISECONDS, self._stopping
            )
        except (OSError, WatchfilesRustInternalError):
            # Such as a folder that went while it was looked at: the next build listens anew.
            self.close()
            return True
        return isinstance(said, set) and any(self._matters(Path(path)) for _, path in said)

    def _matters(self, path: Path) -> bool:
        if self._own & {str(path), *map(str, path.parents)}:
            return False
        return not any(
            is_passing(path, folder) for folder in self._folders if path.is_relative_to(folder)
        )

    def _settle(self, now: Snapshot) -> None:
        for _ in range(MAX_SETTLE_ROUNDS):
            before = now
            if self._stopping.wait(2 * STEP_MILLISECONDS / 1_000):
                return
            now = snapshot(self._options, self._folders)
            if now == before:
                return


def _identities(folders: Collection[Path]) -> tuple[object, ...]:
    """What tells each folder from another in its place."""
    found: list[object] = []
    for folder in folders:
        try:
            status = folder.stat()
            found.append((folder, status.st_dev, status.st_ino))
        except OSError:
            found.append(folder)
    return tuple(found)


def _listener(folders: Collection[Path]) -> RustNotify | None:
    """What tells of changes in *folders*; None where one has to look for them.

    The library can look too, but it compares whole seconds, and of two saves within one it would
    lose the second.
    """
    # Not by Path: it raises where no folder can have such a name.
    present = [str(folder) for folder in folders if os.path.isdir(folder)]  # noqa: PTH112
    if not present or not is_told_of(present, os.environ):
        return None
    try:
        return RustNotify(present, False, False, 0, True, True)
    except (OSError, WatchfilesRustInternalError):
        # The system may have no more watches to give.
        return None


def is_told_of(
    folders: Collection[str], environment: Mapping[str, str], mounts: Path = MOUNTS
) -> bool:
    """Whether the system can tell of all changes in *folders*."""
    if environment.get(POLLING, "").lower() not in ("", "false", "disable", "disabled"):
        return False
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return True  # Other systems do not list them here.
    kinds = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        if len(before.split()) > 4 and after:
            kinds[before.split()[4].replace("\\040", " ")] = after.split()[0]
    return not any(kinds.get(_mount(Path(each), kinds)) in REMOTE for each in folders)


def _mount(folder: Path, kinds: Mapping[str, str]) -> str:
    return next((str(each) for each in (folder, *folder.parents) if str(each) in kinds), "")
