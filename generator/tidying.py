"""Tidying of files: what would change as a diff, and the change itself, a whole file at a time."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Source, discover
from generator.reading.tidy import form_of, tidied
from generator.staging import put


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
    sources = [source for bundle in found.bundles for source in bundle.sources]
    if found.settings:
        sources.insert(0, found.settings)
    return tuple(change for source in sources for change in _change(source))


def apply(change: Change) -> tuple[Diagnostic, ...]:
    """Write a file anew at once, unless somebody has changed it meanwhile."""
    try:
        if change.absolute.read_bytes() != change.before:
            return (_changed(change),)
        put(change.absolute, change.after)
    except OSError as error:
        return (_not_tidied(change, str(error.strerror or error)),)
    return ()


def _change(source: Source) -> Iterator[Change]:
    try:
        absolute = Path(source.absolute)
        before = absolute.read_bytes()
        text = before.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return  # Every command that reads content tells of such files.
    form = form_of(source.path)
    after = tidied(text, form).encode() if form else before
    if after != before:
        yield Change(source.path, absolute, before, after)


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
