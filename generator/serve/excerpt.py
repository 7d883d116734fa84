"""Excerpts: problems with the lines of the files in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.advice.advice import Advice
from generator.diagnostics import Diagnostic
from generator.reading.document import MAX_BYTES, decode


def with_lines(problems: Iterable[Diagnostic], project: Path) -> tuple[Advice, ...]:
    """Each problem with its line; "" where the file does not tell, or not any more."""
    lines: dict[str, tuple[str, ...]] = {}
    found = []
    for each in problems:
        at = each.at
        if at.line and at.file not in lines:
            # What lies outside of the project is named from the root of the disk.
            lines[at.file] = _lines(project / at.file)
        known = lines.get(at.file, ()) if at.line else ()
        line = known[at.line - 1] if 0 < at.line <= len(known) else ""
        found.append(Advice(each, line=line))
    return tuple(found)


def _lines(file: Path) -> tuple[str, ...]:
    try:
        if not file.is_file() or file.stat().st_size > MAX_BYTES:
            return ()
        text, _ = decode(file.read_bytes(), file.name)
    except OSError:
        return ()
    return tuple((text or "").split("\n"))
