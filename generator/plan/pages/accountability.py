"""Accountability: what readers may ask of the publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.measures.selection import missing_steps
from generator.measures.timeline import lifecycle
from generator.plan.page import Page
from generator.plan.paging import LINES, listing_address, parted
from generator.plan.scribe import Scribe, iso
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.views.common import Pager
from generator.views.finding import Accountability, ReviewRow, TrailRow


def plan(scribe: Scribe) -> Iterator[Page]:
    view = _view(scribe)
    longest = max(view.reviews, view.trails, key=len)
    size = LINES * scribe.graph.settings.page_size * 3 // 4
    for path, _, pager in parted(scribe, "accountability/", longest, size):
        here = slice((pager.number - 1) * size, pager.number * size)
        address = listing_address(scribe, path, "accountability", "accountability", pager.number)
        shown = replace(view, reviews=view.reviews[here], trails=view.trails[here], pager=pager)
        yield Page(address, shown)


def _view(scribe: Scribe) -> Accountability:
    graph = scribe.graph
    decisions = sorted(graph.decisions.values(), key=lambda each: (each.date, each.id))
    campaigns = sorted(graph.campaigns.values(), key=lambda each: (each.period.start, each.id))
    positions = [
        _position(award.recipient.position, award.profile.position if award.profile else "unknown")
        for award in graph.awards
        if award.revocation is None and _is_person(award.recipient.kind, award.profile)
        for _ in range(award.count)
    ]
    published = [*graph.profiles.values(), *campaigns, *decisions, *graph.models.values()]
    goal = graph.settings.frontline_goal
    return Accountability(
        scribe.as_of.isoformat(),
        scribe.tally(campaigns),
        tuple(_reviews(scribe, each) for each in campaigns),
        tuple(_trail(scribe, each) for each in decisions),
        len(decisions),
        sum(not missing_steps(each) for each in decisions),
        len(positions),
        positions.count("frontline"),
        positions.count("unknown"),
        goal,
        sum(len(each.revocations) for each in decisions),
        sum(len(each.corrections) for each in published),
        len(graph.models),
        sum(bool(each.adoptions) for each in graph.models.values()),
        Pager(1, (), len(decisions)),
    )


def _position(own: str, of_profile: str) -> str:
    return own if own != "unknown" else of_profile


def _is_person(kind: str | None, profile: object) -> bool:
    return (kind or getattr(profile, "kind", "")) == "individual"


def _reviews(scribe: Scribe, campaign: Campaign) -> ReviewRow:
    stages = lifecycle(campaign, scribe.as_of, scribe.graph.settings.review_grace)
    states = {stage.kind: stage.state for stage in stages}
    link = scribe.link("campaign", campaign.id)
    return ReviewRow(link, states["interim_review"], states["final_review"])


def _trail(scribe: Scribe, decision: Decision) -> TrailRow:
    link = scribe.link("decision", decision.id)
    return TrailRow(link, iso(decision.date), missing_steps(decision))
