"""The figures of the accountability pages as one long table: a figure a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.views.common import Link, Named
from generator.views.fairness import Frontline, Group, Holders, Rise
from generator.views.finding import Accountability

COLUMNS = ("question", "address", "name", "figure", "value", "whole", "note", "as_of")
Row = tuple[object, ...]
_Line = tuple[str, Link | Named | None, str, object, object, object]
"""Question, whom it is about, figure, value, the whole that it is a part of, note."""


def rows_of(view: Accountability, shares: Iterable[tuple[Link, Frontline]]) -> Iterator[Row]:
    """All figures, with the *shares* of campaigns and units behind the site's.

    What cannot be computed has no value and says why in its note.
    """
    for question, about, figure, value, whole, note in _lines(view, shares):
        address, name = (about.href, about.text.text) if about else ("", "")
        shown = "" if value is None else value
        yield question, address, name, figure, shown, whole, note, view.as_of


def _lines(view: Accountability, shares: Iterable[tuple[Link, Frontline]]) -> Iterator[_Line]:
    for state in ("met", "missed", "under_way", "not_measured", "no_goal"):
        yield "targets", None, state, getattr(view.tally, state), view.tally.total, ""
    for row in view.reviews:
        for review in (row.interim, row.final):
            yield "reviews", row.campaign, review.kind, review.state, "", review.on
    for about, share in ((None, view.frontline), *shares):
        yield from _frontline(share, about)
    for step, count in view.selection.steps:
        yield "trails", None, step, count, view.selection.decisions, ""
    for trail in view.trails:
        missing = " ".join(trail.missing)
        yield "trails", trail.decision, "missing_steps", len(trail.missing), "", missing
        notice = "notice_working_days"
        yield "trails", trail.decision, notice, trail.notice_working_days, "", trail.notice_reason
    for group in view.groups:
        yield from _group(group)
    yield from _holders(view.holders)
    for rise in view.rises:
        yield from _rise(rise)
    for repair in view.repairs:
        yield "repairs", repair.record, repair.kind, repair.on, "", repair.words.text.text
    yield "models", None, "adopted", view.models_adopted, view.models, ""


def _frontline(view: Frontline, about: Link | None) -> Iterator[_Line]:
    reason = "" if view.share is not None else "no_position_known"
    yield "frontline", about, "frontline", view.frontline, view.known, reason
    yield "frontline", about, "unknown", view.unknown, view.people, ""
    yield "frontline", about, "share", _rounded(view.share), "", reason
    if view.share is not None:
        yield "frontline", about, "share_low_95", _rounded(view.low), "", ""
        yield "frontline", about, "share_high_95", _rounded(view.high), "", ""
    yield "frontline", about, "goal_percent", view.goal, "", ""
    reason = "" if view.workforce_share is not None else "no_head_count"
    yield "frontline", about, "workforce_share", _rounded(view.workforce_share), "", reason


def _group(group: Group) -> Iterator[_Line]:
    found, kind = group.levelling, group.kind or "participants"
    yield "levelling", group.of, f"chance {kind}", _rounded(found.chance), "", found.reason
    for unit in found.concerned:
        yield "levelling", unit, f"concerned {kind}", None, "", found.reason
    for each in found.counts:
        yield "levelling", each.unit, "awards", each.awards, found.awards, kind
        yield "levelling", each.unit, "expected_awards", round(each.expected, 2), found.awards, kind
    for rotation in group.rotations:
        title, chance = rotation.title.text.text, _rounded(rotation.chance)
        yield "rotation", group.of, f"rounds {kind}", rotation.rounds, rotation.wins, title
        yield "rotation", group.of, f"chance {kind}", chance, "", rotation.reason or title
        for turn in rotation.turns:
            yield "rotation", turn.unit, f"wins {kind}", len(turn.places), rotation.wins, title


def _holders(view: Holders) -> Iterator[_Line]:
    yield "holders", None, "held_by_top_tenth", view.held_by_top, view.awards, ""
    yield "holders", None, "top_tenth", view.top, view.holders, ""
    yield "holders", None, "gini", _rounded(view.gini), "", "" if view.holders else "no_holders"


def _rise(rise: Rise) -> Iterator[_Line]:
    if rise.unit is None:
        yield "improvement", rise.campaign, "change", None, "", rise.reason
        return
    note = "mentioned" if rise.mentioned else "not_mentioned"
    yield "improvement", rise.unit, "change", rise.change, "", note
    yield "improvement", rise.unit, "slope", rise.slope, "", rise.campaign.text.text


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
