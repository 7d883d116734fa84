"""The home page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from generator.graph.site import Key
from generator.measures.selection import missing_steps
from generator.measures.timeline import campaign_state, reviews_held_and_due
from generator.plan.page import Page
from generator.plan.record_pages import told_here
from generator.plan.scribe import Scribe
from generator.records.campaign import Campaign
from generator.views.frame import Address
from generator.views.home import Home, Numbers

FEATURED_PROFILES = 6
CAMPAIGNS = 6
MODELS = 3
DECISIONS = 6
ARTICLES = 4
_STATES_FIRST = ("running", "planned", "ended", "open")


def plan(scribe: Scribe) -> Iterator[Page]:
    address = Address(
        scribe.at(""),
        scribe.language,
        "home",
        "home",
        scribe.addresses.alternates("", scribe.addresses.languages),
    )
    yield Page(address, _view(scribe))


def _view(scribe: Scribe) -> Home:
    graph = scribe.graph
    models = sorted(graph.models.values(), key=lambda each: (-len(each.adoptions), each.id))
    decisions = sorted(
        graph.decisions.values(), key=lambda each: (each.date, each.id), reverse=True
    )
    articles = sorted(
        (graph.articles[id_] for id_ in told_here(scribe, "article")),
        key=lambda each: (each.date, each.id),
        reverse=True,
    )
    return Home(
        _numbers(scribe),
        tuple(scribe.profile_card(graph.profiles[id_]) for id_ in _featured_profiles(scribe)),
        tuple(scribe.campaign_card(each) for each in _campaigns(scribe)[:CAMPAIGNS]),
        tuple(scribe.model_card(each) for each in models[:MODELS]),
        tuple(scribe.decision_card(each) for each in decisions[:DECISIONS]),
        tuple(scribe.article_card(each) for each in articles[:ARTICLES]),
    )


def _featured_profiles(scribe: Scribe) -> list[str]:
    graph = scribe.graph
    chosen = (id_ for kind, id_ in _featured(scribe) if kind == "profile" and id_ in graph.profiles)
    latest = (award.profile.id for award in reversed(graph.awards) if award.profile)
    in_turn = dict.fromkeys(chain(chosen, latest, sorted(graph.profiles)))
    return list(islice(in_turn, FEATURED_PROFILES))


def _featured(scribe: Scribe) -> list[Key]:
    found: list[Key] = []
    for given in scribe.graph.settings.featured:
        kind, colon, id_ = given.partition(":")
        if colon:
            found.append((kind, id_))
        else:
            found += [key for key in scribe.graph.names if key[1] == given]
    return found


def _campaigns(scribe: Scribe) -> list[Campaign]:
    featured = [id_ for kind, id_ in _featured(scribe) if kind == "campaign"]

    def order(campaign: Campaign) -> tuple[Any, ...]:
        state = campaign_state(campaign, scribe.as_of)
        chosen = featured.index(campaign.id) if campaign.id in featured else len(featured)
        start = campaign.period.start
        return (chosen, _STATES_FIRST.index(state), -start.year, -start.month, campaign.id)

    return sorted(scribe.graph.campaigns.values(), key=order)


def _numbers(scribe: Scribe) -> Numbers:
    graph = scribe.graph
    reviews = [
        reviews_held_and_due(each, scribe.as_of, graph.settings.review_grace)
        for each in graph.campaigns.values()
    ]
    standing = [award for award in graph.awards if award.revocation is None]
    return Numbers(
        scribe.as_of.isoformat(),
        sum(award.count for award in standing),
        sum(award.count == 1 for award in standing),
        scribe.tally(graph.campaigns.values()),
        sum(held for held, _ in reviews),
        sum(due for _, due in reviews),
        sum(bool(each.adoptions) for each in graph.models.values()),
        len(graph.models),
        len(graph.decisions),
        sum(not missing_steps(each) for each in graph.decisions.values()),
    )
