"""Spreadsheets of LibreOffice and others (.ods): values only, as they were last computed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.importers.sheets.filling import (
    MAX_COLUMNS,
    MAX_PARTS,
    MAX_SHEETS,
    Count,
    Filling,
)
from generator.importers.sheets.package import Attributes, Package
from generator.importers.sheets.trouble import too_many
from generator.importers.tables.grid import Grid, Span, Value, one_line
from generator.records.types import PartialDate

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"

_MOST_REPEATED = 1_000
"""Cells with a value that are said once and meant often; beyond this it is a fill, not a list."""
_LAST_ROW = 1_048_576
_NUMBERS = ("float", "percentage", "currency")


def grids(package: Package, file: str) -> Iterator[Grid]:
    """Each sheet; all are read before the first is given, since they share one part.

    Raises:
        Refused: If the file is damaged or holds too much.
    """
    content = _Content(file)
    package.walk(CONTENT, content.start, content.end, content.text)
    yield from content.grids


def is_locked(package: Package) -> bool:
    """Is the content encrypted?"""
    found: list[str] = []

    def start(name: str, _: Attributes) -> None:
        if name == "encryption-data":
            found.append(name)

    if MANIFEST in package.names:
        package.walk(MANIFEST, start, _nothing, _nothing)
    return bool(found)


class _Content:
    """What content.xml holds, as it comes by."""

    def __init__(self, file: str) -> None:
        self.grids: list[Grid] = []
        self._file = file
        self._filling: Filling | None = None
        self._held = Count()
        self._row = 0
        self._rows = 1
        self._column = 0
        self._columns = 1
        self._cell: Attributes = {}
        self._parts: list[str] = []
        self._in_text = False
        self._notes = 0
        self._values: list[tuple[int, Value]] = []

    def start(self, name: str, given: Attributes) -> None:
        if name == "table" and self._filling is None:
            self._begin(given.get("name", ""))
        elif self._filling is None:
            return
        elif name == "table-row":
            self._rows = _count(given, "number-rows-repeated")
            self._column, self._values = 0, []
        elif name in ("table-cell", "covered-table-cell"):
            self._columns = _count(given, "number-columns-repeated")
            self._cell, self._parts = given, []
            self._merge(given)
        elif name in ("annotation", "shapes"):
            self._notes += 1
        elif not self._notes:
            self._words(name, given)

    def end(self, name: str) -> None:
        if self._filling is None:
            return
        if name in ("table-cell", "covered-table-cell"):
            self._keep()
        elif name == "table-row":
            self._repeat()
        elif name in ("annotation", "shapes"):
            self._notes -= 1
        elif name == "p":
            self._in_text = False
        elif name == "table":
            self.grids.append(self._filling.grid())
            self._filling = None

    def text(self, words: str) -> None:
        if self._in_text and not self._notes and len(self._parts) < MAX_PARTS:
            self._parts.append(words)

    def _begin(self, name: str) -> None:
        if len(self.grids) >= MAX_SHEETS:
            raise too_many(self._file, "sheets", MAX_SHEETS)
        self._filling = Filling(self._file, name, self._held)
        self._row = 1

    def _words(self, name: str, given: Attributes) -> None:
        if name == "p":
            self._in_text = True
        if name in ("p", "s", "tab", "line-break") and len(self._parts) < MAX_PARTS:
            self._parts.append(" ")

    def _merge(self, given: Attributes) -> None:
        down = _count(given, "number-rows-spanned")
        across = _count(given, "number-columns-spanned")
        if self._filling and (down > 1 or across > 1):
            last = (self._row + down - 1, self._column + across - 1)
            self._filling.merge(Span(self._row, self._column, *last))

    def _keep(self) -> None:
        value = _value(self._cell, one_line("".join(self._parts)))
        if value is not None:
            columns = min(self._columns, _MOST_REPEATED)
            if self._column + columns > MAX_COLUMNS:
                raise too_many(self._file, "columns", MAX_COLUMNS)
            self._values += ((self._column + index, value) for index in range(columns))
        elif self._filling and "formula" in self._cell and self._row <= _LAST_ROW:
            self._filling.uncomputed(self._row, self._column)
        self._column += self._columns

    def _repeat(self) -> None:
        if self._filling and self._values:
            for index in range(min(self._rows, _MOST_REPEATED)):
                for column, value in self._values:
                    self._filling.put(self._row + index, column, value)
        self._row += self._rows


def _value(given: Attributes, words: str) -> Value | None:
    kind = given.get("value-type", "")
    if kind in _NUMBERS:
        try:
            number = float(given.get("value", ""))
        except ValueError:
            return words or None
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "date":
        return _day(given.get("date-value", ""), words)
    if words.startswith(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "Err:")):
        return None
    return words or None


def _day(written: str, shown: str) -> Value:
    """A date, as precise as the cell shows it: 9/2024 is no day."""
    try:
        day = PartialDate.parse(written.partition("T")[0])
    except ValueError:
        return shown
    numbers = "".join(each if each.isdigit() else " " for each in shown).split()
    if shown.strip() == str(day.year):
        return PartialDate(day.year)
    if len(numbers) == 2 and numbers[0].lstrip("0") == str(day.month) and not _names_a_day(shown):
        return PartialDate(day.year, day.month)
    return day


def _names_a_day(shown: str) -> bool:
    return len(shown.replace(".", "/").replace("-", "/").split("/")) > 2


def _count(given: Attributes, name: str) -> int:
    written = given.get(name, "1")
    return max(1, min(int(written), _LAST_ROW)) if written.isdecimal() and len(written) < 8 else 1


def _nothing(*_: object) -> None:
    pass
