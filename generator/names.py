"""Names of files and folders that not all systems can have or tell apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

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

_NO_SIGNS = frozenset('\\:*?"<>|')


def is_no_name_on_windows(part: str) -> bool:
    """Whether Windows can have no file or folder of this name, or one of another name instead."""
    stem = part.partition(".")[0].rstrip(" ").casefold()
    return stem in RESERVED or part.endswith((".", " ")) or not _NO_SIGNS.isdisjoint(part)


def unfit(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths of a folder that not all systems can have, each with the one it is taken for.

    That is "" where Windows can have no such file at all.
    """
    first: dict[str, str] = {}
    for path in paths:
        if any(map(is_no_name_on_windows, path.split("/"))):
            yield path, ""
        key = unicodedata.normalize("NFC", path).casefold()
        if key in first:
            yield path, first[key]
        else:
            first[key] = path
