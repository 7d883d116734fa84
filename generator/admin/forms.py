"""Forms: the fields of a record as widgets of Decap CMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from generator.glossary import LANGUAGES, meaning
from generator.inventory import Inventory
from generator.records.types import FilePath
from generator.validate.shape import Shape

Widget = dict[str, Any]

_HIDDEN = frozenset(("silence", "extra"))
"""For those who know the files; editors leave them as they are."""


def fields_of(shape: Shape, site: Inventory, *, partly: bool = False) -> list[Widget]:
    """The fields of a record; nothing is required of what may be written *partly*."""
    return [*_fields(shape, site, partly=partly)]


def words_in(site: Inventory) -> str:
    """The language of labels: the site's, if there are words in it."""
    return site.languages[0] if site.languages[0] in LANGUAGES else "en"


def _fields(shape: Shape, site: Inventory, *, partly: bool) -> Iterator[Widget]:
    for name, part in _in_order(shape):
        widget = None if name in _HIDDEN else _widget(part, site)
        if widget is None:
            continue
        yield {
            "name": name,
            "label": meaning(shape.type, name, words_in(site)),
            **widget,
            "hint": name,
            "required": name in shape.required and not partly,
        }


def _in_order(shape: Shape) -> list[tuple[str, Shape]]:
    """The fields of the type itself before those that all records have."""
    own = vars(shape.type).get("__annotations__", {})
    return sorted(shape.fields.items(), key=lambda each: each[0] not in own)


def _widget(shape: Shape, site: Inventory) -> Widget | None:
    """The widget of a value; None for what no form can hold, which stays as it is."""
    if shape.form == "record":
        # A form would ask for these parts of what is not written at all.
        fields = fields_of(shape, site, partly=True)
        return {"widget": "object", "collapsed": True, "fields": fields}
    if shape.form == "list" and shape.item is not None:
        return _several(shape.item, site)
    if shape.form in ("map", "free"):
        return None
    return _single(shape, site)


def _several(item: Shape, site: Inventory) -> Widget | None:
    if item.form == "record":
        summary = next(iter(item.fields))
        return {
            "widget": "list",
            "collapsed": True,
            "summary": f"{{{{fields.{summary}}}}}",
            "fields": fields_of(item, site),
        }
    single = _widget(item, site)
    if single is None or single["widget"] == "select":
        return single and {**single, "multiple": True}
    label = {"vi": "Mục", "en": "Entry"}[words_in(site)]
    return {"widget": "list", "field": {"name": "entry", "label": label, **single}}


def _single(shape: Shape, site: Inventory) -> Widget:
    if shape.form == "text":
        return {"widget": "words"}
    if shape.form == "prose":
        return {"widget": "words", "long": True}
    if shape.form == "party":
        return {"widget": "string"}
    if shape.ref is not None:
        known: Mapping[str, str] = site.names.get(shape.ref.kind, {})
        return _choice({id_: known[id_] or id_ for id_ in sorted(known)})
    if shape.type is bool:
        return {"widget": "boolean"}
    if shape.type is FilePath:
        return {"widget": "file"}
    if get_origin(shape.type) is not None:
        return _choice({each: each for each in get_args(shape.type)})
    # Numbers and days too: a form would write them in its own way.
    return {"widget": "string"}


def _choice(options: Mapping[str, str]) -> Widget:
    if not options:
        return {"widget": "string"}
    return {
        "widget": "select",
        "options": [{"label": label, "value": value} for value, label in options.items()],
    }
