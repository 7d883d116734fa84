"""Staging: new content of a file lies beside it until it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def staged(place: Path, data: bytes) -> Path:
    """The data in a hidden file beside its place, with the same permissions.

    Raises:
        OSError: If it cannot be written, with the name of the place; then nothing is left of it.
    """
    beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    with _whole_or_not(place, beside):
        place.parent.mkdir(parents=True, exist_ok=True)
        # One with our number may be left from before a power cut.
        beside.unlink(missing_ok=True)
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            shutil.copymode(place, beside)
    return beside


def put(place: Path, data: bytes) -> None:
    """Write a file anew at once; behind a link lies the file that is meant.

    Raises:
        OSError: If it cannot be written; then it is as it was.
    """
    if place.exists() and not place.is_file():
        # A terminal or a pipe; where /dev/stdout leads to there may be nothing that has a name.
        place.write_bytes(data)
        return
    place = Path(os.path.realpath(place))
    settle(staged(place, data), place)


def settle(beside: Path, place: Path) -> None:
    """Put what was staged in its place.

    Raises:
        OSError: If that cannot be, with the name of the place, which is as it was.
    """
    with _whole_or_not(place, beside):
        beside.replace(place)


@contextmanager
def _whole_or_not(place: Path, beside: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        # Names of our own making say nothing to anybody.
        raise OSError(error.errno, error.strerror, str(place)) from error
