"""What a record can be narrowed down by: kind, unit, campaign, title, year and topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.plan.scribe import Scribe
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.common import Record
from generator.records.decision import Decision
from generator.records.model import Model
from generator.records.profile import Profile

Value = tuple[str, str]
"""The group and one of its values, such as ("year", "1962")."""

GROUPS = ("kind", "unit", "campaign", "title", "year", "topic")
"""In the order in which readers see them."""
LINKED = ("unit", "campaign", "title", "topic")
"""The groups whose values are records themselves."""


def facets_of(scribe: Scribe, record: Record) -> tuple[Value, ...]:
    """All that a record belongs to and that has a page; kinds are left to the caller."""
    return tuple(
        (group, value)
        for group, value in dict.fromkeys(_facets(scribe, record))
        if value and (group not in LINKED or scribe.addresses.languages_of((group, value)))
    )


def _facets(scribe: Scribe, record: Any) -> Iterator[Value]:
    for group in ("unit", "campaign"):
        yield group, getattr(record, group, None) or ""
    for group in ("campaign", "topic"):
        yield from ((group, each) for each in getattr(record, f"{group}s", ()))
    match record:
        case Profile():
            for award in scribe.graph.back.awards_by_profile.get(record.id, ()):
                if award.revocation is None:
                    yield "title", award.title.id
                    yield "year", str(award.decision.date.year)
        case Decision():
            yield "unit", record.authority
            yield from (("title", each.title or record.title) for each in record.recipients)
            yield "year", str(record.date.year)
        case Campaign():
            for party in (record.launched_by, *(each.unit for each in record.coordinators)):
                yield "unit", (party and party.unit) or ""
            yield "year", str(record.period.start.year)
        case Model(origin=origin) if origin:
            yield "unit", origin.unit or ""
            yield "year", str(origin.since.year) if origin.since else ""
        case Article():
            yield "year", str(record.date.year)


def values_by_group(found: Iterable[Iterable[Value]]) -> dict[str, dict[str, int]]:
    """How many of the records have each value, by group and value."""
    counts: dict[str, dict[str, int]] = {group: {} for group in GROUPS}
    for values in found:
        for group, value in values:
            counts[group][value] = counts[group].get(value, 0) + 1
    return counts
