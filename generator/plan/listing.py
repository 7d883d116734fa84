"""Listings of records: the whole in pages, and a list for each value they can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.plan.collation import collation_key
from generator.plan.facets import LINKED, facets_of, values_by_group
from generator.plan.paging import listing_address, parted, section_crumb
from generator.plan.scribe import Scribe
from generator.records.common import Record
from generator.records.kinds import KIND_BY_PLURAL
from generator.records.model import Model
from generator.records.profile import Profile
from generator.views.common import Link, Pager, Phrase
from generator.views.facets import FacetGroup, FacetOption, Facets
from generator.views.frame import Address, Crumb

T = TypeVar("T")

MOST = 24
"""Values of a group that are offered; a page for all has links to the others."""
_ALL = {"unit": "units", "campaign": "campaigns", "title": "titles", "year": "years"}
_ALL |= {"topic": "topics"}


def listed(
    scribe: Scribe, section: str, records: Sequence[Record], cards: Sequence[T]
) -> Iterator[tuple[Address, tuple[T, ...], Pager, Facets]]:
    """The pages of a section, then those of each list within it.

    *section* is also the name of the template; *cards* show the *records*, in their order.
    """
    values = [frozenset((*_kind(each), *facets_of(scribe, each))) for each in records]
    counts = values_by_group(values)
    groups = tuple(
        FacetGroup(group, options, _more(scribe, section, group, len(counts[group]), len(options)))
        for group in counts
        if (options := _options(scribe, section, group, counts[group], len(records)))
    )
    size, path = scribe.graph.settings.page_size, f"{section}/"
    query = f"kind={KIND_BY_PLURAL[section].name}"
    facets = Facets(scribe.at(path), len(records), scribe.at("search/"), query, groups)
    for here, part, pager in parted(scribe, path, cards, size):
        yield listing_address(scribe, here, section, section, pager.number), part, pager, facets
    for group in groups:
        for option in group.options:
            chosen = (group.key, option.value)
            found = [card for card, has in zip(cards, values, strict=True) if chosen in has]
            narrowed = replace(facets, key=group.key, value=option.value, name=option.link.text)
            if group.key != "kind":
                narrowed = replace(narrowed, query=f"{query}&{group.key}={option.value}")
            for here, part, pager in parted(scribe, f"{path}{'/'.join(chosen)}/", found, size):
                address = listing_address(scribe, here, section, section)
                yield _below(scribe, address, section, option, pager), part, pager, narrowed


def _below(
    scribe: Scribe, address: Address, section: str, option: FacetOption, pager: Pager
) -> Address:
    crumbs = [*address.crumbs, section_crumb(scribe, section)]
    if pager.number > 1:
        crumbs.append(Crumb("", option.link.text, option.link.href))
    return replace(address, crumbs=tuple(crumbs))


def _kind(record: Record) -> Iterator[tuple[str, str]]:
    if isinstance(record, Profile | Model):
        yield "kind", record.kind


def _options(
    scribe: Scribe, section: str, group: str, counts: dict[str, int], total: int
) -> tuple[FacetOption, ...]:
    """The values worth a list: neither the whole, nor, but for kinds, a single entry."""
    least = 1 if group == "kind" else 2
    worth = [value for value, count in counts.items() if least <= count < total]
    # By id, so that the same are chosen in every language.
    chosen = sorted(worth, key=lambda value: (-counts[value], value))[:MOST]
    options = [
        FacetOption(
            Link(scribe.at(f"{section}/{group}/{value}/"), _name(scribe, group, value)),
            counts[value],
            value,
        )
        for value in chosen
    ]
    if group == "year":
        return tuple(sorted(options, key=lambda each: each.value, reverse=True))
    return tuple(sorted(options, key=lambda each: collation_key(each.link.text.text)))


def _name(scribe: Scribe, group: str, value: str) -> Phrase:
    # The words for a kind are the theme's; its name stands in for them.
    return scribe.name(scribe.graph.names[group, value]) if group in LINKED else Phrase(value)


def _more(scribe: Scribe, section: str, group: str, values: int, offered: int) -> str:
    """Where the values are that are not offered here."""
    more = _ALL.get(group, section)
    return scribe.at(f"{more}/") if offered < values and more != section else ""
