"""Peers: which units compete with each other for awards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.graph.site import Award, SiteGraph
from generator.measures.headcount import self_and_above
from generator.records.campaign import Campaign
from generator.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Peers:
    """Units that may win the same awards, in the order of their ids."""

    units: tuple[str, ...]

    def awards(
        self, awards: Iterable[Award], units: Mapping[str, Unit]
    ) -> tuple[tuple[str, Award], ...]:
        """The awards that stand, each with the peer that won it: itself, or with a part of it."""
        peers = frozenset(self.units)
        standing = [each for each in awards if each.revocation is None]
        ways = (self_and_above(each.unit, units) for each in standing)
        won_by = (next((unit for unit in way if unit in peers), None) for way in ways)
        found = zip(won_by, standing, strict=True)
        return tuple((peer, award) for peer, award in found if peer)


@dataclass(frozen=True, slots=True)
class Group:
    """Peers in one record, and the awards that may be theirs."""

    record: Literal["unit", "campaign"]
    id: str
    peers: Peers
    awards: tuple[Award, ...]


def groups_of(graph: SiteGraph) -> Iterator[Group]:
    """The sub-units of every unit, and the participants of every campaign."""
    for id_ in graph.back.sub_units:
        yield from groups_below(id_, graph)
    for campaign in graph.campaigns.values():
        yield group_in(campaign, graph)


def groups_below(unit: str, graph: SiteGraph) -> Iterator[Group]:
    """The sub-units of a unit, those of each kind apart."""
    groups = tuple(peers_below(graph.back.sub_units.get(unit, ())))
    awards = tuple(awards_below(unit, graph)) if groups else ()
    for peers in groups:
        yield Group("unit", unit, peers, awards)


def group_in(campaign: Campaign, graph: SiteGraph) -> Group:
    """Those who took part in a campaign."""
    return Group("campaign", campaign.id, participants(campaign), awards_in(campaign, graph))


def awards_in(campaign: Campaign, graph: SiteGraph) -> tuple[Award, ...]:
    """The awards of the campaign's decisions."""
    decisions = graph.back.decisions_by_campaign.get(campaign.id, ())
    in_order = sorted(decisions, key=lambda each: (each.date, each.id))
    by_decision = graph.back.awards_by_decision
    return tuple(award for each in in_order for award in by_decision.get(each.id, ()))


def awards_below(unit: str, graph: SiteGraph) -> Iterator[Award]:
    """The awards of a unit and of all units below it."""
    yield from graph.back.awards_by_unit.get(unit, ())
    for child in graph.back.sub_units.get(unit, ()):
        yield from awards_below(child.id, graph)


def peers_below(children: Iterable[Unit]) -> Iterator[Peers]:
    """The sub-units of one unit, those of each kind apart; a unit alone has no peers."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for child in children:
        kinds[child.kind].append(child.id)
    for ids in kinds.values():
        if len(ids) > 1:
            yield Peers(tuple(sorted(ids)))


def participants(campaign: Campaign) -> Peers:
    """The units that registered for the campaign or were scored in it."""
    registered = {each.unit for each in campaign.registrations if each.unit}
    return Peers(tuple(sorted(registered | {each.unit for each in campaign.scores})))
