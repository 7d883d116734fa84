"""Writing: all files of a proposal or none, each whole, and nothing that others wrote is lost."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.importers.proposing.proposal import Change
from generator.staging import put, settle, staged


def write(changes: Sequence[Change], project: Path) -> tuple[Diagnostic, ...]:
    """Write *changes* below *project*, in their order; where one fails, none is left."""
    for change in changes:
        if _now(project / change.path) != change.before:
            return (_changed(change.path),)
    waiting: list[tuple[Path, Path, Change]] = []
    done: list[tuple[Path, Change]] = []
    try:
        for change in changes:
            # Behind a link lies the file to be changed.
            place = (project / change.path).resolve()
            waiting.append((staged(place, change.after), place, change))
        for beside, place, change in waiting:
            settle(beside, place)
            done.append((place, change))
    except OSError as error:
        for place, change in reversed(done):
            _undo(place, change)
        return (_not_written(Path(error.filename or project), error),)
    finally:
        for beside, _, _ in waiting:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
    return ()


def _now(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None


def _undo(place: Path, change: Change) -> None:
    with suppress(OSError):
        if change.before is None:
            place.unlink()
        else:
            put(place, change.before)


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
