"""Applying: the steps of a journal, one after the other."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.publish.disk import (
    folders_of,
    holds_ours,
    link,
    make_room,
    move,
    remove,
    sync,
    sync_all,
    sync_place,
)
from generator.publish.journal import AFTER, COVER, DURING, PLACEHOLDER, Step


def applied(output: Path, stage: Path, steps: Iterable[Step]) -> Iterator[Step]:
    """Do all steps that are not done yet; yield each that changed something, once it is done."""
    steps = tuple(steps)
    if not steps:
        return
    output.mkdir(parents=True, exist_ok=True)
    folders: set[str] = set()
    for step in steps:
        if step.do in {"put", "hold"}:
            _make_folders(output, step.path, folders)
        if step.staged == AFTER:
            _settle(output, steps)
        if _did(step, output, stage):
            yield step
        if step.staged == DURING:
            # What is not known to be ours would be in the way after a power cut.
            sync(output)
    sync_place(output)


def _make_folders(output: Path, path: str, made: set[str]) -> None:
    for folder in sorted(folders_of([path]) - made):
        place = output / folder
        if place.is_symlink():
            # Someone else's folder stands here since the publication was planned.
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
        place.mkdir(mode=0o755, exist_ok=True)
        made.add(folder)


def _did(step: Step, output: Path, stage: Path) -> bool:
    place = output / step.path
    match step.do:
        case "put":
            if not (stage / step.staged).exists():
                return False
            make_room(place)
            move(stage / step.staged, place)
        case "hold":
            link(stage / PLACEHOLDER, place)
        case "cover":
            if not holds_ours(output, step.path):
                return False
            # Renaming one name of a file to another of the same leaves both.
            (stage / COVER).unlink(missing_ok=True)
            link(stage / PLACEHOLDER, stage / COVER)
            move(stage / COVER, place)
        case "remove":
            return remove(output, step.path)
    return True


def _settle(output: Path, steps: Iterable[Step]) -> None:
    """Bring the changes safely to the disk before the manifest says that all is done."""
    folders = folders_of(step.path for step in steps)
    sync_all([output / folder for folder in sorted(folders) if (output / folder).is_dir()])
