"""Search: the explorer's index, and the ways to narrow the collection as plain links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.formats import explicit
from generator.plan.page import DataFile, Page
from generator.plan.paging import listing_address
from generator.plan.scribe import Scribe
from generator.plan.search.documents import KINDS, documents, facet_names
from generator.plan.search.shards import index_files
from generator.records.campaign import Campaign
from generator.records.kinds import KIND_BY_PLURAL
from generator.records.model import Model
from generator.records.profile import Profile
from generator.settings import SECTIONS
from generator.views.common import Link, Phrase
from generator.views.facets import FacetGroup, FacetOption
from generator.views.finding import Search


def plan(scribe: Scribe) -> Iterator[Page]:
    groups = (
        FacetGroup("kind", _kinds(scribe)),
        FacetGroup("unit", _records(scribe, "unit", _per_unit(scribe))),
        FacetGroup("campaign", _records(scribe, "campaign", _per_campaign(scribe))),
        FacetGroup("title", _records(scribe, "title", _per_title(scribe))),
        FacetGroup("year", _years(scribe)),
        FacetGroup("topic", _records(scribe, "topic", _per_topic(scribe))),
    )
    view = Search(
        tuple(group for group in groups if group.options),
        _index(scribe),
        tuple(kind for kind in KINDS if scribe.graph.shown(kind)),
    )
    yield Page(listing_address(scribe, "search/", "search", "search"), view)


def plan_files(scribe: Scribe) -> Iterator[DataFile]:
    """The index of one language, for the script of the search page."""
    found = documents(scribe)
    portable = scribe.graph.settings.portable
    if portable:
        found = [
            replace(each, link=replace(each.link, href=explicit(each.link.href))) for each in found
        ]
    for name, data in index_files(found, facet_names(scribe, found), scribe.memory):
        if portable:
            # A script may be loaded from a folder, and a file of data may not.
            yield DataFile(f"{_index(scribe)}{name}.js", b"found(" + data + b")\n")
        else:
            yield DataFile(_index(scribe) + name, data)


def _index(scribe: Scribe) -> str:
    return f"search/index/{scribe.language}/"


def _kinds(scribe: Scribe) -> tuple[FacetOption, ...]:
    sections = [each for each in SECTIONS if each in KIND_BY_PLURAL]
    # The words for a section are the theme's; its name stands in for them.
    return tuple(
        FacetOption(Link(scribe.at(f"{section}/"), Phrase(section)), count)
        for section in sections
        if (count := len(scribe.graph.shown(KIND_BY_PLURAL[section].name)))
    )


def _records(scribe: Scribe, kind: str, counts: Counter[str]) -> tuple[FacetOption, ...]:
    links = {scribe.link(kind, id_): count for id_, count in counts.items() if count}
    return tuple(FacetOption(link, links[link]) for link in scribe.in_order(links) if link.href)


def _per_unit(scribe: Scribe) -> Counter[str]:
    return Counter(each.unit for each in scribe.graph.profiles.values() if each.unit)


def _per_campaign(scribe: Scribe) -> Counter[str]:
    profiles = scribe.graph.profiles.values()
    return Counter(id_ for each in profiles for id_ in dict.fromkeys(each.campaigns))


def _per_title(scribe: Scribe) -> Counter[str]:
    counts: Counter[str] = Counter()
    for award in scribe.graph.awards:
        counts[award.title.id] += award.count
    return counts


def _per_topic(scribe: Scribe) -> Counter[str]:
    graph = scribe.graph
    records: list[Profile | Campaign | Model] = [
        *graph.profiles.values(),
        *graph.campaigns.values(),
        *graph.models.values(),
    ]
    return Counter(id_ for each in records for id_ in dict.fromkeys(each.topics))


def _years(scribe: Scribe) -> tuple[FacetOption, ...]:
    counts: Counter[int] = Counter(each.date.year for each in scribe.graph.decisions.values())
    return tuple(
        FacetOption(Link(scribe.at(f"years/{year}/"), Phrase(str(year))), count)
        for year, count in sorted(counts.items(), reverse=True)
    )
