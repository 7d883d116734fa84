"""Looking at the files that a site is made of: which they are, and what of them has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.discover import is_ignored, passes_by
from generator.reading.document import MAX_BYTES, decode
from generator.reading.yaml import read_yaml
from generator.task import Options
from generator.theme import find_theme

Snapshot = Mapping[str, tuple[int, int, int]]
"""Time of change, size and file number of every watched file."""


def snapshot(options: Options, folders: Iterable[Path]) -> Snapshot:
    """What distinguishes the files in *folders* from their next version."""
    own = own_folders(options)
    found: dict[str, tuple[int, int, int]] = {}
    for folder in folders:
        for path in _files(folder, own):
            try:
                status = os.stat(path)  # noqa: PTH116 - half the time of a Path's
            except OSError:
                continue  # Gone since the folder was listed.
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def changed(before: Snapshot, now: Snapshot) -> frozenset[str]:
    """The files that are new, gone, or another version."""
    return frozenset(path for path, _ in before.items() ^ now.items())


def watched_folders(options: Options) -> tuple[Path, ...]:
    """The content, the project's themes, and the theme in use with all that it extends."""
    project = options.content.resolve().parent
    folders = [options.content.resolve(), project / "themes"]
    name = options.theme or _field(options.content / "site.yaml", "theme") or "guong"
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        try:
            # A folder that is not there yet may come.
            folder = find_theme(name, project) or Path(name)
        except (OSError, ValueError):
            break  # No name that a folder can have.
        place = Path(os.path.realpath(folder))
        if not any(place.is_relative_to(each) for each in folders):
            folders.append(place)
        name = _field(folder / "theme.yaml", "extends")
    return tuple(folders)


def own_folders(options: Options) -> frozenset[str]:
    """Where builds write: what changes there is no news."""
    return frozenset(str(folder.resolve()) for folder in (options.output, options.state))


def is_passing(path: Path, folder: Path) -> bool:
    """Whether a file, or a folder on its way from *folder*, is only what editors leave behind."""
    parts = path.relative_to(folder).parts
    return any(is_ignored(part) for part in parts) or bool(parts and passes_by(parts[-1]))


def _field(file: Path, name: str) -> str:
    """A field of a YAML file; "" if there is none, or the file cannot be read as it is now."""
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ""
        text, _ = decode(file.read_bytes(), file.name)
    except OSError:
        return ""
    tree, _ = read_yaml(text or "", file.name)
    value = tree.value.get(name) if tree and isinstance(tree.value, dict) else None
    return value if isinstance(value, str) else ""


def _files(folder: Path, own: frozenset[str]) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if not is_ignored(name) and os.path.join(here, name) not in own  # noqa: PTH118
        ]
        for name in files:
            if not is_ignored(name) and not passes_by(name):
                yield os.path.join(here, name)  # noqa: PTH118
