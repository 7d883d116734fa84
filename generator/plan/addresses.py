"""Addresses: where each record's page is, in each language it has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.graph.site import Key, SiteGraph
from generator.records.common import Record
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Prose, Text
from generator.views.frame import Alternate

MENU = ("profiles", "campaigns", "models", "decisions", "outcomes", "articles", "search")
"""The menu of a site that does not choose one."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Knows the address of everything. The default language lives at the root."""

    graph: SiteGraph
    languages: tuple[str, ...] = field(init=False)
    default: str = field(init=False)
    _languages: dict[Key, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """Those that were asked for, since most records are linked many times."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "languages", self.graph.settings.languages)
        object.__setattr__(self, "default", self.languages[0])

    def at(self, path: str, language: str) -> str:
        """The address of *path* in *language*."""
        return path if language == self.default else f"{language}/{path}"

    def alternates(self, path: str, languages: Iterable[str]) -> tuple[Alternate, ...]:
        return tuple(Alternate(language, self.at(path, language)) for language in languages)

    def languages_of(self, key: Key) -> tuple[str, ...]:
        """The languages in which a record has a page: the default, and those it is told in."""
        found = self._languages.get(key)
        if found is None:
            found = self._languages[key] = self._found_languages(key)
        return found

    def _found_languages(self, key: Key) -> tuple[str, ...]:
        kind, id_ = key
        record = self.graph.withdrawn.get(key) or self.graph.shown(kind).get(id_)
        if record is None:
            return ()
        if kind in ("unit", "title", "topic") or key in self.graph.withdrawn:
            return self.languages
        told = _told_in(record)
        if told is None:
            return self.languages
        return tuple(each for each in self.languages if each == self.default or each in told)

    def of(self, key: Key, language: str) -> tuple[str, str]:
        """The address of a record's page and its language; ("", "") if it has no page.

        The language is *language* where the record is told in it, else the default.
        """
        languages = self.languages_of(key)
        if not languages:
            return "", ""
        chosen = language if language in languages else self.default
        return self.at(record_path(key), chosen), chosen


def record_path(key: Key) -> str:
    """The path of a record's page, the same in every language."""
    kind, id_ = key
    return f"{id_}/" if kind == "page" else f"{KIND_BY_NAME[kind].plural}/{id_}/"


def old_address(given: str) -> str:
    """What `redirects` of site.yaml calls an old address, as the address of a page."""
    path = given.strip("/")
    return path if path.endswith(".html") else f"{path}/"


def new_address(given: str) -> str:
    """Where a redirect leads: an address elsewhere, the path of a page, or that of a file."""
    path = given.strip("/")
    if ":" in given or not path or "." in path.rpartition("/")[2]:
        return given.lstrip("/")
    return f"{path}/"


def _told_in(record: Record) -> frozenset[str] | None:
    """The languages of a record's story, else of its name; None if it has no words at all."""
    for names in (("summary", "body", "story"), ("name", "title")):
        parts = [
            part for name in names if isinstance(part := getattr(record, name, None), Text | Prose)
        ]
        if parts:
            return frozenset().union(*(part.languages for part in parts))
    return None
