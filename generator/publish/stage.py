"""Staging: new and changed files, made ready beside the output and safe on the disk."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.manifest import MANIFEST, manifest_of, stays_inside
from generator.publish.disk import folders_of, is_folder, sync, sync_all, write
from generator.publish.journal import (
    AFTER,
    DURING,
    PLACEHOLDER,
    Journal,
    state_of,
    steps_for,
)

PLACEHOLDER_PAGE = """\
<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="5">
<title>guong</title>
<p>Trang này đang được xuất bản, xin đợi một chút.</p>
<p lang="en">This page is being published; one moment, please.</p>
</html>
""".encode()
"""What stands in the place of a page for a moment. It leads nowhere."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What waits in the stage, and all that the site will be."""

    files: dict[str, str]
    """The name in the stage of each new or changed file."""
    digests: dict[str, str]
    """The SHA-256 of every file of the site."""


def stage_of(output: Path, state: Path) -> Path:
    """Where the files for *output* are made ready: whoever holds its lock has this folder alone."""
    name = hashlib.sha256(os.fsencode(output.resolve())).hexdigest()[:16]
    return state / f"stage-{name}"


def staged_in(
    stage: Path,
    output: Path,
    listed: Mapping[str, str],
    files: Iterable[tuple[str, bytes]],
    kept: Mapping[str, str],
) -> Staged:
    """Write new and changed files to *stage*."""
    stage.mkdir(parents=True)
    staged: dict[str, str] = {}
    digests = dict(kept)
    for path, data in files:
        if not stays_inside(path):
            raise ValueError(f"not a path inside the output folder: {path!r}")
        if path in digests:
            raise ValueError(f"two files for one path: {path!r}")
        digests[path] = hashlib.sha256(data).hexdigest()
        if path not in listed or not _holds(output / path, data):
            name = str(len(staged))
            write(stage / name, data)
            staged[path] = name
    for path in digests.keys() & folders_of(digests):
        raise ValueError(f"both a file and a folder: {path!r}")
    return Staged(staged, digests)


def planned(stage: Path, output: Path, listed: Mapping[str, str], staged: Staged) -> Journal:
    """Decide on the steps, and bring all that they need safely to the disk."""
    absent = {path for path in staged.files if not os.path.lexists(output / path)}
    steps = steps_for(
        staged.files.items(),
        absent,
        listed.keys() - staged.digests.keys(),
        announced=bool(staged.digests.keys() - listed.keys()),
        settled=staged.digests == listed and (output / MANIFEST).exists(),
    )
    needed = {step.staged or PLACEHOLDER for step in steps if step.do != "remove"}
    # Before new files are announced nothing can be seen, and there is nothing to be finished.
    found = [] if DURING in needed else [state_of(output)]
    for name, digests in ((DURING, {**listed, **staged.digests}), (AFTER, staged.digests)):
        if name in needed:
            manifest = manifest_of(digests)
            write(stage / name, manifest)
            found.append(hashlib.sha256(manifest).hexdigest())
    if PLACEHOLDER in needed:
        write(stage / PLACEHOLDER, PLACEHOLDER_PAGE)
    # After all were written, so that the disk can take them in one go.
    sync_all([stage / name for name in sorted(needed)])
    sync(stage)
    return Journal(tuple(found), steps)


def _holds(file: Path, data: bytes) -> bool:
    try:
        status = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    same_size = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
    return same_size and file.read_bytes() == data


def blocked(
    output: Path, listed: Mapping[str, str], paths: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """What others put where our files should go."""
    foreign = {path for path in paths if not _free(output, path, listed)}
    for folder in folders_of(paths) - listed.keys():
        if os.path.lexists(output / folder) and not is_folder(output / folder):
            foreign.add(folder)
    return in_order(
        problem(
            Location(str(output / path)),
            "B103",
            "A page of the site belongs here, but guong did not make what is here now.",
            "Move or rename it, or choose another folder with --output; nothing was published.",
        )
        for path in foreign
    )


def _free(output: Path, path: str, listed: Mapping[str, str]) -> bool:
    place = output / path
    if not is_folder(place):
        return path in listed or not os.path.lexists(place)
    # A folder may give way to a file if all files in it are ours.
    leaves = (each for each in place.rglob("*") if not is_folder(each))
    return all(leaf.relative_to(output).as_posix() in listed for leaf in leaves)
