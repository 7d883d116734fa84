"""Units: the tree, and what each launched, won, originated and adopted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.collation import collation_key
from generator.plan.page import Page
from generator.plan.paging import listing_address
from generator.plan.record_pages import record_address
from generator.plan.scribe import Scribe, iso, standing
from generator.records.unit import Place
from generator.records.unit import Unit as Record
from generator.views.common import Link
from generator.views.directory import AdoptionRow, Unit, UnitList, UnitNode, WorkforceYear


def plan(scribe: Scribe) -> Iterator[Page]:
    units = scribe.graph.units
    roots = [each for each in units.values() if each.parent is None]
    view = UnitList(_nodes(scribe, roots), len(units))
    yield Page(listing_address(scribe, "units/", "units", "units"), view)
    for record in units.values():
        key = ("unit", record.id)
        yield Page(
            record_address(scribe, key, "unit"), _view(scribe, record), scribe.graph.origins[key]
        )


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


def _view(scribe: Scribe, record: Record) -> Unit:
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
    )
