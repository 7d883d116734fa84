"""What the pages of single records have in common: their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.graph.site import Key
from generator.plan.addresses import record_path
from generator.plan.paging import home, parted, section_crumb
from generator.plan.scribe import Scribe
from generator.records.kinds import KIND_BY_NAME
from generator.views.common import Pager
from generator.views.frame import Address, Crumb

T = TypeVar("T")


def told_here(scribe: Scribe, kind: str) -> Iterator[str]:
    """The ids of the shown records of a kind that have a page in the scribe's language."""
    for id_ in scribe.graph.shown(kind):
        if scribe.language in scribe.addresses.languages_of((kind, id_)):
            yield id_


def record_address(scribe: Scribe, key: Key, template: str, below: str = "") -> Address:
    """The address of a record's page, or of a page *below* it."""
    kind = key[0]
    section = "" if kind == "page" else KIND_BY_NAME[kind].plural
    path = record_path(key) + below
    offered = scribe.graph.settings.data and not below and key[1] in scribe.graph.shown(kind)
    data = f"{path}index.json" if offered else ""
    crumbs = [home(scribe)] + ([section_crumb(scribe, section)] if section else [])
    return Address(
        scribe.at(path),
        scribe.language,
        template,
        section or "page",
        scribe.addresses.alternates(path, scribe.addresses.languages_of(key)),
        tuple(crumbs),
        data=data,
        card="" if below else scribe.card(key),
    )


def parted_record(
    scribe: Scribe, key: Key, template: str, entries: Sequence[T], size: int
) -> Iterator[tuple[Address, tuple[T, ...], Pager]]:
    """The pages of a record that lists many others; the first is the record's own."""
    own = record_address(scribe, key, template)
    here = Crumb("", scribe.name(scribe.graph.names[key]), own.path)
    for path, part, pager in parted(scribe, record_path(key), entries, size):
        below = path.removeprefix(record_path(key))
        address = record_address(scribe, key, template, below)
        yield replace(address, crumbs=(*own.crumbs, here)) if below else address, part, pager
