"""Single steps on the disk: each is done whole or not at all, whenever the process is cut off."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from generator.manifest import BESIDE

FEW = 8
"""Up to so many files are synced one by one; more are cheaper together."""


def write(file: Path, data: bytes) -> None:
    # Not through tempfile: its files are closed to the web server.
    with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o644)) as stream:
        stream.write(data)


def move(source: Path, target: Path) -> None:
    """Put *source* in the place of *target*, from another disk too."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, target)
        source.unlink()


def link(source: Path, target: Path) -> None:
    """Let *source* be at *target* too, unless there is something already."""
    try:
        os.link(source, target)
    except FileExistsError:
        return
    except OSError:
        # Another disk, or one without hard links, or too many of them.
        if not os.path.lexists(target):
            _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    beside = beside_of(target, source.name)
    try:
        beside.unlink(missing_ok=True)
        write(beside, source.read_bytes())
        sync(beside)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def beside_of(target: Path, name: str) -> Path:
    """Where a file from another disk waits until it is whole."""
    return target.with_name(f"{BESIDE}{name}")


def sync(path: Path) -> None:
    folder = path.is_dir()
    if folder and os.name == "nt":
        return  # Windows opens no folders.
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network disks sync files only.
        if not (folder and error.errno in {errno.EINVAL, errno.ENOTSUP}):
            raise
    finally:
        os.close(handle)


def sync_place(folder: Path) -> None:
    """Sync a folder, and that it is where it is."""
    sync(folder)
    with suppress(PermissionError):
        sync(folder.absolute().parent)  # Others' folders may be closed to reading.


def sync_all(paths: Collection[Path]) -> None:
    """Sync files and folders in one go where there are many and the system waits for that."""
    if len(paths) > FEW and sys.platform == "linux":
        os.sync()
    else:
        for path in paths:
            sync(path)


def remove(output: Path, path: str) -> bool:
    """Delete a file of ours and the folders that it leaves empty."""
    if not holds_ours(output, path):
        return False
    place = output / path
    place.unlink()
    for folder in place.parents[: path.count("/")]:
        try:
            folder.rmdir()
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            break
    return True


def holds_ours(output: Path, path: str) -> bool:
    """Is there a file at *path*, in folders of ours, that we may take away?"""
    place = output / path
    if any(folder.is_symlink() for folder in place.parents[: path.count("/")]):
        return False  # Someone else's folder stands here now.
    return os.path.lexists(place) and not is_folder(place)


def is_folder(path: Path) -> bool:
    """Is it a real one? What lies behind a link is not ours."""
    return path.is_dir() and not path.is_symlink()


def make_room(place: Path) -> None:
    """Remove the empty folders where a file shall be."""
    if is_folder(place):
        for empty, _, _ in os.walk(place, topdown=False):
            Path(empty).rmdir()


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that leads to one of *paths*."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
