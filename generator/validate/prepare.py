"""Brings a record's files together: translations laid over, stories turned into bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.yaml import Path
from generator.records.types import Body, Prose
from generator.validate.explain import unknown_field
from generator.validate.places import Places
from generator.validate.shape import Shape
from generator.validate.values import SLUG

MakeBody = Callable[[str, str, Location], Body]
"""(Markdown, language, where it begins) to a body."""


def without_blanks(value: Any, shape: Shape) -> Any:
    """Take keys without a value as not written, and a single entry as a list of one."""
    if shape.form == "record" and isinstance(value, Mapping):
        return {
            key: without_blanks(part, shape.fields[key]) if key in shape.fields else part
            for key, part in value.items()
            if part is not None
        }
    if shape.form in ("list", "map") and shape.item is not None:
        return _blankless_items(value, shape, shape.item)
    return value


def _blankless_items(value: Any, shape: Shape, item: Shape) -> Any:
    if shape.form == "map":
        if not isinstance(value, Mapping):
            return value
        return {key: without_blanks(part, item) for key, part in value.items() if part is not None}
    entries = value if isinstance(value, list) else [value]
    return [without_blanks(part, item) for part in entries if part is not None]


def _is_id(party: Any) -> bool:
    return isinstance(party, str) and SLUG.fullmatch(party) is not None


@dataclass(slots=True)
class Overlay:
    """Lays the translation of a record over its base; it may hold readable texts only.

    `places` belong to the base and learn where the translated texts are; `own` are the
    translation's. Plain texts of the base are in the language `default`.
    """

    language: str
    default: str
    places: Places
    own: Places
    problems: list[Diagnostic] = field(default_factory=list)

    def lay(self, base: Any, translation: Any, shape: Shape, path: Path = ()) -> Any:
        """The *base* with the words of *translation* beside its own."""
        if translation is None:
            return base
        if shape.readable or (shape.form == "party" and not _is_id(base)):
            return self._text(base, translation, path)
        match shape.form, translation, base:
            case "record", Mapping(), Mapping() | None:
                return self._record(dict(base or {}), translation, shape, path)
            case "list", list(), list() if shape.item:
                return self._list(base, translation, shape.item, path)
        self._report(
            self.own.of_key(path),
            "C215",
            "`{field}` cannot be translated.",
            "A translation holds words only; leave the rest to {file}.",
            field=path[-1],
        )
        return base

    def _text(self, base: Any, translation: Any, path: Path) -> Any:
        versions = dict(base) if isinstance(base, Mapping) else {self.default: base} if base else {}
        if self.language in versions:
            self._report(
                self.own.of(path),
                "C216",
                "`{field}` is given in '{language}' twice.",
                "Keep it here or in {file}, not in both.",
                field=path[-1],
                language=self.language,
            )
        self.places.moved[(*path, self.language)] = self.own.of(path)
        return {**versions, self.language: translation}

    def _record(
        self, base: dict[str, Any], translation: Mapping[str, Any], shape: Shape, path: Path
    ) -> Any:
        for key, part in translation.items():
            if key not in shape.fields:
                self.problems.append(unknown_field(key, shape, self.own, (*path, key)))
            else:
                base[key] = self.lay(base.get(key), part, shape.fields[key], (*path, key))
        return {key: part for key, part in base.items() if part is not None}

    def _list(self, base: list[Any], translation: list[Any], item: Shape, path: Path) -> Any:
        if len(base) != len(translation):
            self._report(
                self.own.of(path),
                "C214",
                "`{field}` has {new} entries here and {old} in {file}.",
                "A translated list has the same entries in the same order.",
                field=path[-1],
                new=len(translation),
                old=len(base),
            )
            return base
        pairs = zip(base, translation, strict=True)
        return [self.lay(was, now, item, (*path, at)) for at, (was, now) in enumerate(pairs)]

    def _report(self, at: Location, code: str, message: str, hint: str, **values: object) -> None:
        self.problems.append(problem(at, code, message, hint, file=self.places.file, **values))


def with_bodies(
    value: Any, shape: Shape, path: Path, default: str, places: Places, make: MakeBody
) -> Any:
    """Turn every story of a record into bodies; what is no text is left for validation."""
    if shape.form == "prose":
        return _prose(value, path, default, places, make)
    if shape.form == "record" and isinstance(value, Mapping):
        return {
            key: with_bodies(part, shape.fields[key], (*path, key), default, places, make)
            if key in shape.fields
            else part
            for key, part in value.items()
        }
    return value


def _prose(value: Any, path: Path, default: str, places: Places, make: MakeBody) -> Any:
    by_language = isinstance(value, Mapping)
    versions = value if by_language else {"": value}
    bodies = []
    for language, words in versions.items():
        if not isinstance(words, str):
            return value
        at = (*path, language) if by_language else path
        place = places.of(at)
        line = places.first_line(at) if at not in places.moved else place.line
        begin = Location(place.file, line, place.column)
        bodies.append((language, make(words, language or default, begin)))
    return Prose(tuple(bodies))
