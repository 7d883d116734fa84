"""Topics: everything of a topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.graph.site import Key
from generator.plan.page import Page
from generator.plan.paging import listing_address
from generator.plan.record_pages import parted_record
from generator.plan.scribe import Scribe
from generator.records.topic import Topic as Record
from generator.views.common import Pager
from generator.views.directory import Topic, TopicList, TopicRow


def plan(scribe: Scribe) -> Iterator[Page]:
    views: dict[str, Topic] = {
        record.id: _view(scribe, record) for record in scribe.graph.topics.values()
    }
    yield Page(
        listing_address(scribe, "topics/", "topics", "topics"), TopicList(_rows(scribe, views))
    )
    for id_, view in views.items():
        yield from _pages(scribe, ("topic", id_), view)


def _pages(scribe: Scribe, key: Key, view: Topic) -> Iterator[Page]:
    """The first page shows all but the later exemplars; they have pages of their own."""
    size = scribe.graph.settings.page_size
    for address, part, pager in parted_record(scribe, key, "topic", view.profiles, size):
        shown = replace(view, profiles=part, pager=pager)
        if pager.number > 1:
            shown = replace(shown, campaigns=(), models=(), articles=())
        yield Page(address, shown, scribe.graph.origins[key])


def _rows(scribe: Scribe, views: Mapping[str, Topic]) -> tuple[TopicRow, ...]:
    counts = {
        id_: sum(map(len, (view.profiles, view.campaigns, view.models, view.articles)))
        for id_, view in views.items()
    }
    links = {scribe.link("topic", id_): counts[id_] for id_ in views}
    return tuple(TopicRow(link, links[link]) for link in scribe.in_order(links))


def _view(scribe: Scribe, record: Record) -> Topic:
    graph = scribe.graph
    profiles = sorted(
        (each for each in graph.profiles.values() if record.id in each.topics),
        key=scribe.order,
    )
    campaigns = sorted(
        (each for each in graph.campaigns.values() if record.id in each.topics),
        key=lambda each: each.period.start,
        reverse=True,
    )
    models = [each for each in graph.models.values() if record.id in each.topics]
    return Topic(
        scribe.name(record.name),
        scribe.words(record.summary),
        tuple(scribe.profile_card(each) for each in profiles),
        Pager(1, (), len(profiles)),
        tuple(scribe.campaign_card(each) for each in campaigns),
        tuple(scribe.model_card(each) for each in models),
        scribe.articles_about(("topic", record.id)),
    )
