"""Publishing: bytes → the output folder, every file whole, foreign files untouched.

The manifest lists what is ours. It names every new file before the first of them appears and
forgets removed files only when they are gone, so that a build that was cut off at any moment is
mended by the next one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.manifest import BESIDE, MANIFEST, listed_in, manifest_of, stays_inside

HALFWAY = "B107"
"""The code of a publication that stopped with part of the site renewed."""

_PROCESS = re.compile(r"(?:stage|\.guong-tmp)-(\d{1,9})(?:-\w+)?")
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def publish(
    output: Path,
    state: Path,
    files: Iterable[tuple[str, bytes]],
    kept: Mapping[str, str] | None = None,
) -> tuple[Published | None, tuple[Diagnostic, ...]]:
    """Make *files* the content of *output*, apart from files that others put there.

    Args:
        output: The folder that readers see.
        state: Where files are made ready; best on the same disk as *output*.
        files: The files of the site: path relative to *output*, with `/`, and content.
        kept: More of its files, which are there already: path and SHA-256.

    Raises:
        ValueError: If a path leaves *output*, comes twice, is also a folder, or is the manifest's.
    """
    listed = listed_in(output)
    if isinstance(listed, Diagnostic):
        return None, (listed,)
    stage = state / f"stage-{os.getpid()}"
    try:
        try:
            _sweep(output, state)
            staged, digests = _stage(output, stage, listed, files, kept or {})
            blocked = _blocked(output, listed, staged)
        except OSError as error:
            return None, (_not_staged(error, stage, stage),)
        if blocked:
            return None, blocked
        before = {path for path in listed if os.path.lexists(output / path)}
        try:
            removed = _apply(output, stage, listed, staged, digests)
        except OSError as error:
            moved = any(not file.exists() for file in staged.values())
            gone = any(not os.path.lexists(output / path) for path in before)
            if moved or gone:
                return None, (_not_applied(error, output),)
            return None, (_not_staged(error, stage, output),)
    finally:
        # What cannot be removed now is swept by the next build.
        shutil.rmtree(stage, ignore_errors=True)
    return Published(tuple(sorted(staged)), removed, len(digests) - len(staged)), ()


def _stage(
    output: Path,
    stage: Path,
    listed: Mapping[str, str],
    files: Iterable[tuple[str, bytes]],
    kept: Mapping[str, str],
) -> tuple[dict[str, Path], dict[str, str]]:
    """Write new and changed files to *stage*; give where they wait, and the digests of all."""
    stage.mkdir(parents=True)
    staged: dict[str, Path] = {}
    digests = dict(kept)
    for path, data in files:
        if not stays_inside(path):
            raise ValueError(f"not a path inside the output folder: {path!r}")
        if path in digests:
            raise ValueError(f"two files for one path: {path!r}")
        digests[path] = hashlib.sha256(data).hexdigest()
        if path not in listed or not _holds(output / path, data):
            file = stage / str(len(staged))
            _write(file, data)
            staged[path] = file
    for path in digests.keys() & _folders(digests):
        raise ValueError(f"both a file and a folder: {path!r}")
    # After all were written, so that the disk can take them in one go.
    for file in staged.values():
        _sync(file)
    _sync(stage)
    return staged, digests


def _holds(file: Path, data: bytes) -> bool:
    try:
        status = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    same_size = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
    return same_size and file.read_bytes() == data


def _blocked(
    output: Path, listed: Mapping[str, str], paths: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """What others put where our files should go."""
    foreign = {path for path in paths if not _free(output, path, listed)}
    for folder in _folders(paths) - listed.keys():
        if os.path.lexists(output / folder) and not _is_folder(output / folder):
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
    if not _is_folder(place):
        return path in listed or not os.path.lexists(place)
    # A folder may give way to a file if all files in it are ours.
    leaves = (each for each in place.rglob("*") if not _is_folder(each))
    return all(leaf.relative_to(output).as_posix() in listed for leaf in leaves)


def _is_folder(path: Path) -> bool:
    """Is it a real one? What lies behind a link is not ours."""
    return path.is_dir() and not path.is_symlink()


def _apply(
    output: Path,
    stage: Path,
    listed: Mapping[str, str],
    staged: Mapping[str, Path],
    digests: Mapping[str, str],
) -> tuple[str, ...]:
    """Bring *staged* files to their places, take away what is no more; give what was removed."""
    output.mkdir(parents=True, exist_ok=True)
    gone = sorted(listed.keys() - digests.keys())
    if digests.keys() - listed.keys():
        _put_manifest(output, stage, {**listed, **digests})
    folders = _folders(staged)
    # A file that became a folder, or the other way round, cannot wait for its turn.
    first = {path for path in gone if path in folders or _folders([path]) & staged.keys()}
    removed = [path for path in gone if path in first and _remove(output, path)]
    for folder in sorted(folders):
        (output / folder).mkdir(mode=0o755, exist_ok=True)
    for path in sorted(staged, key=lambda path: (_turn(path, path not in listed), path)):
        _make_room(output / path)
        _move(staged[path], output / path)
    removed += [path for path in gone if path not in first and _remove(output, path)]
    for folder in sorted(folders | _folders(removed)):
        if (output / folder).is_dir():
            _sync(output / folder)
    if digests != listed or not (output / MANIFEST).exists():
        _put_manifest(output, stage, digests)
    return tuple(sorted(removed))


def _turn(path: str, new: bool) -> int:
    """A page comes after what it shows, and an index after the pages it leads to."""
    match PurePosixPath(path).suffix.lower():
        case ".html" | ".htm":
            return 1 if new else 2
        case ".xml" | ".json":
            return 3
        case _:
            return 0


def _put_manifest(output: Path, stage: Path, digests: Mapping[str, str]) -> None:
    file = stage / "manifest"
    _write(file, manifest_of(digests))
    _sync(file)
    _move(file, output / MANIFEST)
    _sync(output)


def _remove(output: Path, path: str) -> bool:
    """Delete a file of ours and the folders that it leaves empty."""
    place = output / path
    folders = place.parents[: path.count("/")]
    if any(folder.is_symlink() for folder in folders):
        return False  # Someone else's folder stands here now.
    if not os.path.lexists(place) or _is_folder(place):
        return False
    place.unlink()
    for folder in folders:
        try:
            folder.rmdir()
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            break
    return True


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that leads to one of *paths*."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _make_room(place: Path) -> None:
    if _is_folder(place):
        for empty, _, _ in os.walk(place, topdown=False):
            Path(empty).rmdir()


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    """Replace *target* at once although *source* is on another disk."""
    beside = target.with_name(f"{BESIDE}{os.getpid()}-{source.name}")
    try:
        _write(beside, source.read_bytes())
        _sync(beside)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    source.unlink()


def _write(file: Path, data: bytes) -> None:
    # Not through tempfile: its files are closed to the web server.
    with open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o644)) as stream:
        stream.write(data)


def _sync(path: Path) -> None:
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


def _sweep(output: Path, state: Path) -> None:
    """Delete what builds that were cut off left behind."""
    stages = [stage for stage in state.glob("stage-*") if _abandoned(stage)]
    for stage in stages:
        shutil.rmtree(stage)
    # Files beside their target were left only together with a stage.
    for beside in output.rglob(f"{BESIDE}*") if stages else ():
        if _abandoned(beside):
            beside.unlink()


def _abandoned(path: Path) -> bool:
    found = _PROCESS.fullmatch(path.name)
    if not found:
        return False
    process = int(found[1])
    if process == os.getpid():
        return True  # Numbers come back: this process has staged nothing yet.
    if os.name == "nt":
        return False  # Asking there would end the process.
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False


def _not_staged(error: OSError, stage: Path, place: Path) -> Diagnostic:
    file = Path(error.filename or place)
    # Names of our own making say nothing to anybody.
    ours = file.is_relative_to(stage) or file.name.startswith(BESIDE)
    at = Location(str((stage if file.is_relative_to(stage) else file).parent if ours else file))
    if error.errno in _FULL:
        return problem(
            at,
            "B104",
            "There is no room left on the disk for the new files.",
            "Nothing was published: free some space and build again.",
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return problem(
            at,
            "B105",
            "Reading or writing this is not allowed.",
            "Nothing was published: allow it, and build again.",
        )
    return problem(
        at,
        "B106",
        "This could not be written: {reason}.",
        "Nothing was published: mend the cause and build again.",
        reason=error.strerror or error,
    )


def _not_applied(error: OSError, place: Path) -> Diagnostic:
    return problem(
        Location(str(error.filename or place)),
        HALFWAY,
        "Publishing stopped here, with part of the site renewed: {reason}.",
        "Mend the cause and build again: the next build finishes what is missing.",
        reason=error.strerror or error,
    )
