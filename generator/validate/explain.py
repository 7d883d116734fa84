"""Turns what pydantic found into sentences for people who write content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from generator.diagnostics import Diagnostic, problem
from generator.validate.places import Places
from generator.validate.shape import Shape

# Explanation key -> code, sentence, hint. The keys are pydantic's own and those of `Unreadable`.
EXPLANATIONS: Mapping[str, tuple[str, str, str]] = {
    "missing": ("C202", "`{field}` is missing.", "Add a line that begins with `{field}:`."),
    "not_text": (
        "C201",
        "`{field}` is not a text.",
        "Write words, or one text a language: `{vi: …, en: …}`.",
    ),
    "empty_text": ("C201", "`{field}` is empty.", "Write something, or take the line out."),
    "long_text": (
        "C201",
        "`{field}` is longer than {limit} characters.",
        "Move the words into the story.",
    ),
    "language": (
        "C211",
        "`{language}` is not a language of this site.",
        "The site has {languages}; `languages` in site.yaml lists them.",
    ),
    "slug": (
        "C207",
        "`{field}` is not an id: '{value}'.",
        "Ids are small letters a-z and digits, joined by single hyphens, such as `ho-giao`.",
    ),
    "reserved": (
        "C207",
        "`{field}` cannot be '{value}': Windows keeps this name for itself.",
        "Choose a longer id, such as `{value}-a`.",
    ),
    "not_number": (
        "C208",
        "`{field}` is not a number: '{value}'.",
        "Write digits with a point as the decimal mark, such as 14.5.",
    ),
    "thousands": (
        "C208",
        "`{field}` can be read in two ways: '{value}'.",
        "Write {plain} for thousands, or {decimal} for a decimal.",
    ),
    "grouped": (
        "C208",
        "`{field}` has marks between its digits: '{value}'.",
        "Write {plain}.",
    ),
    "not_whole": (
        "C208",
        "`{field}` is not a whole number: '{value}'.",
        "Write digits only, such as 12.",
    ),
    "negative": ("C212", "`{field}` is below zero: '{value}'.", "A count begins at 0."),
    "too_large": (
        "C212",
        "`{field}` is too large a number: '{value}'.",
        "Check the digits, or choose a larger unit.",
    ),
    "old_address": (
        "C210",
        "'{value}' cannot be the old address of a page.",
        "Write the path below the root of the site, such as tin-tuc/2019/bai.html.",
    ),
    "hidden_address": (
        "C210",
        "'{value}' cannot be the old address of a page: a name in it begins with a dot.",
        "Take it out: web servers and Git keep such names for themselves.",
    ),
    "not_switch": ("C201", "`{field}` is not a yes or no: '{value}'.", "Write `true` or `false`."),
    "date": (
        "C204",
        "`{field}` is not a date: '{value}'.",
        "Write 1961, 1961-10 or 1961-10-18; months run from 01 to 12.",
    ),
    "date_with_time": (
        "C204",
        "`{field}` takes no time of day: '{value}'.",
        "Write the date alone, such as 1961-10-18.",
    ),
    "not_day": (
        "C204",
        "`{field}` is not a whole date: '{value}'.",
        "Write year, month and day, such as 1961-10-18.",
    ),
    "url": (
        "C209",
        "`{field}` is not an address: '{value}'.",
        "Begin with https://, http://, mailto: or tel:.",
    ),
    "site_url": (
        "C209",
        "`{field}` is not an address that a site can have.",
        "Write https://, the host and perhaps a folder, without user, `?`, `#` and `..`.",
    ),
    "absolute_path": (
        "C210",
        "`{field}` leads out of the content folder: '{value}'.",
        "Name a file beside this one, such as `portrait.jpg`.",
    ),
    "backslash": ("C210", "`{field}` has a backslash: '{value}'.", "Write folders with `/`."),
    "share": ("C201", "`{field}` is not a share: '{value}'.", "Write a fraction such as 1/2."),
    "focus": (
        "C201",
        "`{field}` is not a place in a picture: '{value}'.",
        "Write how far from its left and from its top, such as 40% 25%.",
    ),
    "list_type": (
        "C201",
        "`{field}` is not a list.",
        "Write one entry a line, each after a hyphen.",
    ),
    "tuple_type": (
        "C201",
        "`{field}` is not a list.",
        "Write one entry a line, each after a hyphen.",
    ),
    "dict_type": (
        "C201",
        "`{field}` has no fields of its own.",
        "Write its fields beneath it, indented by two spaces.",
    ),
}
_NOT_EXPLAINED = (
    "C201",
    "`{field}` cannot be read: {detail}.",
    "Compare it with the documentation.",
)
_UNKNOWN = ("C203", "`{field}` is not a field of {owner}.", "Did you mean `{nearest}`?")
_UNKNOWN_FAR = ("C203", "`{field}` is not a field of {owner}.", "The fields are: {fields}.")
_CHOICE = ("C206", "`{field}` cannot be '{value}'.", "Did you mean `{nearest}`?")
_CHOICE_FAR = ("C206", "`{field}` cannot be '{value}'.", "It is one of: {choices}.")


def explained(
    errors: Iterable[Mapping[str, Any]], shape: Shape, places: Places
) -> list[Diagnostic]:
    """Locate and word each of pydantic's *errors* on a record of *shape*."""
    return [_explained(error, shape, places) for error in errors]


def unknown_field(
    name: str, owner: Shape, places: Places, path: tuple[str | int, ...]
) -> Diagnostic:
    """The diagnostic for a key that no field has."""
    nearest = get_close_matches(name, owner.fields, 1, 0.6)
    code, message, hint = _UNKNOWN if nearest else _UNKNOWN_FAR
    return problem(
        places.of_key(path),
        code,
        message,
        hint,
        field=name,
        owner=f"`{owner.type.__name__.lower()}`",
        nearest=nearest[0] if nearest else "",
        fields=", ".join(sorted(owner.fields)),
    )


def _explained(error: Mapping[str, Any], shape: Shape, places: Places) -> Diagnostic:
    path = tuple(part for part in error["loc"] if part != "[key]")
    field = _field_name(path)
    if error["type"] == "extra_forbidden":
        return unknown_field(str(path[-1]), _at(shape, path[:-1]), places, path)
    if error["type"] == "literal_error":
        return _wrong_choice(error, _at(shape, path), places, path)
    if error["type"] == "missing":
        code, message, hint = EXPLANATIONS["missing"]
        return problem(places.of(path[:-1]), code, message, hint, field=path[-1])
    values = {**error.get("ctx", {}), "field": field, "detail": error["msg"]}
    if not path:
        return _not_a_record(places)
    path = (*path, values.pop("part")) if "part" in values else path
    code, message, hint = EXPLANATIONS.get(error["type"], _NOT_EXPLAINED)
    at = places.of_key(path) if "[key]" in error["loc"] else places.of(path)
    return problem(at, code, message, hint, **values)


def _not_a_record(places: Places) -> Diagnostic:
    return problem(
        places.of(()),
        "C111",
        "This entry has no fields.",
        "Write one field a line, such as `title: …`.",
    )


def _wrong_choice(
    error: Mapping[str, Any], shape: Shape, places: Places, path: tuple[str | int, ...]
) -> Diagnostic:
    choices = [str(choice) for choice in get_args(shape.type)]
    value = str(error["input"])[:40]
    nearest = get_close_matches(value, choices, 1, 0.6)
    code, message, hint = _CHOICE if nearest else _CHOICE_FAR
    return problem(
        places.of(path),
        code,
        message,
        hint,
        field=_field_name(path),
        value=value,
        nearest=nearest[0] if nearest else "",
        choices=", ".join(choices),
    )


def _at(shape: Shape, path: tuple[str | int, ...]) -> Shape:
    for part in path:
        if shape.form == "record":
            shape = shape.fields[str(part)]
        elif shape.item is not None:
            shape = shape.item
    return shape


def _field_name(path: tuple[str | int, ...]) -> str:
    """The name that an author knows a value by: its key, and the position in a list."""
    names = [str(part) for part in path if isinstance(part, str)]
    if path and isinstance(path[-1], int):
        return f"{names[-1] if names else ''}[{path[-1] + 1}]"
    return names[-1] if names else "?"
