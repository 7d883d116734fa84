"""Machines: all files of a site that no reader opens, and what its pages tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.graph.site import SITE
from generator.plan.machines.calendars import appointments
from generator.plan.machines.channels import channels, files_of
from generator.plan.machines.finding import opensearch, robots
from generator.plan.machines.news import news
from generator.plan.machines.rules import rules_files
from generator.plan.machines.sitemap import entry, sitemap
from generator.plan.page import DataFile, Page
from generator.plan.scribe import Scribe
from generator.views.frame import Offer, Site


class Machines:
    """What programs are told of a site. All but calendars must name whole addresses: its `url`."""

    def __init__(self, scribes: Sequence[Scribe], frames: Mapping[str, Site]) -> None:
        first = scribes[0]
        self._url = frames[first.language].url
        self._graph = first.graph
        self._entries: list[tuple[str, bytes]] = []
        told = news(first) if self._url else {}
        dates = appointments(first)
        self._channels = [
            (scribe, channel) for scribe in scribes for channel in channels(scribe, told, dates)
        ]
        self._offers = {channel.path: channel.offers for _, channel in self._channels}
        own = {scribe.language: c.offers for scribe, c in self._channels if c.key == SITE}
        self.frames = {
            scribe.language: replace(
                frames[scribe.language],
                offers=own.get(scribe.language, ()),
                opensearch=scribe.at("opensearch.xml") if self._url else "",
            )
            for scribe in scribes
        }
        """The frame of each language, with what the site offers."""

    def told(self, page: Page) -> Page:
        """The page, knowing which files tell more of its subject."""
        found = entry(self._url, page.address) if self._url else None
        if found:
            self._entries.append(found)
        offers: tuple[Offer, ...] = self._offers.get(page.address.path, ())
        return replace(page, address=replace(page.address, offers=offers)) if offers else page

    def files(self) -> Iterator[DataFile]:
        """All of them, once every page was told of."""
        for scribe, channel in self._channels:
            yield from files_of(scribe, self.frames[scribe.language], channel)
        if self._url:
            yield from map(opensearch, self.frames.values())
            yield from sitemap(self._url, self._entries)
            yield robots(self._url)
        yield from rules_files(self._graph)
