"""The timeline: all campaigns on one axis of years, with a page for each period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.measures.timeline import REVIEWS, campaign_state
from generator.plan.page import Page
from generator.plan.paging import listing_address, parted
from generator.plan.scribe import Scribe, iso
from generator.records.campaign import Campaign
from generator.records.types import PartialDate
from generator.views.campaign import Bar, Review, Timeline, Zoom

PERIOD_YEARS = 20
TICKS = 6
BARS = 24
"""Campaigns on one page: what one can take in, twice as a chart and as a table."""


def plan(scribe: Scribe) -> Iterator[Page]:
    campaigns = sorted(
        scribe.graph.campaigns.values(), key=lambda each: (each.period.start, each.id)
    )
    spans = _spans(campaigns, scribe.as_of)
    for number, (first, last) in enumerate(spans):
        path = _path(number, first, last)
        zooms = tuple(
            Zoom(begin, end, scribe.at(_path(index, begin, end)), index == number)
            for index, (begin, end) in enumerate(spans)
        )
        inside = [each for each in campaigns if _overlaps(each, first, last, scribe.as_of)]
        for below, part, pager in parted(scribe, path, inside, BARS):
            bars = tuple(_bar(scribe, each, first, last) for each in part)
            place = pager.number if number == 0 else 2
            address = listing_address(scribe, below, "timeline", "timeline", place)
            yield Page(address, Timeline(first, last, _ticks(first, last), zooms, bars, pager))


def _spans(campaigns: list[Campaign], as_of: date) -> list[tuple[int, int]]:
    """The whole span of years first, then its periods that hold a campaign."""
    if not campaigns:
        return [(as_of.year, as_of.year)]
    first = min(each.period.start.year for each in campaigns)
    last = max(max(_end(each, as_of).year, each.period.start.year) for each in campaigns)
    whole = [(first, last)]
    if last - first <= PERIOD_YEARS:
        return whole
    begins = range(max(1, first - first % PERIOD_YEARS), last + 1, PERIOD_YEARS)
    periods = [(begin, min(begin + PERIOD_YEARS - 1, date.max.year)) for begin in begins]
    return whole + [
        period for period in periods if any(_overlaps(each, *period, as_of) for each in campaigns)
    ]


def _path(number: int, first: int, last: int) -> str:
    return "timeline/" if number == 0 else f"timeline/{first}-{last}/"


def _end(campaign: Campaign, as_of: date) -> date:
    """Its end, or the last thing recorded of it where no end is."""
    if campaign.period.end:
        return campaign.period.end.last_day
    days = [each.on.last_day for each in campaign.milestones if each.on]
    days += [each.on.last_day for target in campaign.targets for each in target.measurements]
    known = [day for day in days if day <= as_of]
    return max([campaign.period.start.last_day, *known])


def _overlaps(campaign: Campaign, first: int, last: int, as_of: date) -> bool:
    return campaign.period.start.year <= last and _end(campaign, as_of).year >= first


def _ticks(first: int, last: int) -> tuple[int, ...]:
    step = next(
        each for each in (1, 2, 5, 10, 20, 50, 100, 500, 2000) if (last - first) / each <= TICKS
    )
    begin = first + -first % step
    return tuple(range(begin, last + 1, step))


def _position(day: date, first: int, last: int) -> float:
    """Where a day lies between the first day of *first* and the last of *last*, 0 to 1."""
    start = date(first, 1, 1).toordinal()
    end = date(last, 12, 31).toordinal() + 1
    return round(min(max((day.toordinal() - start) / (end - start), 0), 1), 4)


def _bar(scribe: Scribe, campaign: Campaign, first: int, last: int) -> Bar:
    left = _position(campaign.period.start.first_day, first, last)
    right = _position(_end(campaign, scribe.as_of), first, last)
    reviews = [
        Review(each.kind, iso(each.on), _middle(each.on, first, last))
        for each in campaign.milestones
        if each.kind in REVIEWS and each.on and first <= each.on.year <= last
    ]
    return Bar(
        scribe.link("campaign", campaign.id),
        iso(campaign.period.start),
        iso(campaign.period.end),
        campaign_state(campaign, scribe.as_of),
        left,
        round(max(right - left, 0.0), 4),
        tuple(sorted(reviews, key=lambda each: each.on)),
        scribe.tally([campaign]),
    )


def _middle(moment: PartialDate, first: int, last: int) -> float:
    middle = (moment.first_day.toordinal() + moment.last_day.toordinal()) // 2
    return _position(date.fromordinal(middle), first, last)
