"""Lines become awards: who received what, in the site's own terms."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.diagnostics import Location
from generator.importers.proposing.asked import Asked
from generator.importers.proposing.context import Told, without_office
from generator.importers.proposing.guesses import kind_of, only_for, position_of, unit_kind_of
from generator.importers.proposing.known import LONGEST_NAME
from generator.importers.proposing.site import Site
from generator.importers.proposing.stubs import Referred
from generator.importers.proposing.unclear import (
    Unclear,
    not_a_count,
    not_a_date,
    not_a_share,
    too_long,
    uncomputed,
    unknown_campaign,
    unknown_profile,
    without_authority,
    without_date,
    without_name,
    without_title,
)
from generator.importers.tables.finding import Line
from generator.importers.tables.grid import words_of
from generator.importers.tables.headings import Role, is_family_name
from generator.importers.tables.values import count_of, day_in, day_of
from generator.records.profile import Position, Profile
from generator.records.title import RecipientKind
from generator.records.types import PartialDate
from generator.validate.values import TEXT_LENGTH

_ADDRESSED = re.compile(r"^(?:ông|bà|đ/c|ô)\s*[:.]?\s+(?=\S+\s+\S)", re.IGNORECASE)
_SHARE = re.compile(r"[1-9]\d{0,3}/[1-9]\d{0,3}")
_NUMBER = re.compile(r"\d[\w\s]{0,6}(?:/[\w/.\-–]+)?")


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a decision one and the same."""

    number: str
    date: PartialDate
    authority: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Award:
    """A row that was understood."""

    row: int
    key: Key
    title: str
    name: str
    written: str
    """The name as the list has it, with forms of address and what follows a comma."""
    kind: RecipientKind | None
    profile: str
    """The id of the profile of that person or collective; "" where there is none."""
    namesakes: tuple[str, ...]
    """Profiles of that name that may be of somebody else."""
    nearly: tuple[str, ...]
    """Profiles and recipients whose name has other accents: somebody else, or a slip."""
    unit: str
    role: str
    """The words of the function, as the list has them."""
    position: Position
    citation: str
    count: int
    share: str
    note: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads lines by what the site knows, what the author says and what titles tell."""

    file: str
    site: Site
    asked: Asked
    told: Told
    referred: Referred

    def award(self, line: Line) -> Award:
        """The award that a line tells of.

        Raises:
            Unclear: If it lacks something, or what it names may be several.
        """
        at = Location(self.file, line.row)
        if line.uncomputed:
            raise Unclear(uncomputed(at, line.uncomputed))
        if any(len(words_of(each)) > TEXT_LENGTH for each in line.cells.values()):
            raise Unclear(too_long(at))
        who, title_words = self._who(line, at), self._words(line, "title")
        title = title_words or line.told("title") or self.asked.title or self.told.title
        if not title:
            raise Unclear(without_title(at))
        kind = who.kind or only_for(title)
        unit, role = self._unit(line, who, at)
        position = position_of(self._words(line, "position")) or position_of(role)
        profile = self._profile(line, who, unit, at)
        return Award(
            row=line.row,
            key=self._key(line, at),
            title=self.referred.title(title, at),
            name=str(self.site.names["profile", profile]) if profile else who.name,
            written=self._words(line, "name"),
            kind=kind,
            profile=profile,
            namesakes=() if profile else _of(who, self.site.profiles_named(who.name)),
            nearly=() if profile else _of(who, self.site.profiles_nearly_named(who.name)),
            unit=unit,
            role=role,
            position=position or "unknown",
            citation=self._words(line, "citation"),
            count=self._count(line, at),
            share=self._share(line, at),
            note=self._words(line, "note"),
        )

    def _words(self, line: Line, role: Role) -> str:
        return words_of(line.cells.get(role))

    def _who(self, line: Line, at: Location) -> _Who:
        name, heading = self._words(line, "name"), ""
        columns = line.section.having("name")
        if columns:
            heading = columns[0].heading
        elif not self._words(line, "profile"):
            # A list of collectives has no other column for who.
            name, heading = self._words(line, "unit"), "tập thể"
        if not name and not self._words(line, "profile"):
            words = " | ".join(words_of(each) for each in line.cells.values())
            raise Unclear(without_name(at, words))
        kind = (
            kind_of(self._words(line, "kind"))
            or _kind(line.told("kind"))
            or ("individual" if is_family_name(heading) else kind_of(heading))
            or _kind(self.told.kind)
        )
        if kind != "individual":
            return _Who(name, kind, "")
        name, _, rest = name.strip(" ,").partition(", ")
        plain = _ADDRESSED.sub("", name)
        return _Who(plain.title() if plain.isupper() and " " in plain else plain, kind, rest)

    def _unit(self, line: Line, who: _Who, at: Location) -> tuple[str, str]:
        """The unit's id and the words of the function."""
        role = self._words(line, "role")
        words = self._words(line, "unit") if line.section.having("name") else ""
        both = self._words(line, "role_and_unit") or who.rest
        if both and not words:
            told, words, parent = parted(both, self.site)
            role = role or told
            if words:
                inner = self.referred.unit(parent, at) if parent else ""
                return self.referred.unit(words, at, inner), role
        words = words or line.told("unit")
        if words:
            return self.referred.unit(words, at), role
        named = self.site.units.find(line.told("words"))
        if named.id:
            return named.id, role
        itself = self.site.units.find(who.name) if who.kind == "collective" else None
        return (itself.id if itself else ""), role

    def _key(self, line: Line, at: Location) -> Key:
        both = self._words(line, "number_and_date")
        number = self._words(line, "number")
        date = day_of(line.cells.get("date"))
        if line.cells.get("date") is not None and date is None:
            raise Unclear(not_a_date(at, self._words(line, "date")))
        if both:
            found = _NUMBER.match(both)
            number = number or (found[0].strip() if found else "")
            date = date or day_in(both)
        elif number and not date:
            # "12/QĐ-A ngày 02/9/2024" in the column of the number.
            date = day_in(number)
            number = re.split(r"[,;]?\s?(?:ngày|\()", number)[0].strip() if date else number
        date = date or self.asked.date or self.told.date
        if date is None:
            raise Unclear(without_date(at))
        return Key(
            number or self.asked.number or self.told.number,
            date,
            self._authority(line, at),
            self._campaign(line, at),
        )

    def _authority(self, line: Line, at: Location) -> str:
        words = self._words(line, "authority") or self.asked.authority or self.told.authority
        if not words:
            raise Unclear(without_authority(at))
        known = self.site.units.find(words)
        return known.id or self.referred.unit(without_office(words), at)

    def _campaign(self, line: Line, at: Location) -> str:
        words = self._words(line, "campaign") or self.asked.campaign
        if not words:
            return ""
        match = self.site.campaigns.find(words)
        if not match.id or ("campaign", match.id) not in self.site.names:
            raise Unclear(unknown_campaign(at, words))
        return match.id

    def _profile(self, line: Line, who: _Who, unit: str, at: Location) -> str:
        said = self._words(line, "profile")
        if said:
            if said not in self.site.profile_ids:
                raise Unclear(unknown_profile(at, said))
            return said
        fitting = [
            each for each in self.site.profiles_named(who.name) if self._fits(each, who, unit)
        ]
        return fitting[0].id if len(fitting) == 1 else ""

    def _fits(self, profile: Profile, who: _Who, unit: str) -> bool:
        """Can a profile of that name be of the same person? Namesakes are in other units."""
        if who.kind and profile.kind != who.kind:
            return False
        if not unit or not profile.unit:
            return profile.kind == "collective" or (not unit and not profile.unit)
        return self.site.related(unit, profile.unit)

    def _count(self, line: Line, at: Location) -> int:
        given = line.cells.get("count")
        count = 1 if given is None else count_of(given)
        if count is None:
            raise Unclear(not_a_count(at, words_of(given)))
        return count

    def _share(self, line: Line, at: Location) -> str:
        share = self._words(line, "share")
        if share and not _SHARE.fullmatch(share):
            raise Unclear(not_a_share(at, share))
        return share


@dataclass(frozen=True, slots=True)
class _Who:
    name: str
    kind: RecipientKind | None
    rest: str
    """What follows a comma behind the name of a person: function and unit."""


def _of(who: _Who, profiles: tuple[Profile, ...]) -> tuple[str, ...]:
    return tuple(each.id for each in profiles if who.kind in (None, each.kind))


def parted(words: str, site: Site) -> tuple[str, str, str]:
    """Function, unit and the unit around it: "Trưởng phòng, Phòng A, Sở B", "Công nhân Tổ 1"."""
    if site.units.find(words).id:
        return "", words, ""
    parts = [each.strip() for each in re.split(r"[,;]|\s[-–]\s", words) if each.strip()]
    if len(parts) > 1:
        if unit_kind_of(parts[0]) and not position_of(parts[0]):
            return "", parts[0], parts[1]
        return parts[0], parts[1], parts[2] if len(parts) > 2 else ""
    unit, before = site.units.ending(words)
    if unit:
        return before, unit, ""
    tokens = words.split()
    for start in range(max(1, len(tokens) - LONGEST_NAME), len(tokens)):
        rest = " ".join(tokens[start:])
        if rest[0].isupper() and unit_kind_of(rest):
            return " ".join(tokens[:start]), rest, ""
    return ("", words, "") if unit_kind_of(words) and not position_of(words) else (words, "", "")


def _kind(told: str) -> RecipientKind | None:
    return "collective" if told == "collective" else "individual" if told else None
