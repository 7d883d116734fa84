"""Staging: new content of an author's file lies beside it until it is whole."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def staged(place: Path, data: bytes) -> Path:
    """The data in a hidden file beside its place, with the same permissions.

    Raises:
        OSError: If it cannot be written; then nothing is left of it.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            shutil.copymode(place, beside)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    return beside


def put(place: Path, data: bytes) -> None:
    """Write a file anew at once.

    Raises:
        OSError: If it cannot be written; then it is as it was.
    """
    beside = staged(place, data)
    try:
        beside.replace(place)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
