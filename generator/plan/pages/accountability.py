"""Accountability: what readers may ask of the publisher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.measures.notice import notice_of
from generator.measures.peers import awards_below, awards_in, groups_of
from generator.measures.selection import missing_steps
from generator.plan.accountability_table import COLUMNS, rows_of
from generator.plan.fairness import (
    counted,
    frontline,
    group,
    holders,
    review_states,
    rises,
    shortened,
    trails,
)
from generator.plan.page import DataFile, Page
from generator.plan.paging import LINES, listing_address, parted
from generator.plan.scribe import Scribe, iso
from generator.plan.table import to_csv
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.records.types import PartialDate
from generator.views.common import Link, Named, Pager
from generator.views.fairness import Frontline, Repair
from generator.views.finding import Accountability, ReviewRow, TrailRow

_LISTS = ("reviews", "trails", "groups", "rises", "repairs")


def plan(scribe: Scribe) -> Iterator[Page]:
    view = accountability(scribe)
    lists = [getattr(view, name) for name in _LISTS]
    filled = max(2, sum(bool(each) for each in lists))
    size = LINES * scribe.graph.settings.page_size * 3 // 2 // filled
    for path, _, pager in parted(scribe, "accountability/", max(lists, key=len), size):
        here = slice((pager.number - 1) * size, pager.number * size)
        address = listing_address(scribe, path, "accountability", "accountability", pager.number)
        shown = {name: each[here] for name, each in zip(_LISTS, lists, strict=True)}
        shown["groups"] = tuple(shortened(each) for each in shown["groups"])
        yield Page(address, replace(view, pager=pager, **shown))


def plan_files(scribe: Scribe) -> Iterator[DataFile]:
    """All figures of the pages as CSV, in the scribe's language."""
    view = accountability(scribe)
    yield DataFile(view.csv, to_csv(COLUMNS, rows_of(view, _shares(scribe))))


def _shares(scribe: Scribe) -> Iterator[tuple[Link, Frontline]]:
    """The share of front-line people of each campaign and unit that has awards."""
    graph = scribe.graph
    for id_, campaign in graph.campaigns.items():
        if given := awards_in(campaign, graph):
            yield scribe.link("campaign", id_), frontline(scribe, given)
    for id_ in graph.units:
        if won := tuple(awards_below(id_, graph)):
            yield scribe.link("unit", id_), frontline(scribe, won)


def accountability(scribe: Scribe) -> Accountability:
    """All there is to show, before it is parted."""
    graph = scribe.graph
    decisions = sorted(graph.decisions.values(), key=lambda each: (each.date, each.id))
    campaigns = sorted(graph.campaigns.values(), key=lambda each: (each.period.start, each.id))
    reviews = tuple(_reviews(scribe, each) for each in campaigns)
    repairs = sorted(_repairs(scribe), key=lambda each: (each[0], each[1].record.href))
    kinds = Counter(each.kind for _, each in repairs)
    groups = tuple(group(scribe, each) for each in groups_of(graph) if len(each.peers.units) > 1)
    return Accountability(
        as_of=scribe.as_of.isoformat(),
        tally=scribe.tally(campaigns),
        reviews=reviews,
        review_states=counted(each for row in reviews for each in (row.interim, row.final)),
        trails=tuple(_trail(scribe, each) for each in decisions),
        selection=trails(decisions),
        frontline=frontline(scribe, graph.awards),
        groups=groups,
        holders=holders(graph.awards),
        rises=tuple(rise for each in campaigns if each.scores for rise in rises(scribe, each)),
        repairs=tuple(each for _, each in repairs),
        revocations=kinds["revocation"],
        corrections=kinds["correction"],
        models=len(graph.models),
        models_adopted=sum(bool(each.adoptions) for each in graph.models.values()),
        csv=f"data/accountability.{scribe.language}.csv",
        pager=Pager(1, (), len(decisions)),
    )


def _reviews(scribe: Scribe, campaign: Campaign) -> ReviewRow:
    interim, final = review_states(scribe, campaign)
    return ReviewRow(scribe.link("campaign", campaign.id), interim, final)


def _trail(scribe: Scribe, decision: Decision) -> TrailRow:
    notice = notice_of(decision, set(scribe.graph.settings.notice.holidays))
    return TrailRow(
        scribe.link("decision", decision.id),
        iso(decision.date),
        missing_steps(decision),
        notice.working_days,
        notice.reason,
    )


def _repairs(scribe: Scribe) -> Iterator[tuple[PartialDate, Repair]]:
    """Awards taken back and corrections, each with its day."""
    graph = scribe.graph
    for decision in graph.decisions.values():
        link = scribe.link("decision", decision.id)
        for each in decision.revocations:
            words = Named(scribe.words(each.reason))
            yield each.on, Repair("revocation", iso(each.on), link, words)
    for kind in ("profile", "campaign", "decision", "model"):
        for id_, record in graph.shown(kind).items():
            for correction in getattr(record, "corrections", ()):
                words = Named(scribe.words(correction.note))
                link = scribe.link(kind, id_)
                yield correction.on, Repair("correction", iso(correction.on), link, words)
