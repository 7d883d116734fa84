"""Channels: what programs can follow of each page, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from generator.graph.site import SITE, Key
from generator.plan.addresses import record_path
from generator.plan.machines.calendars import Appointment, calendar
from generator.plan.machines.feeds import atom, feed_of, json_feed
from generator.plan.machines.news import Event
from generator.plan.page import OWN, DataFile
from generator.plan.scribe import Scribe
from generator.views.frame import Offer, Site


@dataclass(frozen=True, slots=True)
class Channel:
    """What happened and what will, on one page's subject."""

    key: Key
    path: str
    """The address of the page."""
    news: Sequence[Event]
    dates: Sequence[Appointment]

    @property
    def offers(self) -> tuple[Offer, ...]:
        feeds = (Offer("atom", f"{self.path}feed.xml"), Offer("json_feed", f"{self.path}feed.json"))
        dates = (Offer("calendar", f"{self.path}calendar.ics"),)
        return (*(feeds if self.news else ()), *(dates if self.dates else ()))


def channels(
    scribe: Scribe,
    news: Mapping[Key, Sequence[Event]],
    dates: Mapping[Key, Sequence[Appointment]],
) -> Iterator[Channel]:
    """Those of the pages in one language: the site's own, and of campaigns, topics and units."""
    for key in sorted(news.keys() | dates.keys()):
        if key == SITE:
            path = scribe.at("")
        elif key[1] in scribe.graph.shown(key[0]) and scribe.language in (
            scribe.addresses.languages_of(key)
        ):
            path = scribe.at(record_path(key))
        else:
            continue
        yield Channel(key, path, news.get(key, ()), dates.get(key, ()))


def files_of(scribe: Scribe, site: Site, channel: Channel) -> Iterator[DataFile]:
    """The files that a channel offers."""
    origin = scribe.graph.origins.get(channel.key, OWN)
    if channel.news:
        feed = feed_of(scribe, site, channel.key, channel.path, channel.news)
        made_of, recall = orjson.dumps(feed), scribe.memory.recall
        as_atom = recall(b"atom " + made_of, lambda: atom(feed))
        as_json = recall(b"json feed " + made_of, lambda: json_feed(feed))
        yield DataFile(f"{channel.path}feed.xml", as_atom, origin)
        yield DataFile(f"{channel.path}feed.json", as_json, origin)
    if channel.dates:
        data = calendar(scribe, site, channel.key, channel.dates)
        yield DataFile(f"{channel.path}calendar.ics", data, origin)
