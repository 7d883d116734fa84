"""Ingest: the bytes of a bundle to records. Runs in workers; holds reading and validation."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, Location
from generator.reading.document import Document, read_document
from generator.reading.effort import Gauge
from generator.reading.markup import to_body
from generator.reading.table import Table, read_table
from generator.reading.tidy import form_of, untidy
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Body
from generator.validate.entry import Entry, Untidy, Validated
from generator.validate.places import Places
from generator.validate.record import Files, places_of, validate_files


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
    files, problems = _read(loaded)
    if files is None:
        return Validated((), problems)
    gauge = Gauge()

    def make_body(words: str, language: str, begin: Location) -> Body:
        if gauge.refuses(words, begin):
            return Body("")
        return keep(to_body(words, language, begin.file, begin.line))

    made = validate_files(files, languages, make_body)
    entries = tuple(_with_untidy(made.entries, loaded))
    return Validated(entries, (*made.problems, *gauge.problems))


def places_in(loaded: Loaded, languages: tuple[str, ...]) -> dict[str, Places]:
    """Where the values of each record of one bundle stand, by the id of the record."""
    files, _ = _read(loaded)
    return places_of(files, languages) if files else {}


def _read(loaded: Loaded) -> tuple[Files | None, tuple[Diagnostic, ...]]:
    problems: list[Diagnostic] = []

    def document(path: str, data: bytes) -> Document | None:
        found, wrong = read_document(data, path)
        problems.extend(wrong)
        return found

    def table(path: str, data: bytes) -> Table | None:
        found, wrong = read_table(data, path)
        problems.extend(wrong)
        return found

    main = document(*loaded.main)
    translations = {key: document(*each) for key, each in loaded.translations.items()}
    tables = {key: (each[0], table(*each)) for key, each in loaded.tables.items()}
    if main is None or problems:
        return None, tuple(problems)
    files = Files(
        KIND_BY_NAME[loaded.kind],
        loaded.id,
        main,
        {key: each for key, each in translations.items() if each is not None},
        {key: (name, each) for key, (name, each) in tables.items() if each is not None},
    )
    return files, ()


def untidy_in(file: str, data: bytes) -> tuple[Untidy, ...]:
    """What tidying would change in a file."""
    form = form_of(file)
    found = untidy(data, form) if form else ()
    return tuple(
        Untidy(sort, Location(file, line, column), count) for sort, line, column, count in found
    )


def _with_untidy(entries: tuple[Entry, ...], loaded: Loaded) -> Iterator[Entry]:
    """The entries, each with what is untidy in its files; of a list, in its own lines."""
    files = (loaded.main, *loaded.translations.values(), *loaded.tables.values())
    found = [each for file in files for each in untidy_in(*file)]
    begins = [entry.at.line for entry in entries[1:]] if found else []
    for index, entry in enumerate(entries):
        own = [each for each in found if bisect(begins, each.at.line) == index]
        yield replace(entry, untidy=tuple(own)) if own else entry
