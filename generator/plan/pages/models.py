"""Models: the showcase, a page each, and the adopter's kit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from generator.measures.lineage import Node, has_lineage, lineage_of
from generator.plan.collation import collation_key
from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.record_pages import record_address, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.records.model import Adoption as AdoptionRecord
from generator.records.model import Model as Record
from generator.records.model import Resources
from generator.views.common import Named
from generator.views.frame import Address, Crumb
from generator.views.model import (
    Adoption,
    File,
    LineageNode,
    Model,
    ModelList,
    Pitfall,
    Step,
)


def plan(scribe: Scribe) -> Iterator[Page]:
    most_adopted = sorted(
        scribe.graph.models.values(),
        key=lambda each: (-len(each.adoptions), collation_key(scribe.name(each.title).text)),
    )
    cards = [scribe.model_card(each) for each in most_adopted]
    for address, part, pager, facets in listed(scribe, "models", most_adopted, cards):
        yield Page(address, ModelList(part, pager, facets))
    for id_ in told_here(scribe, "model"):
        key = ("model", id_)
        origin = scribe.graph.origins[key]
        page = record_address(scribe, key, "model")
        kit = record_address(scribe, key, "kit", "kit/")
        view = _view(scribe, scribe.graph.models[id_], kit.path)
        yield Page(page, view, origin)
        yield Page(_below(kit, view, page.path), replace(view, kit=page.path), origin)


def _below(kit: Address, view: Model, path: str) -> Address:
    return replace(kit, crumbs=(*kit.crumbs, Crumb("", view.title, path)))


def _view(scribe: Scribe, record: Record, kit: str) -> Model:
    key = ("model", record.id)
    graph, file = scribe.graph, scribe.graph.origins[key].file
    numbers = source_numbers(record)
    resources = record.resources or Resources()
    contact = scribe.party(record.contact.unit) if record.contact else None
    proposers = (each.id for each in graph.back.profiles_by_model.get(record.id, ()))
    return Model(
        title=scribe.name(record.title),
        kind=record.kind,
        emblem=record.id,
        summary=scribe.words(record.summary),
        origin=scribe.origin(record),
        since=iso(record.origin.since) if record.origin else "",
        campaign=scribe.link_or_none("campaign", record.campaign),
        topics=scribe.topics(record.topics),
        image=scribe.picture(record.image, file),
        problem=scribe.body(record.problem, file, numbers, "problem-"),
        body=scribe.body(record.body, file, numbers),
        steps=tuple(
            Step(
                scribe.words(each.title),
                scribe.words(each.detail),
                scribe.words(each.duration),
                scribe.money(each.cost),
            )
            for each in record.steps
        ),
        people=scribe.words(resources.people),
        budget=scribe.money(resources.budget),
        time=scribe.words(resources.time),
        resources_note=scribe.words(resources.note),
        conditions=tuple(scribe.words(each) for each in record.conditions),
        pitfalls=tuple(
            Pitfall(scribe.words(p.what), scribe.words(p.why), numbers.get(p.source or "", 0))
            for p in record.pitfalls
        ),
        evidence=scribe.changes(record.evidence, numbers),
        contact=contact,
        contact_channel=scribe.words(record.contact.channel if record.contact else None),
        confirmed=iso(record.confirmed),
        months_since_confirmed=_months_since(scribe, record),
        adapted_from=scribe.links("model", record.adapted_from),
        adoptions=_ledger(scribe, record, numbers),
        adopters_by_year=_by_year(record),
        lineage=_lineage(scribe, record),
        profiles=scribe.links("profile", proposers),
        articles=scribe.articles_about(key),
        files=tuple(
            File(scribe.offered(found), scribe.words(each.title), found.size)
            for each in record.files
            for found in [scribe.media(file, each.file)]
        ),
        kit=kit,
        trust=scribe.trust(record, key, record.body),
    )


def _months_since(scribe: Scribe, record: Record) -> int | None:
    if record.confirmed is None:
        return None
    day = record.confirmed.last_day
    months = (scribe.as_of.year - day.year) * 12 + scribe.as_of.month - day.month
    return max(0, months - (scribe.as_of.day < day.day))


def _ledger(scribe: Scribe, record: Record, numbers: dict[str, int]) -> tuple[Adoption, ...]:
    ordered = sorted(record.adoptions, key=lambda each: (each.on is None, iso(each.on)))
    return tuple(
        Adoption(
            anchor=f"adoption-{number}",
            by=scribe.party(each.by) or Named(scribe.words(None)),
            on=iso(each.on),
            learned_from=_teacher(scribe, record, each),
            model=scribe.link_or_none("model", each.model),
            status=each.status,
            changes=scribe.words(each.changes),
            results=scribe.changes(each.results, numbers),
            ended=iso(each.ended),
            reason=scribe.words(each.reason),
            source=numbers.get(each.source or "", 0),
        )
        for number, each in enumerate(ordered, 1)
    )


def _teacher(scribe: Scribe, record: Record, entry: AdoptionRecord) -> Named | None:
    if entry.learned_from is None:
        return None
    for other in record.adoptions:
        if other.id == entry.learned_from:
            return scribe.party(other.by)
    return None if entry.learned_from == record.id else scribe.named("model", entry.learned_from)


def _by_year(record: Record) -> tuple[tuple[int, int], ...]:
    years = sorted(
        each.on.year for each in record.adoptions if each.on and each.status != "planned"
    )
    counts = {year: years.count(year) for year in years}
    return tuple(zip(counts, accumulate(counts.values()), strict=True))


def _lineage(scribe: Scribe, record: Record) -> LineageNode | None:
    tree = lineage_of(record, scribe.graph.models)
    return _node(scribe, tree, record.id) if has_lineage(tree) else None


def _node(scribe: Scribe, node: Node, current: str) -> LineageNode:
    on = iso(node.adoption.on) if node.adoption else ""
    if node.model:
        name = scribe.named("model", node.model.id)
        if not on and node.model.origin:
            on = iso(node.model.origin.since)
    else:
        name = (node.adoption and scribe.party(node.adoption.by)) or Named(scribe.words(None))
    return LineageNode(
        name,
        on,
        node.adoption.status if node.adoption else "",
        node.model is not None and node.model.id == current,
        tuple(scribe.named("model", each) for each in node.also_from),
        tuple(_node(scribe, each, current) for each in node.children),
    )
