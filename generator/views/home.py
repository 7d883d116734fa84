"""The home page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.views.common import (
    ArticleCard,
    CampaignCard,
    DecisionCard,
    ModelCard,
    ProfileCard,
    Tally,
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Four honest numbers, each with what it is out of, as of a day."""

    as_of: str
    recipients: int
    """People and collectives counted in decisions."""
    recipients_named: int
    targets: Tally
    reviews_held: int
    reviews_due: int
    models_adopted: int
    models: int
    decisions: int
    decisions_with_trail: int


@dataclass(frozen=True, slots=True)
class Home:
    numbers: Numbers
    profiles: tuple[ProfileCard, ...]
    campaigns: tuple[CampaignCard, ...]
    models: tuple[ModelCard, ...]
    decisions: tuple[DecisionCard, ...]
    articles: tuple[ArticleCard, ...]
