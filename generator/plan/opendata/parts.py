"""Parts: some dozens of records in every form, so that an edit makes one part or two anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

import orjson

from generator.plan.opendata.tables import LEFT_OUT, Table, in_text, rows_of
from generator.plan.scribe import Scribe
from generator.plan.table import to_csv
from generator.records.common import Record
from generator.records.kinds import Kind
from generator.records.types import PartialDate, Party, Prose, Text

SIZE = 64
"""How many records stand together, by and large."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some records of a kind."""

    array: bytes
    """As members of a JSON array, without its brackets."""
    lines: bytes
    """As JSON Lines."""
    tables: tuple[bytes, ...]
    """The rows of each table of the kind as CSV, without its header."""
    single: tuple[tuple[str, bytes], ...]
    """Id and JSON of each."""


def parts_of(scribe: Scribe, kind: Kind, tables: tuple[Table, ...]) -> Iterator[Part]:
    """The records of a kind that readers may see, in all languages."""
    default = scribe.addresses.default
    languages = scribe.addresses.languages
    for records in _divided(scribe.graph.shown(kind.name).values()):
        made_of = orjson.dumps(["part", languages, records], option=orjson.OPT_NON_STR_KEYS)
        make = partial(_packed, records, default, tables)
        yield _unpacked(scribe.memory.recall(made_of, make))


def _divided(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Where a part ends depends on its last record only, so that the others may be remembered."""
    part: list[Record] = []
    for record in records:
        part.append(record)
        if crc32(record.id.encode()) % SIZE == 0:
            yield part
            part = []
    if part:
        yield part


def _packed(records: Iterable[Record], default: str, tables: tuple[Table, ...]) -> bytes:
    whole = [plain(each, default) for each in records]
    array = orjson.dumps(whole, option=orjson.OPT_INDENT_2)
    pieces = [array.removeprefix(b"[\n").removesuffix(b"\n]")]
    pieces.append(b"".join(_line(tables[0].kind, each) for each in whole))
    for table in tables:
        rows = (map(in_text, row) for each in whole for row in rows_of(table, each))
        pieces.append(to_csv((), map(tuple, rows)).removeprefix(b"\r\n"))
    pieces += [orjson.dumps(each, option=orjson.OPT_INDENT_2) for each in whole]
    head = {"tables": len(tables), "ids": [each["id"] for each in whole]}
    sizes = [len(each) for each in pieces]
    return orjson.dumps({**head, "sizes": sizes}) + b"\n" + b"".join(pieces)


def _unpacked(packed: bytes) -> Part:
    first, _, rest = packed.partition(b"\n")
    head = orjson.loads(first)
    pieces, at = [], 0
    for size in head["sizes"]:
        pieces.append(rest[at : at + size])
        at += size
    array, lines, *others = pieces
    tables, single = others[: head["tables"]], others[head["tables"] :]
    return Part(array, lines, tuple(tables), tuple(zip(head["ids"], single, strict=True)))


def _line(kind: Kind, record: Mapping[str, Any]) -> bytes:
    return orjson.dumps({"type": kind.name, **record}, option=orjson.OPT_APPEND_NEWLINE)


def plain(value: Any, default: str) -> Any:
    """A record as JSON values: texts by language, dates as ISO strings, no empty fields."""
    if isinstance(value, Text):
        return {language or default: words for language, words in value.versions}
    if isinstance(value, PartialDate | date):
        return str(value)
    if isinstance(value, Party):
        return {"unit": value.unit} if value.unit else {"name": plain(value.name, default)}
    if isinstance(value, Prose):
        return None
    if is_dataclass(value):
        members = {each.name: getattr(value, each.name) for each in fields(value)}
        return {
            name: plain(part, default)
            for name, part in members.items()
            if name not in LEFT_OUT and part not in (None, ())
        }
    if isinstance(value, tuple):
        return [plain(each, default) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part, default) for key, part in value.items()}
    return value
