"""What frames every page: the site, and the page's own address and languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.views.common import Link, Phrase


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page tells in another form, for programs that follow what changes."""

    form: Literal["atom", "json_feed", "calendar"]
    href: str


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    """In the language itself: Tiếng Việt, English."""
    home: str


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the menu. `key` is a section's name (campaigns, …) or "page"."""

    key: str
    link: Link


@dataclass(frozen=True, slots=True)
class Site:
    """The frame of one language."""

    title: Phrase
    tagline: Phrase
    url: str
    language: str
    languages: tuple[Language, ...]
    publisher: Link | None
    menu: tuple[Section, ...]
    sections: tuple[Section, ...]
    """Every section that has pages, for the foot of the page."""
    offers: tuple[Offer, ...] = ()
    """Those of the home page."""
    opensearch: str = ""
    """The description of the site's search for browsers, "" where there is none."""
    portable: bool = False
    """Whether the site opens without a server: links name files, and scripts are no modules."""
    integrity: bool = False
    """Whether pages name the digests of their styles and scripts."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class Crumb:
    key: str
    """A section's name, or "" where `text` says it."""
    text: Phrase
    href: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is."""

    path: str
    """From the site's root: "" for the home page, "en/models/otop/"."""
    language: str
    template: str
    section: str
    """The menu section it belongs to, "" for none."""
    alternates: tuple[Alternate, ...]
    crumbs: tuple[Crumb, ...] = ()
    anywhere: bool = False
    """Served for any address (404), so that its links must start at the root."""
    offers: tuple[Offer, ...] = ()
    data: str = ""
    """The address of the record as JSON, "" where there is none."""
    card: str = ""
    """The address of the picture for shared links, "" where there is none."""
    linked_data: str = ""
    """JSON-LD for machines, safe in a script element; a section's name stands as a hole. It is made
    of the rest, right before a page is rendered.
    """
