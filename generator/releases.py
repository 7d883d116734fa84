"""Releases: whole copies of a built site, one of which is current; going back is one step.

    DIR/releases/<digest>/   a copy each, named by what is in it
    DIR/releases/log         the names in the order in which they became current
    DIR/current              a link to one of them: what the web server serves

A copy is made under another name, each of its files checked, and renamed when it is whole. The link
is replaced in one step. Files that the last release has too, unharmed, are linked, not copied.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.manifest import BESIDE, listed_in
from generator.publish import disk
from generator.publish.lock import alone

CURRENT = "current"
RELEASES = "releases"
LOG = "log"
KEEP = 5
"""Releases that stay, the current one included."""
_NAME_LENGTH = 16

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Released:
    """What became current."""

    name: str
    files: int
    linked: int
    """Files that need no room of their own."""
    removed: tuple[str, ...] = ()
    """Releases that were let go."""


class _Refused(Exception):
    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found)
        self.found = found


def release(output: Path, place: Path, keep: int, progress: Progress) -> Released | Diagnostic:
    """Copy the site in *output* into *place* and make the copy current."""
    try:
        _check(output, place)
        with alone(output, progress) as problems:
            if problems:
                return problems[0]
            files = _files_of(output)
            with alone(place / RELEASES, progress, ours=True) as problems:
                return problems[0] if problems else _released(output, place, files, keep, progress)
    except _Refused as refused:
        return refused.found
    except OSError as error:
        return _not_written(error, place)


def _released(
    output: Path, place: Path, files: Mapping[str, str], keep: int, progress: Progress
) -> Released | Diagnostic:
    name = _name_of(files)
    while (place / RELEASES / name).exists() and not _holds(place / RELEASES / name, files):
        # Somebody changed that release. It may be the current one, so it stays.
        name += "x"
    log = _log_of(place)
    linked = _copied(output, place, name, files, log, progress)
    _make_current(place, name)
    try:
        disk.sync_place(place)
        removed = _remembered(place, [*(each for each in log if each != name), name], keep)
    except OSError as error:
        return _not_finished(error, place, name)
    return Released(name, len(files), linked, removed)


def roll_back(place: Path, progress: Progress) -> str | Diagnostic:
    """Make the release before the current one current again, and say its name."""
    if not (place / RELEASES).is_dir():
        return _none_before(place)
    with alone(place / RELEASES, progress, ours=True) as problems:
        return problems[0] if problems else _rolled_back(place)


def _rolled_back(place: Path) -> str | Diagnostic:
    try:
        log = _log_of(place)
        current = _current(place)
        before = log[: log.index(current)] if current in log else []
        if not before:
            return _none_before(place)
        name = before[-1]
        _make_current(place, name)
    except OSError as error:
        return _not_written(error, place)
    try:
        disk.sync_place(place)
    except OSError as error:
        return _not_finished(error, place, name)
    return name


def _none_before(place: Path) -> Diagnostic:
    return problem(
        Location(str(place)),
        "H103",
        "There is no release before the current one.",
        "Releases are made with `guong release {place}`.",
        place=place,
    )


def _check(output: Path, place: Path) -> None:
    inside = place.resolve().is_relative_to(output.resolve())
    if inside or output.resolve().is_relative_to(place.resolve() / RELEASES):
        raise _Refused(
            problem(
                Location(str(place)),
                "H101",
                "Releases cannot lie in the site that they are copies of.",
                "Choose a folder beside it.",
            )
        )
    link = place / CURRENT
    if os.path.lexists(link) and not link.is_symlink():
        raise _Refused(
            problem(
                Location(str(link)),
                "H102",
                "Here is a folder or file where the link to the current release belongs.",
                "Move it away, or choose another folder.",
            )
        )


def _files_of(output: Path) -> dict[str, str]:
    """Every file of the site, those that others put there included, with its SHA-256."""
    listed = listed_in(output)
    if isinstance(listed, Diagnostic) or not listed:
        raise _Refused(
            problem(
                Location(str(output)),
                "H104",
                "There is no site of guong here.",
                "Run `guong build` first, or name its folder with --output.",
            )
        )
    found = {path: _digest(output / path) for path in sorted(_walk(output))}
    for path, digest in listed.items():
        if found.get(path) != digest:
            raise _Refused(
                problem(
                    Location(str(output / path)),
                    "H105",
                    "This file is not as it was built.",
                    "Build the site again, then release it.",
                )
            )
    return found


def _walk(folder: Path) -> list[str]:
    """The files below a folder that belong to a site, not to Git or to a build at work.

    What links lead to belongs to it as well.

    Raises:
        OSError: If a folder may not be looked into.
    """
    return [path.relative_to(folder).as_posix() for path in _below(folder, frozenset())]


def _below(folder: Path, above: frozenset[str]) -> Iterator[Path]:
    real = os.path.realpath(folder)
    if real in above:
        return  # A link in a circle.
    for path in folder.iterdir():
        if path.name == ".git" or path.name.startswith(BESIDE):
            continue
        if path.is_dir():
            yield from _below(path, above | {real})
        elif path.is_file():
            yield path


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _name_of(files: Mapping[str, str]) -> str:
    every = "".join(f"{digest}  {path}\n" for path, digest in files.items())
    # Names of others' files may be no text.
    return hashlib.sha256(os.fsencode(every)).hexdigest()[:_NAME_LENGTH]


def _log_of(place: Path) -> list[str]:
    """The releases that are there, in the order in which each last became current."""
    log = place / RELEASES / LOG
    try:
        names = log.read_text(encoding="ascii").split() if log.is_file() else []
    except UnicodeDecodeError:
        return []
    last = [*dict.fromkeys(reversed(names))][::-1]
    return [name for name in last if name.isalnum() and (place / RELEASES / name).is_dir()]


def _current(place: Path) -> str:
    try:
        return (place / CURRENT).readlink().name
    except OSError:
        return ""


def _copied(
    output: Path,
    place: Path,
    name: str,
    files: Mapping[str, str],
    log: list[str],
    progress: Progress,
) -> int:
    """Make the release, if it is not there; how many of its files need no room."""
    whole = place / RELEASES / name
    if whole.is_dir():
        return len(files)
    last = place / RELEASES / log[-1] if log else None
    new = whole.with_name(f".new-{name}")
    shutil.rmtree(new, ignore_errors=True)
    linked = 0
    for done, (path, digest) in enumerate(files.items(), 1):
        target = new / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # What is in the output itself may be changed there; what is released is left alone.
        if last and _is(last / path, digest) and _linked(last / path, target):
            linked += 1
        else:
            _copy(output / path, target, digest)
        progress("release", done, len(files))
    made = (*files, *disk.folders_of(files))
    disk.sync_all([new, *(new / path for path in made)])
    new.rename(whole)
    disk.sync(whole.parent)
    return linked


def _holds(release: Path, files: Mapping[str, str]) -> bool:
    """Does a release hold these files and no others?"""
    return sorted(_walk(release)) == [*files] and all(
        _is(release / path, digest) for path, digest in files.items()
    )


def _is(file: Path, digest: str) -> bool:
    try:
        return _digest(file) == digest
    except OSError:
        return False


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _copy(source: Path, target: Path, digest: str) -> None:
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        raise _Refused(
            problem(
                Location(str(source)),
                "H106",
                "This file changed while it was released.",
                "Let builds end first, then release the site again.",
            )
        )
    disk.write(target, data)


def _make_current(place: Path, name: str) -> None:
    new = place / f".{CURRENT}-new"
    new.unlink(missing_ok=True)
    # From here, so that the folder may be moved or mounted elsewhere.
    new.symlink_to(Path(RELEASES) / name, target_is_directory=True)
    new.replace(place / CURRENT)


def _remembered(place: Path, log: list[str], keep: int) -> tuple[str, ...]:
    """Write the log down and let the oldest go."""
    gone, kept = log[:-keep], log[-keep:]
    beside = place / RELEASES / f".{LOG}-new"
    beside.unlink(missing_ok=True)
    disk.write(beside, "".join(f"{name}\n" for name in kept).encode())
    disk.sync(beside)
    beside.replace(place / RELEASES / LOG)
    disk.sync(place / RELEASES)
    for name in gone:
        with suppress(OSError):
            shutil.rmtree(place / RELEASES / name)
    return tuple(gone)


def _not_written(error: OSError, place: Path) -> Diagnostic:
    return problem(
        Location(str(error.filename or place)),
        "H107",
        "The release could not be made: {reason}.",
        "What is current has not changed: mend the cause and release again.",
        reason=error.strerror or error,
    )


def _not_finished(error: OSError, place: Path, name: str) -> Diagnostic:
    return problem(
        Location(str(error.filename or place)),
        "H108",
        "The release {name} is current, but not all could be noted: {reason}.",
        "Mend the cause: the next release notes the rest.",
        name=name,
        reason=error.strerror or error,
    )
