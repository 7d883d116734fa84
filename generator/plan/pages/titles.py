"""Titles: the list by level, and who holds each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from generator.plan.collation import collation_key
from generator.plan.page import Page
from generator.plan.paging import listing_address
from generator.plan.record_pages import parted_record
from generator.plan.scribe import Scribe, standing
from generator.records.title import Level
from generator.records.title import Title as Record
from generator.views.directory import AwardYear, Title, TitleCard, TitleLevel, TitleList

_LEVELS = tuple(reversed(get_args(Level)))


def plan(scribe: Scribe) -> Iterator[Page]:
    ordered = sorted(
        scribe.graph.titles.values(),
        key=lambda each: (each.rank or 99, collation_key(scribe.name(each.name).text), each.id),
    )
    levels = tuple(
        TitleLevel(level, tuple(_card(scribe, each) for each in ordered if each.level == level))
        for level in _LEVELS
        if any(each.level == level for each in ordered)
    )
    yield Page(listing_address(scribe, "titles/", "titles", "titles"), TitleList(levels))
    for record in ordered:
        yield from _pages(scribe, record)


def _card(scribe: Scribe, record: Record) -> TitleCard:
    awards = scribe.graph.back.awards_by_title.get(record.id, ())
    link = scribe.link("title", record.id)
    return TitleCard(link, record.form, record.level, standing(awards))


def _pages(scribe: Scribe, record: Record) -> Iterator[Page]:
    key = ("title", record.id)
    awards = sorted(
        scribe.graph.back.awards_by_title.get(record.id, ()),
        key=lambda each: each.decision.date,
        reverse=True,
    )
    counts: Counter[int] = Counter()
    for award in awards:
        counts[award.decision.date.year] += award.count
    size = scribe.graph.settings.page_size
    for address, part, pager in parted_record(scribe, key, "title", awards, size):
        years = tuple(
            AwardYear(str(year), scribe.awards(group), counts[year])
            for year, group in groupby(part, key=lambda each: each.decision.date.year)
        )
        view = Title(
            scribe.name(record.name),
            record.id,
            record.form,
            record.level,
            record.rank,
            record.eligible,
            scribe.words(record.criteria),
            scribe.unit(record.conferred_by),
            years,
            standing(awards),
            pager,
        )
        yield Page(address, view, scribe.graph.origins[key])
