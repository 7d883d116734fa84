"""Writing: all files of a proposal or none, each whole, and nothing that others wrote is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing.proposal import Change


def write(changes: Sequence[Change], project: Path) -> tuple[Diagnostic, ...]:
    """Write *changes* below *project*, in their order; where one fails, none is left."""
    for change in changes:
        if _now(project / change.path) != change.before:
            return (_changed(change.path),)
    staged: list[tuple[Path, Path, Change]] = []
    done: list[tuple[Path, Change]] = []
    try:
        for change in changes:
            # Behind a link lies the file to be changed.
            place = (project / change.path).resolve()
            staged.append((_staged(place, change.after), place, change))
        for beside, place, change in staged:
            beside.replace(place)
            done.append((place, change))
    except OSError as error:
        for place, change in reversed(done):
            _undo(place, change)
        return (_not_written(Path(error.filename or project), error),)
    finally:
        for beside, _, _ in staged:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    return ()


def _now(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _staged(place: Path, data: bytes) -> Path:
    """The data in a hidden file beside its place."""
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


def _undo(place: Path, change: Change) -> None:
    with suppress(OSError):
        if change.before is None:
            place.unlink()
        else:
            _staged(place, change.before).replace(place)


def _changed(path: str) -> Diagnostic:
    return problem(
        Location(path),
        "I401",
        "The file has changed meanwhile, or is there although no record was read from it.",
        "Look at it, then run the import again; nothing was written.",
    )


def _not_written(place: Path, error: OSError) -> Diagnostic:
    return problem(
        Location(place.as_posix()),
        "I402",
        "This could not be written, so nothing was: {reason}.",
        "Mend the cause and try again.",
        reason=error.strerror or error,
    )
