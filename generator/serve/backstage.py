"""Backstage: what an author wants to know beside each page, kept from the last good build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from generator.advice.advice import Advice
from generator.advising import advised_by
from generator.diagnostics import Location
from generator.examine import Remark
from generator.graph.site import SITE, Key, SiteGraph
from generator.load import Content
from generator.locate import Outline, outline
from generator.records.common import Published
from generator.records.kinds import KINDS

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Mark:
    """Why readers do not see a record yet."""

    why: Literal["draft", "scheduled"]
    day: str = ""
    """The day from which they see what is scheduled."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A page in one of the languages that it has."""

    language: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Status:
    """What is to be known of one page."""

    at: Location
    """Where its record stands; no file if no record asked for it."""
    mark: Mark | None
    twins: tuple[Twin, ...]
    findings: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Backstage:
    """What is to be known of all pages. It holds no records, which are most of a site."""

    known: Outline
    pages: Mapping[str, Location]
    """Where the record of each page stands, by the page's path in the output."""
    keys: Mapping[Location, Key]
    marks: Mapping[Key, Mark]
    remarks: Mapping[Key, tuple[Remark, ...]]

    def status(self, page: str) -> Status | None:
        """What is to be known of a page, None if the site does not have it."""
        at = self.pages.get(page)
        if at is None:
            return None
        key = self.keys.get(at)
        twins = self._twins(page)
        if key is None and _inner(page, self.known.languages)[1] == INDEX:
            # The home page stands for the site as a whole.
            key, at = SITE, Location(self.known.settings)
        if key is None:
            return Status(Location(""), None, twins, ())
        findings = advised_by(self.known, self.remarks.get(key, ()))
        return Status(at, self.marks.get(key), twins, findings)

    def marked(self) -> dict[str, Mark]:
        """The addresses of the pages that readers do not see yet."""
        keys = ((page, self.keys.get(at)) for page, at in self.pages.items())
        return {href_of(page): self.marks[key] for page, key in keys if key and key in self.marks}

    def page_of(self, files: Iterable[Path]) -> str:
        """The address of the page that the first of *files* that has one is shown on, else ""."""
        for file in files:
            try:
                path = file.relative_to(self.known.project).as_posix()
            except ValueError:
                continue
            main, language = self._record_of(path)
            found = [page for page, at in self.pages.items() if at.file == main]
            if len({self.pages[page] for page in found}) == 1:
                own = [each for each in found if _inner(each, self.known.languages)[0] == language]
                return href_of(min(own or found, key=len))
        return ""

    def _record_of(self, path: str) -> tuple[str, str]:
        """The first file of the record that *path* is of, and the language that it is told in."""
        for main, bundle in self.known.bundles.items():
            for language, source in bundle.translations.items():
                if source.path == path:
                    return main, language
            if path in (each.path for each in bundle.tables.values()):
                return main, self.known.languages[0]
        return path, self.known.languages[0]

    def _twins(self, page: str) -> tuple[Twin, ...]:
        languages = self.known.languages
        here, inner = _inner(page, languages)
        places = {each: inner if each == languages[0] else f"{each}/{inner}" for each in languages}
        return tuple(
            Twin(language, href_of(place), language == here)
            for language, place in places.items()
            if place in self.pages
        )


def backstage(
    content: Content, folder: Path, remarks: Iterable[Remark], pages: Mapping[str, Location]
) -> Backstage:
    """What an author wants to know of the site that was made of *content* in *folder*."""
    by_key: dict[Key, tuple[Remark, ...]] = {}
    for each in remarks:
        if not each.silenced:
            key = (each.finding.record, each.finding.id)
            by_key[key] = (*by_key.get(key, ()), each)
    return Backstage(
        outline(content, folder),
        pages,
        {at: key for key, at in content.graph.origins.items()},
        _marks(content.graph, content.as_of),
        by_key,
    )


def href_of(page: str) -> str:
    """The address of a page on this server."""
    return f"/{page.removesuffix(INDEX)}"


def _inner(page: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """The language of a page, and its path as it would be in the first language."""
    first, _, rest = page.partition("/")
    return (first, rest) if first in languages[1:] else (languages[0], page)


def _marks(graph: SiteGraph, as_of: date) -> dict[Key, Mark]:
    found: dict[Key, Mark] = {}
    for kind in KINDS:
        for id_, record in graph.shown(kind.name).items():
            if not isinstance(record, Published):
                continue
            if record.draft:
                found[kind.name, id_] = Mark("draft")
            elif record.publish_on and record.publish_on.first_day > as_of:
                found[kind.name, id_] = Mark("scheduled", record.publish_on.first_day.isoformat())
    return found
