"""The settings of a site: site.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from generator.records.types import (
    AnyRef,
    FilePath,
    NewAddress,
    Number,
    OldAddress,
    Ref,
    RuleCode,
    SiteUrl,
    Text,
    UnitRef,
    Url,
)

SECTIONS = (
    "profiles",
    "campaigns",
    "timeline",
    "outcomes",
    "models",
    "decisions",
    "titles",
    "units",
    "topics",
    "years",
    "articles",
    "accountability",
    "search",
    "data",
)
"""The sections of a site, in the order of its foot."""

Weight = Literal["off", "note", "warning", "error"]
"""What a finding of a rule weighs: an error stops the build, "off" is not looked for."""

SectionRef = Annotated[str, Ref("section_or_page")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """How long an award must be announced before it is conferred."""

    working_days: int = 5
    holidays: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """A link of the menu: the name of a section, or the id of a page."""

    to: SectionRef
    title: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """On what terms the data may be used."""

    name: Text
    url: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """Where the content is kept, for those who edit it in forms."""

    backend: Literal["github", "gitlab", "gitea", "bitbucket", "git-gateway"]
    repository: str | None = None
    """Owner and name: `so-noi-vu/guong`."""
    branch: str = "main"
    folder: FilePath | None = None
    """The folder of the repository in which the content folder lies."""
    login: Url | None = None
    """The server that asks editors for their name and password."""
    api: Url | None = None
    """The address of the host's interface, if it is the agency's own."""
    application: str | None = None
    """The id under which the host knows these forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What site.yaml says."""

    title: Text
    tagline: Text | None = None
    url: SiteUrl | None = None
    """Only for feeds, canonical addresses and the sitemap."""
    languages: tuple[str, ...] = ("vi",)
    """The first is the default."""
    publisher: UnitRef | None = None
    theme: str = "guong"
    timezone: str = "Asia/Ho_Chi_Minh"
    menu: tuple[MenuItem, ...] = ()
    featured: tuple[AnyRef, ...] = ()
    frontline_goal: Number | None = None
    """Declared share of direct workers among people recognised, in percent."""
    notice: Notice = field(default_factory=Notice)
    review_grace: int = 30
    """Days after which a missed review is overdue."""
    page_size: int = 36
    """Entries of a listing on one page."""
    redirects: Mapping[OldAddress, NewAddress] | None = None
    """Old address to new address."""
    cards: bool = False
    """Whether each record has a picture for links to it that are shared."""
    portable: bool = False
    """Whether the site opens from a folder without a server too."""
    integrity: bool = False
    """Whether pages name the digests of their styles and scripts (Subresource Integrity)."""
    data: bool = True
    """Whether the records are published as files for programs too."""
    licence: Licence | None = None
    """On what terms the data may be used."""
    hosting: Literal["netlify"] | None = None
    """The host whose files of rules are published with the pages: `_headers` and `_redirects`."""
    checks: Mapping[RuleCode, Weight] | None = None
    """What single rules weigh on this site, where it is not what they usually do."""
    admin: Admin | None = None
    """The Git host for `guong build --with-admin`."""
    extra: Mapping[str, object] | None = None
