"""Articles: press stories."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.common import Image, Published
from generator.records.types import AnyRef, CampaignRef, Moment, Prose, Text, TopicRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Published):
    title: Text
    date: Moment
    author: Text | None = None
    summary: Text | None = None
    about: tuple[AnyRef, ...] = ()
    """Ids of any kind; `kind:id` where two kinds share the id."""
    campaigns: tuple[CampaignRef, ...] = ()
    topics: tuple[TopicRef, ...] = ()
    image: Image | None = None
    body: Prose | None = None
