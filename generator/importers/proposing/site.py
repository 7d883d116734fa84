"""The site as an import sees it: names that lists may mention, and ids that are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from generator.graph.site import SiteGraph
from generator.importers.proposing.known import Names, folded, same_name
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.records.kinds import KIND_BY_PLURAL
from generator.records.profile import Profile
from generator.records.types import Text

T = TypeVar("T")


class Site:
    """What of a graph an import asks for."""

    def __init__(self, graph: SiteGraph) -> None:
        self.units = Names((each.id, each.name) for each in graph.units.values())
        self.titles = Names((each.id, each.name) for each in graph.titles.values())
        self.campaigns = Names(
            (id_, graph.names["campaign", id_]) for id_ in _ids(graph, "campaign")
        )
        self.profile_ids = frozenset(_ids(graph, "profile"))
        self.decision_ids = frozenset(_ids(graph, "decision"))
        self.unit_ids = frozenset(graph.units)
        self.title_ids = frozenset(graph.titles)
        self._graph = graph
        self._profiles: dict[str, list[Profile]] = {}
        for profile in self._every(Profile, graph.profiles):
            for _, words in profile.name.versions:
                self._profiles.setdefault(folded(words), []).append(profile)

    @property
    def names(self) -> Mapping[tuple[str, str], Text]:
        return self._graph.names

    def decisions(self) -> Iterator[Decision]:
        """Every decision, withdrawn ones too."""
        return self._every(Decision, self._graph.decisions)

    def campaign(self, words: str) -> Campaign | None:
        """The campaign of that id or title."""
        id_ = self.campaigns.find(words).id if words else ""
        every = self._every(Campaign, self._graph.campaigns)
        return next((each for each in every if each.id == id_), None)

    def file_of(self, kind: str, id_: str) -> str:
        """The file that a record is written in, as messages name it."""
        return self._graph.origins[kind, id_].file

    def list_file(self, plural: str) -> str:
        """The file that all units, or all titles, are written in; "" where there is none yet."""
        kind = KIND_BY_PLURAL[plural].name
        return next((at.file for (of, _), at in self._graph.origins.items() if of == kind), "")

    def profiles_named(self, name: str) -> tuple[Profile, ...]:
        """The profiles of that name, as `same_name` means it."""
        return tuple(each for each in self._nearly(name) if _is_named(each, name))

    def profiles_nearly_named(self, name: str) -> tuple[Profile, ...]:
        """The profiles whose name has other accents."""
        return tuple(each for each in self._nearly(name) if not _is_named(each, name))

    def _nearly(self, name: str) -> tuple[Profile, ...]:
        return tuple(dict.fromkeys(self._profiles.get(folded(name), ())))

    def related(self, first: str, second: str) -> bool:
        """Is one unit the other, or within it?"""
        return second in self._around(first) or first in self._around(second)

    def _around(self, unit: str) -> tuple[str, ...]:
        found: list[str] = []
        while unit and unit not in found:
            found.append(unit)
            known = self._graph.units.get(unit)
            unit = (known.parent if known else None) or ""
        return tuple(found)

    def _every(self, type_: type[T], shown: Mapping[str, T]) -> Iterator[T]:
        yield from shown.values()
        yield from (each for each in self._graph.withdrawn.values() if isinstance(each, type_))


def _is_named(profile: Profile, name: str) -> bool:
    return any(same_name(words, name, profile.kind) for _, words in profile.name.versions)


def _ids(graph: SiteGraph, kind: str) -> Iterator[str]:
    return (id_ for of, id_ in graph.names if of == kind)
