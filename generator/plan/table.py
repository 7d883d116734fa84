"""Tables as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Lines(list[str]):
    """What `csv.writer` needs of a file."""

    write = list.append


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A header and rows; texts that a spreadsheet would run as formulas get an apostrophe."""
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_defused(cell) for cell in row] for row in rows)
    return "".join(lines).encode()


def _defused(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
