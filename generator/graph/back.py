"""Back-references: for every record, what points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from generator.graph.resolve import Records
from generator.graph.site import Adopted, Award, Back, Key
from generator.records.decision import Decision, Recipient, Revocation

T = TypeVar("T")
Shown = Mapping[str, Mapping[str, Any]]


def awards_of(shown: Records) -> tuple[Award, ...]:
    """Every recipient line of every shown decision, by date and decision."""
    decisions: list[Any] = sorted(
        shown["decision"].values(),
        key=lambda each: (getattr(each, "date"), each.id),  # noqa: B009
    )
    return tuple(
        _award(decision, recipient, shown)
        for decision in decisions
        for recipient in decision.recipients
    )


def _award(decision: Decision, recipient: Recipient, shown: Shown) -> Award:
    profile = shown["profile"].get(recipient.profile or "")
    return Award(
        decision,
        recipient,
        shown["title"][recipient.title or decision.title],
        profile,
        recipient.unit or (profile.unit if profile else None),
        _revocation(decision, recipient),
    )


def _revocation(decision: Decision, recipient: Recipient) -> Revocation | None:
    names = {recipient.profile} | (
        {words for _, words in recipient.name.versions} if recipient.name else set()
    )
    return next((each for each in decision.revocations if each.recipient in names), None)


def back_references(shown: Shown, awards: tuple[Award, ...], key_of: Callable[[str], Key]) -> Back:
    """Turn every reference of the shown records round."""
    campaigns, models = shown["campaign"].values(), shown["model"].values()
    profiles, decisions = shown["profile"].values(), shown["decision"].values()
    return Back(
        awards_by_decision=_grouped((a.decision.id, a) for a in awards),
        awards_by_profile=_grouped((a.profile.id, a) for a in awards if a.profile),
        awards_by_title=_grouped((a.title.id, a) for a in awards),
        awards_by_unit=_grouped((a.unit, a) for a in awards if a.unit),
        decisions_by_campaign=_grouped((d.campaign, d) for d in decisions if d.campaign),
        decisions_by_authority=_grouped((d.authority, d) for d in decisions),
        profiles_by_campaign=_grouped((c, p) for p in profiles for c in p.campaigns),
        profiles_by_model=_grouped((m, p) for p in profiles for m in p.models),
        profiles_by_unit=_grouped((p.unit, p) for p in profiles if p.unit),
        models_by_campaign=_grouped((m.campaign, m) for m in models if m.campaign),
        models_by_profile=_grouped(
            [(m.origin.profile, m) for m in models if m.origin and m.origin.profile]
            + [(p.id, shown["model"][m]) for p in profiles for m in p.models if m in shown["model"]]
        ),
        models_by_unit=_grouped((m.origin.unit, m) for m in models if m.origin and m.origin.unit),
        models_adapted_from=_grouped((parent, m) for m in models for parent in m.adapted_from),
        adopted_by_unit=_grouped(
            (a.by.unit, Adopted(m, a)) for m in models for a in m.adoptions if a.by.unit
        ),
        campaigns_by_launcher=_grouped(
            (c.launched_by.unit, c) for c in campaigns if c.launched_by and c.launched_by.unit
        ),
        campaigns_by_coordinator=_grouped(
            (each.unit.unit, c) for c in campaigns for each in c.coordinators if each.unit.unit
        ),
        campaigns_by_registrant=_grouped(
            (each.unit, c) for c in campaigns for each in c.registrations if each.unit
        ),
        successors=_grouped((c.predecessor, c) for c in campaigns if c.predecessor),
        articles_about=_articles_about(shown, key_of),
        sub_units=_grouped((u.parent, u) for u in shown["unit"].values() if u.parent),
    )


def _articles_about(shown: Shown, key_of: Callable[[str], Key]) -> Mapping[Key, tuple[Any, ...]]:
    pairs = []
    for article in shown["article"].values():
        pairs += [(key_of(each), article) for each in article.about]
        pairs += [(("campaign", each), article) for each in article.campaigns]
        pairs += [(("topic", each), article) for each in article.topics]
    return _grouped(pairs)


def _grouped(pairs: Iterable[tuple[Any, T]]) -> dict[Any, tuple[T, ...]]:
    found: defaultdict[Any, dict[int, T]] = defaultdict(dict)
    for key, value in pairs:
        found[key].setdefault(id(value), value)
    return {key: tuple(values.values()) for key, values in found.items()}
