"""The streams that a command was started with, made fit to read and to print."""

from __future__ import annotations

import io
import os
import sys


def prepare() -> None:
    """Open those that are closed to nothing, and let none fail at letters that it cannot print."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # Files would get its number, and whoever prints would write into them.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
        elif name != "stdin" and isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
