"""Choice: what stands in a yearbook, taken from the pages of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.graph.site import SiteGraph
from generator.plan.addresses import Addresses, record_path
from generator.plan.collation import SortKey, collation_key
from generator.plan.page import Page
from generator.records.campaign import Campaign as CampaignRecord
from generator.views.campaign import Campaign
from generator.views.decision import Decision, RollGroup
from generator.views.profile import Profile


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the index, and the anchors of what tells of it."""

    name: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """A decision with all its recipients."""

    anchor: str
    decision: Decision
    groups: tuple[RollGroup, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What stands in a yearbook; campaigns and profiles with their anchors."""

    campaigns: tuple[tuple[str, Campaign], ...]
    profiles: tuple[tuple[str, Profile], ...]
    rolls: tuple[Roll, ...]
    index: tuple[Entry, ...]
    anchors: Mapping[str, str]
    """The anchor of each page of the site that stands in the book, by its address."""

    @property
    def is_empty(self) -> bool:
        return not (self.campaigns or self.profiles or self.rolls)


def choose(
    graph: SiteGraph,
    pages: Iterable[Page],
    language: str,
    *,
    campaign: str | None = None,
    year: int | None = None,
) -> Book:
    """Take what belongs to a campaign or a year; everything without either.

    A campaign belongs to every year in which it ran, a decision to that of its date, and a profile
    to the decisions that name it.
    """
    by_path = {each.address.path: each for each in pages}
    addresses = Addresses(graph)

    def page_of(kind: str, id_: str) -> Page | None:
        return by_path.get(addresses.at(record_path((kind, id_)), language))

    decisions = [
        id_
        for id_, each in graph.decisions.items()
        if (campaign is None or each.campaign == campaign)
        and (year is None or each.date.year == year)
    ]
    named = {each.profile for id_ in decisions for each in graph.decisions[id_].recipients}
    campaigns = [
        id_
        for id_, each in graph.campaigns.items()
        if campaign in (None, id_) and (year is None or year in _years(each))
    ]
    profiles = [
        id_
        for id_, each in graph.profiles.items()
        if (campaign is None and year is None)
        or id_ in named
        or (campaign is not None and campaign in each.campaigns)
    ]
    told = [("campaign", id_) for id_ in campaigns]
    told += [("profile", id_) for id_ in profiles]
    told += [("decision", id_) for id_ in decisions]
    shown = {key: page for key in told if (page := page_of(*key))}
    anchors = {page.address.path: "-".join(key) for key, page in shown.items()}
    rolls = tuple(
        Roll("-".join(key), page.view, tuple(_groups(page, by_path)))
        for key, page in shown.items()
        if key[0] == "decision"
    )

    def parts(kind: str) -> Iterator[tuple[str, Page]]:
        return (("-".join(key), page) for key, page in shown.items() if key[0] == kind)

    people = tuple((anchor, page.view) for anchor, page in parts("profile"))
    return Book(
        tuple((anchor, page.view) for anchor, page in parts("campaign")),
        people,
        rolls,
        tuple(_index(people, rolls)),
        anchors,
    )


def _years(campaign: CampaignRecord) -> range:
    period = campaign.period
    end = period.end.year if period.end else period.start.year
    return range(period.start.year, end + 1)


def _groups(page: Page, by_path: Mapping[str, Page]) -> Iterator[RollGroup]:
    """The recipients on all pages of a decision."""
    for path in page.view.pager.pages:
        if path in by_path:
            yield from by_path[path].view.roll


def _index(people: Iterable[tuple[str, Profile]], rolls: Iterable[Roll]) -> Iterator[Entry]:
    anchors: dict[str, dict[str, None]] = {}
    for anchor, profile in people:
        anchors.setdefault(profile.name.text, {})[anchor] = None
    for roll in rolls:
        for group in roll.groups:
            for each in group.recipients:
                if each.recipient.text:
                    anchors.setdefault(each.recipient.text.text, {})[roll.anchor] = None
    collectives = {profile.name.text for _, profile in people if profile.kind == "collective"}

    def order(name: str) -> tuple[SortKey, SortKey]:
        # People stand under their given name, which is the last.
        first = name if name in collectives else (name.split() or [name])[-1]
        return collation_key(first), collation_key(name)

    for name in sorted(anchors, key=order):
        yield Entry(name, tuple(anchors[name]))
