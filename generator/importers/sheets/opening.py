"""Opening: what a file is, told by its bytes and not by its name, and the grids in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, Severity
from generator.importers.sheets import delimited, ods, xlsx
from generator.importers.sheets.encoding import old_font
from generator.importers.sheets.package import Package, locked, opened
from generator.importers.sheets.trouble import AS_XLSX, Refused, damaged, refused, too_large
from generator.importers.tables.grid import Grid, one_line

MAX_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"{\\rtf")
_TEXT = (".csv", ".tsv", ".txt")
_PACKED = (".xlsx", ".xlsm", ".ods")


def grids(path: Path) -> Iterator[Grid]:
    """Each sheet of a spreadsheet.

    Raises:
        Refused: If the file is missing, locked, damaged, too large or of another kind.
    """
    file = one_line(path.as_posix())
    head = _head(path, file)
    if head.startswith(_OLE):
        raise _old_container(path, file)
    if head.startswith(_ZIP):
        with opened(path, file) as package:
            for grid in _packed(package, file):
                _in_unicode(grid, file)
                yield grid
    elif head.startswith(b"%PDF") or head.lower().lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
        _MARKUP
    ):
        raise _other(file)
    elif path.suffix.lower() in _TEXT:
        yield delimited.grid(path, file)
    else:
        raise damaged(file) if path.suffix.lower() in _PACKED else _other(file)


def with_macros(path: Path) -> Diagnostic | None:
    """A note that a workbook holds macros, which are left alone."""
    file = one_line(path.as_posix())
    with path.open("rb") as stream:
        if not stream.read(4).startswith(_ZIP):
            return None
    with opened(path, file) as package:
        if xlsx.MACROS not in package.names:
            return None
    severity: Severity = "note"
    return Diagnostic(
        Location(file),
        "I201",
        "The workbook holds macros; they were not run, and only values are read.",
        "",
        severity=severity,
    )


def _head(path: Path, file: str) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise refused(file, "I101", "This is not a file.", "Name the spreadsheet itself.")
        with path.open("rb") as stream:
            head = stream.read(512)
    except FileNotFoundError:
        raise refused(
            file, "I101", "There is no such file.", "Check its name and folder."
        ) from None
    except OSError as error:
        raise refused(
            file,
            "I101",
            "The file cannot be read: {reason}.",
            "Mend the cause and try again.",
            reason=error.strerror or error,
        ) from None
    if size > MAX_BYTES:
        raise too_large(file, size // 1_000_000, MAX_BYTES // 1_000_000)
    if not head:
        raise refused(file, "I103", "The file is empty.", "Save the spreadsheet again.")
    return head


def _packed(package: Package, file: str) -> Iterator[Grid]:
    if xlsx.WORKBOOK in package.names:
        yield from xlsx.grids(package, file)
    elif package.head("mimetype", 100).startswith(ods.MIMETYPE) and ods.CONTENT in package.names:
        if ods.is_locked(package):
            raise locked(file)
        yield from ods.grids(package, file)
    elif "word/document.xml" in package.names or b"opendocument.text" in package.head(
        "mimetype", 100
    ):
        raise _document(file)
    else:
        raise _other(file)


def _in_unicode(grid: Grid, file: str) -> None:
    texts = (value for row in grid.rows for value in row.cells.values() if isinstance(value, str))
    told = old_font(texts, file)
    if told:
        raise told


def _old_container(path: Path, file: str) -> Refused:
    """Why a file in the container of Office 97 is refused: modern ones hide in it, locked."""
    data = path.read_bytes()
    if _utf16("EncryptedPackage") in data:
        return locked(file)
    if _utf16("WordDocument") in data:
        return _document(file)
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return refused(file, "I107", "This is a workbook of Excel 97 to 2003 (.xls).", AS_XLSX)
    return _other(file)


def _utf16(words: str) -> bytes:
    return words.encode("utf-16-le")


def _document(file: str) -> Refused:
    return refused(
        file,
        "I107",
        "This is a text document, not a spreadsheet.",
        "Copy its table into a spreadsheet program and save that as .xlsx.",
    )


def _other(file: str) -> Refused:
    return refused(file, "I107", "This is not an .xlsx, .ods or .csv file.", AS_XLSX)
