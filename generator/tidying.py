"""Tidying of files: what would change as a diff, and the change itself, a whole file at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Source, discover
from generator.gather import bytes_of
from generator.ingest import outdated_in
from generator.reading.document import decode
from generator.reading.tidy import form_of, tidied
from generator.reading.unseen import UNSEEN
from generator.settings import Settings
from generator.staging import put
from generator.validate.entry import Outdated
from generator.validate.shape import Shape, shape_of, shape_of_file, shape_of_row

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_AROUND = 3
"""Lines that a diff shows before and behind what changes."""

_Pair = tuple[str | None, str | None]
"""A line before and after."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that tidying changes, before and after."""

    path: str
    """From the project's root, with slashes."""
    absolute: Path
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """The change as a unified diff; tidying joins and parts no lines that people can see."""
        yield f"--- a/{self.path}"
        yield f"+++ b/{self.path}"
        before, after = (
            each.decode("utf-8-sig").splitlines() for each in (self.before, self.after)
        )
        pairs = [*zip_longest(before, after)]
        for first, last in _together([row for row, (old, new) in enumerate(pairs) if old != new]):
            start = max(first - _AROUND, 0)
            yield from map(_shown, _hunk(start, pairs[start : last + 1 + _AROUND]))


def _together(rows: Sequence[int]) -> list[tuple[int, int]]:
    """The first and last of the *rows* that one hunk shows."""
    found: list[tuple[int, int]] = []
    for row in rows:
        near = found and row - found[-1][1] <= 2 * _AROUND + 1
        found.append((found.pop()[0] if near else row, row))
    return found


def _hunk(start: int, pairs: Sequence[_Pair]) -> Iterator[str]:
    counts = (sum(each is not None for each in side) for side in zip(*pairs, strict=True))
    yield "@@ -{0},{1} +{0},{2} @@".format(start + 1, *counts)
    for is_same, part in groupby(pairs, lambda pair: pair[0] == pair[1]):
        old, new = zip(*part, strict=True)
        signs = ((" ", old),) if is_same else (("-", old), ("+", new))
        yield from (f"{sign}{line}" for sign, side in signs for line in side if line is not None)


def _shown(line: str) -> str:
    """A line without what acts on a terminal or cannot be seen there."""
    for what in (_CONTROL, UNSEEN):
        line = what.sub(lambda found: found[0].encode("unicode_escape").decode(), line)
    return line


def changes(content: Path) -> tuple[Change, ...]:
    """What tidying would change in site.yaml and the files of records.

    Files that cannot be read stay as they are.
    """
    found = discover(content)
    sources = [(source, shape_of(Settings)) for source in (found.settings,) if source]
    for bundle in found.bundles:
        whole = shape_of_file(bundle.kind)
        written = ((bundle.main,) if bundle.main else (), bundle.translations.values())
        sources += [(source, whole) for sort in written for source in sort]
        sources += [
            (source, shape_of_row(bundle.kind, field)) for field, source in bundle.tables.items()
        ]
    real: dict[str, tuple[Source, Shape]] = {}
    for source, shape in sources:
        # What a link leads to is tidied once.
        real.setdefault(os.path.realpath(source.absolute), (source, shape))
    return tuple(change for each in real.values() for change in _change(*each))


def apply(change: Change) -> tuple[Diagnostic, ...]:
    """Write a file anew at once, unless somebody has changed it meanwhile."""
    try:
        if change.absolute.read_bytes() != change.before:
            return (_changed(change),)
        put(change.absolute, change.after)
    except OSError as error:
        return (_not_tidied(change, str(error.strerror or error)),)
    return ()


def _change(source: Source, shape: Shape) -> Iterator[Change]:
    form = form_of(source.path)
    before, problems = bytes_of(source.absolute, source.path)
    if form is None or problems or decode(before, source.path)[1]:
        return  # Every command that reads content tells of such files.
    after = _with_new_names(tidied(before.decode(), form), source.path, shape).encode()
    if after != before:
        yield Change(source.path, Path(source.absolute), before, after)


def _with_new_names(text: str, file: str, shape: Shape) -> str:
    """The *text* of a file with the new names of fields; the rest of it stays as it is."""
    if "old_name" not in shape.holds:
        return text
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = _LINE.findall(text.removeprefix("\ufeff"))
    # From the end on, so that the places before stay true.
    for each in sorted(outdated_in(file, text.encode(), shape), key=_place, reverse=True):
        row, column = each.at.line - 1, each.at.column - 1
        line = lines[row]
        rest = line[column:]
        begin = column + len(rest) - len(rest.lstrip(" \"'"))
        if line[begin : begin + len(each.name)].lower() == each.name:
            lines[row] = line[:begin] + each.now + line[begin + len(each.name) :]
    return mark + "".join(lines)


def _place(outdated: Outdated) -> Location:
    return outdated.at


def _changed(change: Change) -> Diagnostic:
    return problem(
        Location(change.path),
        "B402",
        "The file has changed meanwhile and was left as it is.",
        "Run `guong check --fix` again.",
    )


def _not_tidied(change: Change, reason: str) -> Diagnostic:
    return problem(
        Location(change.path),
        "B401",
        "The file was left as it is: {reason}.",
        "Mend the cause and try again.",
        reason=reason,
    )
