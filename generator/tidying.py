"""Tidying of files: what would change as a diff, and the change itself, a whole file at a time."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Source, discover
from generator.ingest import outdated_in
from generator.reading.tidy import form_of, tidied
from generator.settings import Settings
from generator.staging import put
from generator.validate.entry import Outdated
from generator.validate.shape import Shape, shape_of, shape_of_file, shape_of_row

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Change:
    """A file that tidying changes, before and after."""

    path: str
    """From the project's root, with slashes."""
    absolute: Path
    before: bytes
    after: bytes

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        return difflib.unified_diff(
            self.before.decode().splitlines(),
            self.after.decode().splitlines(),
            f"a/{self.path}",
            f"b/{self.path}",
            lineterm="",
        )


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
    return tuple(change for each in sources for change in _change(*each))


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
    try:
        absolute = Path(source.absolute)
        before = absolute.read_bytes()
        text = before.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return  # Every command that reads content tells of such files.
    form = form_of(source.path)
    after = _with_new_names(tidied(text, form), source.path, shape).encode() if form else before
    if after != before:
        yield Change(source.path, absolute, before, after)


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
