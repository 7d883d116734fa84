"""SiteGraph: what a site consists of once every reference resolves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.diagnostics import Location
from generator.records.article import Article
from generator.records.campaign import Campaign
from generator.records.common import Published, Record
from generator.records.decision import Decision, Recipient, Revocation
from generator.records.kinds import KIND_BY_NAME
from generator.records.model import Adoption, Model
from generator.records.page import Page
from generator.records.profile import Profile
from generator.records.title import Title
from generator.records.topic import Topic
from generator.records.types import Text
from generator.records.unit import Unit
from generator.settings import Settings
from generator.validate.entry import Outdated, Untidy

Key = tuple[str, str]
"""Kind and id of a record."""
SITE: Key = ("site", "")
"""What stands for the site as a whole, and for site.yaml, where no record is meant."""


@dataclass(frozen=True, slots=True)
class Award:
    """One recipient line of one decision, with the title it conferred."""

    decision: Decision
    recipient: Recipient
    title: Title
    profile: Profile | None
    unit: str | None
    """The unit's id: the line's own, or the profile's."""
    revocation: Revocation | None

    @property
    def count(self) -> int:
        return self.recipient.count


@dataclass(frozen=True, slots=True)
class Adopted:
    """An entry of a model's ledger, seen from its adopter."""

    model: Model
    adoption: Adoption


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a picture that was looked at."""

    drawing: bool
    """SVG, which has no pixels."""
    width: int
    """Pixels, as it is seen upright; 0 for a drawing that does not say."""
    height: int
    transparent: bool
    digest: str
    """SHA-256 of the file."""
    formats: tuple[str, ...] = ()
    """In which it is to be made for browsers that know them, the best first."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that pages may show or offer."""

    path: str
    """Inside `content/`, with slashes."""
    size: int
    """Bytes."""
    sight: Sight | None = None
    """Of a picture."""


@dataclass(frozen=True, slots=True)
class Back:
    """Back-references: who points at a record, by its id."""

    awards_by_decision: Mapping[str, tuple[Award, ...]]
    awards_by_profile: Mapping[str, tuple[Award, ...]]
    awards_by_title: Mapping[str, tuple[Award, ...]]
    awards_by_unit: Mapping[str, tuple[Award, ...]]
    decisions_by_campaign: Mapping[str, tuple[Decision, ...]]
    decisions_by_authority: Mapping[str, tuple[Decision, ...]]
    profiles_by_campaign: Mapping[str, tuple[Profile, ...]]
    profiles_by_model: Mapping[str, tuple[Profile, ...]]
    profiles_by_unit: Mapping[str, tuple[Profile, ...]]
    models_by_campaign: Mapping[str, tuple[Model, ...]]
    models_by_profile: Mapping[str, tuple[Model, ...]]
    models_by_unit: Mapping[str, tuple[Model, ...]]
    models_adapted_from: Mapping[str, tuple[Model, ...]]
    adopted_by_unit: Mapping[str, tuple[Adopted, ...]]
    campaigns_by_launcher: Mapping[str, tuple[Campaign, ...]]
    campaigns_by_coordinator: Mapping[str, tuple[Campaign, ...]]
    campaigns_by_registrant: Mapping[str, tuple[Campaign, ...]]
    successors: Mapping[str, tuple[Campaign, ...]]
    articles_about: Mapping[Key, tuple[Article, ...]]
    sub_units: Mapping[str, tuple[Unit, ...]]


@dataclass(frozen=True, slots=True)
class SiteGraph:
    """Every shown record by id, and what points at it.

    Records that are held back are only in `held`; withdrawn ones only in `withdrawn`. A reference
    to either resolves, and `names` knows what to call it.
    """

    settings: Settings
    units: Mapping[str, Unit]
    titles: Mapping[str, Title]
    topics: Mapping[str, Topic]
    profiles: Mapping[str, Profile]
    decisions: Mapping[str, Decision]
    campaigns: Mapping[str, Campaign]
    models: Mapping[str, Model]
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    withdrawn: Mapping[Key, Published]
    held: frozenset[Key]
    names: Mapping[Key, Text]
    awards: tuple[Award, ...]
    back: Back
    origins: Mapping[Key, Location]
    """Where each record is written."""
    redirects: Mapping[str, tuple[Location, Location]]
    """Where site.yaml gives each old address, and the new one."""
    destinations: Mapping[str, Key]
    """Which record a path in `content/` (with `#id` for lists) stands for."""
    media: Mapping[str, Media]
    untidy: Mapping[Key, tuple[Untidy, ...]]
    """What tidying would change in the files of a record, and of `SITE`."""
    outdated: Mapping[Key, tuple[Outdated, ...]]
    """The same of fields that stand under their old names."""

    def shown(self, kind: str) -> Mapping[str, Record]:
        """The shown records of a kind, by id."""
        found: Mapping[str, Record] = getattr(self, KIND_BY_NAME[kind].plural)
        return found

    def in_sight(self, key: Key) -> bool:
        """Whether it is a record that is shown, or `SITE`."""
        kind, id_ = key
        return key == SITE or id_ in self.shown(kind)
