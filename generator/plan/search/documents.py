"""What search finds: every shown record, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.formats import short_date
from generator.graph.readable import details_of
from generator.plan.collation import SortKey, collation_key
from generator.plan.facets import LINKED, Value, facets_of
from generator.plan.scribe import Scribe, iso
from generator.plan.search.shards import Document
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.common import Record
from generator.records.decision import Decision
from generator.records.model import Model
from generator.records.profile import Profile
from generator.records.title import Title
from generator.records.types import PartialDate, Party, Prose, Text
from generator.records.unit import Unit
from generator.views.common import Phrase

KINDS = (
    "profile",
    "campaign",
    "model",
    "decision",
    "article",
    "unit",
    "title",
    "topic",
    "page",
)
"""In the order in which a facet lists them."""


def documents(scribe: Scribe) -> list[Document]:
    """Every shown record, kind by kind, in the order of its listing."""
    return [
        _document(scribe, kind, record)
        for kind in KINDS
        for record in sorted(
            scribe.graph.shown(kind).values(),
            key=lambda each, kind=kind: _order(scribe, kind, each),  # type: ignore[misc]
        )
    ]


def facet_names(scribe: Scribe, found: Iterable[Document]) -> dict[Value, Phrase]:
    """What to call the values of the facets; kinds have the theme's words."""
    values = dict.fromkeys(value for each in found for value in each.facets)
    return {
        (group, id_): scribe.name(scribe.graph.names[group, id_])
        for group, id_ in values
        if group in LINKED
    }


def _order(scribe: Scribe, kind: str, record: Record) -> tuple[SortKey, SortKey, str]:
    if isinstance(record, Profile):
        return *scribe.order(record), record.id
    words = scribe.name(scribe.graph.names[kind, record.id]).text
    return collation_key(words), collation_key(""), record.id


def _document(scribe: Scribe, kind: str, record: Record) -> Document:
    part = _Part(scribe, kind, record)
    facets = (("kind", kind), *facets_of(scribe, record))
    of_facets = (scribe.name(scribe.graph.names[each]).text for each in facets if each[0] in LINKED)
    return Document(
        kind,
        record.id,
        scribe.link(kind, record.id),
        tuple(each for each in part.meta() if each),
        scribe.words(record.criteria if isinstance(record, Title) else _summary(record)),
        (*of_facets, *part.names()),
        tuple(part.story()),
        facets,
        tuple(scribe.words(each).text for each in details_of(record)),
    )


def _summary(record: Record) -> Text | None:
    return getattr(record, "summary", None)


class _Part:
    """What the document of one record is made of."""

    __slots__ = ("kind", "record", "scribe")

    def __init__(self, scribe: Scribe, kind: str, record: Record) -> None:
        self.scribe, self.kind, self.record = scribe, kind, record

    def meta(self) -> Iterator[Phrase]:
        scribe, record = self.scribe, self.record
        match record:
            case Profile():
                yield scribe.words(record.role)
                yield self._unit(record.unit)
            case Campaign(period=period):
                yield Phrase(" – ".join(_years(period.start, period.end)))
            case Model(origin=origin) if origin:
                yield self._unit(origin.unit)
                yield Phrase(self._day(origin.since))
            case Decision():
                yield Phrase(record.number or "" if record.name else "")
                yield Phrase(self._day(record.date))
                yield scribe.name(scribe.graph.names["title", record.title])
                yield self._unit(record.authority)
            case Article():
                yield Phrase(self._day(record.date))
                yield scribe.name(record.author)
            case Unit(place=place) if place:
                yield scribe.name(place.name)

    def names(self) -> Iterator[str]:
        """What else the record is connected with."""
        scribe, record = self.scribe, self.record
        match record:
            case Profile(life=life) if life:
                yield scribe.name(life.place).text
            case Decision():
                for each in record.recipients:
                    if each.profile:
                        yield scribe.name(scribe.graph.names["profile", each.profile]).text
                    yield scribe.name(each.name).text
            case Campaign():
                yield self._party(record.launched_by)
                yield from (self._party(each.unit) for each in record.coordinators)
            case Model():
                yield from (self._party(each.by) for each in record.adoptions)
            case Unit(parent=parent):
                yield self._unit(parent).text

    def story(self) -> Iterator[str]:
        default = self.scribe.addresses.default
        for name in ("problem", "story", "body"):
            prose = getattr(self.record, name, None)
            if isinstance(prose, Prose):
                versions = {language or default: body for language, body in prose.versions}
                order = (self.scribe.language, default, *versions)
                yield next(versions[each] for each in order if each in versions).html

    def _unit(self, id_: str | None) -> Phrase:
        names = self.scribe.graph.names
        return self.scribe.name(names["unit", id_] if id_ else None)

    def _party(self, party: Party | None) -> str:
        if party is None:
            return ""
        return self._unit(party.unit).text or self.scribe.name(party.name).text

    def _day(self, moment: PartialDate | None) -> str:
        return short_date(iso(moment), self.scribe.language)


def _years(start: PartialDate, end: PartialDate | None) -> Iterator[str]:
    yield str(start.year)
    if end and end.year != start.year:
        yield str(end.year)
