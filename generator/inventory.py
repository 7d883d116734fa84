"""The inventory: which records there are by id and name, without asking whether they are sound."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.discover import Bundle, Source, discover
from generator.reading.document import read_document
from generator.reading.yaml import Value
from generator.records.kinds import KIND_BY_NAME
from generator.settings import Settings
from generator.validate.outdated import renewed
from generator.validate.shape import Shape, shape_of, shape_of_file
from generator.validate.values import SLUG


@dataclass(frozen=True, slots=True)
class Inventory:
    """The languages of a site, and the name of each record by kind and id."""

    languages: tuple[str, ...]
    names: Mapping[str, Mapping[str, str]]


def inventory(content: Path, kinds: Collection[str] = tuple(KIND_BY_NAME)) -> Inventory:
    """Look through *content* for records of *kinds*; what cannot be read is passed over."""
    found = discover(content)
    names: dict[str, dict[str, str]] = {kind: {} for kind in kinds}
    for bundle in found.bundles:
        if bundle.kind.name in names and bundle.main:
            value = _value(bundle.main, shape_of_file(bundle.kind))
            names[bundle.kind.name].update(_named(bundle, value))
    settings = _value(found.settings, shape_of(Settings)) if found.settings else None
    languages = settings.get("languages") if isinstance(settings, dict) else None
    listed = languages if isinstance(languages, list) else [languages]
    known = tuple(each for each in listed if isinstance(each, str))
    return Inventory(known or ("vi",), names)


def _value(source: Source, shape: Shape) -> Value:
    try:
        document, _ = read_document(Path(source.absolute).read_bytes(), source.path)
    except OSError:
        return None
    return renewed(document, shape)[0].tree.value if document else None


def _named(bundle: Bundle, value: Value) -> Iterator[tuple[str, str]]:
    for each in value if isinstance(value, list) else [value]:
        record = each if isinstance(each, dict) else {}
        id_ = record.get("id") or bundle.id
        if isinstance(id_, str) and SLUG.fullmatch(id_):
            yield id_, _words(record.get("name") or record.get("title"))


def _words(value: Value) -> str:
    """A text, in the first of its languages."""
    if isinstance(value, dict):
        value = next(iter(value.values()), None)
    return value if isinstance(value, str) else ""
