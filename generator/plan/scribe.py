"""Scribe: writes the parts that views of all page types share, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from generator.graph.mentions import heading_anchor, resolved, resolved_path
from generator.graph.site import Award, Key, Media, SiteGraph
from generator.measures.progress import states_of, tally
from generator.measures.timeline import campaign_state
from generator.plan.addresses import Addresses
from generator.plan.cards import Card
from generator.plan.collation import PersonKey, collation_key, person_key
from generator.plan.memory import Memory
from generator.plan.pictures import Recipe, Shape, card_recipe, media_path, recipe
from generator.records import common as records
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.decision import Decision
from generator.records.model import Model
from generator.records.model import Money as MoneyRecord
from generator.records.profile import Profile
from generator.records.types import Body, PartialDate, Party, Prose, Text
from generator.views import common as views
from generator.views.common import Link, Named, Phrase

SOURCE_LINKED = ("unit", "title", "topic")


@dataclass(frozen=True, slots=True)
class Scribe:
    """Words, links and cards in one language, as of one day."""

    graph: SiteGraph
    addresses: Addresses
    language: str
    as_of: date
    memory: Memory = field(default_factory=Memory)
    say: Callable[[str], str] = field(default=str, compare=False)
    """The theme's word for an English one, for files that no template writes."""
    media_offered: set[str] = field(default_factory=set, compare=False)
    """The files of the content that what was written offers as they are."""
    pictures_shown: dict[str, Recipe] = field(default_factory=dict, compare=False)
    """The pictures that what was written shows, by the path of what every browser knows."""
    _linked: dict[Key, Link] = field(default_factory=dict, repr=False, compare=False)
    _cards: dict[str, views.ProfileCard] = field(default_factory=dict, repr=False, compare=False)
    _orders: dict[str, PersonKey] = field(default_factory=dict, repr=False, compare=False)

    # -- words

    def words(self, text: Text | None) -> Phrase:
        """A text in this language, or in the nearest one with its language named."""
        return self._pick(text, self.addresses.default)

    def name(self, text: Text | None) -> Phrase:
        """A proper name: written once, it is the same in every language."""
        return self._pick(text, self.language)

    def _pick(self, text: Text | None, plain_is: str) -> Phrase:
        if text is None:
            return views.NOTHING
        versions = text.versions
        for wanted in (self.language, self.addresses.default):
            for language, words in versions:
                if (language or plain_is) == wanted:
                    return Phrase(words, "" if wanted == self.language else wanted)
        language, words = versions[0]
        return Phrase(words, language or plain_is)

    def in_order(self, links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(sorted(links, key=lambda link: collation_key(link.text.text)))

    def order(self, profile: Profile) -> PersonKey:
        """Where a profile stands among others, by the alphabet."""
        order = self._orders.get(profile.id)
        if order is None:
            words = self.name(profile.name).text
            order = self._orders[profile.id] = person_key(profile, words)
        return order

    # -- links

    def at(self, path: str) -> str:
        return self.addresses.at(path, self.language)

    def href(self, key: Key) -> tuple[str, str]:
        """The address of a record and its language where that is another one."""
        href, language = self.addresses.of(key, self.language)
        return href, "" if language == self.language else language

    def link(self, kind: str, id_: str) -> Link:
        key = (kind, id_)
        link = self._linked.get(key)
        if link is None:
            href, language = self.href(key)
            link = self._linked[key] = Link(href, self.name(self.graph.names[key]), language)
        return link

    def named(self, kind: str, id_: str) -> Named:
        link = self.link(kind, id_)
        return Named(link.text, link.href, link.lang)

    def party(self, party: Party | None) -> Named | None:
        if party is None:
            return None
        return self.named("unit", party.unit) if party.unit else Named(self.name(party.name))

    def unit(self, id_: str | None) -> Named | None:
        return self.named("unit", id_) if id_ else None

    def topics(self, ids: Sequence[str]) -> tuple[Link, ...]:
        return self.in_order(self.link("topic", id_) for id_ in ids)

    def links(self, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
        """Links to those of the records that have a page."""
        return tuple(self.link(kind, id_) for id_ in ids if self.href((kind, id_))[0])

    def link_or_none(self, kind: str, id_: str | None) -> Link | None:
        """A link to a record that may not be given or have no page."""
        return next(iter(self.links(kind, [id_] if id_ else [])), None)

    # -- parts

    def body(
        self, prose: Prose | None, file: str, numbers: Mapping[str, int], prefix: str = ""
    ) -> views.Body | None:
        """A story in this language, else in the default; *file* is where it was written.

        Sources have their *numbers*. On a page with two stories the ids of one need a *prefix*.
        """
        if prose is None:
            return None
        versions = {language or self.addresses.default: body for language, body in prose.versions}
        order = (self.language, self.addresses.default, *versions)
        language = next(each for each in order if each in versions)
        body: Body = versions[language]
        return views.Body(
            body.html,
            tuple(self.destination(file, link.target, prefix) for link in body.links),
            "" if language == self.language else language,
            body.headings,
            prefix,
            tuple((each.target, numbers[each.target]) for each in body.cited),
            tuple(self._pictures_in(body, file)),
        )

    def _pictures_in(self, body: Body, file: str) -> Iterator[tuple[int, views.Picture]]:
        for number, link in enumerate(body.links):
            if link.picture:
                media = self.graph.media[resolved(file, link.target)[0]]
                if media.sight:
                    yield number, _view(self._recipe(media), *[views.NOTHING] * 3)

    def told(self, prose: Prose | None) -> bool:
        """Whether a story is in this language."""
        if prose is None:
            return True
        return self.language in {language or self.addresses.default for language in prose.languages}

    def destination(self, file: str, target: str, prefix: str = "") -> str:
        """The address that *target*, written in *file*, leads to; "" where nothing is shown."""
        if target.startswith("#"):
            return f"#{prefix}{heading_anchor(target[1:])}"
        path, anchor = resolved(file, target)
        if path in self.graph.media:
            media = self.graph.media[path]
            return quote(self._recipe(media).fallback.path) if media.sight else self.offered(media)
        key = self.graph.destinations.get(f"{path}#{anchor}") or self.graph.destinations[path]
        href, _ = self.href(key)
        if not anchor or not href or key[0] in SOURCE_LINKED:
            return href
        return f"{href}#{heading_anchor(anchor)}"

    def media(self, file: str, path: str) -> Media:
        """The file of the content folder that *file* calls *path*."""
        return self.graph.media[resolved_path(file, path)]

    def offered(self, media: Media) -> str:
        """The published address of a file that is offered as it is, and of what draws of an SVG."""
        if media.sight and media.sight.drawing:
            return quote(self._recipe(media).fallback.path)
        self.media_offered.add(media.path)
        return quote(media_path(media.path))

    def picture(
        self, image: records.Image | None, file: str, shape: Shape = "lead"
    ) -> views.Picture | None:
        """A picture of a record that is written in *file*, in a place of some shape."""
        if image is None:
            return None
        media = self.media(file, image.file)
        words = (self.words(image.alt), self.name(image.credit), self.name(image.licence))
        if media.sight is None:
            return views.Picture(self.offered(media), *words)
        return _view(self._recipe(media, shape, image.focus), *words)

    def card(self, key: Key) -> str:
        """The address of the picture that shows a record where a link to it is shared, or ""."""
        settings = self.graph.settings
        record = self.graph.shown(key[0]).get(key[1])
        if record is None or not (settings.cards and settings.url):
            return ""
        name, title = self.name(self.graph.names[key]).text, self.name(settings.title).text
        summary = self.words(getattr(record, "summary", None)).text
        made = card_recipe(Card(name, summary, title, key[1]), f"{'-'.join(key)}.{self.language}")
        return self.pictures_shown.setdefault(made.fallback.path, made).fallback.path

    def _recipe(self, media: Media, shape: Shape = "whole", focus: str | None = None) -> Recipe:
        """What is to be made of a picture, which must be published then."""
        made = recipe(media, shape, focus)
        return self.pictures_shown.setdefault(made.fallback.path, made)

    def money(self, money: MoneyRecord | None) -> views.Money | None:
        if money is None:
            return None
        return views.Money(money.amount, money.currency, self.words(money.note))

    def changes(
        self, changes: Iterable[records.Change], numbers: dict[str, int]
    ) -> tuple[views.Change, ...]:
        return tuple(
            views.Change(
                self.words(each.indicator),
                each.before,
                each.after,
                self.name(each.unit),
                iso(each.on),
                numbers.get(each.source or "", 0),
                self.words(each.note),
            )
            for each in changes
        )

    def trust(self, record: records.Published, key: Key, prose: Prose | None = None) -> views.Trust:
        return views.Trust(
            tuple(
                views.Correction(iso(each.on), self.words(each.note))
                for each in sorted(record.corrections, key=lambda each: each.on)
            ),
            tuple(
                views.Source(
                    number,
                    each.id,
                    self.name(each.title),
                    self.name(each.publisher),
                    each.url or "",
                    iso(each.date),
                    each.type or "",
                    self.words(each.note),
                )
                for number, each in enumerate(record.sources, 1)
            ),
            record.draft,
            self.told(prose),
            self.graph.origins[key].file,
        )

    # -- cards

    def profile_card(self, profile: Profile) -> views.ProfileCard:
        card = self._cards.get(profile.id)
        if card is None:
            card = self._cards[profile.id] = self._profile_card(profile)
        return card

    def _profile_card(self, profile: Profile) -> views.ProfileCard:
        return views.ProfileCard(
            self.link("profile", profile.id),
            profile.id,
            profile.kind,
            self.words(profile.role),
            self.unit(profile.unit),
            self.words(profile.summary),
            standing(self.graph.back.awards_by_profile.get(profile.id, ())),
        )

    def tally(self, campaigns: Iterable[Campaign]) -> views.Tally:
        counts = tally(state for each in campaigns for state in states_of(each, self.as_of))
        return views.Tally(**{str(state): count for state, count in counts.items()})

    def campaign_card(self, campaign: Campaign) -> views.CampaignCard:
        return views.CampaignCard(
            self.link("campaign", campaign.id),
            campaign.id,
            self.words(campaign.summary),
            iso(campaign.period.start),
            iso(campaign.period.end),
            campaign_state(campaign, self.as_of),
            self.tally([campaign]),
        )

    def origin(self, model: Model) -> Named | None:
        if model.origin is None:
            return None
        if model.origin.profile:
            return self.named("profile", model.origin.profile)
        return self.unit(model.origin.unit)

    def model_card(self, model: Model) -> views.ModelCard:
        return views.ModelCard(
            self.link("model", model.id),
            model.id,
            model.kind,
            self.words(model.summary),
            self.origin(model),
            iso(model.origin.since) if model.origin else "",
            len(model.adoptions),
            iso(model.confirmed),
        )

    def decision_card(self, decision: Decision) -> views.DecisionCard:
        return views.DecisionCard(
            self.link("decision", decision.id),
            decision.number or "",
            iso(decision.date),
            self.named("unit", decision.authority),
            self.named("title", decision.title),
            sum(each.count for each in decision.recipients),
            len(decision.revocations),
        )

    def article_card(self, article: Article) -> views.ArticleCard:
        return views.ArticleCard(
            self.link("article", article.id),
            iso(article.date),
            self.name(article.author),
            self.words(article.summary),
        )

    def articles_about(self, key: Key) -> tuple[views.ArticleCard, ...]:
        found = self.graph.back.articles_about.get(key, ())
        latest_first = sorted(found, key=lambda each: (each.date, each.id), reverse=True)
        return tuple(self.article_card(each) for each in latest_first)

    def award(self, award: Award) -> views.Award:
        recipient = award.recipient
        if recipient.profile:
            who = self.named("profile", recipient.profile)
        else:
            who = Named(self.name(recipient.name))
        return views.Award(
            who,
            self.named("title", award.title.id),
            self.link("decision", award.decision.id),
            award.decision.number or "",
            iso(award.decision.date),
            self.named("unit", award.decision.authority),
            self.words(recipient.citation),
            recipient.share or "",
            recipient.count,
            self.unit(award.unit),
            iso(award.revocation.on) if award.revocation else "",
        )

    def awards(self, awards: Iterable[Award]) -> tuple[views.Award, ...]:
        return tuple(self.award(each) for each in awards)


def standing(awards: Iterable[Award]) -> int:
    """How many were honoured by *awards* that were not revoked."""
    return sum(award.count for award in awards if award.revocation is None)


def iso(moment: PartialDate | None) -> str:
    return str(moment) if moment else ""


def source_numbers(record: records.Published) -> dict[str, int]:
    """The number of each source on the record's page, by id."""
    return {source.id: number for number, source in enumerate(record.sources, 1)}


def _view(made: Recipe, alt: Phrase, credit: Phrase, licence: Phrase) -> views.Picture:
    fallback = made.fallback
    return views.Picture(
        quote(fallback.path),
        alt,
        credit,
        licence,
        fallback.width,
        fallback.height,
        made.choices,
    )
