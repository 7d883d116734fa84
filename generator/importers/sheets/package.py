"""Zip packages, read part by part: nothing is unpacked to disk or held as a whole."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from generator.importers.sheets.trouble import Refused, damaged, refused, too_many

MAX_UNPACKED = 400_000_000
"""Bytes of all that is read: a sheet of 1,048,576 rows that are formatted and empty fits."""
MAX_MEMBERS = 10_000
_BROKEN = (
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What `zipfile` raises, said or not, for bytes that are no package."""
_CHUNK = 65_536
_LONGEST_TOKEN = 1_000_000
_DEEPEST = 100
MAX_ELEMENTS = 10_000_000
_MOST_NAMES = 100_000
"""Letters of all names of elements and attributes, of which the parser forgets none."""
_MEMBER = b"PK\x01\x02"
"""Begins each line of a package's list of contents."""

Attributes = Mapping[str, str]


class Package:
    """An open zip file.

    Raises:
        Refused: By every method, if the file is damaged, locked or too large.
    """

    def __init__(self, zipped: zipfile.ZipFile, file: str) -> None:
        self._zipped = zipped
        self._file = file
        self._read = 0
        self._elements = 0
        self.names = frozenset(zipped.namelist())
        if any(each.flag_bits & 1 for each in zipped.infolist()):
            raise locked(file)

    def walk(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        """Call back for each element and text of an XML part; names come without namespace."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._counted(start, end)
        # Only what has a handler is among the parser's names.
        parser.StartNamespaceDeclHandler = _nothing
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._doctype
        fed = 0
        try:
            for chunk in self._chunks(part):
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > _LONGEST_TOKEN or _names(parser) > _MOST_NAMES:
                    raise damaged(self._file)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):
            # The latter two where the part names an encoding that is none, or holds something else.
            raise damaged(self._file) from None

    def head(self, part: str, size: int) -> bytes:
        """The first bytes of a part, "" if there is none."""
        return next(self._chunks(part), b"")[:size] if part in self.names else b""

    def _counted(
        self, start: Callable[[str, Attributes], None], end: Callable[[str], None]
    ) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
        """Call back for elements that are not deeper than any spreadsheet's: open ones are held."""
        depth = 0

        def started(name: str, given: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise damaged(self._file)
            self._elements += 1
            if self._elements > MAX_ELEMENTS:
                raise too_many(self._file, "elements", MAX_ELEMENTS)
            start(_local(name), _plain(given))

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(_local(name))

        return started, ended

    def _chunks(self, part: str) -> Iterator[bytes]:
        try:
            with self._zipped.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._read += len(chunk)
                    if self._read > MAX_UNPACKED:
                        limit = MAX_UNPACKED // 1_000_000
                        raise too_many(self._file, "megabytes", limit)
                    yield chunk
        except _BROKEN:
            raise damaged(self._file) from None

    def _doctype(self, *_: object) -> None:
        # No spreadsheet program writes one, and entities are what bombs are made of.
        raise damaged(self._file)


@contextmanager
def opened(path: Path, file: str) -> Iterator[Package]:
    """The package at *path*, called *file* in messages.

    Raises:
        Refused: If it is damaged, locked or too large.
    """
    if _members(path) > MAX_MEMBERS:
        raise too_many(file, "parts", MAX_MEMBERS)
    try:
        zipped = zipfile.ZipFile(path)
    except _BROKEN:
        raise damaged(file) from None
    with zipped:
        yield Package(zipped, file)


def locked(file: str) -> Refused:
    return refused(
        file,
        "I104",
        "The file is locked with a password.",
        "Open it with the password, save it without one, and import that.",
    )


def _members(path: Path) -> int:
    """How many files a package lists, counted before `zipfile` makes an object of each."""
    count, before = 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            count += (before + chunk).count(_MEMBER)
            before = chunk[-(len(_MEMBER) - 1) :]
    return count


def _names(parser: expat.XMLParserType) -> int:
    return sum(len(name) for name in parser.intern if name)


@lru_cache(1_000)
def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _plain(given: Attributes) -> Attributes:
    # Most attributes have no namespace, and there are millions of them.
    if " " in "".join(given):
        return {_local(name): value for name, value in given.items()}
    return given


def _nothing(*_: object) -> None:
    pass
