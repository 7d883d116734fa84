"""Decisions: the list by year, and the roll of honour of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.graph.site import Award
from generator.measures.notice import notice_working_days
from generator.measures.selection import missing_steps
from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.record_pages import record_address, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.records.decision import Decision as Record
from generator.records.decision import Selection
from generator.records.decision import SelectionStep as StepRecord
from generator.views.common import Named, Phrase
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
    for id_ in told_here(scribe, "decision"):
        key = ("decision", id_)
        yield Page(
            record_address(scribe, key, "decision"),
            _view(scribe, scribe.graph.decisions[id_]),
            scribe.graph.origins[key],
        )


def _view(scribe: Scribe, record: Record) -> Decision:
    key = ("decision", record.id)
    numbers = source_numbers(record)
    selection = record.selection or Selection()
    awards = [each for each in scribe.graph.awards if each.decision is record]
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
        roll=_roll(scribe, record, awards),
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
    )


def _revoked(scribe: Scribe, recipient: str) -> Named:
    if ("profile", recipient) in scribe.graph.names:
        return scribe.named("profile", recipient)
    return Named(Phrase(recipient))


def _roll(scribe: Scribe, record: Record, awards: list[Award]) -> tuple[RollGroup, ...]:
    """Recipients by title, in the order in which the decision first names each title."""
    by_title: dict[str, list[Award]] = {}
    for award in awards:
        by_title.setdefault(award.title.id, []).append(award)
    return tuple(
        RollGroup(
            scribe.named("title", title), scribe.awards(group), sum(each.count for each in group)
        )
        for title, group in by_title.items()
    )


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
