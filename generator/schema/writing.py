"""Writes what editors work with, over what guong wrote before and over nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from generator.diagnostics import Diagnostic, Location, problem
from generator.staging import put

LEDGER = "written.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files: written anew, or kept because they are the author's."""

    written: tuple[str, ...] = ()
    kept: tuple[Diagnostic, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def as_json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write(root: Path, folder: str, files: Mapping[str, bytes]) -> Outcome:
    """Write *files*, by their paths below *root*, and note in *folder* what they held.

    A file that does not hold what was noted last belongs to the author, and stays.
    """
    ledger = root / folder / LEDGER
    noted = _noted(ledger)
    written: list[str] = []
    kept: list[Diagnostic] = []
    try:
        for name, data in files.items():
            before = _read(root / name)
            if before is not None and _digest(before) == _digest(data):
                noted[name] = _digest(data)
            elif before is not None and noted.get(name) != _digest(before):
                kept.append(_kept(root / name))
            else:
                put(root / name, data)
                noted[name] = _digest(data)
                written.append((root / name).as_posix())
        if _read(ledger) != as_json(dict(sorted(noted.items()))):
            put(ledger, as_json(dict(sorted(noted.items()))))
            written.append(ledger.as_posix())
    except OSError as error:
        return Outcome(tuple(written), tuple(kept), (not_written(root, error),))
    return Outcome(tuple(written), tuple(kept))


def _noted(ledger: Path) -> dict[str, str]:
    try:
        noted = orjson.loads(ledger.read_bytes())
    except (OSError, ValueError):
        return {}
    return dict(_texts(noted)) if isinstance(noted, dict) else {}


def _texts(noted: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    for name, digest in noted.items():
        if isinstance(name, str) and isinstance(digest, str):
            yield name, digest


def _read(file: Path) -> bytes | None:
    """What *file* holds, None if there is none.

    Raises:
        OSError: If it cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _digest(data: bytes) -> str:
    # Version control may have made other line ends of ours.
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _kept(file: Path) -> Diagnostic:
    return problem(
        Location(file.as_posix()),
        "B310",
        "This file is not as guong left it, and stays as it is.",
        "For a new one, rename it and run `guong schema` again.",
    )


def not_written(place: Path, error: OSError) -> Diagnostic:
    """That *place*, or the file that *error* names, could not be written."""
    return problem(
        Location(str(error.filename or place)),
        "B306",
        "This could not be written: {reason}.",
        "Mend the cause and try again.",
        reason=error.strerror or error,
    )
