"""Decisions: the list by year, and the roll of honour of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from generator.graph.site import Award
from generator.measures.notice import notice_working_days
from generator.measures.selection import missing_steps
from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.paging import LINES
from generator.plan.record_pages import parted_record, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.records.decision import Decision as Record
from generator.records.decision import Selection
from generator.records.decision import SelectionStep as StepRecord
from generator.views.common import Named, Pager, Phrase
from generator.views.decision import (
    Decision,
    DecisionList,
    DecisionYear,
    Revocation,
    RollGroup,
    SelectionStep,
)

UNDATED = "~"
"""Sorts after every date."""
_ORDER = ("nomination", "appraisal", "vote", "public_notice", "approval")


def plan(scribe: Scribe) -> Iterator[Page]:
    latest_first = sorted(
        scribe.graph.decisions.values(), key=lambda each: (each.date, each.id), reverse=True
    )
    cards = [scribe.decision_card(each) for each in latest_first]
    for address, part, pager, facets in listed(scribe, "decisions", latest_first, cards):
        years = tuple(
            DecisionYear(year, tuple(group))
            for year, group in groupby(part, key=lambda each: each.date[:4])
        )
        yield Page(address, DecisionList(years, pager, facets))
    awards = scribe.graph.back.awards_by_decision
    for id_ in told_here(scribe, "decision"):
        yield from _pages(scribe, scribe.graph.decisions[id_], awards.get(id_, ()))


def _pages(scribe: Scribe, record: Record, awards: Sequence[Award]) -> Iterator[Page]:
    """The first page tells of the decision; a long roll of honour goes on over the next ones."""
    key = ("decision", record.id)
    view = _view(scribe, record)
    ordered = _by_title(awards)
    size = LINES * scribe.graph.settings.page_size
    for address, part, pager in parted_record(scribe, key, "decision", ordered, size):
        shown = replace(view, roll=_roll(scribe, ordered, part), pager=pager)
        if pager.number > 1:
            shown = replace(shown, trail=(), missing_steps=(), revocations=())
        yield Page(address, shown, scribe.graph.origins[key])


def _view(scribe: Scribe, record: Record) -> Decision:
    key = ("decision", record.id)
    numbers = source_numbers(record)
    selection = record.selection or Selection()
    return Decision(
        name=scribe.name(scribe.graph.names[key]),
        emblem=record.id,
        number=record.number or "",
        date=iso(record.date),
        authority=scribe.named("unit", record.authority),
        title=scribe.named("title", record.title),
        summary=scribe.words(record.summary),
        campaign=scribe.link_or_none("campaign", record.campaign),
        nominated=selection.nominated,
        selection_note=scribe.words(selection.note),
        trail=_trail(scribe, record, numbers),
        missing_steps=missing_steps(record),
        roll=(),
        recipients=sum(each.count for each in record.recipients),
        unnamed=sum(each.count for each in record.recipients if each.count > 1),
        revocations=tuple(
            Revocation(
                _revoked(scribe, each.recipient),
                iso(each.on),
                each.number or "",
                scribe.words(each.reason),
            )
            for each in record.revocations
        ),
        url=record.url or "",
        trust=scribe.trust(record, key),
        pager=Pager(1, (), 0),
    )


def _revoked(scribe: Scribe, recipient: str) -> Named:
    if ("profile", recipient) in scribe.graph.names:
        return scribe.named("profile", recipient)
    return Named(Phrase(recipient))


def _by_title(awards: Sequence[Award]) -> list[Award]:
    """In the order in which the decision first names each title."""
    titles = {title: place for place, title in enumerate(dict.fromkeys(a.title.id for a in awards))}
    return sorted(awards, key=lambda each: titles[each.title.id])


def _roll(scribe: Scribe, awards: Sequence[Award], part: Sequence[Award]) -> tuple[RollGroup, ...]:
    """The part of the roll that stands on one page; counts and numbers are of the whole roll."""
    groups = []
    for title, here in groupby(part, key=lambda each: each.title.id):
        group = [each for each in awards if each.title.id == title]
        listed = tuple(here)
        first = next(number for number, each in enumerate(group, 1) if each is listed[0])
        count = sum(each.count for each in group)
        groups.append(RollGroup(scribe.named("title", title), scribe.awards(listed), count, first))
    return tuple(groups)


def _trail(scribe: Scribe, record: Record, numbers: dict[str, int]) -> tuple[SelectionStep, ...]:
    """The recorded steps by date; an expected one that is missing stands where it belongs."""
    if record.selection is None:
        return ()
    steps = [_step(scribe, each, numbers) for each in record.selection.steps]
    steps.sort(key=lambda each: (each.on or each.start or each.end or UNDATED, _rank(each.kind)))
    for kind in missing_steps(record):
        later = (place for place, each in enumerate(steps) if _rank(each.kind) > _rank(kind))
        steps.insert(next(later, len(steps)), _missing_step(kind))
    return tuple(steps)


def _rank(kind: str) -> int:
    return _ORDER.index(kind)


def _missing_step(kind: str) -> SelectionStep:
    nothing = Phrase("")
    return SelectionStep(kind, False, "", "", "", None, None, None, None, None, nothing, 0)


def _step(scribe: Scribe, record: StepRecord, numbers: dict[str, int]) -> SelectionStep:
    return SelectionStep(
        record.kind,
        True,
        iso(record.on),
        iso(record.start),
        iso(record.end),
        _notice_days(scribe, record),
        scribe.party(record.by),
        record.ballots,
        record.in_favour,
        record.comments_received,
        scribe.words(record.note),
        numbers.get(record.source or "", 0),
    )


def _notice_days(scribe: Scribe, record: StepRecord) -> int | None:
    start, end = record.start, record.end
    if record.kind != "public_notice" or not (start and start.day and end and end.day):
        return None
    holidays = frozenset(scribe.graph.settings.notice.holidays)
    return notice_working_days(start.first_day, end.first_day, holidays)
