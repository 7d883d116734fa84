"""The manifest: which files of the output folder are ours, with their SHA-256."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

import orjson

from generator.diagnostics import Diagnostic, Location, problem

MANIFEST = "guong-manifest.json"
SIGNATURE = "guong-manifest.sig"
"""The signature of the manifest, beside it, if somebody signed it."""
BESIDE = ".guong-tmp-"
"""How files begin that wait beside their place."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_PLAIN = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)
"""Most paths, which lead nowhere else on any system."""


def listed_in(output: Path) -> Mapping[str, str] | Diagnostic:
    """The digests of the files that are ours, or why *output* is not for us."""
    at = Location(str(output))
    if not os.path.lexists(output):
        return {}
    if not output.is_dir():
        return problem(
            at,
            "B102",
            "This is not a folder, so the site cannot be put there.",
            "Choose a folder with --output.",
        )
    try:
        listed = _read_manifest(output)
    except OSError:
        listed = None
    if listed is not None:
        return listed
    return problem(
        at,
        "B101",
        "This folder is in use, and nothing that can be read in it says that guong made it.",
        "Nothing was published: choose another folder with --output, or empty this one.",
    )


def _read_manifest(output: Path) -> dict[str, str] | None:
    if not os.path.lexists(output / MANIFEST):
        return None if _in_use(output) else {}
    if not (output / MANIFEST).is_file():
        return None  # Whoever opens a pipe may wait for ever.
    return listed_by((output / MANIFEST).read_bytes())


def listed_by(manifest: bytes) -> dict[str, str] | None:
    """The digests that a manifest lists, None if it is none of ours."""
    try:
        found = orjson.loads(manifest)
    except orjson.JSONDecodeError:
        return None
    match found:
        case {"generator": "guong", "version": 1, "files": dict(listed)}:
            # Listed files are removed one day: a path that leads elsewhere is not believed.
            sound = all(map(stays_inside, listed)) and all(
                _DIGEST.fullmatch(str(digest)) for digest in listed.values()
            )
            return listed if sound else None
        case _:
            return None


def may_be_ours(output: Path) -> bool:
    """Does *output* look like a site of ours, or like a place for one?"""
    try:
        return not os.path.lexists(output) or (output / MANIFEST).exists() or not _in_use(output)
    except OSError:
        return False


def _in_use(output: Path) -> bool:
    # A build that was cut off may have come no further than to a file of its own.
    return any(not each.name.startswith((".git", BESIDE)) for each in output.iterdir())


def manifest_of(digests: Mapping[str, str]) -> bytes:
    return orjson.dumps(
        {"files": digests, "generator": "guong", "version": 1},
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE,
    )


def stays_inside(path: str) -> bool:
    if path.partition("/")[0] in (MANIFEST, SIGNATURE):
        return False
    if _PLAIN.fullmatch(path):
        return True
    return (
        not any(part in {"", ".", ".."} for part in path.split("/"))
        and "\\" not in path
        and "\0" not in path
        and not PureWindowsPath(path).anchor
    )
