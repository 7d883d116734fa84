"""Calendars: milestones of campaigns, reviews that are due, and windows of public notice.

A calendar shows days. What is known to the month or year only stays out of it, since any day, and
any span of days, would say more than the record does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

import orjson

from generator.graph.site import SITE, Key
from generator.measures.timeline import lifecycle, milestone_state
from generator.plan.scribe import Scribe
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.records.types import PartialDate
from generator.views.frame import Site

MOST = 500
"""Dates of the site's own calendar; those of a campaign are all in the campaign's."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Some days, from the first to the last."""

    first: date
    last: date
    key: Key
    """The record on whose page it stands."""
    kind: str
    number: int
    """Which of its kind it is, in the order in which the record names them."""
    held: bool
    milestone: int | None = None
    """Which of the campaign's milestones it is, if it is one."""


def appointments(scribe: Scribe) -> dict[Key, list[Appointment]]:
    """The dates of the site, the latest ones, and all those of each campaign; in order."""
    found: defaultdict[Key, list[Appointment]] = defaultdict(list)
    for campaign in scribe.graph.campaigns.values():
        found["campaign", campaign.id] += _of_campaign(scribe, campaign)
    every = [each for dates in found.values() for each in dates]
    for decision in scribe.graph.decisions.values():
        windows = list(_notices(scribe, decision))
        every += windows
        if decision.campaign:
            found["campaign", decision.campaign] += windows
    found[SITE] = sorted(every, key=_order)[-MOST:]
    return {key: sorted(dates, key=_order) for key, dates in found.items() if dates}


def _order(each: Appointment) -> tuple[date, date, Key, str, int]:
    return each.first, each.last, each.key, each.kind, each.number


def _of_campaign(scribe: Scribe, campaign: Campaign) -> Iterator[Appointment]:
    key, grace = ("campaign", campaign.id), scribe.graph.settings.review_grace
    numbers: defaultdict[str, int] = defaultdict(int)
    for index, each in enumerate(campaign.milestones):
        numbers[each.kind] += 1
        held = milestone_state(each, scribe.as_of, grace) == "done"
        days = _days(each.on or each.planned, each.end)
        if days:
            yield Appointment(*days, key, each.kind, numbers[each.kind], held, index)
    for stage in lifecycle(campaign, scribe.as_of, grace):
        # A review that nobody has planned is expected when the campaign ends.
        days = _days(stage.on) if stage.milestone is None else None
        if days and stage.state in ("planned", "due"):
            yield Appointment(*days, key, stage.kind, 1, held=False)


def _notices(scribe: Scribe, decision: Decision) -> Iterator[Appointment]:
    steps = decision.selection.steps if decision.selection else ()
    notices = (each for each in steps if each.kind == "public_notice")
    for number, each in enumerate(notices, 1):
        days = _days(each.on) or (_days(each.start, each.end) if each.end else None)
        if days:
            held = days[0] <= scribe.as_of
            yield Appointment(*days, ("decision", decision.id), each.kind, number, held)


def _days(first: PartialDate | None, last: PartialDate | None = None) -> tuple[date, date] | None:
    """From the one to the other, if both are known to the day; without the other a single day."""
    last = last or first
    if first is None or last is None or not (first.day and last.day):
        return None
    # A calendar names the day after the last one, which the year 9999 may not have.
    return (first.first_day, last.last_day) if last.last_day < date.max else None


def calendar(scribe: Scribe, site: Site, key: Key, dates: Sequence[Appointment]) -> bytes:
    """The calendar of a campaign, or of the site, as RFC 5545 has it."""
    name = site.title.text
    if key != SITE:
        name = f"{scribe.name(scribe.graph.names[key]).text} – {name}"
    told = [_told(scribe, site, each) for each in dates]
    made_of = orjson.dumps(["calendar", name, scribe.as_of, [astuple(each) for each in told]])
    return scribe.memory.recall(made_of, lambda: _written(name, scribe.as_of, told))


@dataclass(frozen=True, slots=True)
class _Told:
    """An appointment in words."""

    uid: str
    first: date
    last: date
    summary: str
    description: str
    url: str
    category: str
    status: str


def _told(scribe: Scribe, site: Site, each: Appointment) -> _Told:
    link = scribe.link(*each.key)
    anchor = "" if each.milestone is None else f"#milestone-{each.milestone + 1}"
    if each.milestone is not None:
        milestone = scribe.graph.campaigns[each.key[1]].milestones[each.milestone]
        title, note = scribe.words(milestone.title).text, scribe.words(milestone.note).text
    else:
        title, note = scribe.say(_WORDS[each.kind]), ""
    # The same in every language and whatever its date becomes: a date that moves is no new one.
    of_site = site.url or str(scribe.graph.settings.title)
    uid = uuid5(NAMESPACE_URL, f"{of_site} {each.key[0]} {each.key[1]} {each.kind} {each.number}")
    return _Told(
        f"urn:uuid:{uid}",
        each.first,
        each.last,
        f"{title} – {link.text.text}",
        note,
        f"{site.url}{link.href}{anchor}" if site.url else "",
        each.kind,
        "CONFIRMED" if each.held else "TENTATIVE",
    )


_WORDS = {"final_review": "Final review", "public_notice": "Public notice"}
"""What the theme calls dates that have no title of their own."""


def _written(name: str, as_of: date, dates: Sequence[_Told]) -> bytes:
    # Loaded where a calendar is new or another one only.
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//guong//guong//EN")
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    for each in dates:
        event = icalendar.Event()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime.combine(as_of, time(), UTC))
        event.add("dtstart", each.first)
        event.add("dtend", each.last + timedelta(days=1))
        event.add("summary", each.summary)
        event.add("categories", [each.category])
        event.add("status", each.status)
        event.add("transp", "TRANSPARENT")
        if each.description:
            event.add("description", each.description)
        if each.url:
            event.add("url", each.url)
        made.add_component(event)
    written: bytes = made.to_ical()
    return written
