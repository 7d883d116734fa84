"""Splits long listings over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.plan.scribe import Scribe
from generator.views.common import Pager
from generator.views.frame import Address, Crumb

T = TypeVar("T")


def paged(
    scribe: Scribe, section: str, entries: Sequence[T], template: str
) -> Iterator[tuple[Address, tuple[T, ...], Pager]]:
    """Yield the address, entries and pager of each page of a section; one page if it is empty."""
    size = scribe.graph.settings.page_size
    count = max(1, -(-len(entries) // size))
    paths = [
        f"{section}/" if number == 1 else f"{section}/page-{number}/"
        for number in range(1, count + 1)
    ]
    for number, path in enumerate(paths, 1):
        part = tuple(entries[(number - 1) * size : number * size])
        yield (
            listing_address(scribe, path, template, section, number),
            part,
            Pager(number, tuple(scribe.at(each) for each in paths), len(entries)),
        )


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
