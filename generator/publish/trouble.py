"""What went wrong with the disk, in words for authors."""

from __future__ import annotations

import errno
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.manifest import BESIDE

HALFWAY = "B107"
"""The code of a publication that stopped with part of the site renewed."""

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def not_staged(error: OSError, stage: Path, place: Path) -> Diagnostic:
    """Why nothing was published."""
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


def not_applied(error: OSError, place: Path) -> Diagnostic:
    """Why the site is half renewed."""
    return problem(
        Location(str(error.filename or place)),
        HALFWAY,
        "Publishing stopped here, with part of the site renewed: {reason}.",
        "Mend the cause and build again: the next build finishes what is missing.",
        reason=error.strerror or error,
    )
