"""Grids in the making: cells arrive one by one, and too many of them are refused."""

from __future__ import annotations

from dataclasses import dataclass

from generator.importers.sheets.trouble import too_many
from generator.importers.tables.grid import LONGEST, TALL, Grid, Row, Span, Value, letters, one_line

MAX_CELLS = 400_000
MAX_LETTERS = 20_000_000
MAX_COLUMNS = 256
MAX_SPANS = 200_000
"""Rows of merged ranges, each counted as often as it has some."""
MAX_SHEETS = 1_000
MAX_PARTS = 1_000
"""Pieces of text of one cell, a few thousand letters each, that are put together."""


@dataclass(slots=True)
class Count:
    """What is held at once: of a sheet, or of all sheets where they are read together."""

    cells: int = 0
    letters: int = 0
    spans: int = 0


class Filling:
    """What of a sheet has been read so far."""

    def __init__(self, file: str, name: str, count: Count | None = None) -> None:
        self._file = file
        self._name = name
        self._rows: dict[int, dict[int, Value]] = {}
        self._spans: list[Span] = []
        self._uncomputed: list[str] = []
        self._count = count or Count()

    def put(self, row: int, column: int, value: Value) -> None:
        """Keep a value, unless it is blank text.

        Raises:
            Refused: If the sheet holds too much.
        """
        if isinstance(value, str):
            # What cannot be seen takes as long to read as what can.
            self._count.letters += min(len(value), LONGEST)
            if self._count.letters > MAX_LETTERS:
                raise too_many(self._file, "letters", MAX_LETTERS)
            value = one_line(value)
            if not value:
                return
        self._count.cells += 1
        if self._count.cells > MAX_CELLS:
            raise too_many(self._file, "cells", MAX_CELLS)
        if column >= MAX_COLUMNS:
            raise too_many(self._file, "columns", MAX_COLUMNS)
        self._rows.setdefault(row, {})[column] = value

    def merge(self, span: Span) -> None:
        """Keep a merged range."""
        self._count.spans += min(span.bottom - span.top, TALL) + 1
        if self._count.spans > MAX_SPANS:
            raise too_many(self._file, "merged", MAX_SPANS)
        self._spans.append(span)

    def uncomputed(self, row: int, column: int) -> None:
        """Note a cell whose result is not in the file."""
        if len(self._uncomputed) < MAX_COLUMNS:
            self._uncomputed.append(f"{letters(column)}{row}")

    def grid(self) -> Grid:
        rows = (Row(number, cells) for number, cells in sorted(self._rows.items()))
        return Grid(self._name, tuple(rows), tuple(self._spans), tuple(self._uncomputed))
