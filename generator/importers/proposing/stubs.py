"""Units and titles that a list names and the site does not have yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Location
from generator.importers.proposing.asked import Asked
from generator.importers.proposing.known import Match, Names, folded, unique_id
from generator.importers.proposing.site import Site
from generator.importers.proposing.unclear import Unclear, near_title, near_unit, several


@dataclass(frozen=True, slots=True)
class Stub:
    """A unit or title to be added to the site."""

    id: str
    name: str
    parent: str = ""
    """The unit that a unit stands within, by id."""


@dataclass(slots=True)
class Referred:
    """Finds units and titles by name, and remembers those that are new."""

    site: Site
    asked: Asked
    units: dict[str, Stub] = field(default_factory=dict)
    """New units by their folded name."""
    titles: dict[str, Stub] = field(default_factory=dict)

    def unit(self, words: str, at: Location, parent: str = "") -> str:
        """The id of the unit that *words* name, new or known.

        Raises:
            Unclear: If they are near to the name of a unit, or the name of several.
        """
        said, match = self._match(words, self.site.units)
        if match.id:
            return match.id
        if len(match.ids) > 1:
            raise Unclear(several(at, words, match))
        if match.near and not said:
            raise Unclear(near_unit(at, words, match))
        return self._new(self.units, self.site.unit_ids, words, said, parent)

    def title(self, words: str, at: Location) -> str:
        """The id of the title that *words* name, new or known; raises as `unit` does."""
        said, match = self._match(words, self.site.titles)
        if match.id:
            return match.id
        if len(match.ids) > 1:
            raise Unclear(several(at, words, match))
        if match.near and not said:
            raise Unclear(near_title(at, words, match))
        return self._new(self.titles, self.site.title_ids, words, said, "")

    def _match(self, words: str, names: Names) -> tuple[str, Match]:
        said = self.asked.same.get(folded(words), "")
        return said, names.find(said or words)

    def _new(
        self, stubs: dict[str, Stub], known: frozenset[str], words: str, said: str, parent: str
    ) -> str:
        key = folded(words)
        if key not in stubs:
            taken = known | {each.id for each in stubs.values()}
            stubs[key] = Stub(said or unique_id(words, taken, parent), words, parent)
        return stubs[key].id
