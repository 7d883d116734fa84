"""The lock: one build at a time for each output, whichever project or state it is built from.

The system lets go of it when its holder ends, however that may be.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.manifest import BESIDE, may_be_ours

Waiting = Callable[[str, int, int], None]
"""Called with "wait", the tenths of a second waited and those that will be."""
NAME = f"{BESIDE}lock"
PATIENCE_SECONDS = 60.0
"""How long to wait for another build."""
QUIET_SECONDS = 1.0
"""How long to wait without a word."""
PAUSE_SECONDS = 0.05

_held: set[int] = set()


@contextmanager
def alone(
    output: Path, waiting: Waiting, *, ours: bool = False
) -> Iterator[tuple[Diagnostic, ...]]:
    """Keep other builds away from *output* meanwhile; yield why that cannot be.

    Nothing is put into a folder that seems to be somebody else's, unless it is known to be *ours*.
    """
    new = not os.path.lexists(output)
    taken = _taken(output, waiting) if ours or may_be_ours(output) else None
    try:
        yield (taken,) if isinstance(taken, Diagnostic) else ()
    finally:
        if isinstance(taken, int):
            _let_go(output / NAME, taken)
        if new:
            with suppress(OSError):
                output.rmdir()  # Nothing was published.


def _taken(output: Path, waiting: Waiting) -> int | Diagnostic | None:
    """An open file that is locked; None where none can be: publishing will say why, if it must."""
    began = time.monotonic()
    while True:
        try:
            output.mkdir(parents=True, exist_ok=True)
            handle = _opened(output / NAME)
            locked = _locked(handle)
        except FileNotFoundError:
            # The last holder has just removed the folder; or there can be none.
            if time.monotonic() - began >= QUIET_SECONDS:
                return None
            time.sleep(PAUSE_SECONDS)
            continue
        except OSError:
            return None
        if locked and _is_at(output / NAME, handle):
            _sign(handle)
            _held.add(handle)
            return handle
        holder = _signature(handle)
        _close(handle)
        waited = time.monotonic() - began
        if waited >= QUIET_SECONDS:
            waiting("wait", int(waited * 10), int(PATIENCE_SECONDS * 10))
        if waited >= PATIENCE_SECONDS:
            return _busy(output, holder)
        time.sleep(PAUSE_SECONDS)


def _opened(file: Path) -> int:
    closed = getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT | closed, 0o644)
    except PermissionError:
        if not os.path.lexists(file):
            raise  # Nothing may be put here at all.
        return os.open(file, os.O_RDONLY | closed)  # Another user holds it.


if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        # A byte behind the signature, which others may then still read.
        os.lseek(handle, 1000, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # Some network disks lock nothing.
        return True

    def _forget() -> None:
        """A forked worker that outlives its build must not hold the lock for it."""
        while _held:
            os.close(_held.pop())

    os.register_at_fork(after_in_child=_forget)


def _is_at(file: Path, handle: int) -> bool:
    try:
        return os.path.samestat(file.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _sign(handle: int) -> None:
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    # The lock holds without a signature, on a full disk or in another user's file.
    with suppress(OSError):
        os.truncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{os.getpid()}\n{since}\n".encode())


def _signature(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 100).decode(errors="replace")


def _let_go(file: Path, handle: int) -> None:
    _held.discard(handle)
    # Deleted while it is locked: whoever waits for it looks whether it is still there.
    with suppress(OSError):
        file.unlink()  # Windows deletes no open files: there it stays.
    _close(handle)


def _close(handle: int) -> None:
    # Nothing that was written to it matters any more.
    with suppress(OSError):
        os.close(handle)


def _busy(output: Path, holder: str) -> Diagnostic:
    process, _, since = holder.strip().partition("\n")
    return problem(
        Location(str(output)),
        "B109",
        "Another build (process {process}) has been at work here since {since}.",
        "Nothing was published: build again when it has ended.",
        process=process or "?",
        since=since or "?",
    )
