"""Runs guong in several processes, notes what workers write, and may let all of it fail.

    python -m tests.audited LOG ERROR ARGUMENT…

LOG gets a line for each call: its audit event and the path. With ERROR, such as ENOSPC, the call
then fails; "-" lets it be.
"""

from __future__ import annotations

import errno
import os
import sys

from generator.executors import pool

WRITES = frozenset(
    (
        "open",
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
        "sqlite3.connect",
    )
)
_TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main(log: str, error: str, *arguments: str) -> None:
    noted = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    parent = os.getpid()

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event not in WRITES or os.getpid() == parent:
            return
        path = given[0]
        if isinstance(path, int) or (event == "open" and not _to_write(given[2])):
            return
        os.write(noted, f"{event} {os.fsdecode(path)}\n".encode())  # type: ignore[arg-type]
        if error != "-":
            number = getattr(errno, error)
            raise OSError(number, os.strerror(number), path)

    pool.SMALL = 10
    sys.addaudithook(hook)
    from generator.cli import main as guong

    guong([*arguments], standalone_mode=False)


def _to_write(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & _TO_WRITE)


if __name__ == "__main__":
    main(*sys.argv[1:])
