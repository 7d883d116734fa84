"""What somebody may have meant who wrote something wrong: of all there is, what is most like it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

MAX_WORDS = 20
"""The first wrong words get a suggestion; who has written more of them knows what is wrong."""
MAX_PAIRS = 60_000_000
"""Of characters that are compared for them; these take some seconds at most."""


@dataclass(slots=True)
class Nearest:
    """Suggests for the first wrong words only, since each is compared with all there is."""

    likeness: float = 0.5
    _found: dict[tuple[Hashable, str], str] = field(default_factory=dict)
    _pairs: int = 0

    def to(self, written: str, known: Iterable[str], among: Hashable = None) -> str:
        """What of the *known*, which are the same for each *among*, is like it; "" if nothing."""
        key = (among, written)
        if key in self._found:
            return self._found[key]
        if len(self._found) >= MAX_WORDS:
            return ""
        every = list(known)
        pairs = len(written) * sum(map(len, every))
        if self._pairs + pairs > MAX_PAIRS:
            return ""
        self._pairs += pairs
        self._found[key] = next(iter(get_close_matches(written, every, 1, self.likeness)), "")
        return self._found[key]
