"""Cards: what is to stand on the picture by which a shared link shows a record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

CARD_SIZE = (1200, 630)
_DRAWING = 1
"""Goes up when cards are drawn in another way."""


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card, and what its face is drawn from."""

    name: str
    summary: str
    site: str
    seed: str

    @property
    def digest(self) -> str:
        """SHA-256 of all that the card is made of."""
        parts = (str(_DRAWING), self.name, self.summary, self.site, self.seed)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
