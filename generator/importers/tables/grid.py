"""Grids: what a sheet holds, cell by cell, before anything is made of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from generator.records.types import PartialDate

LONGEST = 32_767
"""As many letters as a cell may hold in a spreadsheet program."""
_UNSEEN = frozenset(("Cs", "Cf", "Co", "Cn"))

Value = str | int | float | PartialDate
"""What a cell holds. Texts are NFC, in one line, and never empty."""


TALL = 500
"""Rows after which a merged range is a margin, not a value of its rows."""


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: first and last row (from 1) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its number as the spreadsheet shows it, cells by column."""

    number: int
    cells: Mapping[int, Value]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet."""

    name: str
    """"" where the file has one sheet without a name."""
    rows: tuple[Row, ...]
    spans: tuple[Span, ...] = ()
    uncomputed: tuple[str, ...] = field(default=())
    """Cells such as D7 that hold a formula whose result was not saved, or an error."""


def words_of(value: Value | None) -> str:
    """A cell as text: 12.0 as 12, a date as 2024-09-02, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    return str(value)


def one_line(words: str) -> str:
    """Text in one line, composed, without what cannot be seen or stored."""
    words = words[:LONGEST]
    if not words.isprintable():
        seen = (" " if unicodedata.category(each) == "Cc" else each for each in words)
        words = "".join(each for each in seen if unicodedata.category(each) not in _UNSEEN)
    return unicodedata.normalize("NFC", " ".join(words.split()))


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(letters_: str) -> int:
    """The number of a column from its name, counted from 0."""
    number = 0
    for letter in letters_:
        number = number * 26 + ord(letter) - 64
    return number - 1
