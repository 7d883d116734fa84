"""What is promised for any bytes whatever: each harness takes some and raises if it is broken."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from generator.diagnostics import Diagnostic, Location
from generator.importers.sheets.opening import grids
from generator.importers.sheets.trouble import Refused
from generator.importers.tables.grid import Grid
from generator.ingest import Loaded, ingest
from generator.reading.document import read_document
from generator.reading.effort import Gauge
from generator.reading.markup import to_body
from generator.reading.table import read_table
from generator.reading.tidy import tidied, untidy
from generator.records.kinds import KINDS
from generator.records.types import HOLE, PartialDate
from tests.importers.test_bad_spreadsheets import LIST, ODS, RELATIONS, WORKBOOK

LANGUAGES = ("vi", "en")
_SHEET, _CONTENT = "xl/worksheets/sheet1.xml", "content.xml"
_PARTS: Mapping[str, str] = {
    _SHEET: f"<worksheet><sheetData>{LIST}</sheetData></worksheet>",
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS,
    "xl/sharedStrings.xml": "<sst><si><t>A</t></si></sst>",
    "xl/styles.xml": "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>",
}
NEVER = frozenset(("script", "style", "svg", "math", "iframe", "object", "base", "meta", "link"))

ASKS = frozenset(
    ("style", "srcdoc", "srcset", "action", "formaction", "background", "ping", "poster")
)
RUNS = re.compile(r"(javascript|data|vbscript|file|blob|filesystem|view-source):")


def yaml(data: bytes) -> None:
    """Values or problems, the same each time, with places that exist."""
    _document(data, "units.yaml")


def front_matter(data: bytes) -> None:
    """As YAML; and what was tidied is tidy."""
    _document(data, "profiles/a.md")
    found = list(untidy(data, "markdown"))
    if found:
        text = tidied(data.decode(), "markdown")
        assert tidied(text, "markdown") == text


def record(data: bytes) -> None:
    """A record of the kind that the first byte chooses, of the bytes behind it."""
    kind = KINDS[data[0] % len(KINDS)] if data else KINDS[0]
    ending = "md" if kind.form == "markdown" else "yaml"
    loaded = Loaded(kind.name, "a", (f"{kind.plural}/a.{ending}", data[1:]), {}, {})
    once, again = ingest(loaded, LANGUAGES), ingest(loaded, LANGUAGES)
    assert once == again
    _places(once.problems, data)


def markdown(data: bytes) -> None:
    """HTML of allowed tags and attributes, with an address for every hole."""
    text = data.decode("utf-8", "replace")
    if Gauge().refuses(text, Location("a.md", 1, 1)):
        return
    body = to_body(text, "vi", "a.md")
    seen = _Seen()
    seen.feed(body.html)
    seen.close()
    assert seen.wrong == []
    assert body.html.count(HOLE) == len(body.links)
    assert to_body(text, "vi", "a.md") == body


def partial_date(data: bytes) -> None:
    """A date that can be written and read again, or a ValueError."""
    text = data.decode("utf-8", "replace")
    try:
        moment = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(moment)) == moment
    assert moment.first_day <= moment.last_day


def table(data: bytes) -> None:
    """Rows of a table beside a record, or problems."""
    once, problems = read_table(data, "a.csv")
    assert read_table(data, "a.csv") == (once, problems)
    _places(problems, data)


def spreadsheet(data: bytes) -> None:
    """Grids of a text to import, or one sentence why there are none."""
    _import(data, ".csv")


def workbook(data: bytes) -> None:
    """The same of a workbook one of whose parts, chosen by the first byte, holds the others."""
    part = [*_PARTS, _CONTENT][data[0] % (len(_PARTS) + 1)] if data else _SHEET
    parts: dict[str, str | bytes] = {"mimetype": ODS} if part == _CONTENT else {**_PARTS}
    parts[part] = data[1:]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    _import(stream.getvalue(), ".ods" if part == _CONTENT else ".xlsx")


def package(data: bytes) -> None:
    """The same of any bytes at all under the name of a workbook."""
    _import(data, ".xlsx")


def _import(data: bytes, ending: str) -> None:
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        file.write(data)
        file.flush()
        try:
            for each in grids(Path(file.name)):
                assert isinstance(each, Grid)
        except Refused as refusal:
            assert str(refusal)


HARNESSES: Mapping[str, Callable[[bytes], None]] = {
    each.__name__: each
    for each in (
        yaml,
        front_matter,
        record,
        markdown,
        partial_date,
        table,
        spreadsheet,
        workbook,
        package,
    )
}


def _document(data: bytes, file: str) -> None:
    once, problems = read_document(data, file)
    assert (once is None) <= bool(problems)
    again, others = read_document(data, file)
    assert problems == others
    assert (once and replace(once, tree=again.tree if again else once.tree)) == again
    if once and again:
        assert once.tree.value == again.tree.value
    _places(problems, data)


def _places(problems: tuple[Diagnostic, ...], data: bytes) -> None:
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for each in problems:
        assert 0 <= each.at.line <= lines
        assert str(each)


class _Seen(HTMLParser):
    """Collects tags and attributes that run or ask for something."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NEVER:
            self.wrong.append(tag)
        for name, value in attrs:
            # Browsers leave out what cannot be seen before they look at the scheme.
            address = "".join(each for each in value or "" if each > " ").casefold()
            if name.startswith("on") or name in ASKS:
                self.wrong.append(name)
            if name in ("href", "src", "cite") and RUNS.match(address):
                self.wrong.append(address)
