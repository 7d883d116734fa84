"""What the author says beside the spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.records.types import PartialDate


@dataclass(frozen=True, slots=True)
class Asked:
    """Values that the table lacks or that are to count before it; "" where nothing is said."""

    number: str = ""
    date: PartialDate | None = None
    authority: str = ""
    title: str = ""
    campaign: str = ""
    url: str = ""
    period: str = ""
    """The period of scores: 2024, 2024-Q1 or 2024-03."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Ids of units and titles by the words, folded, that mean them in the table."""
    profiles: bool = False
    """Whether everybody named gets a profile to be written."""
