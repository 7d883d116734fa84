"""Document to record: the whole way for one bundle of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, Location, problem
from generator.nearest import Nearest
from generator.reading.document import Document
from generator.reading.table import Table
from generator.reading.yaml import Path
from generator.records.kinds import Kind
from generator.records.types import Body
from generator.settings import Settings
from generator.validate.border import adapter_for
from generator.validate.entry import Configured, Entry, Validated
from generator.validate.explain import explained
from generator.validate.places import Places
from generator.validate.prepare import MakeBody, Overlay, with_bodies, without_blanks
from generator.validate.references import (
    Mention,
    Reference,
    bodies_of,
    files_of,
    references_of,
)
from generator.validate.rules import broken_rules, missing_source
from generator.validate.shape import Shape, shape_of


@dataclass(frozen=True, slots=True)
class Files:
    """The files that one record, or one list of records, is written in."""

    kind: Kind
    id: str
    main: Document
    translations: Mapping[str, Document]
    tables: Mapping[str, tuple[str, Table]]
    """CSV files by the field they fill, each with its name."""


def validate_settings(document: Document) -> tuple[Configured | None, tuple[Diagnostic, ...]]:
    """Make the settings of a site from site.yaml."""
    places = Places(document.file, document.tree.positions)
    value = document.tree.value
    if not isinstance(value, dict):
        return None, (_not_a_mapping(document.file),)
    shape = shape_of(Settings)
    settings, problems = _built(without_blanks(value, shape), shape, places, frozenset())
    if settings is None:
        return None, problems
    redirects = {
        old: (places.of_key(("redirects", old)), places.of(("redirects", old)))
        for old in settings.redirects or {}
    }
    references = tuple(references_of(settings, shape, places))
    checks = {code: places.of_key(("checks", code)) for code in settings.checks or {}}
    return Configured(settings, references, places.of(("theme",)), redirects, checks), ()


def validate_files(files: Files, languages: tuple[str, ...], make_body: MakeBody) -> Validated:
    """Make the records of *files*; the first of *languages* is the default."""
    if files.kind.form == "list":
        return _validate_list(files, languages, make_body)
    value = files.main.tree.value
    if not isinstance(value, dict):
        return Validated((), (_not_a_mapping(files.main.file),))
    value, places, problems = _laid_together(value, files, languages)
    return _validate_one(files.kind, files.id, value, places, languages, make_body, problems)


def places_of(files: Files, languages: tuple[str, ...]) -> dict[str, Places]:
    """Where the values of each record of *files* stand, by the id of the record."""
    value = files.main.tree.value
    positions = files.main.tree.positions
    if isinstance(value, list):
        return {
            str(each.get("id")): Places(files.main.file, positions, (index,))
            for index, each in enumerate(value)
            if isinstance(each, dict)
        }
    if not isinstance(value, dict):
        return {}
    value, places, _ = _laid_together(value, files, languages)
    return {str(value.get("id") or files.id): places}


def _laid_together(
    value: dict[str, Any], files: Files, languages: tuple[str, ...]
) -> tuple[dict[str, Any], Places, list[Diagnostic]]:
    """The values of all files of a record in one, and where each of them stands."""
    places = Places(files.main.file, files.main.tree.positions)
    value, problems = _with_body(value, files.main, places)
    for language, document in sorted(files.translations.items()):
        value, found = _translated(value, document, language, languages, files, places)
        problems += found
    for field, (name, table) in sorted(files.tables.items()):
        value = _with_table(value, field, name, table, places)
    return value, places, problems


def _validate_list(files: Files, languages: tuple[str, ...], make_body: MakeBody) -> Validated:
    value = files.main.tree.value
    if value is None:
        return Validated((), ())
    if not isinstance(value, list):
        wrong = problem(
            Location(files.main.file, 1, 1),
            "C111",
            "This file is not a list.",
            "Begin each record with `- id:`.",
        )
        return Validated((), (wrong,))
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    for index, each in enumerate(value):
        places = Places(files.main.file, files.main.tree.positions, (index,))
        one = _validate_one(files.kind, "", each, places, languages, make_body, [])
        entries += one.entries
        problems += one.problems
    return Validated(tuple(entries), tuple(problems))


def _validate_one(
    kind: Kind,
    id_: str,
    value: Any,
    places: Places,
    languages: tuple[str, ...],
    make_body: MakeBody,
    problems: list[Diagnostic],
) -> Validated:
    shape = shape_of(kind.type)
    value = without_blanks(value, shape)
    if isinstance(value, dict):
        if id_:
            value.setdefault("id", id_)
        value = with_bodies(value, shape, (), languages[0], places, make_body)
    record, found = _built(value, shape, places, frozenset(languages))
    problems = [*problems, *found]
    if record is None:
        return Validated((), tuple(problems))
    references = tuple(references_of(record, shape, places))
    known = frozenset(source.id for source in getattr(record, "sources", ()))
    nearest = Nearest()
    problems += [
        missing_source(id_, nearest.to(id_, known), at)
        for id_, at in _cited(record, shape, places, references)
        if id_ not in known
    ]
    entry = Entry(
        kind.name,
        record,
        places.of(()) if kind.form == "list" else Location(places.file),
        tuple(each for each in references if each.kind != "source"),
        tuple(_mentions(record, shape, places)),
    )
    return Validated((entry,), tuple(problems))


def _built(
    value: Any, shape: Shape, places: Places, languages: frozenset[str]
) -> tuple[Any, tuple[Diagnostic, ...]]:
    try:
        record = adapter_for(shape.type).validate_python(value, context=languages)
    except ValidationError as failure:
        errors: Any = failure.errors(include_url=False)
        return None, tuple(explained(errors, shape, places))
    broken = tuple(broken_rules(record, places))
    return (None if broken else record), broken


def _with_body(
    value: dict[str, Any], document: Document, places: Places
) -> tuple[dict[str, Any], list[Diagnostic]]:
    if "body" in value and document.file.endswith(".md"):
        place = places.of_key(("body",))
        return value, [
            problem(place, "C203", "`body` is the text below the second `---`.", "Move it there.")
        ]
    if not document.body.strip():
        return value, []
    places.moved[("body",)] = Location(document.file, document.body_line, 1)
    return {**value, "body": document.body}, []


def _translated(
    value: dict[str, Any],
    document: Document,
    language: str,
    languages: tuple[str, ...],
    files: Files,
    places: Places,
) -> tuple[dict[str, Any], list[Diagnostic]]:
    if language not in languages[1:]:
        wrong = problem(
            Location(document.file),
            "C211",
            "`{language}` is not a language of this site to translate into.",
            "The site has {languages}; `languages` in site.yaml lists them.",
            language=language,
            languages=", ".join(languages),
        )
        return value, [wrong]
    given = document.tree.value
    if given is not None and not isinstance(given, dict):
        return value, [_not_a_mapping(document.file)]
    own = Places(document.file, document.tree.positions)
    given, problems = _with_body(given or {}, document, own)
    shape = shape_of(files.kind.type)
    if "body" in value and "body" in given:
        # The base's words move to a path of their own language; so does their place.
        places.moved[("body", languages[0])] = places.of(("body",))
    overlay = Overlay(language, languages[0], places, own, problems)
    return overlay.lay(value, given, shape), overlay.problems


def _with_table(
    value: dict[str, Any], field: str, name: str, table: Table, places: Places
) -> dict[str, Any]:
    places.moved[(field,)] = Location(name, 1, 1)
    for index, (line, _) in enumerate(table.rows):
        places.moved[(field, index)] = Location(name, line, 1)
    return {**value, field: [dict(row) for _, row in table.rows]}


def _cited(
    record: Any, shape: Shape, places: Places, references: Iterable[Reference]
) -> Iterator[tuple[str, Location]]:
    """Each source that a figure or a story names, and where."""
    yield from ((each.id, each.at) for each in references if each.kind == "source")
    for path, language, body in bodies_of(record, shape):
        file = _file_of(path, language, places)
        yield from ((each.target, Location(file, each.line, each.column)) for each in body.cited)


def _mentions(record: Any, shape: Shape, places: Places) -> Iterator[Mention]:
    for path, language, body in bodies_of(record, shape):
        yield from _body_mentions(path, language, body, places)
    for target, at in files_of(record, shape, places):
        yield Mention(target, at, picture=True, path=True)


def _body_mentions(path: Path, language: str, body: Body, places: Places) -> Iterator[Mention]:
    file = _file_of(path, language, places)
    for link in body.links:
        yield Mention(link.target, Location(file, link.line, link.column), link.picture)


def _file_of(path: Path, language: str, places: Places) -> str:
    return places.of((*path, language) if language else path).file


def _not_a_mapping(file: str) -> Diagnostic:
    return problem(
        Location(file, 1, 1),
        "C111",
        "This file has no fields.",
        "Write one field a line, such as `title: …`.",
    )
