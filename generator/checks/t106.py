"""A recipient's unit that is not registered for the campaign, or a registered unit of which no
result is recorded.

An award of a campaign to somebody outside it, and a promise of which nothing more is heard, are
easily explained or easily mended. Without a word, readers wonder. A unit takes part with the units
above it. It counts as reporting when it has a result in the registrations or a score, and is asked
for once the campaign is over.

Bad:
    unit,registered_on,indicator,goal,result
    to-may-1,2024-01-10,Vải thừa,5,

Good:
    unit,registered_on,indicator,goal,result
    to-may-1,2024-01-10,Vải thừa,5,5.4
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.headcount import self_and_above
from generator.measures.timeline import campaign_state
from generator.records.campaign import Campaign

CODE = "T106"
LEVEL: Severity = "note"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for campaign in graph.campaigns.values():
        if campaign.registrations:
            yield from _outside(graph, campaign)
            if campaign_state(campaign, as_of) == "ended":
                yield from _silent(campaign)


def _outside(graph: SiteGraph, campaign: Campaign) -> Iterator[Finding]:
    registered = {each.unit for each in campaign.registrations}
    for decision in graph.back.decisions_by_campaign.get(campaign.id, ()):
        for index, recipient in enumerate(decision.recipients):
            profile = graph.profiles.get(recipient.profile or "")
            unit = recipient.unit or (profile.unit if profile else None)
            if unit and registered.isdisjoint(self_and_above(unit, graph.units)):
                yield Finding(
                    "decision",
                    decision.id,
                    ("recipients", index),
                    "The unit '{unit}' of this recipient is not registered for the campaign"
                    " '{campaign}'.",
                    "Add its registration, or check the unit and the campaign.",
                    {"unit": unit, "campaign": campaign.id},
                )


def _silent(campaign: Campaign) -> Iterator[Finding]:
    heard = {each.unit for each in campaign.registrations if each.result is not None}
    heard |= {each.unit for each in campaign.scores}
    for index, each in enumerate(campaign.registrations):
        if each.unit and each.unit not in heard:
            heard.add(each.unit)
            yield Finding(
                "campaign",
                campaign.id,
                ("registrations", index),
                "The unit '{unit}' is registered, and no result or score is recorded.",
                "Fill in its `result`; if it gave none, say so in the story of the campaign.",
                {"unit": each.unit},
            )
