"""Articles, plain pages, and the pages that every site has."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    Body,
    Link,
    Named,
    Pager,
    Phrase,
    Picture,
    Trust,
)
from generator.views.facets import Facets


@dataclass(frozen=True, slots=True)
class Article:
    title: Phrase
    date: str
    author: Phrase
    summary: Phrase
    image: Picture | None
    about: tuple[Named, ...]
    campaigns: tuple[Link, ...]
    topics: tuple[Link, ...]
    body: Body | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class ArticleList:
    articles: tuple[ArticleCard, ...]
    pager: Pager
    facets: Facets


@dataclass(frozen=True, slots=True)
class TextPage:
    title: Phrase
    summary: Phrase
    body: Body | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The tombstone of a withdrawn record."""

    kind: str
    name: Phrase
    on: str
    reason: Phrase
    decision: Link | None


@dataclass(frozen=True, slots=True)
class NotFound:
    """404: one page for all languages."""

    homes: tuple[Link, ...]
    searches: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    to: str
