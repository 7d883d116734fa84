"""JSON Schemas of single values, as YAML 1.2 reads them.

Whatever guong takes, these take too: a mark of the editor under something that is right would
teach authors to overlook marks. What guong refuses they refuse where a pattern can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args, get_origin

from generator.inventory import Inventory
from generator.records.kinds import KINDS
from generator.records.types import (
    FilePath,
    Focus,
    Moment,
    NewAddress,
    Number,
    OldAddress,
    PartialDate,
    Party,
    Prose,
    Ref,
    RuleCode,
    Share,
    SiteUrl,
    Slug,
    Text,
    Url,
)
from generator.rulebook import rules
from generator.settings import SECTIONS

Schema = dict[str, Any]

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_PARTIAL = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_PERCENT = r"(100|\d{1,2}(\.\d+)?)%"
_YEAR: Schema = {"type": "integer", "minimum": 1, "maximum": 9999}
_WORDS: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Text may look like a number or a switch."""
_ID: Schema = {"type": ["string", "integer"], "pattern": r"^\s*[a-z0-9]+(-[a-z0-9]+)*\s*$"}


def _matching(pattern: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*({pattern})\s*$"}


def _either(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


_LEAVES: Mapping[Any, Schema] = {
    PartialDate: _either(_YEAR, _matching(_PARTIAL)),
    Moment: _either(_YEAR, _matching(rf"{_PARTIAL}|{_DAY}[T ]([01]\d|2[0-3]):[0-5]\d")),
    date: _matching(_DAY),
    Number: _either(
        {"type": "number"}, _matching(r"[+-]?(\d+|\d{1,3}([ _\u00a0\u202f]\d{3})+)(\.\d+)?")
    ),
    int: _either({"type": "integer", "minimum": 0}, _matching(r"\d{1,3}([ _\u00a0\u202f]\d{3})*")),
    bool: _either({"type": "boolean"}, _matching("[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF")),
    Slug: _ID,
    Url: _matching(r'([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:)[^\s<>"]+'),
    SiteUrl: _matching(r'[Hh][Tt][Tt][Pp][Ss]?://[^\s<>"?#]+'),
    FilePath: {"type": ["string", "number"], "pattern": r"^\s*[^/\\~\s][^\\]*$"},
    Focus: _matching(rf"{_PERCENT}\s+{_PERCENT}"),
    OldAddress: _WORDS,
    NewAddress: _WORDS,
    RuleCode: _WORDS,
    Share: _matching(r"[1-9]\d{0,3}/[1-9]\d{0,3}"),
    str: _WORDS,
}


def leaf(declared: Any, ref: Ref | None) -> Schema:
    """The schema of a value of the type *declared*; its parts may be among those `shared`."""
    if declared in (Text, Prose):
        return _part("words")
    if declared is Party:
        return _either(_part("unit-ids"), _part("words"))
    if ref is not None:
        return _either(_part(f"{ref.kind}-ids"), _any_reference(ref.kind))
    if get_origin(declared) is not None:
        return {"enum": list(get_args(declared))}
    return _LEAVES[declared]


def shared(site: Inventory) -> dict[str, Schema]:
    """What many values have in common, by name; ids of *site* are offered, never demanded."""
    names = {kind.name: site.names.get(kind.name, {}) for kind in KINDS}
    choices: dict[str, Mapping[str, str]] = {
        **names,
        "source": {},
        "adoption_or_model": names["model"],
        "rule": {code: rule.title for code, rule in rules().items()},
        "section_or_page": {**dict.fromkeys(SECTIONS, ""), **names["page"]},
        "any": {f"{kind}:{id_}": name for kind in names for id_, name in names[kind].items()},
    }
    offered = {f"{kind}-ids": _offered(choices[kind]) for kind in choices}
    return {"words": _text(site.languages), **offered}


def _part(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text(languages: tuple[str, ...]) -> Schema:
    by_language = {
        "type": "object",
        "properties": dict.fromkeys(languages, _WORDS),
        "additionalProperties": False,
        "minProperties": 1,
    }
    return _either(_WORDS, by_language)


def _offered(choices: Mapping[str, str]) -> Schema:
    """Ids to choose from; a name beside each is shown by editors that can."""
    if not choices:
        return _ID
    ids = sorted(choices)
    return {"enum": ids, "enumDescriptions": [choices[id_] for id_ in ids]}


def _any_reference(kind: str) -> Schema:
    # A record that was written since must not look wrong.
    if kind == "rule":
        return _matching(r"[A-Z]\d+")
    if kind == "any":
        return _matching(r"([a-z]+:)?[a-z0-9]+(-[a-z0-9]+)*")
    return _ID
