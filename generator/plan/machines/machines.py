"""Machines: all files of a site that no reader opens, and what its pages tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.graph.site import SITE
from generator.plan.machines.calendars import appointments
from generator.plan.machines.channels import channels, files_of
from generator.plan.machines.news import news
from generator.plan.page import DataFile, Page
from generator.plan.scribe import Scribe
from generator.views.frame import Offer, Site


class Machines:
    """What programs are told of a site. Feeds must name whole addresses, so they need its url."""

    def __init__(self, scribes: Sequence[Scribe], frames: Mapping[str, Site]) -> None:
        first = scribes[0]
        told = news(first) if frames[first.language].url else {}
        dates = appointments(first)
        self._channels = [
            (scribe, channel) for scribe in scribes for channel in channels(scribe, told, dates)
        ]
        self._offers = {channel.path: channel.offers for _, channel in self._channels}
        self.frames = dict(frames)
        """The frame of each language, with what the site offers."""
        for scribe, channel in self._channels:
            if channel.key == SITE:
                own = frames[scribe.language]
                self.frames[scribe.language] = replace(own, offers=channel.offers)

    def told(self, page: Page) -> Page:
        """The page, knowing which files tell more of its subject."""
        offers: tuple[Offer, ...] = self._offers.get(page.address.path, ())
        return replace(page, address=replace(page.address, offers=offers)) if offers else page

    def files(self) -> Iterator[DataFile]:
        for scribe, channel in self._channels:
            yield from files_of(scribe, self.frames[scribe.language], channel)
