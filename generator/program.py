"""The program of the forms, Decap CMS, which the agency supplies."""

from __future__ import annotations

from pathlib import Path

PROGRAM = "decap-cms.js"


def program_files(program: Path) -> tuple[Path, ...]:
    """The program and the parts that it loads when they are needed; none where it is not."""
    folder = program.parent if program.name == PROGRAM else program
    if not (folder / PROGRAM).is_file():
        return ()
    return tuple(sorted((folder / PROGRAM, *folder.glob(f"*.{PROGRAM}"))))
