"""News: what readers of a site, or of one of its pages, may want to be told of, and when it was.

A date that is not known to the day tells no news: nothing is made up to fill it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from generator.graph.site import SITE, Key, SiteGraph
from generator.plan.scribe import Scribe
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.common import Published
from generator.records.decision import Decision
from generator.records.model import Model
from generator.records.profile import Profile
from generator.records.types import PartialDate

MOST = 30
"""Entries of a feed: months of an office's work, and less than a page to load."""
REVIEWS = ("check", "interim_review", "final_review")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a record."""

    key: Key
    published: PartialDate | None
    """When readers were first told of it, where that is recorded."""
    updated: PartialDate
    """When they were last told something new: then, or by a correction or revocation."""
    review: int | None = None
    """Which of the campaign's milestones it is."""

    @property
    def order(self) -> tuple[PartialDate, Key, int]:
        return self.updated, self.key, self.review or 0


def news(scribe: Scribe) -> dict[Key, list[Event]]:
    """The latest events of the site, and of each campaign, topic and unit, the latest first."""
    graph = scribe.graph
    told: defaultdict[Key, list[Event]] = defaultdict(list)
    about = _about(graph)
    for key, record in _records(graph):
        events = list(_events(scribe, key, record))
        for each in dict.fromkeys((SITE, *_concerned(graph, key, record, about)) if events else ()):
            told[each] += events
    return {key: nlargest(MOST, events, lambda each: each.order) for key, events in told.items()}


def _records(graph: SiteGraph) -> Iterator[tuple[Key, Published]]:
    for kind in ("profile", "campaign", "decision", "model", "article"):
        for id_, record in graph.shown(kind).items():
            assert isinstance(record, Published)
            yield (kind, id_), record


def _events(scribe: Scribe, key: Key, record: Published) -> Iterator[Event]:
    on = record.date if isinstance(record, Decision | Article) else record.publish_on
    published = on if _told(scribe, on) else None
    changes = [each.on for each in record.corrections]
    if isinstance(record, Decision):
        changes += [each.on for each in record.revocations]
    changed = [each for each in changes if _told(scribe, each)]
    updated = max([*changed, published] if published else changed, default=None)
    if updated:
        yield Event(key, published, updated)
    for number, each in enumerate(record.milestones if isinstance(record, Campaign) else ()):
        if each.kind in REVIEWS and each.on and _told(scribe, each.on):
            yield Event(key, each.on, each.on, number)


def _told(scribe: Scribe, moment: PartialDate | None) -> bool:
    """Whether a date is known to the day and has come."""
    return moment is not None and moment.day > 0 and moment.first_day <= scribe.as_of


def _about(graph: SiteGraph) -> Mapping[str, list[Key]]:
    """What each article is about, by its id."""
    found: defaultdict[str, list[Key]] = defaultdict(list)
    for key, articles in graph.back.articles_about.items():
        for each in articles:
            found[each.id].append(key)
    return found


def _concerned(
    graph: SiteGraph, key: Key, record: Published, about: Mapping[str, list[Key]]
) -> Iterator[Key]:
    """The campaigns, topics and units that what happens to a record is news of."""
    keys: list[tuple[str, str | None]] = [key]
    match record:
        case Article():
            keys += about.get(record.id, ())
        case Decision():
            keys += [("campaign", record.campaign), ("unit", record.authority)]
            awards = graph.back.awards_by_decision.get(record.id, ())
            keys += [("unit", each.unit) for each in awards]
        case Profile():
            keys += [("campaign", each) for each in record.campaigns]
            keys += [("topic", each) for each in record.topics] + [("unit", record.unit)]
        case Model():
            keys += [("topic", each) for each in record.topics] + [("campaign", record.campaign)]
            keys.append(("unit", record.origin.unit if record.origin else None))
        case Campaign():
            keys += [("topic", each) for each in record.topics]
            keys.append(("unit", record.launched_by.unit if record.launched_by else None))
    for kind, id_ in keys:
        if kind in ("campaign", "topic", "unit") and id_:
            yield kind, id_
