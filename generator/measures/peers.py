"""Peers: which units compete with each other for awards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.graph.site import Award
from generator.measures.headcount import self_and_above
from generator.records.campaign import Campaign
from generator.records.unit import Unit


@dataclass(frozen=True, slots=True)
class Peers:
    """Units that may win the same awards, in the order of their ids."""

    units: tuple[str, ...]

    def member(self, unit: str | None, units: Mapping[str, Unit]) -> str | None:
        """The peer that *unit* is or belongs to; None if it belongs to none of them."""
        return next((each for each in self_and_above(unit, units) if each in self.units), None)

    def awards(
        self, awards: Iterable[Award], units: Mapping[str, Unit]
    ) -> tuple[tuple[str, Award], ...]:
        """The awards that stand, each with the peer that won it."""
        found = ((self.member(each.unit, units), each) for each in awards if not each.revocation)
        return tuple((peer, award) for peer, award in found if peer)


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
