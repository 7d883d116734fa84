"""Names of files and folders that not all systems can have or tell apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from generator.diagnostics import Diagnostic, Location, problem

RESERVED = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{each}{number}" for each in ("com", "lpt") for number in range(10)),
    )
)
"""What Windows takes for a device, as the name of any folder and before any ending."""

NO_IDS = RESERVED | {"null", "true", "false"}
"""Ids that no new record gets: devices, and what YAML takes for a value."""

_NO_SIGNS = frozenset('\\:*?"<>|')


def is_no_name_on_windows(part: str) -> bool:
    """Whether Windows can have no file or folder of this name, or one of another name instead."""
    stem = part.partition(".")[0].rstrip(" ").casefold()
    return stem in RESERVED or part.endswith((".", " ")) or not _NO_SIGNS.isdisjoint(part)


def as_many_systems_see(path: str) -> str:
    """The same for paths that are one on Windows and macOS."""
    return unicodedata.normalize("NFC", path).casefold()


def misnamed(paths: Iterable[str], folder: str, codes: tuple[str, str]) -> Iterator[Diagnostic]:
    """The files of a *folder* whose names Windows cannot have, or takes for that of another.

    *codes* are for the one and the other.
    """
    first: dict[str, str] = {}
    for path in paths:
        at = Location(f"{folder}/{path}")
        if any(map(is_no_name_on_windows, path.split("/"))):
            yield problem(
                at,
                codes[0],
                "Windows can have no file of this name.",
                'Rename it: no \\ : * ? " < > |, no dot at the end, no name such as CON.',
            )
        key = as_many_systems_see(path)
        if key in first:
            yield problem(
                at,
                codes[1],
                "Many systems take this name for that of {first}.",
                "Rename one of them: small and capital letters do not tell files apart.",
                first=f"{folder}/{first[key]}",
            )
        first.setdefault(key, path)
