"""What cannot be part of a theme: links that lead elsewhere, names that not all systems have."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.names import misnamed


def misplaced(folder: Path) -> Iterator[Diagnostic]:
    """The problems of the files of a theme, but for what is hidden there."""
    top = os.path.realpath(folder)
    paths = sorted(folder.rglob("*"))
    for path in paths:
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(top):
            yield problem(
                Location(str(path)),
                "G111",
                "This link leads out of the folder of the theme.",
                "Put the file itself here.",
            )
    names = (path.relative_to(folder).as_posix() for path in paths if path.is_file())
    shown = (each for each in names if "/." not in f"/{each}")
    yield from misnamed(shown, str(folder), ("G113", "G114"))
