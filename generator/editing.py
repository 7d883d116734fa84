"""Opens a file in the author's editor and waits until it is closed, if it waits."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem


def edit(file: Path, environment: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Open *file* with VISUAL or EDITOR; a diagnostic where that does not work."""
    asked = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(asked, posix=sys.platform != "win32")
    except ValueError:
        command = []
    if not command:
        return (_no_editor(file),)
    try:
        # Editors end with all sorts of statuses, and show for themselves what went wrong.
        subprocess.run([*command, str(file)], check=False)
    except OSError:
        return (_not_started(file, asked),)
    return ()


def _no_editor(file: Path) -> Diagnostic:
    return problem(
        Location(file.as_posix()),
        "B311",
        "No editor is set, so this file waits for you.",
        "Open it in yours, or set VISUAL to the command of your editor.",
    )


def _not_started(file: Path, asked: str) -> Diagnostic:
    return problem(
        Location(file.as_posix()),
        "B312",
        "The editor '{editor}' could not be started, so this file waits for you.",
        "Open it in another, or set VISUAL to the command of your editor.",
        editor=asked[:80],
    )
