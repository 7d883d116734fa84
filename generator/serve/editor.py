"""The author's editor, where it opens in a window of its own."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

IN_TERMINAL = frozenset(
    (
        *("ed", "emacsclient", "helix", "hx", "joe", "kak", "mcedit", "micro", "nano", "ne"),
        *("nvim", "pico", "vi", "view", "vim"),
    )
)
"""They need the terminal, which `guong serve` has."""
LIKE_CODE = frozenset(("code", "code-insiders", "codium", "cursor", "windsurf"))
OPENERS: Mapping[str, tuple[str, ...]] = {"darwin": ("open", "-t"), "linux": ("xdg-open",)}


def command_for(
    file: Path, line: int, environment: Mapping[str, str], platform: str = sys.platform
) -> list[str]:
    """The command that opens *file*, at a line where it can; [] where none is known."""
    asked = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(asked, posix=platform != "win32")
    except ValueError:
        words = []
    name = Path(words[0].strip('"')).stem.lower() if words else ""
    if name and name not in IN_TERMINAL and shutil.which(words[0].strip('"')):
        if name in LIKE_CODE:
            return [*words, "--goto", f"{file}:{max(line, 1)}"]
        return [*words, str(file)]
    opener = OPENERS.get(platform, ())
    return [*opener, str(file)] if opener and shutil.which(opener[0]) else []


def open_file(file: Path, line: int) -> bool:
    """Open *file* in the author's editor; whether there is one."""
    command = command_for(file, line, os.environ)
    if command:
        quiet = subprocess.DEVNULL
        try:
            subprocess.Popen(
                command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError:
            return False  # What bears its name is no program.
        return True
    if sys.platform == "win32":
        os.startfile(file)
        return True
    return False
