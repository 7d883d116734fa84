"""Articles: the listing, latest first, and a page each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.graph.site import Key
from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.record_pages import record_address, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.records.article import Article as Record
from generator.views.text import Article, ArticleList


def plan(scribe: Scribe) -> Iterator[Page]:
    latest_first = sorted(
        scribe.graph.articles.values(), key=lambda each: (each.date, each.id), reverse=True
    )
    cards = [scribe.article_card(each) for each in latest_first]
    for address, part, pager, facets in listed(scribe, "articles", latest_first, cards):
        yield Page(address, ArticleList(part, pager, facets))
    for id_ in told_here(scribe, "article"):
        key = ("article", id_)
        yield Page(
            record_address(scribe, key, "article"),
            _view(scribe, scribe.graph.articles[id_]),
            scribe.graph.origins[key],
        )


def _view(scribe: Scribe, record: Record) -> Article:
    key = ("article", record.id)
    file = scribe.graph.origins[key].file
    return Article(
        scribe.name(record.title),
        iso(record.date),
        scribe.name(record.author),
        scribe.words(record.summary),
        scribe.picture(record.image, file),
        tuple(scribe.named(*_key(scribe, each)) for each in record.about),
        scribe.links("campaign", record.campaigns),
        scribe.topics(record.topics),
        scribe.body(record.body, file, source_numbers(record)),
        scribe.trust(record, key, record.body),
    )


def _key(scribe: Scribe, given: str) -> Key:
    kind, colon, id_ = given.partition(":")
    return (kind, id_) if colon else next(key for key in scribe.graph.names if key[1] == given)
