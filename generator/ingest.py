"""Ingest: the bytes of a bundle to records. Runs in workers; holds reading and validation."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.diagnostics import Diagnostic, Location
from generator.reading.document import Document, read_document
from generator.reading.effort import Gauge
from generator.reading.markup import to_body
from generator.reading.table import Table, read_table
from generator.reading.tidy import form_of, untidy
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Body
from generator.validate.entry import Entry, Outdated, Untidy, Validated
from generator.validate.outdated import Found, renewed, renewed_table
from generator.validate.places import Places
from generator.validate.record import Files, places_of, validate_files
from generator.validate.shape import Shape, shape_of_file, shape_of_row

_Made = TypeVar("_Made", Document, Table)
_Placed = TypeVar("_Placed", Untidy, Outdated)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The files of a bundle as bytes: (path, bytes) pairs."""

    kind: str
    id: str
    main: tuple[str, bytes]
    translations: Mapping[str, tuple[str, bytes]]
    tables: Mapping[str, tuple[str, bytes]]


def ingest(
    loaded: Loaded, languages: tuple[str, ...], keep: Callable[[Body], Body] = lambda body: body
) -> Validated:
    """Make the records of one bundle; the first of *languages* is the default.

    *keep* may put the HTML of each body elsewhere, and gives what stays in its record.
    """
    files, problems, (outdated, twice) = _read(loaded)
    if files is None:
        return Validated((), problems)
    gauge = Gauge()

    def make_body(words: str, language: str, begin: Location) -> Body:
        if gauge.refuses(words, begin):
            return Body("")
        return keep(to_body(words, language, begin.file, begin.line))

    made = validate_files(files, languages, make_body)
    entries = tuple(_with_remarkable(made.entries, loaded, outdated))
    return Validated(entries, (*twice, *made.problems, *gauge.problems))


def places_in(loaded: Loaded, languages: tuple[str, ...]) -> dict[str, Places]:
    """Where the values of each record of one bundle stand, by the id of the record."""
    files, _, _ = _read(loaded)
    return places_of(files, languages) if files else {}


def _read(loaded: Loaded) -> tuple[Files | None, tuple[Diagnostic, ...], Found]:
    """The files, why there are none, and what stands in them under old names."""
    kind = KIND_BY_NAME[loaded.kind]
    shape = shape_of_file(kind)
    problems: list[Diagnostic] = []
    outdated: list[Outdated] = []
    twice: list[Diagnostic] = []

    def document(path: str, data: bytes) -> Document | None:
        read, wrong = read_document(data, path)
        problems.extend(wrong)
        return kept(*renewed(read, shape)) if read else None

    def table(field: str, path: str, data: bytes) -> Table | None:
        read, wrong = read_table(data, path)
        problems.extend(wrong)
        return kept(*renewed_table(read, path, shape_of_row(kind, field))) if read else None

    def kept(made: _Made, found: Found) -> _Made:
        outdated.extend(found[0])
        twice.extend(found[1])
        return made

    main = document(*loaded.main)
    translations = {key: document(*each) for key, each in loaded.translations.items()}
    tables = {key: (each[0], table(key, *each)) for key, each in loaded.tables.items()}
    if main is None or problems:
        return None, tuple(problems), ((), ())
    files = Files(
        kind,
        loaded.id,
        main,
        {key: each for key, each in translations.items() if each is not None},
        {key: (name, each) for key, (name, each) in tables.items() if each is not None},
    )
    return files, (), (tuple(outdated), tuple(twice))


def untidy_in(file: str, data: bytes) -> tuple[Untidy, ...]:
    """What tidying would change in a file."""
    form = form_of(file)
    found = untidy(data, form) if form else ()
    return tuple(
        Untidy(sort, Location(file, line, column), count) for sort, line, column, count in found
    )


def outdated_in(file: str, data: bytes, shape: Shape) -> tuple[Outdated, ...]:
    """The fields in a file, whose values or rows are of a *shape*, that stand under old names."""
    if file.endswith(".csv"):
        table, _ = read_table(data, file)
        return renewed_table(table, file, shape)[1][0] if table else ()
    document, _ = read_document(data, file)
    return renewed(document, shape)[1][0] if document else ()


def _with_remarkable(
    entries: tuple[Entry, ...], loaded: Loaded, outdated: tuple[Outdated, ...]
) -> Iterator[Entry]:
    """The entries, each with what to remark on in its files; of a list, in its own lines."""
    files = (loaded.main, *loaded.translations.values(), *loaded.tables.values())
    untidy = [each for file in files for each in untidy_in(*file)]
    begins = [entry.at.line for entry in entries[1:]] if untidy or outdated else []

    def own(found: Iterable[_Placed], index: int) -> tuple[_Placed, ...]:
        return tuple(each for each in found if bisect(begins, each.at.line) == index)

    for index, entry in enumerate(entries):
        found = own(untidy, index), own(outdated, index)
        yield replace(entry, untidy=found[0], outdated=found[1]) if any(found) else entry
