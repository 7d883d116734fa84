"""The journal: all steps of a publication in their order, written down before the first is done."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import orjson

from generator.manifest import MANIFEST, stays_inside
from generator.publish.disk import beside_of, folders_of, sync, write
from generator.squeeze import plain_path

FILE = "journal"
PLACEHOLDER, COVER = "placeholder", "cover"
DURING, AFTER = "manifest-during", "manifest-after"

_STAGED = re.compile(rf"\d+|{DURING}|{AFTER}|")


@dataclass(frozen=True, slots=True)
class Step:
    """Bring a staged file to a path, hold or cover it by the placeholder, or remove what is there.

    Each may be done again: a file that has left the stage is in its place already.
    """

    do: Literal["put", "hold", "cover", "remove"]
    path: str
    staged: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """What is to be done, and the digests of the manifests that are found while it is."""

    manifests: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


def steps_for(
    staged: Iterable[tuple[str, str]],
    absent: Collection[str],
    gone: Collection[str],
    *,
    announced: bool,
    settled: bool,
) -> tuple[Step, ...]:
    """The order that keeps every link whole.

    Args:
        staged: Path and name in the stage of each file that is new or changed.
        absent: The paths among them where there is nothing yet.
        gone: The files that are no longer of the site.
        announced: Whether new files must first be named in the manifest.
        settled: Whether the manifest is then as it should be.
    """
    put = sorted(staged, key=lambda each: (_turn(each[0], each[0] in absent), each[0]))
    taken = sorted(gone, key=lambda path: (-_turn(path, True), path))
    # A file that became a folder, or the other way round, cannot wait for its turn.
    folders = folders_of(path for path, _ in put)
    paths = {path for path, _ in put}
    # Nor can a variant: it would be served in the place of a page that is covered.
    first = {
        path
        for path in taken
        if path in folders or folders_of([path]) & paths or plain_path(path) != path
    }
    last = [path for path in taken if path not in first]
    return (
        *([Step("put", MANIFEST, DURING)] if announced else []),
        *(Step("remove", path) for path in taken if path in first),
        *_shown("hold", sorted(absent)),
        *(Step("put", path, name) for path, name in put),
        *_shown("cover", last),
        *(Step("remove", path) for path in last),
        *([] if settled else [Step("put", MANIFEST, AFTER)]),
    )


def _shown(do: Literal["hold", "cover"], paths: Collection[str]) -> Iterator[Step]:
    # One alone has nobody to wait for.
    if len(paths) > 1:
        yield from (Step(do, path) for path in paths if _is_page(path))


def _is_page(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in {".html", ".htm"}


def _turn(path: str, new: bool) -> int:
    """A page comes after what it shows, and an index after the pages it leads to."""
    path = plain_path(path)
    if _is_page(path):
        return 3 if new else 4
    match PurePosixPath(path).suffix.lower():
        case ".xml" | ".json" | ".csv" | ".ics" | ".txt":
            return 2 if new else 5
        case ".css" | ".js":
            return 1
        case _:
            return 0


def written(journal: Journal, stage: Path) -> None:
    """Write the journal whole; from now on the publication will be finished, come what may."""
    data = {"manifests": journal.manifests, "steps": [astuple(each) for each in journal.steps]}
    file = stage / f"{FILE}.new"
    write(file, orjson.dumps(data))
    sync(file)
    file.replace(stage / FILE)
    sync(stage)


def read_in(stage: Path) -> Journal | None:
    """The journal of a publication that was cut off while it was applied."""
    try:
        found = orjson.loads((stage / FILE).read_bytes())
        steps = tuple(Step(*each) for each in found["steps"])
        manifests = tuple(map(str, found["manifests"]))
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None
    return Journal(manifests, steps) if all(map(_sound, steps)) else None


def _sound(step: Step) -> bool:
    # Files are removed by it: what leads elsewhere is not believed.
    return (
        all(isinstance(each, str) for each in astuple(step))
        and step.do in {"put", "hold", "cover", "remove"}
        and (stays_inside(step.path) or (step.path, step.do) == (MANIFEST, "put"))
        and _STAGED.fullmatch(step.staged) is not None
    )


def state_of(output: Path) -> str:
    """The digest of the manifest of *output*, "" where there is none."""
    try:
        return hashlib.sha256((output / MANIFEST).read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def sweep(journal: Journal, output: Path) -> None:
    """Delete what waited beside its place in *output*, half copied from another disk."""
    for step in journal.steps:
        name = {"hold": PLACEHOLDER, "cover": COVER}.get(step.do, step.staged)
        # What cannot be deleted is no part of the site.
        with suppress(OSError):
            beside_of(output / step.path, name).unlink()


def discard(stage: Path) -> None:
    """Delete a stage; what cannot be deleted now is when the output is published next."""
    # Without its journal no half of a stage can be taken for a whole one.
    with suppress(OSError):
        (stage / FILE).unlink()
    shutil.rmtree(stage, ignore_errors=True)
