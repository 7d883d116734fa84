"""Profiles: the listing, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.record_pages import record_address, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.records.profile import Life
from generator.records.profile import Profile as Record
from generator.views.common import Link
from generator.views.profile import Profile, ProfileList, Quotation


def plan(scribe: Scribe) -> Iterator[Page]:
    ordered = sorted(
        scribe.graph.profiles.values(),
        key=lambda each: (scribe.order(each), each.id),
    )
    cards = [scribe.profile_card(each) for each in ordered]
    for address, part, pager, facets in listed(scribe, "profiles", ordered, cards):
        yield Page(address, ProfileList(part, pager, facets))
    here = set(told_here(scribe, "profile"))
    told = [each for each in ordered if each.id in here]
    for index, record in enumerate(told):
        before = scribe.link("profile", told[index - 1].id) if index else None
        after = scribe.link("profile", told[index + 1].id) if index + 1 < len(told) else None
        key = ("profile", record.id)
        yield Page(
            record_address(scribe, key, "profile"),
            _view(scribe, record, before, after),
            scribe.graph.origins[key],
        )


def _view(scribe: Scribe, record: Record, before: Link | None, after: Link | None) -> Profile:
    key = ("profile", record.id)
    back = scribe.graph.back
    numbers = source_numbers(record)
    life = record.life or Life()
    originated = {each.id: each for each in back.models_by_profile.get(record.id, ())}
    quotation = record.quotation
    return Profile(
        name=scribe.name(record.name),
        kind=record.kind,
        emblem=record.id,
        summary=scribe.words(record.summary),
        role=scribe.words(record.role),
        position=record.position,
        unit=scribe.unit(record.unit),
        born=iso(life.born),
        died=iso(life.died),
        founded=iso(life.founded),
        dissolved=iso(life.dissolved),
        place=scribe.name(life.place),
        portrait=scribe.picture(record.portrait, scribe.graph.origins[key].file, "portrait"),
        recognised_as=record.recognised_as or "",
        quotation=Quotation(scribe.words(quotation.text), numbers.get(quotation.source or "", 0))
        if quotation
        else None,
        achievements=scribe.changes(record.achievements, numbers),
        awards=scribe.awards(back.awards_by_profile.get(record.id, ())),
        topics=scribe.topics(record.topics),
        campaigns=scribe.links("campaign", record.campaigns),
        models=scribe.links("model", originated),
        articles=scribe.articles_about(key),
        consent=scribe.words(record.consent.basis if record.consent else None),
        body=scribe.body(record.body, scribe.graph.origins[key].file, numbers),
        previous=before,
        next=after,
        trust=scribe.trust(record, key, record.body),
    )
