"""What a command costs: time, processor and memory, with all processes that it starts."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_EVERY = 0.1
"""Seconds between looks at the memory."""
_KIB = 1024
"""In these Linux tells the sizes of processes."""
_PROC = Path("/proc")
_SHARE = re.compile(rb"^Pss: +(\d+) kB", re.MULTILINE)


class Failed(Exception):
    """A command that is measured ended otherwise than well."""


@dataclass(frozen=True, slots=True)
class Cost:
    wall_seconds: float
    cpu_seconds: float
    """Of the process and of all that it waited for."""
    peak_bytes: int
    """The most that all processes held at one time; what they share is counted once."""


def use_cores(count: int) -> None:
    """Keep this process, and those it will start, to so many cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def cost_of(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder.

    Raises:
        Failed: If it does not end with status 0.
    """
    # What was written before is not to be waited for.
    os.sync()
    # Output goes to a file: a full pipe would stop the command.
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        begun = perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        with _watched(process.pid) as peak:
            _, status, usage = os.wait4(process.pid, 0)
            wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise Failed(f"{command}: {said.read()[-2000:]}")
    largest = usage.ru_maxrss * _KIB
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(largest, *peak))


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """Look at the memory of a process and its descendants again and again."""
    seen = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_EVERY):
            seen[0] = max(seen[0], _held(pid))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def _held(pid: int) -> int:
    """Bytes held by a process and its descendants; 0 where the system does not tell."""
    try:
        family = list(_family(pid))
        # Its pages are counted only where there is a need: that can make the process wait.
        return sum(map(_share, family)) if len(family) > 1 else _size(pid)
    except OSError:
        # One of them ended in between, or there is no /proc.
        return 0


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in (_PROC / str(pid) / "task").iterdir():
        for child in (task / "children").read_bytes().split():
            yield from _family(int(child))


def _size(pid: int) -> int:
    pages = (_PROC / str(pid) / "statm").read_bytes().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _share(pid: int) -> int:
    """What a process holds, with its part of what it shares with others."""
    found = _SHARE.search((_PROC / str(pid) / "smaps_rollup").read_bytes())
    return int(found[1]) * _KIB if found else 0
