"""Open data: the records of each kind as JSON, and the page that lists the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from typing import Any
from zlib import crc32

import orjson

from generator.plan.accountability_table import COLUMNS
from generator.plan.page import DataFile, Page
from generator.plan.paging import listing_address
from generator.plan.scribe import Scribe
from generator.records.common import Record
from generator.records.kinds import KINDS
from generator.records.types import PartialDate, Party, Prose, Text
from generator.views.finding import Data
from generator.views.finding import DataFile as DataFileView

# Stories are pages, not data; `extra` belongs to themes.
PART = 64
"""How many records stand together, by and large."""
LEFT_OUT = frozenset(("body", "story", "problem", "extra", "draft", "silence"))


def plan(scribe: Scribe) -> Iterator[Page]:
    files = [
        DataFileView(
            kind.plural,
            f"data/{kind.plural}.json",
            "JSON",
            len(scribe.graph.shown(kind.name)),
            tuple(each.name for each in fields(kind.type) if each.name not in LEFT_OUT),
        )
        for kind in KINDS
    ]
    targets = sum(len(each.targets) for each in scribe.graph.campaigns.values())
    outcomes = f"data/outcomes.{scribe.language}.csv"
    files.append(DataFileView("outcomes", outcomes, "CSV", targets, ()))
    questions = f"data/accountability.{scribe.language}.csv"
    files.append(DataFileView("accountability", questions, "CSV", None, COLUMNS))
    yield Page(listing_address(scribe, "data/", "data", "data"), Data(tuple(files)))


def plan_files(scribe: Scribe) -> Iterator[DataFile]:
    """One JSON file a kind, in all languages at once; made for the default language only."""
    default = scribe.addresses.default
    if scribe.language != default:
        return
    for kind in KINDS:
        rows = [
            scribe.memory.recall(_made_of(part, default), partial(_rows, part, default))
            for part in _parts(scribe.graph.shown(kind.name).values())
        ]
        written = b"[\n" + b",\n".join(rows) + b"\n]\n" if rows else b"[]\n"
        yield DataFile(f"data/{kind.plural}.json", written)


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Some dozens of records at a time; where a part ends depends on its last record only.

    So an edit changes one part or two, and the others may be remembered.
    """
    part: list[Record] = []
    for record in records:
        part.append(record)
        if crc32(record.id.encode()) % PART == 0:
            yield part
            part = []
    if part:
        yield part


def _made_of(records: list[Record], default: str) -> bytes:
    return orjson.dumps(["rows", default, records], option=orjson.OPT_NON_STR_KEYS)


def _rows(records: Iterable[Record], default: str) -> bytes:
    rows = [plain(each, default) for each in records]
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2).removeprefix(b"[\n").removesuffix(b"\n]")


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
