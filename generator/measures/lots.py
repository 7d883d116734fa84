"""Lots: what chance alone would do, by drawing it many times, the same way for the same seed."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import shake_128
from itertools import accumulate, count, islice

UNLIKELY = 0.05
"""A chance at or below this calls for a question."""
ENOUGH_SEEN = 20
"""Drawings at least as odd as what is judged, after which its chance is known well enough."""
MOST_DRAWINGS = 1_999
MOST_LOTS = 200_000
"""Lots in all drawings together: what bounds the time."""

Odd = Callable[[Sequence[int]], bool]
"""Whether the counts of the groups are as odd as what is judged."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Lots among the people of several groups, each person drawn at most once."""

    people: tuple[int, ...]
    """In each group."""
    drawn: int


def unlikely(chance: float | None, asked: int) -> bool:
    """Whether a chance is small enough for a question when as many as *asked* are looked at.

    The more places one looks at, the likelier one of them is odd by chance; so each must be odder
    (Bonferroni), and at most one site in twenty where all went by lot is asked anything.
    """
    return chance is not None and chance * asked <= UNLIKELY


def chances_of(odd: Sequence[Odd], draws: Sequence[Draw], seed: str) -> tuple[float, ...]:
    """The chance that lots are odd in each way: Monte Carlo p-values, never 0.

    A way that was seen often enough is looked at no more, so that time is spent only on what is
    rare: Besag and Clifford, "Sequential Monte Carlo p-values" (Biometrika 78, 1991). However many
    are drawn, the chance of a value of 5 % or less is at most 5 % where all went by lot.
    """
    lots = sum(each.drawn for each in draws) or 1
    most = max(1, min(MOST_DRAWINGS, MOST_LOTS // lots))
    drawers = [_drawer(each) for each in draws]
    seen, drawings = [0] * len(odd), [most] * len(odd)
    for number in range(1, most + 1):
        numbers = _numbers(f"{seed}:{number}", lots)
        counts = list(map(sum, zip(*(draw(numbers) for draw in drawers), strict=True)))
        for way, is_odd in enumerate(odd):
            if seen[way] < ENOUGH_SEEN and is_odd(counts):
                seen[way] += 1
                drawings[way] = number
        if min(seen) == ENOUGH_SEEN:
            break
    return tuple(
        found / tried if found == ENOUGH_SEEN else (found + 1) / (most + 1)
        for found, tried in zip(seen, drawings, strict=True)
    )


def _drawer(draw: Draw) -> Callable[[Iterator[int]], list[int]]:
    """What makes the groups' counts of numbers."""
    whole, groups = sum(draw.people), range(len(draw.people))
    group_of = partial(bisect_right, tuple(accumulate(draw.people)))
    # To draw most of the people is to leave out a few.
    left_out = draw.drawn > whole / 2
    few = whole - draw.drawn if left_out else draw.drawn

    def counts(numbers: Iterator[int]) -> list[int]:
        # Numbers of 64 bits scaled to the people: below 2**32 people the bias is no 2**-32.
        persons = {number * whole >> 64 for number in islice(numbers, few)}
        while len(persons) < few:
            persons.add(next(numbers) * whole >> 64)
        found = Counter(map(group_of, persons))
        return [draw.people[i] - found[i] if left_out else found[i] for i in groups]

    return counts


def _numbers(seed: str, size: int) -> Iterator[int]:
    """Numbers of 64 bits that follow from *seed* alone, on every machine; made *size* at a time."""
    for part in count():
        yield from struct.unpack(f"<{size}Q", shake_128(f"{seed}:{part}".encode()).digest(8 * size))
