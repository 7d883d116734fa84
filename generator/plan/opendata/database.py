"""All tables as one SQLite file, with the same bytes for the same records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from typing import Any

from generator.plan.opendata.tables import Column, Table, rows_of

_AFFINITIES = {"decimal": "real", "integer": "integer", "boolean": "integer"}
_PAGE_BYTES = 1024
"""Most tables are small, and each takes two pages at least."""
_WRITER = slice(96, 100)
"""Where the file says which version of SQLite wrote it; nothing reads that."""


def database(tables: Iterable[Table], records: Mapping[str, Iterable[Mapping[str, Any]]]) -> bytes:
    """The file; *records* are as `plain` gives them, by kind."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"pragma page_size = {_PAGE_BYTES}")
        for table in tables:
            connection.execute(_creation(table))
            places = ", ".join("?" * len(table.header))
            rows = (row for each in records[table.kind.name] for row in rows_of(table, each))
            connection.executemany(f'insert into "{table.name}" values ({places})', rows)
        connection.commit()
        made = bytearray(connection.serialize())
    made[_WRITER] = bytes(4)
    return bytes(made)


def _creation(table: Table) -> str:
    keys = [f'"{each}" {"integer" if each.endswith("_number") else "text"}' for each in table.keys]
    columns = [*keys, *map(_column, table.columns)]
    primary = ", ".join(f'"{each}"' for each in table.keys or ("id",))
    return f'create table "{table.name}" ({", ".join(columns)}, primary key ({primary}))'


def _column(column: Column) -> str:
    return f'"{column.name}" {_AFFINITIES.get(column.datatype, "text")}'
