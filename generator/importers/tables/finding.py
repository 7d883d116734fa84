"""Finding: where in a sheet a table is, which columns it has, and which rows are entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.importers.tables.grid import Grid, Row, Value, words_of
from generator.importers.tables.groups import (
    Group,
    group_of,
    is_below,
    is_telling,
    is_total,
    marked,
    names_kind_or_title,
)
from generator.importers.tables.headings import LEFT_OUT, Role
from generator.importers.tables.sections import (
    FEWEST,
    WHO,
    Mapped,
    Section,
    Sheet,
    is_heading,
    section_at,
    section_by_letters,
)

_NUMBER = re.compile(r"\d{1,3}")
_NOTHING = frozenset("-–—….,;:/\\_'\"“”*()[] ")
"""Signs that fill a cell of which there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry: its row, and its cells by what their column means."""

    row: int
    cells: Mapping[Role, Value]
    groups: tuple[Group, ...]
    """What the groups around it say, the outer first."""
    section: Section
    every: Mapping[int, Value] = field(default_factory=dict)
    """All cells by column."""
    uncomputed: str = ""
    """A cell such as D7 that matters and holds no result."""

    def told(self, sort: str) -> str:
        """What the nearest group says of a sort: kind, title or unit; "" if none does."""
        found = [value for group in self.groups for each, value in group.says if each == sort]
        return found[-1] if found else ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A row of a table that is no entry, no group and no total."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a sheet."""

    above: tuple[str, ...]
    """The texts over the first table, from top to bottom."""
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    groups: tuple[Group, ...]
    unplaced: tuple[Unplaced, ...]
    below: tuple[int, ...]
    """Rows under a table that do not belong to it."""


def find(grid: Grid, mapped: Mapped) -> Found | None:
    """Find the tables of a sheet; None if no row looks like the heading of a list."""
    walk = _walked(grid, mapped, None)
    plain = None if walk.sections else section_by_letters(mapped)
    if plain:
        walk = _walked(grid, mapped, plain)
    return walk.found() if walk.sections else None


def _walked(grid: Grid, mapped: Mapped, section: Section | None) -> _Walk:
    walk = _Walk(Sheet(grid), mapped, frozenset(grid.uncomputed), current=section)
    walk.sections += [section] if section else []
    for row in grid.rows:
        walk.step(row)
    return walk


@dataclass(slots=True)
class _Walk:
    """From row to row: in a table or out of it, and within which groups."""

    sheet: Sheet
    mapped: Mapped
    uncomputed: frozenset[str]
    sections: list[Section] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    all_groups: list[Group] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    current: Section | None = None
    within: tuple[Group, ...] = ()
    between: list[Row] = field(default_factory=list)
    """Rows since the last table ended: a group may head the next."""

    def step(self, row: Row) -> None:
        if self.current and row.number <= self.current.last:
            return
        if is_heading(row.cells, self.mapped):
            self._begin(row)
        elif self.current is None:
            self._outside(row)
        else:
            self._inside(row, self.current)

    def found(self) -> Found:
        return Found(
            tuple(self.above),
            tuple(self.sections),
            tuple(self.lines),
            tuple(self.all_groups),
            tuple(self.unplaced),
            tuple(self.below) + tuple(each.number for each in self.between),
        )

    def _begin(self, row: Row) -> None:
        section = section_at(self.sheet, row, self.mapped)
        for each in self.between:
            self._head(each)
        self.between = []
        if not self._same(section):
            self.sections.append(section)
        self.current = section

    def _head(self, row: Row) -> None:
        """A row over a further table: a group, or a line of a signature above."""
        texts = tuple(words_of(value) for _, value in sorted(row.cells.items()))
        mark, words = marked(texts)
        if words and names_kind_or_title(words):
            self._enter(group_of(row.number, mark, words))
        else:
            self.below.append(row.number)

    def _same(self, section: Section) -> bool:
        """Is this the heading of the table before, said again on a new page?"""
        return bool(self.sections) and self.sections[-1].columns == section.columns

    def _outside(self, row: Row) -> None:
        if self.sections:
            self.between.append(row)
        else:
            self.above += [words_of(value) for _, value in sorted(row.cells.items())]

    def _inside(self, row: Row, section: Section) -> None:
        cells = self.sheet.down(row.number, section.last)
        texts = tuple(words_of(value) for _, value in sorted(row.cells.items()))
        if row.number <= section.last + 2 and not self._has_lines(section) and _numbers(texts):
            return
        if any(is_total(each) for each in texts[:2]) and len(texts) < len(section.columns):
            return
        group = self._group(row, texts, section)
        if group:
            self._enter(group)
        elif self._ends(row, section):
            self.current = None
            self.between.append(row)
        else:
            self._entry(row, cells, section)

    def _has_lines(self, section: Section) -> bool:
        return bool(self.lines) and self.lines[-1].row > section.last

    def _group(self, row: Row, texts: tuple[str, ...], section: Section) -> Group | None:
        mark, words = marked(texts)
        if not words or is_below(words):
            return None
        column = max(row.cells)
        names = {each.index for each in section.having("name") or section.having("unit")}
        numbered = section.having("index")
        wide = any(self.sheet.width(row.number, each) > FEWEST for each in row.cells)
        of_who = column in names and not wide
        entry = of_who and (mark.isdigit() or not numbered) and not names_kind_or_title(words)
        lone = of_who and not mark and not is_telling(words)
        if entry or lone or (column not in names and not wide and not is_telling(words)):
            return None
        return group_of(row.number, mark, words)

    def _enter(self, group: Group) -> None:
        """Leave the groups that this one ends: those of its level and below."""
        sorts = {sort for sort, _ in group.says}
        self.within = tuple(
            each
            for each in self.within
            if each.level < group.level
            or (each.level == group.level == 4 and not sorts & {sort for sort, _ in each.says})
        )
        self.within += (group,)
        self.all_groups.append(group)

    def _ends(self, row: Row, section: Section) -> bool:
        """Does a row stand below the table? It then has no number, and words of signatures."""
        numbered = [each.index for each in section.having("index")]
        if any(words_of(row.cells.get(each)).isdigit() for each in numbered):
            return False
        return any(is_below(words_of(value)) for value in row.cells.values())

    def _entry(self, row: Row, cells: Mapping[int, Value], section: Section) -> None:
        number = row.number
        by_role = _cells(cells, section)
        if any(role in by_role for role in WHO):
            lacking = self._lacking(number, section)
            self.lines.append(Line(number, by_role, self.within, section, cells, lacking))
        elif len(row.cells) > 1 or not words_of(*row.cells.values()).strip(".)").isdigit():
            # A number alone is a line of the form that nobody filled in.
            words = " | ".join(words_of(value) for _, value in sorted(cells.items()))
            self.unplaced.append(Unplaced(number, words))

    def _lacking(self, row: int, section: Section) -> str:
        known = [each for each in section.columns if each.role and each.role not in LEFT_OUT]
        names = (f"{each.letter}{row}" for each in known)
        return next((name for name in names if name in self.uncomputed), "")


def _cells(cells: Mapping[int, Value], section: Section) -> dict[Role, Value]:
    by_role: dict[Role, Value] = {}
    for column in section.columns:
        value = cells.get(column.index)
        if value is None or column.role is None or column.role in LEFT_OUT:
            continue
        if set(words_of(value)) <= _NOTHING:
            continue
        if column.role == "name" and "name" in by_role:
            # Family name and given name often have a column each.
            by_role["name"] = f"{words_of(by_role['name'])} {words_of(value)}"
        else:
            by_role.setdefault(column.role, value)
    return by_role


def _numbers(texts: tuple[str, ...]) -> bool:
    """Is a row the numbers of the columns: (1) (2) (3), or A B 1 2?"""
    plain = [re.sub(r"[()\s]", "", each).lower() for each in texts]
    letters = [each for each in plain if not _NUMBER.fullmatch(each)]
    numbers = [int(each) for each in plain if _NUMBER.fullmatch(each)]
    lettered = letters == list("abcdefghij"[: len(letters)])
    return len(plain) >= FEWEST and lettered and numbers == sorted(set(numbers))
