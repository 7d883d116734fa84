"""What planning may take from earlier builds instead of finding it out anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.plan.search.words import vocabulary


def _made(made_of: bytes, make: Callable[[], bytes]) -> bytes:
    return make()


@dataclass(frozen=True, slots=True)
class Memory:
    """Two functions that give the same whether they remember anything or not."""

    vocabulary: Callable[[str], str] = vocabulary
    """The words of a story, from its HTML or the name it is kept under."""
    recall: Callable[[bytes, Callable[[], bytes]], bytes] = _made
    """What a function makes, whose result depends on the bytes before it only."""
