"""Tables: CSV as spreadsheets write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.document import decode

MAX_ROWS = 100_000
MAX_COLUMNS = 200

Row = tuple[int, dict[str, str]]

_SEPARATORS = ",;\t"
_CELLS = {
    mark: re.compile(rf' *(?:"((?:[^"]|"")*+)(" *)?|([^\n{mark}]*))({mark}|\n|)')
    for mark in _SEPARATORS
}
_ASIDE = re.compile(r'"(?:[^"]|"")*+"?')


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns, and for each row its line and its cells by column, the empty ones left out."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    places: tuple[tuple[int, int], ...]
    """Line and column of the name of each column."""


class _Cell(NamedTuple):
    words: str
    line: int
    column: int


class _Broken(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def read_table(data: bytes, file: str) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    """Read a table whose first line names its columns.

    Comma, semicolon or tab part the cells: the one that the first line holds most of. There is a
    table beside problems when only single cells had to be left out.
    """
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    try:
        return _table(_records(text, file), file)
    except _Broken as broken:
        return None, (broken.diagnostic,)


def _table(
    records: Iterator[list[_Cell]], file: str
) -> tuple[Table | None, tuple[Diagnostic, ...]]:
    header = next(records, [])
    if len(header) > MAX_COLUMNS:
        raise _Broken(_too_large(file))
    names = tuple(cell.words.lower() for cell in header)
    problems = _misnamed(header, names, file)
    if problems:
        return None, problems
    rows: list[Row] = []
    longer: list[Diagnostic] = []
    for record in records:
        if len(rows) >= MAX_ROWS:
            raise _Broken(_too_large(file))
        extra = next((cell for cell in record[len(names) :] if cell.words), None)
        if extra:
            longer.append(_without_column(extra, file))
        cells = {name: cell.words for name, cell in zip(names, record, strict=False) if cell.words}
        rows.append((record[0].line, cells))
    places = tuple((cell.line, cell.column) for cell in header)
    return Table(names, tuple(rows), places), tuple(longer)


def _records(text: str, file: str) -> Iterator[list[_Cell]]:
    """Yield the cells of each line that holds any."""
    line, line_start = 1, 0
    record: list[_Cell] = []
    for found in _CELLS[separator_of(text)].finditer(text):
        quoted, closed, plain, ending = found.groups()
        words = plain if quoted is None else quoted.replace('""', '"')
        begun, column = line, found.start() - line_start + 1
        if quoted is not None:
            if closed is None:
                raise _Broken(_never_closed(Location(file, line, column)))
            if "\n" in quoted:
                line += quoted.count("\n")
                line_start = found.start(1) + quoted.rindex("\n") + 1
            if not ending and found.end() < len(text):
                at = Location(file, line, found.end() - line_start + 1)
                raise _Broken(_text_behind_quotes(at))
        record.append(_Cell(words.strip(), begun, column))
        if ending and ending != "\n":
            continue
        if any(cell.words for cell in record):
            yield record
        record = []
        line, line_start = line + 1, found.end()


def quoted_cells(text: str) -> Iterator[tuple[int, str]]:
    """Where the words of quoted cells begin, and the words as they are written.

    *text* may have a byte order mark and line ends of any sort. Of a broken table there are the
    cells before the break.
    """
    begin = int(text.startswith("\ufeff"))
    lines = text[begin:].replace("\r\n", " \n").replace("\r", "\n")
    for found in _CELLS[separator_of(lines)].finditer(lines):
        quoted, closed, _, ending = found.groups()
        if quoted is None:
            continue
        if closed is None or (not ending and found.end() < len(lines)):
            return
        yield begin + found.start(1), quoted


def separator_of(text: str) -> str:
    """The sign that parts cells; what stands in quotes is not counted."""
    first = _ASIDE.sub("", text.lstrip(" \n").partition("\n")[0])
    return max(_SEPARATORS, key=first.count)


def _never_closed(at: Location) -> Diagnostic:
    return problem(
        at,
        "C119",
        "The quotation mark that opens this cell is never closed.",
        "Close it where the cell ends; write a quotation mark within a cell twice.",
    )


def _misnamed(header: list[_Cell], names: tuple[str, ...], file: str) -> tuple[Diagnostic, ...]:
    problems: list[Diagnostic] = []
    for index, (cell, name) in enumerate(zip(header, names, strict=True)):
        at = Location(file, cell.line, cell.column)
        if not name:
            problems.append(
                problem(
                    at,
                    "C117",
                    "Column {number} has no name.",
                    "Give it one on the first line, or delete the column.",
                    number=index + 1,
                )
            )
        elif name in names[:index]:
            problems.append(
                problem(
                    at,
                    "C117",
                    "There are two columns named `{name}`.",
                    "Rename or delete one of the two.",
                    name=name,
                )
            )
    return tuple(problems)


def _too_large(file: str) -> Diagnostic:
    return problem(
        Location(file),
        "C102",
        "The table has more than {rows} rows or {columns} columns.",
        "Divide it into several files.",
        rows=MAX_ROWS,
        columns=MAX_COLUMNS,
    )


def _without_column(cell: _Cell, file: str) -> Diagnostic:
    return problem(
        Location(file, cell.line, cell.column),
        "C118",
        "This row has more cells than there are columns.",
        "Name the missing column on the first line, or put a cell that holds a comma in quotes.",
    )


def _text_behind_quotes(at: Location) -> Diagnostic:
    return problem(
        at,
        "C119",
        "There is text behind the quotation mark that closes this cell.",
        "Write a quotation mark within a cell twice.",
    )
