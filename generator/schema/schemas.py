"""JSON Schemas of whole files, made from the types of records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, get_args

from generator.glossary import meaning
from generator.inventory import Inventory
from generator.records.kinds import KINDS, Kind
from generator.schema.leaves import Schema, leaf, shared
from generator.settings import Settings
from generator.validate.shape import Shape, shape_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING: Schema = {"type": "null"}


def schemas(site: Inventory) -> dict[str, Schema]:
    """The schema of site.yaml by "site", and of each kind's files by the kind's plural."""
    made = {"site": _document(shape_of(Settings), site, without=())}
    for kind in KINDS:
        made[kind.plural] = _of_kind(kind, site)
    return made


def _of_kind(kind: Kind, site: Inventory) -> Schema:
    shape = shape_of(kind.type)
    if kind.form == "list":
        whole = _document(shape, site, without=())
        entry = {key: whole.pop(key) for key in tuple(whole) if key not in ("$schema", "$defs")}
        return {**whole, "type": ["array", "null"], "items": entry}
    # The id is the file's name, and a story stands below the front matter.
    made = _document(shape, site, without=("body",))
    made["required"] = [name for name in made["required"] if name != "id"]
    return made


def _document(shape: Shape, site: Inventory, without: tuple[str, ...]) -> Schema:
    maker = _Maker()
    made = maker.record(shape)
    for name in without:
        made["properties"].pop(name, None)
    parts = {**maker.parts, **shared(site)}
    used = _named([made, *maker.parts.values()])
    return {"$schema": DIALECT, **made, "$defs": {name: parts[name] for name in sorted(used)}}


def _named(value: object) -> set[str]:
    """The names of all parts that *value* refers to."""
    if isinstance(value, list):
        return {name for each in value for name in _named(each)}
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"].rpartition("/")[2]} if "$ref" in value else set()
    return own | _named([*value.values()])


@dataclass(slots=True)
class _Maker:
    """Makes schemas, and keeps those of a record's parts aside by their names."""

    parts: dict[str, Schema] = field(default_factory=dict)

    def record(self, shape: Shape) -> Schema:
        properties = {
            name: {"description": _described(shape.type, name), **self._value(part, name, shape)}
            for name, part in shape.fields.items()
        }
        for name, mark in shape.leaving.items():
            told = _deprecated(f"Hãy ghi vào `{mark.instead}`.", f"Write `{mark.instead}`.")
            properties[name] |= told
        names = {name: [name] for name in shape.required}
        for old, (name, _) in shape.old_names.items():
            told = _deprecated(f"Nay gọi là `{name}`.", f"Now called `{name}`.")
            properties[old] = {**properties[name], **told}
            names.setdefault(name, []).append(old)
        several = [names[name] for name in sorted(shape.required) if len(names[name]) > 1]
        made = {
            "type": "object",
            "properties": properties,
            "required": [name for name in sorted(shape.required) if len(names[name]) == 1],
            "additionalProperties": False,
        }
        if several:
            made["allOf"] = [{"anyOf": [{"required": [each]} for each in some]} for some in several]
        return made

    def _value(self, part: Shape, name: str, owner: Shape) -> Schema:
        made = self._of(part)
        # A key without a value counts as not written.
        return made if name in owner.required else {"anyOf": [*_options(made), _NOTHING]}

    def _of(self, shape: Shape) -> Schema:
        if shape.form == "record":
            name = shape.type.__name__
            if name not in self.parts:
                self.parts[name] = {}
                self.parts[name] = self.record(shape)
            return {"$ref": f"#/$defs/{name}"}
        if shape.form == "list" and shape.item is not None:
            entry = _options(self._of(shape.item))
            several = {"type": "array", "items": {"anyOf": [*entry, _NOTHING]}}
            # A single entry counts as a list of one.
            return {"anyOf": [several, *entry]}
        if shape.form == "map" and shape.item is not None:
            return self._map(shape, shape.item)
        if shape.form == "free":
            return {"type": "object"}
        return leaf(shape.type, shape.ref if shape.form == "leaf" else None)

    def _map(self, shape: Shape, item: Shape) -> Schema:
        made: Schema = {
            "type": "object",
            "additionalProperties": {"anyOf": [*_options(self._of(item)), _NOTHING]},
        }
        if get_args(shape.type)[0] is int:
            made["propertyNames"] = {"pattern": r"^\d+$"}
        return made


def _options(made: Schema) -> list[Any]:
    """What *made* lets choose from: itself where that is all."""
    return made["anyOf"] if made.keys() == {"anyOf"} else [made]


def _deprecated(vietnamese: str, english: str) -> Schema:
    """What editors say of a field that will go: some know the standard's word, some their own."""
    return {"deprecated": True, "deprecationMessage": f"{vietnamese} {english}"}


def _described(owner: type, name: str) -> str:
    return f"{meaning(owner, name, 'vi')}.\n\n{meaning(owner, name, 'en')}."
