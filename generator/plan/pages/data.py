"""Open data: the records as files for programs, and the pages that tell what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import orjson

from generator.glossary import LANGUAGES, meaning
from generator.plan.accountability_table import COLUMNS
from generator.plan.addresses import record_path
from generator.plan.opendata.csvw import described, file_of
from generator.plan.opendata.database import database
from generator.plan.opendata.dcat import catalogue
from generator.plan.opendata.figures import OUTCOMES
from generator.plan.opendata.parts import Part, parts_of
from generator.plan.opendata.tables import Table, tables_of
from generator.plan.page import DataFile, Page
from generator.plan.paging import listing_address, section_crumb
from generator.plan.scribe import Scribe
from generator.plan.table import to_csv
from generator.records.kinds import KINDS, Kind
from generator.views.common import Link
from generator.views.finding import Data, DataColumn, DataFigures, DataKind, DataTable, DataTables

LINES, DATABASE, CATALOGUE = "records.jsonl", "records.sqlite", "dcat.jsonld"
METADATA = "csv-metadata.json"
"""Where programs look for it that were given a table's address only."""


def plan(scribe: Scribe) -> Iterator[Page]:
    settings = scribe.graph.settings
    kinds = [each for each in KINDS if settings.data and scribe.graph.shown(each.name)]
    listed = tuple(
        DataKind(
            each.plural,
            len(scribe.graph.shown(each.name)),
            f"data/{each.plural}.json",
            f"data/{each.plural}.csv",
            Link(scribe.at(f"data/{each.plural}/"), scribe.words(None)),
        )
        for each in kinds
    )
    figures = (
        DataFigures("outcomes", f"data/outcomes.{scribe.language}.csv"),
        DataFigures("accountability", f"data/accountability.{scribe.language}.csv"),
    )
    whole = (LINES, DATABASE, METADATA, CATALOGUE) if settings.data else ()
    licence = settings.licence
    view = Data(
        listed,
        figures,
        tuple(f"data/{each}" for each in whole),
        Link(licence.url, scribe.words(licence.name)) if licence else None,
    )
    yield Page(listing_address(scribe, "data/", "data", "data"), view)
    for kind in kinds:
        address = listing_address(scribe, f"data/{kind.plural}/", "data_tables", "data")
        address = replace(address, crumbs=(*address.crumbs, section_crumb(scribe, "data")))
        yield Page(address, DataTables(kind.plural, tuple(_tables(scribe, kind))))


def _tables(scribe: Scribe, kind: Kind) -> Iterator[DataTable]:
    language = scribe.language if scribe.language in LANGUAGES else "en"
    for table in tables_of(kind, scribe.addresses.languages):
        columns = tuple(
            DataColumn(
                each.name,
                each.datatype,
                meaning(each.owner, each.field, language) if each.field else "",
                each.language,
            )
            for each in table.columns
        )
        yield DataTable(table.name, f"data/{file_of(table)}", table.keys, columns)


def plan_files(scribe: Scribe) -> Iterator[DataFile]:
    """All languages at once; made for the default language only."""
    languages = scribe.addresses.languages
    if scribe.language != scribe.addresses.default or not scribe.graph.settings.data:
        return
    lines: list[bytes] = []
    every: list[Table] = []
    datasets: dict[str, list[str]] = {}
    for kind in KINDS:
        tables = tables_of(kind, languages)
        parts = [*parts_of(scribe, kind, tables)]
        every += tables
        lines += [part.lines for part in parts]
        datasets[kind.plural] = [f"{kind.plural}.json", *map(file_of, tables)]
        yield from _files_of(kind, tables, parts)
    yield DataFile(f"data/{LINES}", b"".join(lines))
    yield DataFile(f"data/{DATABASE}", _database(scribe, every, lines))
    datasets["records"] = [LINES, DATABASE]
    figures = {
        **{f"outcomes.{each}.csv": OUTCOMES for each in languages},
        **{f"accountability.{each}.csv": COLUMNS for each in languages},
    }
    datasets["outcomes"] = [f"outcomes.{each}.csv" for each in languages]
    datasets["accountability"] = [f"accountability.{each}.csv" for each in languages]
    licence = scribe.graph.settings.licence
    yield DataFile(f"data/{METADATA}", described(every, figures.items(), licence))
    yield DataFile(f"data/{CATALOGUE}", catalogue(scribe, datasets))


def _files_of(kind: Kind, tables: tuple[Table, ...], parts: list[Part]) -> Iterator[DataFile]:
    arrays = [part.array for part in parts]
    whole = b"[\n" + b",\n".join(arrays) + b"\n]\n" if arrays else b"[]\n"
    yield DataFile(f"data/{kind.plural}.json", whole)
    for number, table in enumerate(tables):
        rows = b"".join(part.tables[number] for part in parts)
        yield DataFile(f"data/{file_of(table)}", to_csv(table.header, ()) + rows)
    for part in parts:
        for id_, single in part.single:
            yield DataFile(f"{record_path((kind.name, id_))}index.json", single)


def _database(scribe: Scribe, tables: list[Table], lines: list[bytes]) -> bytes:
    made_of = hashlib.sha256(b"".join(lines)).digest()
    languages = " ".join(scribe.addresses.languages).encode()
    make = partial(_made, tables, lines)
    return scribe.memory.recall(b"database " + languages + made_of, make)


def _made(tables: list[Table], lines: list[bytes]) -> bytes:
    records: dict[str, list[dict[str, object]]] = {kind.name: [] for kind in KINDS}
    for line in b"".join(lines).splitlines():
        record = orjson.loads(line)
        records[record["type"]].append(record)
    return database(tables, records)
