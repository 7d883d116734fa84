"""Headings of tables: which row is one, how far it reaches, and what each column means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from generator.importers.tables.grid import (
    TALL,
    Grid,
    Row,
    Span,
    Value,
    column_of,
    letters,
    words_of,
)
from generator.importers.tables.headings import LEFT_OUT, Role, is_family_name, role_of
from generator.reading.slugs import slug

Mapped = Mapping[str, Role]
"""What the author says of columns: their heading as a slug, or their letter, and the role."""

WHO = ("name", "unit", "role_and_unit", "organisation")
FEWEST = 2
"""Columns that a list has at least."""


@dataclass(frozen=True, slots=True)
class Column:
    index: int
    heading: str
    """Lines of the heading joined by a space; "" where it has none."""
    role: Role | None

    @property
    def letter(self) -> str:
        return letters(self.index)


@dataclass(frozen=True, slots=True)
class Section:
    """A table, or a part of one below a heading of its own."""

    first: int
    """Row on which its heading begins; 0 where it has none."""
    last: int
    """Row on which its heading ends."""
    columns: tuple[Column, ...]

    def having(self, role: Role) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.role == role)


class Sheet:
    """A grid in which merged cells can be asked for their value."""

    def __init__(self, grid: Grid) -> None:
        self.rows = {row.number: row.cells for row in grid.rows}
        self.numbers = [row.number for row in grid.rows]
        self._tall: dict[int, list[Span]] = {}
        self._at: dict[tuple[int, int], Span] = {}
        for span in grid.spans:
            self._at[span.top, span.left] = span
            for row in range(span.top, min(span.bottom, span.top + TALL) + 1):
                if row in self.rows:
                    self._tall.setdefault(row, []).append(span)

    def down(self, row: int, below: int) -> dict[int, Value]:
        """The cells of a row, with those that were merged from rows above it but under *below*."""
        cells = dict(self.rows.get(row, {}))
        for span in self._tall.get(row, ()):
            if below < span.top < row and span.left not in cells:
                value = self.rows.get(span.top, {}).get(span.left)
                if value is not None:
                    cells[span.left] = value
        return cells

    def everywhere(self, row: int, top: int) -> dict[int, Value]:
        """The cells of a heading's row; merged ones count in each of their columns."""
        cells = dict(self.rows.get(row, {}))
        for span in self._tall.get(row, ()):
            value = self.rows.get(span.top, {}).get(span.left)
            if value is not None and span.top >= top and span.right - span.left < 200:
                cells |= dict.fromkeys(range(span.left, span.right + 1), value)
        return cells

    def bottom(self, row: int) -> int:
        """The last row that a cell of *row* reaches down to, within the height of a heading."""
        reach = [self._at[row, c].bottom for c in self.rows[row] if (row, c) in self._at]
        return max((each for each in reach if each < row + 6), default=row)

    def width(self, row: int, column: int) -> int:
        span = self._at.get((row, column))
        return span.right - span.left + 1 if span else 1


def is_heading(cells: Mapping[int, Value], mapped: Mapped) -> bool:
    """Does a row say of most of its columns what they hold, and of one that it holds names?"""
    texts = [value for value in cells.values() if isinstance(value, str)]
    if len(texts) < len(cells) or any(text.isdigit() for text in texts):
        return False
    roles = [mapped.get(slug(text)) or role_of(text) for text in texts]
    known = {role for role in roles if role}
    by_letter = {mapped.get(letters(column).lower()) for column in cells}
    who = any(role in WHO for role in known | by_letter)
    return who and len(known) >= FEWEST and 2 * sum(map(bool, roles)) >= len(texts)


def section_at(sheet: Sheet, row: Row, mapped: Mapped) -> Section:
    """The table whose heading begins on *row*."""
    last = max(sheet.bottom(row.number), _continued(sheet, row, mapped))
    first, end = bisect_left(sheet.numbers, row.number), bisect_right(sheet.numbers, last)
    lines = [sheet.everywhere(number, row.number) for number in sheet.numbers[first:end]]
    headed = {column for line in lines for column in line}
    used = sorted(headed | {index for index, _ in _by_letter(mapped)})
    columns = _columns([(each, _joined(lines, each)) for each in used], mapped)
    return Section(row.number, last, columns)


def section_by_letters(mapped: Mapped) -> Section | None:
    """A table without any heading, of which the author says what its columns hold."""
    columns = tuple(Column(index, "", role) for index, role in sorted(_by_letter(mapped)))
    who = any(column.role in WHO for column in columns)
    return Section(0, 0, columns) if who else None


def _by_letter(mapped: Mapped) -> list[tuple[int, Role]]:
    return [
        (column_of(key.upper()), role)
        for key, role in mapped.items()
        if re.fullmatch(r"[a-z]|[a-i][a-z]", key)
    ]


def _continued(sheet: Sheet, row: Row, mapped: Mapped) -> int:
    """The last row of a heading in two lines, where no merged cells say so (CSV)."""
    position = bisect_left(sheet.numbers, row.number)
    if position + 1 == len(sheet.numbers):
        return row.number
    number = sheet.numbers[position + 1]
    cells = sheet.rows[number]
    texts = [value for value in cells.values() if isinstance(value, str) and not value.isdigit()]
    who = {
        column
        for column, value in row.cells.items()
        if _role(words_of(value), column, mapped) in (*WHO, "index")
    }
    if number > row.number + 1 or len(texts) < len(cells) or who & set(cells):
        return row.number
    known = any(_role(text, -1, mapped) for text in texts)
    aside = all(text.startswith("(") for text in texts)
    fills = sum(column not in row.cells for column in cells)
    return number if known or aside or fills >= FEWEST else row.number


def _joined(lines: list[dict[int, Value]], column: int) -> tuple[str, ...]:
    """The lines of a column's heading; one that is merged over several rows counts once."""
    texts = [words_of(line[column]) for line in lines if column in line]
    return tuple(dict.fromkeys(texts))


def _columns(headings: list[tuple[int, tuple[str, ...]]], mapped: Mapped) -> tuple[Column, ...]:
    """Each column with its role; a role belongs to the first column that has it."""
    columns: list[Column] = []
    for index, texts in headings:
        heading = " ".join(texts)
        # The lowest line says most exactly what a column holds.
        tries = (heading, *reversed(texts))
        role = next((each for text in tries if (each := _role(text, index, mapped))), None)
        before = next((each for each in columns if each.role == role), None) if role else None
        # Scores often have a column for each period.
        if (
            before
            and role not in (*LEFT_OUT, "period")
            and not _goes_on(before, index, heading, mapped)
        ):
            role = None
        columns.append(Column(index, heading, role))
    return tuple(columns)


def _goes_on(before: Column, index: int, heading: str, mapped: Mapped) -> bool:
    """Is this the second column of a name: merged under one heading, or mapped so?"""
    if before.role != "name":
        return False
    said = letters(index).lower() in mapped or slug(heading) in mapped
    halves = before.heading == heading or is_family_name(before.heading)
    return said or (halves and index == before.index + 1)


def _role(heading: str, index: int, mapped: Mapped) -> Role | None:
    by_letter = mapped.get(letters(index).lower()) if index >= 0 else None
    return mapped.get(slug(heading)) or by_letter or role_of(heading)
