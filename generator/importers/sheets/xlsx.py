"""Workbooks of Excel (.xlsx, .xlsm): values only, as they were last computed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.importers.sheets.filling import (
    MAX_CELLS,
    MAX_LETTERS,
    MAX_PARTS,
    MAX_SHEETS,
    Filling,
)
from generator.importers.sheets.package import MAX_MEMBERS, Attributes, Package
from generator.importers.sheets.trouble import damaged, too_many
from generator.importers.tables.grid import Grid, Span, Value, column_of, one_line
from generator.records.types import PartialDate

WORKBOOK = "xl/workbook.xml"
MACROS = "xl/vbaProject.bin"

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})")
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
"""What in a number format stands for itself, is a colour or a condition."""
_DAYS = frozenset((14, 15, 16, 22, *range(27, 37), *range(50, 59)))
_MONTHS = frozenset((17,))
"""Number formats that every workbook has without defining them (ECMA-376, 18.8.30)."""
_MOST_STYLES = 65_536
"""Excel itself reads no more."""
_LONGEST_NAME = 255
_LAST_SERIAL = 2_958_465
"""31 December 9999."""


def grids(package: Package, file: str) -> Iterator[Grid]:
    """Each visible sheet, one at a time.

    Raises:
        Refused: If the workbook is damaged or holds too much.
    """
    workbook = _Workbook(package, file)
    strings = _Strings(package, file).found
    styles = _Styles(package, file).precision
    for name, part in workbook.sheets:
        if part not in package.names:
            raise damaged(file)
        sheet = _Sheet(Filling(file, name), strings, styles, workbook.epoch_1904)
        package.walk(part, sheet.start, sheet.end, sheet.text)
        yield sheet.filling.grid()


class _Workbook:
    """The names and parts of the visible sheets, and from when days are counted."""

    def __init__(self, package: Package, file: str) -> None:
        self._file = file
        self._targets: dict[str, str] = {}
        self._listed: list[tuple[str, str]] = []
        self.epoch_1904 = False
        package.walk(WORKBOOK, self._sheet, _nothing, _nothing)
        package.walk("xl/_rels/workbook.xml.rels", self._relation, _nothing, _nothing)
        self.sheets = [(name, self._targets.get(id_, "")) for name, id_ in self._listed]

    def _sheet(self, name: str, given: Attributes) -> None:
        if name == "sheet" and given.get("state", "visible") == "visible":
            if len(self._listed) >= MAX_SHEETS:
                raise too_many(self._file, "sheets", MAX_SHEETS)
            self._listed.append((_brief(given, "name"), _brief(given, "id")))
        elif name == "workbookPr":
            self.epoch_1904 = given.get("date1904") in ("1", "true")

    def _relation(self, name: str, given: Attributes) -> None:
        if name == "Relationship":
            if len(self._targets) >= MAX_MEMBERS:
                raise too_many(self._file, "parts", MAX_MEMBERS)
            path = posixpath.normpath(posixpath.join("/xl", _brief(given, "Target")))
            self._targets[_brief(given, "Id")] = path.lstrip("/")


class _Strings:
    """The texts that cells refer to by number."""

    def __init__(self, package: Package, file: str) -> None:
        self.found: list[str] = []
        self._file = file
        self._parts: list[str] = []
        self._letters = 0
        self._inside = False
        self._aside = False
        if "xl/sharedStrings.xml" in package.names:
            package.walk("xl/sharedStrings.xml", self._start, self._end, self._text)

    def _start(self, name: str, _: Attributes) -> None:
        if name == "rPh":
            self._aside = True
        self._inside = name == "t" and not self._aside

    def _end(self, name: str) -> None:
        self._inside = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append(one_line("".join(self._parts)))
            self._parts = []
            if len(self.found) > MAX_CELLS:
                raise too_many(self._file, "cells", MAX_CELLS)

    def _text(self, words: str) -> None:
        if self._inside:
            self._parts.append(words)
            self._letters += len(words)
            if self._letters > MAX_LETTERS:
                raise too_many(self._file, "letters", MAX_LETTERS)


class _Styles:
    """How precise a date each style of cells shows: "day", "month", "year", or "" for no date."""

    def __init__(self, package: Package, file: str) -> None:
        self.precision: list[str] = []
        self._file = file
        self._formats: dict[str, str] = {}
        self._in_cells = False
        if "xl/styles.xml" in package.names:
            package.walk("xl/styles.xml", self._start, self._end, _nothing)

    def _start(self, name: str, given: Attributes) -> None:
        if name == "numFmt":
            if len(self._formats) >= _MOST_STYLES:
                raise damaged(self._file)
            self._formats[_brief(given, "numFmtId")] = precision_of(_brief(given, "formatCode"))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            if len(self.precision) >= _MOST_STYLES:
                raise damaged(self._file)
            self.precision.append(self._precision(given.get("numFmtId", "0")))

    def _end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def _precision(self, number: str) -> str:
        if number in self._formats:
            return self._formats[number]
        built_in = int(number) if number.isdecimal() and len(number) < 5 else 0
        return "day" if built_in in _DAYS else "month" if built_in in _MONTHS else ""


def precision_of(number_format: str) -> str:
    """How precise a date is in a number format: dd/mm/yyyy has "day", mm/yyyy "month"."""
    signs = _ASIDE.sub("", number_format.partition(";")[0]).lower()
    if "d" in signs:
        return "day"
    if "y" not in signs:
        return ""
    return "month" if "m" in signs else "year"


class _Sheet:
    """The cells of one sheet, as they come by."""

    def __init__(
        self, filling: Filling, strings: list[str], styles: list[str], epoch_1904: bool
    ) -> None:
        self.filling = filling
        self._strings = strings
        self._styles = styles
        self._epoch_1904 = epoch_1904
        self._row = 0
        self._column = -1
        self._type = ""
        self._style = 0
        self._has_formula = False
        self._reading = ""
        self._parts: list[str] = []
        self._aside = False

    def start(self, name: str, given: Attributes) -> None:
        if name == "c":
            self._begin(given)
        elif name in ("v", "t"):
            self._reading = "" if self._aside else name
        elif name == "row":
            number = given.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = -1
        elif name == "f":
            self._has_formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self._merge(given.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._keep()
        elif name in ("v", "t"):
            self._reading = ""
        elif name == "rPh":
            self._aside = False

    def text(self, words: str) -> None:
        if self._reading and len(self._parts) < MAX_PARTS:
            self._parts.append(words)

    def _begin(self, given: Attributes) -> None:
        found = _CELL.fullmatch(given.get("r", ""))
        self._column = column_of(found[1]) if found else self._column + 1
        self._type = given.get("t", "n")
        style = given.get("s", "0")
        self._style = int(style) if style.isdecimal() and len(style) < 6 else 0
        self._has_formula = False
        self._parts = []

    def _keep(self) -> None:
        written = "".join(self._parts)
        if self._type == "e" or (self._has_formula and not self._parts):
            self.filling.uncomputed(self._row, self._column)
        elif written:
            value = self._value(written)
            if value is not None:
                self.filling.put(self._row, self._column, value)

    def _value(self, written: str) -> Value | None:
        if self._type == "s":
            index = int(written) if written.isdecimal() and len(written) < 9 else -1
            return self._strings[index] if 0 <= index < len(self._strings) else None
        if self._type == "n":
            return self._number(written)
        if self._type == "d":
            return written.partition("T")[0]
        if self._type == "b":
            return "TRUE" if written == "1" else "FALSE"
        return written

    def _number(self, written: str) -> Value:
        try:
            number = float(written)
        except ValueError:
            return written
        precision = self._styles[self._style] if self._style < len(self._styles) else ""
        if precision and 1 <= number <= _LAST_SERIAL:
            return self._day(int(number), precision)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _day(self, serial: int, precision: str) -> PartialDate:
        if self._epoch_1904:
            day = date(1904, 1, 1) + timedelta(min(serial, _LAST_SERIAL - 1462))
        else:
            # Excel counts a 29 February 1900, which no calendar has.
            day = date(1899, 12, 30 if serial > 60 else 31) + timedelta(serial)
        if precision == "day":
            return PartialDate(day.year, day.month, day.day)
        return PartialDate(day.year, day.month if precision == "month" else 0)

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found:
            left, top, right, bottom = found.groups()
            self.filling.merge(Span(int(top), column_of(left), int(bottom), column_of(right)))


def _brief(given: Attributes, name: str) -> str:
    """An attribute, no longer than names and formats are."""
    return given.get(name, "")[:_LONGEST_NAME]


def _nothing(*_: object) -> None:
    pass
