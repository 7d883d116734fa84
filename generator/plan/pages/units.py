"""Units: the tree, and what each launched, won, originated and adopted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.plan.collation import collation_key
from generator.plan.fairness import MOST_SHOWN, questions_of_unit, rises_by_unit
from generator.plan.page import Page
from generator.plan.paging import LINES, listing_address, parted
from generator.plan.record_pages import parted_record
from generator.plan.scribe import Scribe, iso, standing
from generator.records.unit import Place
from generator.records.unit import Unit as Record
from generator.views.common import Link, Pager
from generator.views.directory import AdoptionRow, Unit, UnitList, UnitNode, WorkforceYear
from generator.views.fairness import Questions

_CARDS = ("profiles", "awards", "launched", "originated", "decided")
_ROWS = ("adopted", "children")
"""The lists of a unit that grow without end, by the room that an entry takes."""


def plan(scribe: Scribe) -> Iterator[Page]:
    units = scribe.graph.units
    roots = [each for each in units.values() if each.parent is None]
    size = LINES * scribe.graph.settings.page_size
    for path, part, pager in parted(scribe, "units/", _nodes(scribe, roots), size):
        address = listing_address(scribe, path, "units", "units", pager.number)
        yield Page(address, UnitList(part, len(units), pager))
    rises = rises_by_unit(scribe)
    for record in units.values():
        latest = rises.get(record.id, ())[-MOST_SHOWN:]
        yield from _pages(scribe, record, questions_of_unit(scribe, record, latest))


def _pages(scribe: Scribe, record: Record, questions: Questions | None) -> Iterator[Page]:
    """The first page tells of the unit; its long lists go on over the next ones."""
    key = ("unit", record.id)
    view = _view(scribe, record, questions)
    page_size = scribe.graph.settings.page_size
    # What is asked of the unit takes the room of a list.
    lists_of_cards = sum(bool(getattr(view, name)) for name in (*_CARDS, "questions")) or 1
    cards = max(1, page_size // lists_of_cards)
    sizes = dict.fromkeys(_CARDS, cards) | dict.fromkeys(_ROWS, page_size)
    pages = range(max(-(-len(getattr(view, name)) // size) for name, size in sizes.items()))
    for address, _, pager in parted_record(scribe, key, "unit", pages, 1):
        lists = {
            name: getattr(view, name)[(pager.number - 1) * size : pager.number * size]
            for name, size in sizes.items()
        }
        shown = replace(view, pager=pager, **lists)
        if pager.number > 1:
            shown = replace(shown, workforce=(), articles=(), questions=None)
        yield Page(address, shown, scribe.graph.origins[key])


def _nodes(scribe: Scribe, records: list[Record]) -> tuple[UnitNode, ...]:
    ordered = sorted(records, key=lambda each: collation_key(scribe.name(each.name).text))
    return tuple(_node(scribe, each) for each in ordered)


def _node(scribe: Scribe, record: Record) -> UnitNode:
    back = scribe.graph.back
    return UnitNode(
        scribe.link("unit", record.id),
        record.kind,
        len(back.profiles_by_unit.get(record.id, ())),
        len(back.campaigns_by_launcher.get(record.id, ())),
        standing(back.awards_by_unit.get(record.id, ())),
        len(back.models_by_unit.get(record.id, ())),
        _nodes(scribe, list(back.sub_units.get(record.id, ()))),
    )


def _ancestors(scribe: Scribe, record: Record) -> tuple[Link, ...]:
    found: list[Link] = []
    parent = record.parent
    while parent:
        found.append(scribe.link("unit", parent))
        parent = scribe.graph.units[parent].parent
    return tuple(reversed(found))


def _view(scribe: Scribe, record: Record, questions: Questions | None) -> Unit:
    back = scribe.graph.back
    place = record.place or Place(name=record.name)
    launched = sorted(
        back.campaigns_by_launcher.get(record.id, ()), key=lambda each: each.period.start
    )
    decided = sorted(
        back.decisions_by_authority.get(record.id, ()), key=lambda each: each.date, reverse=True
    )
    return Unit(
        name=scribe.name(record.name),
        emblem=record.id,
        kind=record.kind,
        ancestors=_ancestors(scribe, record),
        place=scribe.name(place.name if record.place else None),
        latitude=place.latitude,
        longitude=place.longitude,
        url=record.url or "",
        workforce=tuple(
            WorkforceYear(year, each.total, each.frontline)
            for year, each in sorted((record.workforce or {}).items())
        ),
        launched=tuple(scribe.campaign_card(each) for each in launched),
        coordinated=scribe.links(
            "campaign", (each.id for each in back.campaigns_by_coordinator.get(record.id, ()))
        ),
        registered=scribe.links(
            "campaign", (each.id for each in back.campaigns_by_registrant.get(record.id, ()))
        ),
        decided=tuple(scribe.decision_card(each) for each in decided),
        won=len(back.awards_by_unit.get(record.id, ())),
        awards=scribe.awards(back.awards_by_unit.get(record.id, ())),
        profiles=tuple(
            scribe.profile_card(each) for each in back.profiles_by_unit.get(record.id, ())
        ),
        originated=tuple(
            scribe.model_card(each) for each in back.models_by_unit.get(record.id, ())
        ),
        adopted=tuple(
            AdoptionRow(
                scribe.link("model", each.model.id), iso(each.adoption.on), each.adoption.status
            )
            for each in back.adopted_by_unit.get(record.id, ())
        ),
        children=_nodes(scribe, list(back.sub_units.get(record.id, ()))),
        articles=scribe.articles_about(("unit", record.id)),
        questions=questions,
        pager=Pager(1, (), 0),
    )
