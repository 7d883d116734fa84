"""What the columns of the tables mean, for programs: CSV on the Web (W3C, 2015)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from generator.glossary import LANGUAGES, meaning
from generator.plan.opendata.tables import SEPARATOR, Column, Table
from generator.records.common import Published
from generator.records.kinds import KIND_BY_NAME
from generator.settings import Licence

LINE_END = "\r\n"


def described(
    tables: Iterable[Table],
    figures: Iterable[tuple[str, tuple[str, ...]]],
    licence: Licence | None,
) -> bytes:
    """The file csv-metadata.json beside the tables.

    Args:
        tables: The tables of records.
        figures: File and columns of each table of figures, whose cells are text.
        licence: On what terms they may be used, if that is said.
    """
    whole: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "dialect": {"header": True, "lineTerminators": [LINE_END]},
        "tables": [
            *map(_table, tables),
            *({"url": file, "tableSchema": _figures(columns)} for file, columns in figures),
        ],
    }
    if licence:
        whole["dc:license"] = {"@id": licence.url}
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2)


def file_of(table: Table) -> str:
    return f"{table.name}.csv"


def _figures(columns: tuple[str, ...]) -> dict[str, Any]:
    return {"columns": [{"name": each, "titles": each} for each in columns]}


def _table(table: Table) -> dict[str, Any]:
    keys = [_key(each, number) for number, each in enumerate(table.keys)]
    primary = list(table.keys) or ["id"]
    columns: Iterable[dict[str, Any]] = map(_column, table.columns)
    if not table.keys:
        columns = ({**each, "required": each["name"] == "id"} for each in columns)
    schema: dict[str, Any] = {
        "columns": [*keys, *columns],
        "primaryKey": primary,
    }
    foreign = [
        _reference(each.name, f"{KIND_BY_NAME[each.refers_to].plural}.csv")
        for each in table.columns
        if _is_always_there(each.refers_to) and not each.several
    ]
    if table.keys:
        foreign.insert(0, _reference(table.keys[0], f"{table.kind.plural}.csv"))
    if foreign:
        schema["foreignKeys"] = foreign
    return {"url": file_of(table), "tableSchema": schema}


def _is_always_there(kind: str) -> bool:
    """Are all records of a kind in its table? Others may be held back or withdrawn."""
    return kind in KIND_BY_NAME and not issubclass(KIND_BY_NAME[kind].type, Published)


def _key(name: str, number: int) -> dict[str, Any]:
    is_number = number > 0 and name.endswith("_number")
    datatype = "integer" if is_number else "string"
    return {"name": name, "titles": name, "datatype": datatype, "required": True}


def _column(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
    }
    words = {each: meaning(column.owner, column.field, each) for each in LANGUAGES if column.field}
    if words:
        made["dc:description"] = [
            {"@value": words[each], "@language": each} for each in sorted(words)
        ]
    if column.language:
        made["lang"] = column.language
    if column.several:
        made["separator"] = SEPARATOR
    return made


def _reference(column: str, file: str) -> dict[str, Any]:
    return {
        "columnReference": column,
        "reference": {"resource": file, "columnReference": "id"},
    }
