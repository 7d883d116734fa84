"""How fairness is shown: the measures of a campaign, a unit or the site, as views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.graph.site import Award
from generator.measures import levelling as levels
from generator.measures import rotation as rotations
from generator.measures.concentration import concentration_of, gini
from generator.measures.frontline import compared, frontline_share
from generator.measures.improvement import Improvement, improvements_of, is_mentioned
from generator.measures.peers import Group as GroupRecord
from generator.measures.peers import awards_below, awards_in, group_in, groups_below
from generator.measures.review import reviews_of
from generator.measures.selection import EXPECTED, missing_steps
from generator.plan.scribe import Scribe, iso
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.records.unit import Unit
from generator.views import fairness as views
from generator.views.common import Link

MOST_SHOWN = 12
"""Units of a table, of which the file of all figures has every one; campaigns of a unit's rises."""
WORTH_SHOWING = 0.5
"""Of a rotation that lots would make more often than not, no table is shown."""
CURVE_POINTS = 20


def questions_of_campaign(scribe: Scribe, campaign: Campaign) -> views.Questions:
    decisions = scribe.graph.back.decisions_by_campaign.get(campaign.id, ())
    return views.Questions(
        scribe.as_of.isoformat(),
        frontline(scribe, awards_in(campaign, scribe.graph)),
        trails(decisions),
        review_states(scribe, campaign),
        None,
        (),
        (),
        (shortened(group(scribe, group_in(campaign, scribe.graph))),),
        sum(len(each.revocations) for each in decisions),
        len(campaign.corrections) + sum(len(each.corrections) for each in decisions),
        scribe.at("accountability/"),
    )


def questions_of_unit(
    scribe: Scribe, unit: Unit, rises: Sequence[views.Rise]
) -> views.Questions | None:
    """What is to be asked of a unit with its sub-units; None if nothing is known of it."""
    launched = scribe.graph.back.campaigns_by_launcher.get(unit.id, ())
    awards = tuple(awards_below(unit.id, scribe.graph))
    decisions = scribe.graph.back.decisions_by_authority.get(unit.id, ())
    if not (awards or decisions or launched or rises):
        return None
    return views.Questions(
        scribe.as_of.isoformat(),
        frontline(scribe, awards),
        trails(decisions),
        (),
        scribe.tally(launched) if launched else None,
        counted(each for campaign in launched for each in review_states(scribe, campaign)),
        tuple(rises),
        tuple(shortened(group(scribe, each)) for each in groups_below(unit.id, scribe.graph)),
        sum(each.revocation is not None for each in awards),
        sum(len(each.corrections) for each in decisions),
        scribe.at("accountability/"),
    )


def frontline(scribe: Scribe, awards: Iterable[Award]) -> views.Frontline:
    given = tuple(awards)
    share, beside = frontline_share(given), compared(given, scribe.graph.units)
    low, high = share.interval or (0.0, 0.0)
    return views.Frontline(
        share.people,
        share.frontline,
        share.unknown,
        share.share,
        low,
        high,
        scribe.graph.settings.frontline_goal,
        beside.workforce.total if beside.workforce else 0,
        beside.expected,
        beside.recognised.known,
        beside.recognised.share,
    )


def trails(decisions: Iterable[Decision]) -> views.Trails:
    missing = [missing_steps(each) for each in decisions]
    steps = tuple((kind, sum(kind not in each for each in missing)) for kind in EXPECTED)
    return views.Trails(len(missing), sum(not each for each in missing), steps)


def review_states(scribe: Scribe, campaign: Campaign) -> tuple[views.ReviewState, ...]:
    found = reviews_of(campaign, scribe.as_of, scribe.graph.settings.review_grace)
    return tuple(views.ReviewState(r.kind, r.state, iso(r.on), r.days_late) for r in found)


def counted(reviews: Iterable[views.ReviewState]) -> tuple[tuple[str, int], ...]:
    """How many reviews stand how."""
    return tuple(sorted(Counter(each.state for each in reviews).items()))


def group(scribe: Scribe, record: GroupRecord) -> views.Group:
    """The figures of all units of a group."""
    units = scribe.graph.units
    found = rotations.rotations_of(record.peers, record.awards, units)
    told = sorted(found, key=lambda each: (-each.rounds, bool(each.reason), each.title))
    first = next(iter(record.peers.units), None)
    return views.Group(
        scribe.named(record.record, record.id),
        units[first].kind if first and record.record == "unit" else "",
        _levelling(scribe, levels.levelling_of(record.peers, record.awards, units)),
        tuple(_rotation(scribe, each) for each in told),
    )


def shortened(whole: views.Group) -> views.Group:
    """A group as pages show it, with the first units of long lists."""
    return replace(
        whole,
        levelling=replace(
            whole.levelling,
            counts=whole.levelling.counts[:MOST_SHOWN],
            concerned=whole.levelling.concerned[:MOST_SHOWN],
            concerned_more=len(whole.levelling.concerned[MOST_SHOWN:]),
        ),
        rotations=tuple(
            replace(each, turns=each.turns[:MOST_SHOWN] if _is_worth_showing(each) else ())
            for each in whole.rotations
        ),
    )


def _is_worth_showing(rotation: views.Rotation) -> bool:
    return rotation.rounds > 1 and (rotation.chance or 0) <= WORTH_SHOWING


def _levelling(scribe: Scribe, record: levels.Levelling) -> views.Levelling:
    most = sorted(record.counts, key=lambda each: (-each.awards, each.unit))
    return views.Levelling(
        tuple(
            views.UnitCount(scribe.named("unit", each.unit), each.awards, each.expected)
            for each in most
        ),
        len(record.counts),
        record.awards,
        record.reason,
        tuple(scribe.named("unit", each) for each in record.concerned),
        0,
        record.p_value,
    )


def _rotation(scribe: Scribe, record: rotations.Rotation) -> views.Rotation:
    last = max(1, len(record.wins) - 1)
    return views.Rotation(
        scribe.named("title", record.title),
        len(record.units),
        sum(len(won) for _, won in record.wins),
        record.wins[0][0],
        record.wins[-1][0],
        record.rounds,
        record.reason,
        record.p_value,
        tuple(
            views.Turn(
                scribe.named("unit", unit),
                tuple(place / last for place, (_, won) in enumerate(record.wins) if unit in won),
            )
            for unit in record.units
        ),
    )


def rises(scribe: Scribe, campaign: Campaign) -> tuple[views.Rise, ...]:
    """The units that improved most; one without a unit where it cannot be computed."""
    found, link = improvements_of(campaign.scores), scribe.link("campaign", campaign.id)
    if found.reason:
        return (views.Rise(link, None, 0, 0, 0, 0, False, found.reason),)
    return tuple(_rise(scribe, link, each) for each in found.most_improved) or (
        views.Rise(link, None, 0, 0, 0, 0, False, "nobody_rose"),
    )


def rises_by_unit(scribe: Scribe) -> dict[str, list[views.Rise]]:
    """The campaigns in whose scores each unit rose, the earliest first."""
    found: dict[str, list[views.Rise]] = {}
    campaigns = sorted(scribe.graph.campaigns.values(), key=lambda each: each.period.start)
    for campaign in campaigns:
        link = scribe.link("campaign", campaign.id)
        for each in improvements_of(campaign.scores).rows:
            if each.change > 0:
                found.setdefault(each.unit, []).append(_rise(scribe, link, each))
    return found


def _rise(scribe: Scribe, campaign: Link, record: Improvement) -> views.Rise:
    return views.Rise(
        campaign,
        scribe.named("unit", record.unit),
        record.first,
        record.last,
        record.change,
        record.slope,
        is_mentioned(record.unit, scribe.graph.back),
        "",
    )


def holders(awards: Iterable[Award]) -> views.Holders:
    found = concentration_of(awards)
    counts, total = found.counts[::-1], found.awards or 1
    places = sorted({len(counts) * step // CURVE_POINTS for step in range(CURVE_POINTS + 1)})
    curve = tuple((at / (len(counts) or 1), sum(counts[:at]) / total) for at in places)
    return views.Holders(
        len(counts),
        found.awards,
        found.unnamed,
        found.top,
        found.held_by_top,
        gini(counts),
        found.enough,
        curve if counts else (),
    )
