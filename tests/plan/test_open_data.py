"""Open data, read back by libraries that know nothing of guong: records come out as they were."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib
from csvw import TableGroup

from generator.load import load
from generator.plan.opendata.tables import SEPARATOR, Cell, Column, Table, tables_of
from generator.plan.site import plan_site
from generator.records.kinds import KIND_BY_PLURAL, KINDS
from tests.builders import TITLES, planned

GOLDEN = Path(__file__).parents[1] / "golden" / "content"
LANGUAGES = ("vi", "en")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
ODD = '"Đồng chí, A"\\n=cmd|1 \u202eABC\u202c 👩‍🏭; +84'
NAME = json.dumps(ODD, ensure_ascii=False)
HARD = {
    "site.yaml": "title: {vi: Trang A, en: Site A}\nlanguages: [vi, en]\npublisher: don-vi-a\n"
    "url: https://guong.example/a/\n"
    "licence: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}\n",
    "units.yaml": "- {id: don-vi-a, name: {vi: Đơn vị A, en: Unit A}, kind: agency}\n",
    "titles.yaml": TITLES,
    "profiles/a.md": f"---\nname: {NAME}\nkind: individual\nunit: don-vi-a\n"
    'summary: {vi: "=1+1", en: "@a\\n-b"}\n---\n',
    "profiles/w.md": "---\nname: W\nkind: individual\nstatus: withdrawn\n"
    "withdrawal: {on: 2020-01-01, reason: Sai}\n---\n",
    "profiles/b.md": "---\nname: B\nkind: individual\ndraft: true\n---\n",
    "decisions/q.yaml": "number: 1\ndate: 2025-01-01\nauthority: don-vi-a\ntitle: bang-khen\n"
    "recipients: [{profile: a}, {profile: b}, {profile: w}]\n",
}
Files = Mapping[str, bytes]


def files_of(content: Path) -> Files:
    loaded, problems = load(content, as_of=date(2026, 1, 1), drafts=False)
    assert loaded is not None, problems
    found, _ = plan_site(loaded.graph, date(2026, 1, 1))
    assert found is not None
    return {each.path: each.data for each in found.files}


@pytest.fixture(scope="module")
def golden() -> Files:
    """The files of the site of hard cases."""
    return files_of(GOLDEN)


@pytest.fixture(scope="module")
def hard() -> Files:
    """The files of a site whose names are hard to write down."""
    return {each.path: each.data for each in planned(HARD).files}


def published(files: Files, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(files[f"data/{kind}.json"])
    return found


# Records out of the rows of tables


def put(whole: dict[str, Any], path: Iterable[str], value: object) -> None:
    *above, last = path
    for name in above:
        whole = whole.setdefault(name, {})
    whole[last] = value


def records_from(
    tables: Iterable[Table], rows: Callable[[Table], Iterable[Mapping[str, Cell]]]
) -> list[dict[str, Any]]:
    """The records of a kind, put together from the rows of its tables."""
    records: dict[Cell, dict[str, Any]] = {}
    parts: dict[tuple[object, ...], dict[str, Any]] = {}
    for table in tables:
        for row in rows(table):
            part: dict[str, Any] = {}
            for column in table.columns:
                value = row[column.name]
                if value is not None:
                    put(part, column.path, split(column, value))
            if not table.keys:
                records[row["id"]] = part
                continue
            keys = tuple(row[each] for each in table.keys)
            parts[(*table.steps, *keys)] = part
            above = records[keys[0]] if len(keys) == 2 else parts[(*table.steps[:-1], *keys[:-1])]
            *way, name = table.steps[-1]
            for each in way:
                above = above.setdefault(each, {})
            if table.keys[-1].endswith("_key"):
                above.setdefault(name, {})[str(keys[-1])] = part
            else:
                above.setdefault(name, []).append(part)
    return list(records.values())


def split(column: Column, value: Cell) -> object:
    return str(value).split(SEPARATOR) if column.several else value


def typed(column: Column | None, words: str) -> Cell:
    """A cell of CSV as JSON has it, without the apostrophe that keeps it from being run."""
    if words == "":
        return None
    datatype = column.datatype if column else "string"
    if datatype == "boolean":
        return words == "true"
    if datatype in ("decimal", "integer"):
        return float(words) if datatype == "decimal" else int(words)
    return (
        words[1:] if words[0] == "'" and words[1:2] in ("=", "+", "-", "@", "\t", "\r") else words
    )


def from_csv(files: Files, table: Table) -> Iterable[Mapping[str, Cell]]:
    text = files[f"data/{table.name}.csv"].decode()
    columns = {each.name: each for each in table.columns}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield {
            name: int(words)
            if name in table.keys and name.endswith("_number")
            else typed(columns.get(name), words)
            for name, words in row.items()
        }


@pytest.mark.parametrize("kind", [each.plural for each in KINDS])
@pytest.mark.parametrize("site", ["golden", "hard"])
def test_records_come_back_from_csv(kind: str, site: str, request: pytest.FixtureRequest) -> None:
    """Every value of every record, in its place."""
    files: Files = request.getfixturevalue(site)
    tables = tables_of(KIND_BY_PLURAL[kind], LANGUAGES)

    assert records_from(tables, lambda table: from_csv(files, table)) == published(files, kind)


@pytest.mark.parametrize("site", ["golden", "hard"])
def test_records_come_back_from_sqlite(
    site: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The same, with whole tables that fit together."""
    files: Files = request.getfixturevalue(site)
    place = tmp_path / "records.sqlite"
    place.write_bytes(files["data/records.sqlite"])
    with closing(sqlite3.connect(place)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(table: Table) -> Iterable[Mapping[str, Cell]]:
            found = connection.execute(f'select * from "{table.name}" order by rowid')
            booleans = {each.name for each in table.columns if each.datatype == "boolean"}
            for row in found:
                cells = dict(row)
                yield {
                    name: bool(value) if name in booleans and value is not None else value
                    for name, value in cells.items()
                }

        assert connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        for kind in KINDS:
            assert records_from(tables_of(kind, LANGUAGES), rows) == published(files, kind.plural)


@pytest.mark.parametrize("site", ["golden", "hard"])
def test_records_come_back_from_lines_and_single_files(
    site: str, request: pytest.FixtureRequest
) -> None:
    """One record on each line, and one beside each page."""
    files: Files = request.getfixturevalue(site)
    lines = [json.loads(line) for line in files["data/records.jsonl"].splitlines()]

    for kind in KINDS:
        records = published(files, kind.plural)
        mine = [dict(each) for each in lines if each["type"] == kind.name]
        assert [{k: v for k, v in each.items() if k != "type"} for each in mine] == records
        folder = "" if kind.name == "page" else f"{kind.plural}/"
        for record in records:
            assert json.loads(files[f"{folder}{record['id']}/index.json"]) == record


def test_what_readers_do_not_see_is_not_in_it(hard: Files) -> None:
    """Neither drafts, nor what was withdrawn, nor what is only for editors."""
    assert "profiles/w/index.json" not in hard
    assert [each["id"] for each in published(hard, "profiles")] == ["a"]
    assert not any(
        b"draft" in data for path, data in hard.items() if path.startswith("data/profiles")
    )


def test_pages_lead_to_their_record_if_there_is_one(hard: Files) -> None:
    """By its address from the site's root, in each language."""
    told = {each.address.path: each.address.data for each in planned(HARD).pages}

    assert told["profiles/a/"] == told["en/profiles/a/"] == "profiles/a/index.json"
    assert (told["profiles/w/"], told["profiles/"], told[""]) == ("", "", "")
    assert {each for each in told.values() if each} <= set(hard)


def test_the_same_records_make_the_same_bytes(golden: Files) -> None:
    """The database too, which knows no day and no version."""
    again = files_of(GOLDEN)

    assert {path for path in golden if golden[path] != again[path]} == set()


def tables_in(files: Files, folder: Path) -> TableGroup:
    """The tables of a site as the library for CSV on the Web understands them."""
    for path, data in files.items():
        if path.startswith("data/") and path.endswith((".csv", "-metadata.json")):
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    return TableGroup.from_file(folder / "data/csv-metadata.json")


def test_a_reference_may_lead_to_a_record_that_is_not_shown(hard: Files, tmp_path: Path) -> None:
    """Pages name a recipient whose profile is held back or withdrawn; tables promise no more."""
    group = tables_in(hard, tmp_path)
    named = [row["profile"] for row in group.tabledict["decisions_recipients.csv"]]

    assert named == ["a", "b", "w"]
    assert group.check_referential_integrity()


def test_tables_are_as_they_are_described(golden: Files, tmp_path: Path) -> None:
    """The library for CSV on the Web finds each column, each type, and every reference."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        group = tables_in(golden, tmp_path)
        rows = {name: [*table] for name, table in group.tabledict.items()}
        assert group.check_referential_integrity()

    assert set(rows) == {path[5:] for path in golden if path.endswith(".csv")}
    for kind in KINDS:
        assert len(rows[f"{kind.plural}.csv"]) == len(published(golden, kind.plural))
    described = [each for table in group.tables for each in table.tableSchema.columns]
    assert sum("dc:description" in each.common_props for each in described) > 300


def test_catalogues_find_every_file(hard: Files) -> None:
    """As DCAT: who publishes what, on which terms, and where each file is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Graph().parse(data=hard["data/dcat.jsonld"], format="json-ld")
    offered = {str(each) for each in graph.objects(None, DCAT.downloadURL)}
    base = "https://guong.example/a/"

    described = ("data/csv-metadata.json", "data/dcat.jsonld")
    files = {base + path for path in hard if path.startswith("data/") and path not in described}
    assert offered == files
    licences = {str(each) for each in graph.objects(None, DCT.license)}
    assert licences == {"https://creativecommons.org/licenses/by/4.0/"}
    (catalogue,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    assert str(catalogue) == f"{base}data/"
    assert len({*graph.objects(catalogue, DCAT.dataset)}) == len(KINDS) + 3


def test_a_site_may_keep_its_data_to_itself() -> None:
    """Then only the figures that its pages offer are there."""
    files = {**HARD, "site.yaml": HARD["site.yaml"] + "data: false\n"}
    site = planned(files)
    paths = {each.path for each in site.files if each.path.startswith("data/")}

    assert paths == {
        f"data/{name}.{each}.csv" for name in ("outcomes", "accountability") for each in LANGUAGES
    }
    assert not [each.path for each in site.files if each.path.endswith("index.json")]
    assert {each.address.data for each in site.pages} == {""}
