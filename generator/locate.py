"""Locate: where in the content files a finding stands, and what is written there.

Files are read again only for what is to be shown, so that records need not carry the place of each
of their values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks.finding import Finding
from generator.diagnostics import Diagnostic, Location
from generator.discover import Bundle
from generator.examine import Remark
from generator.gather import bytes_of, loaded_from
from generator.graph.site import Key
from generator.ingest import places_in
from generator.load import Content
from generator.reading.document import decode, read_document
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Text
from generator.settings import Settings
from generator.validate.outdated import renewed
from generator.validate.places import Places
from generator.validate.shape import shape_of


@dataclass(frozen=True, slots=True)
class Outline:
    """What it takes to find places in the files of a content folder, without its records."""

    project: Path
    """The folder that all paths begin in."""
    settings: str
    """The path of site.yaml."""
    title: Text
    languages: tuple[str, ...]
    origins: Mapping[Key, Location]
    names: Mapping[Key, Text]
    bundles: Mapping[str, Bundle]


def outline(content: Content, folder: Path) -> Outline:
    """The outline of content that was read from *folder*."""
    graph = content.graph
    return Outline(
        folder.resolve().parent,
        content.theme_at.file,
        graph.settings.title,
        graph.settings.languages,
        graph.origins,
        graph.names,
        content.bundles,
    )


class Locator:
    """Finds findings in the files of a content folder."""

    def __init__(self, known: Outline) -> None:
        self._known = known
        self._places: dict[str, dict[str, Places]] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    def diagnostic(self, remark: Remark) -> Diagnostic:
        """A remark as a diagnostic at its place."""
        found = remark.finding
        values = tuple((name, str(value)) for name, value in found.values.items())
        return Diagnostic(
            self.place(found), remark.code, found.message, found.hint, values, remark.level
        )

    def place(self, finding: Finding) -> Location:
        """Where a finding stands, as exactly as the files tell."""
        if finding.at is not None:
            return finding.at
        places = self._places_of(finding)
        if places is None:
            origin = self._known.origins.get((finding.record, finding.id))
            return origin or Location(self._known.settings)
        at = places.of(finding.path)
        written = finding.values.get("written")
        return self._written(at, str(written)) if written else at

    def lines(self, file: str) -> tuple[str, ...]:
        """The lines of a file of the project, none if it cannot be read."""
        if file not in self._lines:
            data, _ = bytes_of(self._known.project / file, file)
            text, _ = decode(data, file)
            self._lines[file] = tuple((text or "").split("\n"))
        return self._lines[file]

    def _places_of(self, finding: Finding) -> Places | None:
        if finding.record not in KIND_BY_NAME:
            return self._of_settings()
        origin = self._known.origins.get((finding.record, finding.id))
        if origin is None:
            return None
        if origin.file not in self._places:
            loaded, _ = loaded_from(self._known.bundles[origin.file])
            languages = self._known.languages
            self._places[origin.file] = places_in(loaded, languages) if loaded else {}
        return self._places[origin.file].get(finding.id)

    def _of_settings(self) -> Places | None:
        data, _ = bytes_of(self._known.project / self._known.settings, self._known.settings)
        document, _ = read_document(data, self._known.settings)
        if document is None:
            return None
        document, _ = renewed(document, shape_of(Settings))
        return Places(document.file, document.tree.positions)

    def _written(self, at: Location, written: str) -> Location:
        """The first place from *at* on where *written* stands."""
        for row, line in enumerate(self.lines(at.file)[max(at.line - 1, 0) :], max(at.line, 1)):
            column = line.find(written, at.column - 1 if row == at.line else 0)
            if column >= 0:
                return Location(at.file, row, column + 1)
        return at
