"""Verify: whether a published copy of a site is complete and unaltered, by its manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.manifest import MANIFEST, SIGNATURE, listed_by
from generator.signing import wrong_signature
from generator.verify.copies import Copy, Folder, Missing, Unreadable
from generator.verify.web import Web

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files are as the manifest says, and what is not."""

    good: int
    problems: tuple[Diagnostic, ...]


def verify(target: str, key: Path | None, progress: Progress) -> Verified:
    """Compare every file of the copy at *target*, a folder or an address, with its manifest.

    With a public *key* the manifest must bear its signature. Without one only the files are held
    to the manifest: who could change both is not found out.
    """
    try:
        at_server = target.lower().startswith(("http://", "https://"))
        copy = Web(target) if at_server else Folder(Path(target))
    except ValueError:
        return Verified(0, (_no_address(target),))
    with closing(copy):
        return _verified(copy, key, progress)


def _verified(copy: Copy, key: Path | None, progress: Progress) -> Verified:
    try:
        written = copy.small(MANIFEST)
        problems = wrong_signature(written, copy, key) if key else ()
    except Missing:
        return Verified(0, (_unknown(copy),))
    except Unreadable as why:
        return Verified(0, (_unreadable(copy.at(MANIFEST), str(why)),))
    listed = listed_by(written)
    if listed is None:
        return Verified(0, (*problems, _no_manifest(copy)))
    wrong = list(_wrong(copy, listed, progress))
    extra = [
        _closed(copy.at(path), str(why)) if why else _extra(copy.at(path))
        for path, why in copy.others({*listed, MANIFEST, SIGNATURE})
    ]
    return Verified(len(listed) - len(wrong), in_order((*problems, *wrong, *extra)))


def _wrong(copy: Copy, listed: dict[str, str], progress: Progress) -> Iterator[Diagnostic]:
    for done, (path, found) in enumerate(copy.digests(listed), 1):
        if isinstance(found, Missing):
            yield problem(
                Location(copy.at(path)),
                "V103",
                "This file of the site is missing.",
                "Publish the whole output folder again.",
            )
        elif isinstance(found, Unreadable):
            yield _unreadable(copy.at(path), str(found))
        elif found != listed[path]:
            yield problem(
                Location(copy.at(path)),
                "V104",
                "This file is not the one that was published.",
                "Find out who changed it, and publish the whole output folder again.",
            )
        progress("verify", done, len(listed))


def _no_address(target: str) -> Diagnostic:
    return problem(
        Location(target),
        "V108",
        "This is no address of a site.",
        "Write it as a browser shows it: https://…",
    )


def _unknown(copy: Copy) -> Diagnostic:
    return problem(
        Location(copy.at(MANIFEST)),
        "V101",
        "There is no manifest here, so there is nothing to compare with.",
        "Name the folder that guong published into, or the address of its home page.",
    )


def _no_manifest(copy: Copy) -> Diagnostic:
    return problem(
        Location(copy.at(MANIFEST)),
        "V102",
        "This is no manifest that guong wrote, or it was changed.",
        "Publish the whole output folder again.",
    )


def _unreadable(at: str, why: str) -> Diagnostic:
    return problem(
        Location(at),
        "V105",
        "This file cannot be read: {why}.",
        "Try again; if it stays so, look at the permissions or at the server.",
        why=why,
    )


def _closed(at: str, why: str) -> Diagnostic:
    return problem(
        Location(at),
        "V105",
        "What lies in this folder cannot be seen: {why}.",
        "Look at its permissions: it may hold files that do not belong to the site.",
        why=why,
    )


def _extra(at: str) -> Diagnostic:
    return problem(
        Location(at),
        "V106",
        "This file is not part of the site.",
        "If nobody knows what it is for, remove it.",
    )
