"""System calls that fail, put in by strace: of every process, and of libraries too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.sites import ENGLISH, Result

_FAMILIES = {
    "open": ("open", "openat", "creat"),
    "write": ("write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range"),
    "close": ("close",),
    "sync": ("fsync", "fdatasync", "sync", "syncfs"),
    "rename": ("rename", "renameat", "renameat2"),
    "link": ("link", "linkat", "symlink", "symlinkat"),
    "unlink": ("unlink", "unlinkat", "rmdir"),
    "mkdir": ("mkdir", "mkdirat"),
    "size": ("truncate", "ftruncate", "fallocate"),
    "mode": ("chmod", "fchmod", "fchmodat", "utimensat"),
    "lock": ("flock",),
}
FAMILIES = tuple(_FAMILIES)
_FAMILY = {call: family for family, calls in _FAMILIES.items() for call in calls}
_LINE = re.compile(r"(?P<process>\d+) +(?P<call>\w+)\((?P<rest>.*)")
_OPENS_TO_WRITE = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)")

# Taken once: runs of guong in this process change it for a while, and calls fail in threads.
_SURROUNDINGS = {key: value for key, value in {**os.environ, **ENGLISH}.items() if value}


@dataclass(frozen=True, slots=True)
class Call:
    """The call that is the *number*th (from 1) of its name in a process, and what it writes to."""

    name: str
    number: int
    rest: str
    other: bool
    """Whether a process beside the first one makes it."""

    @property
    def family(self) -> str:
        return _FAMILY[self.name]


def can_fail() -> bool:
    """Is there strace, and may it look into processes here?"""
    if not shutil.which("strace"):
        return False
    tried = subprocess.run(
        ["strace", "-e", "trace=none", "true"], capture_output=True, check=False, timeout=60
    )
    return tried.returncode == 0


def calls_of(root: Path, *arguments: str) -> tuple[Result, list[Call]]:
    """Run guong in *root*; every call that writes there, in its order."""
    log = root.with_name(f"{root.name}.calls")
    result = _run(root, log, ["-e", f"trace={','.join(_FAMILY)}"], arguments)
    numbers: Counter[tuple[str, str]] = Counter()
    written: set[str] = set()
    found: list[Call] = []
    first = ""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if not match or match["call"] not in _FAMILY:
            continue
        process, name, rest = match["process"], match["call"], match["rest"]
        first = first or process
        numbers[process, name] += 1
        if _is_below(root, name, rest) and _writes(name, rest, written):
            found.append(Call(name, numbers[process, name], rest, process != first))
    log.unlink()
    return result, found


def _is_below(root: Path, name: str, rest: str) -> bool:
    """Does a call concern *root*, where the process is at home?"""
    relative = re.search(r'"[^/"]+"', rest) is not None
    return name == "sync" or str(root) in rest or relative


def _writes(name: str, rest: str, written: set[str]) -> bool:
    family = _FAMILY[name]
    if family == "open":
        if not _OPENS_TO_WRITE.search(rest) or "O_DIRECTORY" in rest:
            return False
        written.add(rest.rpartition("<")[2].rstrip(">"))
    if family == "close":
        return rest.partition("<")[2].partition(">")[0] in written
    return True


def failing(root: Path, call: Call, error: str, *arguments: str) -> tuple[Result, bool]:
    """Run guong in *root* where that call fails; whether it did, and was one that writes there."""
    log = root.with_name(f"{root.name}.calls")
    put_in = f"inject={call.name}:error={error}:when={call.number}"
    result = _run(root, log, ["-e", f"trace={call.name}", "-e", put_in], arguments)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    return result, any(_is_hit(root, line) for line in lines if "(INJECTED)" in line)


def _is_hit(root: Path, line: str) -> bool:
    match = _LINE.match(line)
    if not match or not _is_below(root, match["call"], match["rest"]):
        return False
    return match["call"] not in _FAMILIES["open"] or bool(_OPENS_TO_WRITE.search(match["rest"]))


def _run(root: Path, log: Path, options: list[str], arguments: tuple[str, ...]) -> Result:
    temporary = root / "tmp"
    temporary.mkdir(exist_ok=True)
    guong = [sys.executable, "-B", "-m", "generator", *arguments]
    made = subprocess.run(
        ["strace", "-f", "-y", "-qq", "-s", "0", "-o", str(log), *options, *guong],
        cwd=root,
        env={
            **_SURROUNDINGS,
            "PYTHONHASHSEED": "0",
            "TMPDIR": str(temporary),
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return Result(made.returncode, made.stdout, made.stderr)
