"""Campaigns: the listing, and a page each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from generator.measures.peers import awards_in
from generator.measures.standing import standings_of
from generator.measures.timeline import campaign_state, lifecycle, milestone_state
from generator.plan.fairness import questions_of_campaign
from generator.plan.listing import listed
from generator.plan.page import Page
from generator.plan.record_pages import parted_record, told_here
from generator.plan.scribe import Scribe, iso, source_numbers
from generator.plan.targets import target_view
from generator.records.campaign import Campaign as Record
from generator.records.campaign import LaunchDecision, Registration
from generator.records.campaign import Milestone as MilestoneRecord
from generator.records.types import Text
from generator.views.campaign import (
    Campaign,
    CampaignList,
    Coordinator,
    Criterion,
    LogYear,
    Milestone,
    Stage,
    Standing,
    Standings,
)
from generator.views.campaign import Registration as RegistrationView
from generator.views.common import Named, Pager, Phrase

# Sorts after every date.
UNDATED = "~"
_LISTS = ("registrations", "awards", "decisions", "profiles", "models")
"""The lists of a campaign that grow without end."""


def plan(scribe: Scribe) -> Iterator[Page]:
    latest_first = sorted(
        scribe.graph.campaigns.values(),
        key=lambda each: (each.period.start, each.id),
        reverse=True,
    )
    cards = [scribe.campaign_card(each) for each in latest_first]
    for address, part, pager, facets in listed(scribe, "campaigns", latest_first, cards):
        yield Page(address, CampaignList(part, pager, facets))
    for id_ in told_here(scribe, "campaign"):
        yield from _pages(scribe, scribe.graph.campaigns[id_])


def _pages(scribe: Scribe, record: Record) -> Iterator[Page]:
    """The first page tells of the campaign; its long lists go on over the next ones."""
    key = ("campaign", record.id)
    view = _view(scribe, record)
    lists = {name: getattr(view, name) for name in _LISTS}
    lists["rows"] = view.standings.rows if view.standings else ()
    page_size = scribe.graph.settings.page_size
    # What the first page tells besides takes its room, but never all of it.
    told = 2 * len(view.targets) + view.log_length // 2
    size = _size([len(each) for each in lists.values()], max(page_size - told, page_size // 3))
    longest = max(lists.values(), key=len)
    for address, _, pager in parted_record(scribe, key, "campaign", longest, size):
        here = slice((pager.number - 1) * size, pager.number * size)
        shown = {name: each[here] for name, each in lists.items()}
        rows = shown.pop("rows")
        standings = replace(view.standings, rows=rows) if view.standings else None
        page = replace(view, pager=pager, standings=standings, **shown)
        yield Page(address, page, scribe.graph.origins[key])


def _size(lengths: Collection[int], room: int) -> int:
    """The most entries of each list that a page of so much room can show, at least one."""
    sizes = range(max(lengths), 1, -1)
    return next((size for size in sizes if sum(min(n, size) for n in lengths) <= room), 1)


def _view(scribe: Scribe, record: Record) -> Campaign:
    key = ("campaign", record.id)
    back, file = scribe.graph.back, scribe.graph.origins[key].file
    numbers = source_numbers(record)
    document = record.decision or LaunchDecision(number="")
    decisions = sorted(back.decisions_by_campaign.get(record.id, ()), key=lambda each: each.date)
    awards = scribe.awards(awards_in(record, scribe.graph))
    log = _log(scribe, record, numbers)
    return Campaign(
        title=scribe.name(record.title),
        emblem=record.id,
        summary=scribe.words(record.summary),
        start=iso(record.period.start),
        end=iso(record.period.end),
        state=campaign_state(record, scribe.as_of),
        as_of=scribe.as_of.isoformat(),
        scope=scribe.words(record.scope),
        launched_by=scribe.party(record.launched_by),
        coordinators=_coordinators(scribe, record),
        document_number=document.number,
        document_date=iso(document.date),
        document_url=document.url or "",
        document_source=numbers.get(document.source or "", 0),
        image=scribe.picture(record.image, file),
        stages=_stages(scribe, record),
        log=log,
        log_length=sum(len(year.entries) for year in log),
        targets=tuple(target_view(scribe, each, numbers) for each in record.targets),
        tally=scribe.tally([record]),
        criteria=tuple(
            Criterion(scribe.words(c.name), c.weight, c.period or "", scribe.words(c.measured))
            for c in record.criteria
        ),
        standings=_standings(scribe, record),
        registrations=tuple(_registration(scribe, each) for each in record.registrations),
        awarded=len(awards),
        awards=awards,
        decisions=tuple(scribe.decision_card(each) for each in decisions),
        profiles=tuple(
            scribe.profile_card(each)
            for each in sorted(
                back.profiles_by_campaign.get(record.id, ()),
                key=scribe.order,
            )
        ),
        models=tuple(
            scribe.model_card(each) for each in back.models_by_campaign.get(record.id, ())
        ),
        predecessor=scribe.link_or_none("campaign", record.predecessor),
        successors=scribe.links("campaign", (c.id for c in back.successors.get(record.id, ()))),
        topics=scribe.topics(record.topics),
        articles=scribe.articles_about(key),
        story=scribe.body(record.story, file, numbers),
        questions=questions_of_campaign(scribe, record),
        trust=scribe.trust(record, key, record.story),
        pager=Pager(1, (), 0),
    )


def _coordinators(scribe: Scribe, record: Record) -> tuple[Coordinator, ...]:
    return tuple(
        Coordinator(scribe.party(each.unit) or Named(scribe.words(None)), scribe.words(each.role))
        for each in record.coordinators
    )


def _anchor(index: int) -> str:
    return f"milestone-{index + 1}"


def _stages(scribe: Scribe, record: Record) -> tuple[Stage, ...]:
    stages = lifecycle(record, scribe.as_of, scribe.graph.settings.review_grace)
    return tuple(
        Stage(
            each.kind,
            each.state,
            iso(each.on),
            _anchor(each.milestone) if each.milestone is not None else "",
        )
        for each in stages
    )


def _log(scribe: Scribe, record: Record, numbers: dict[str, int]) -> tuple[LogYear, ...]:
    # Entries of one day stay in the order in which they were written.
    entries = sorted(
        (_milestone(scribe, each, index, numbers) for index, each in enumerate(record.milestones)),
        key=lambda each: each.on or each.planned or UNDATED,
    )
    by_year = groupby(entries, key=lambda each: (each.on or each.planned)[:4])
    return tuple(LogYear(year, tuple(group)) for year, group in by_year)


def _milestone(
    scribe: Scribe, record: MilestoneRecord, index: int, numbers: dict[str, int]
) -> Milestone:
    findings = record.findings
    return Milestone(
        anchor=_anchor(index),
        kind=record.kind,
        state=milestone_state(record, scribe.as_of, scribe.graph.settings.review_grace),
        on=iso(record.on),
        end=iso(record.end),
        planned=iso(record.planned),
        title=scribe.words(record.title),
        by=scribe.party(record.by),
        done=_all_words(scribe, findings.done if findings else ()),
        shortcomings=_all_words(scribe, findings.shortcomings if findings else ()),
        lessons=_all_words(scribe, findings.lessons if findings else ()),
        decision=scribe.link_or_none("decision", record.decision),
        source=numbers.get(record.source or "", 0),
        note=scribe.words(record.note),
    )


def _all_words(scribe: Scribe, texts: Iterable[Text]) -> tuple[Phrase, ...]:
    return tuple(scribe.words(text) for text in texts)


def _registration(scribe: Scribe, record: Registration) -> RegistrationView:
    organisation = Named(Phrase(record.organisation or ""))
    return RegistrationView(
        scribe.unit(record.unit) or organisation,
        iso(record.registered_on),
        Phrase(record.indicator or ""),
        Phrase(record.measure or ""),
        record.goal,
        record.result,
    )


def _standings(scribe: Scribe, record: Record) -> Standings | None:
    standings = standings_of(record.scores)
    if standings is None:
        return None
    improved = standings.most_improved
    return Standings(
        standings.periods,
        tuple(
            Standing(
                row.rank,
                scribe.named("unit", row.unit),
                row.first,
                row.last,
                row.change,
                row.scores,
            )
            for row in standings.rows
        ),
        tuple(scribe.named("unit", row.unit) for row in improved),
        improved[0].change if improved else None,
    )
