"""A record that nothing on the site leads to: a unit, title or topic that no record names, a
profile without an award or mention, a campaign or model that nobody names.

Such a record is often left over from something that was deleted, or waits for what should name it.
Its page can be found in the lists all the same.

Bad:
    # topics.yaml
    - {id: tiet-kiem, name: Tiết kiệm}
    # ... and no record has `topics: [tiet-kiem]`

Good:
    # models/cat-vai.md
    topics: [tiet-kiem]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.mentions import resolved
from generator.graph.readable import stories_of
from generator.graph.site import SiteGraph
from generator.records.types import Party

CODE = "L105"
LEVEL: Severity = "note"

Key = tuple[str, str]
KINDS = ("unit", "title", "topic", "profile", "campaign", "model")


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    alone = {(kind, id_) for kind in KINDS for id_ in graph.shown(kind)}
    for named in (_by_back_references, _by_fields, _by_stories):
        if alone:
            alone.difference_update(named(graph))
    for kind, id_ in alone:
        yield Finding(
            kind,
            id_,
            (),
            "Nothing on the site leads to this record.",
            "Name it where it belongs, or delete it.",
        )


def _by_back_references(graph: SiteGraph) -> Iterator[Key]:
    back = graph.back
    for kind, groups in (
        ("profile", (back.awards_by_profile,)),
        ("title", (back.awards_by_title,)),
        (
            "campaign",
            (
                back.decisions_by_campaign,
                back.profiles_by_campaign,
                back.models_by_campaign,
                back.successors,
            ),
        ),
        ("model", (back.models_adapted_from,)),
        (
            "unit",
            (
                back.awards_by_unit,
                back.decisions_by_authority,
                back.profiles_by_unit,
                back.models_by_unit,
                back.adopted_by_unit,
                back.campaigns_by_launcher,
                back.campaigns_by_coordinator,
                back.campaigns_by_registrant,
                back.sub_units,
            ),
        ),
    ):
        yield from ((kind, id_) for group in groups for id_, found in group.items() if found)
    yield from back.articles_about


def _by_fields(graph: SiteGraph) -> Iterator[Key]:
    if graph.settings.publisher:
        yield "unit", graph.settings.publisher
    for title in graph.titles.values():
        yield "unit", title.conferred_by or ""
    for decision in graph.decisions.values():
        yield "title", decision.title
        if decision.selection:
            yield from _parties(each.by for each in decision.selection.steps)
    for campaign in graph.campaigns.values():
        yield from _parties(each.by for each in campaign.milestones)
        yield "campaign", campaign.predecessor or ""
        yield from (("unit", each.unit) for each in campaign.scores)
    for profile in graph.profiles.values():
        yield from (("model", each) for each in profile.models)
    for model in graph.models.values():
        yield from (("model", each) for each in model.adapted_from)
        yield from (("model", each.model or "") for each in model.adoptions)
        if model.origin:
            yield "profile", model.origin.profile or ""
        if model.contact:
            yield from _parties([model.contact.unit])
    for article in graph.articles.values():
        yield from (("campaign", each) for each in article.campaigns)
    for kind in ("profile", "campaign", "model", "article"):
        for record in graph.shown(kind).values():
            yield from (("topic", each) for each in getattr(record, "topics"))  # noqa: B009


def _parties(named: Iterable[Party | None]) -> Iterator[Key]:
    yield from (("unit", each.unit) for each in named if each and each.unit)


def _by_stories(graph: SiteGraph) -> Iterator[Key]:
    for kind in ("profile", "campaign", "model", "article", "page"):
        for id_, record in graph.shown(kind).items():
            for _, body in stories_of(record):
                for link in body.links:
                    path, anchor = resolved(graph.origins[kind, id_].file, link.target)
                    key = graph.destinations.get(f"{path}#{anchor}") or graph.destinations.get(path)
                    if key and key != (kind, id_):
                        yield key
