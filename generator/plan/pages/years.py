"""Years: everything of a year."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.page import Page
from generator.plan.paging import home, listing_address, section_crumb
from generator.plan.scribe import Scribe
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.views.common import Link, Phrase
from generator.views.directory import Year, YearList, YearRow
from generator.views.frame import Address


def plan(scribe: Scribe) -> Iterator[Page]:
    years = sorted(_years(scribe))
    rows = tuple(_row(scribe, year) for year in reversed(years))
    yield Page(listing_address(scribe, "years/", "years", "years"), YearList(rows))
    for index, year in enumerate(years):
        path = f"years/{year}/"
        address = Address(
            scribe.at(path),
            scribe.language,
            "year",
            "years",
            scribe.addresses.alternates(path, scribe.addresses.languages),
            (home(scribe), section_crumb(scribe, "years")),
        )
        before = _link(scribe, years[index - 1]) if index else None
        after = _link(scribe, years[index + 1]) if index + 1 < len(years) else None
        yield Page(address, _view(scribe, year, before, after))


def _years(scribe: Scribe) -> set[int]:
    graph = scribe.graph
    years = {each.date.year for each in graph.decisions.values()}
    years |= {each.date.year for each in graph.articles.values()}
    years |= {each.period.start.year for each in graph.campaigns.values()}
    return years | {each.period.end.year for each in graph.campaigns.values() if each.period.end}


def _link(scribe: Scribe, year: int) -> Link:
    return Link(scribe.at(f"years/{year}/"), Phrase(str(year)))


def _decisions(scribe: Scribe, year: int) -> list[Decision]:
    found = [each for each in scribe.graph.decisions.values() if each.date.year == year]
    return sorted(found, key=lambda each: (each.date, each.id))


def _begun(scribe: Scribe, year: int) -> list[Campaign]:
    found = [each for each in scribe.graph.campaigns.values() if each.period.start.year == year]
    return sorted(found, key=lambda each: (each.period.start, each.id))


def _articles(scribe: Scribe, year: int) -> list[Article]:
    found = [each for each in scribe.graph.articles.values() if each.date.year == year]
    return sorted(found, key=lambda each: (each.date, each.id))


def _recipients(decisions: list[Decision]) -> int:
    return sum(each.count for decision in decisions for each in decision.recipients)


def _row(scribe: Scribe, year: int) -> YearRow:
    decisions = _decisions(scribe, year)
    return YearRow(
        _link(scribe, year), len(_begun(scribe, year)), len(decisions), _recipients(decisions)
    )


def _view(scribe: Scribe, year: int, before: Link | None, after: Link | None) -> Year:
    ending = [
        each
        for each in scribe.graph.campaigns.values()
        if each.period.end and each.period.start.year < year <= each.period.end.year
    ]
    ending.sort(key=lambda each: (each.period.start, each.id))
    decisions = _decisions(scribe, year)
    return Year(
        year,
        tuple(scribe.campaign_card(each) for each in _begun(scribe, year)),
        scribe.links(
            "campaign", (e.id for e in ending if e.period.end and e.period.end.year > year)
        ),
        scribe.links(
            "campaign", (e.id for e in ending if e.period.end and e.period.end.year == year)
        ),
        tuple(scribe.decision_card(each) for each in decisions),
        _recipients(decisions),
        tuple(scribe.article_card(each) for each in _articles(scribe, year)),
        before,
        after,
    )
