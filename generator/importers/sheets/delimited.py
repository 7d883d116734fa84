"""Tables as text (.csv, .tsv, .txt): cells parted by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from generator.importers.sheets.encoding import decoded
from generator.importers.sheets.filling import Filling
from generator.importers.sheets.trouble import too_large, too_many
from generator.importers.tables.grid import Grid

MAX_BYTES = 20_000_000
SEPARATORS = ";,\t|"
_ESCAPED = tuple(f"'{sign}" for sign in "=+-@\t\r'")
_LOOKED_AT = 50
_MOST_ROWS = 1_100_000


def grid(path: Path, file: str) -> Grid:
    """The one sheet of a text file, its rows numbered as a spreadsheet program would.

    Raises:
        Refused: If it is too large, damaged, or in the encoding of an old font.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise too_large(file, size // 1_000_000, MAX_BYTES // 1_000_000)
    data = path.read_bytes()
    text = decoded(data, file)
    del data
    # A cell may be long, and one whose quotation mark is never closed is as long as the rest.
    csv.field_size_limit(MAX_BYTES)
    filling = Filling(file, "")
    told, text = _told_separator(text)
    # A quotation mark that is never closed must not stop the list: the dialect is not strict.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=told or separator_of(text))
    for number, row in enumerate(rows, 2 if told else 1):
        if number > _MOST_ROWS:
            raise too_many(file, "rows", _MOST_ROWS)
        for column, words in enumerate(row):
            if words:
                filling.put(number, column, _unescaped(words))
    return filling.grid()


def separator_of(text: str) -> str:
    """The sign that parts cells: the one that parts most lines into equally many, at least two.

    Commas are within Vietnamese decimals and sentences too, so the more regular sign wins.
    """
    lines = text[:200_000].splitlines()[:_LOOKED_AT]
    best, best_share = ",", 0.0
    for sign in SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if any(row)]
        wide = [width for width in widths if width > 1]
        usual = max((wide.count(each) for each in set(wide)), default=0)
        share = usual / max(len(widths), 1)
        if share > best_share:
            best, best_share = sign, share
    return best


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's first line `sep=;`: the sign, and the text without the line."""
    first, _, rest = text.partition("\n")
    sign = first.removeprefix("sep=")
    return (sign, rest) if sign != first and len(sign) == 1 else ("", text)


def _unescaped(words: str) -> str:
    """A text without the apostrophe that keeps it from being run as a formula."""
    return words[1:] if words.startswith(_ESCAPED) else words
