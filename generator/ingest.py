"""Ingest: the bytes of a bundle to records. Runs in workers; holds reading and validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location
from generator.reading.document import Document, read_document
from generator.reading.markup import to_body
from generator.reading.table import Table, read_table
from generator.records.kinds import KIND_BY_NAME
from generator.records.types import Body
from generator.validate.entry import Validated
from generator.validate.record import Files, validate_files


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
        return Validated((), tuple(problems))
    files = Files(
        KIND_BY_NAME[loaded.kind],
        loaded.id,
        main,
        {key: each for key, each in translations.items() if each is not None},
        {key: (name, each) for key, (name, each) in tables.items() if each is not None},
    )

    def make_body(words: str, language: str, begin: Location) -> Body:
        return keep(to_body(words, language, begin.file, begin.line))

    return validate_files(files, languages, make_body)
