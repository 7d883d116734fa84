"""Splits long listings over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.plan.scribe import Scribe
from generator.views.common import Pager
from generator.views.frame import Address, Crumb

T = TypeVar("T")

LINES = 2
"""How many entries of a line or two take the room of one that is a card."""


def parted(
    scribe: Scribe, path: str, entries: Sequence[T], size: int
) -> Iterator[tuple[str, tuple[T, ...], Pager]]:
    """Yield path, entries and pager of each part of a list; the first stands at *path* itself."""
    count = max(1, -(-len(entries) // size))
    paths = [path, *(f"{path}page-{number}/" for number in range(2, count + 1))]
    addresses = tuple(scribe.at(each) for each in paths)
    for number, each in enumerate(paths, 1):
        part = tuple(entries[(number - 1) * size : number * size])
        yield each, part, Pager(number, addresses, len(entries))


def listing_address(
    scribe: Scribe, path: str, template: str, section: str, number: int = 1
) -> Address:
    """The address of a section's page, which exists in every language."""
    crumbs = [home(scribe)]
    if number > 1:
        crumbs.append(section_crumb(scribe, section))
    return Address(
        scribe.at(path),
        scribe.language,
        template,
        section,
        scribe.addresses.alternates(path, scribe.addresses.languages),
        tuple(crumbs),
    )


def home(scribe: Scribe) -> Crumb:
    return Crumb("home", scribe.words(None), scribe.at(""))


def section_crumb(scribe: Scribe, section: str) -> Crumb:
    return Crumb(section, scribe.words(None), scribe.at(f"{section}/"))
