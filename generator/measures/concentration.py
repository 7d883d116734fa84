"""Concentration: do the same few hold most awards?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.graph.site import Award

FEWEST_HOLDERS = 10
FEWEST_AWARDS = 20


@dataclass(frozen=True, slots=True)
class Concentration:
    """How the awards that stand are spread over those who hold them."""

    counts: tuple[int, ...]
    """The awards of each holder, the most first."""
    unnamed: int
    """Awards of which the source gives the number and no names."""

    @property
    def awards(self) -> int:
        return sum(self.counts)

    @property
    def top(self) -> int:
        """How many holders are a tenth of them, rounded up."""
        return -(-len(self.counts) // 10)

    @property
    def held_by_top(self) -> int:
        return sum(self.counts[: self.top])

    @property
    def enough(self) -> bool:
        return len(self.counts) >= FEWEST_HOLDERS and self.awards >= FEWEST_AWARDS

    @property
    def few_hold_most(self) -> bool:
        """Whether a tenth of the holders have more than half of the awards."""
        return self.enough and 2 * self.held_by_top > self.awards


def concentration_of(awards: Iterable[Award]) -> Concentration:
    """Count awards by holder: a profile, or a name within a unit."""
    counts: Counter[tuple[str, str]] = Counter()
    unnamed = 0
    for award in awards:
        if award.revocation:
            continue
        if award.count > 1:
            unnamed += award.count
        else:
            counts[holder_of(award)] += 1
    return Concentration(tuple(sorted(counts.values(), reverse=True)), unnamed)


def holder_of(award: Award) -> tuple[str, str]:
    """What tells holders apart. Two people of one name in one unit would count as one."""
    if award.recipient.profile:
        return ("", award.recipient.profile)
    return (award.unit or "", str(award.recipient.name))


def gini(counts: Sequence[int]) -> float | None:
    """0 where all hold the same, towards 1 where one holds all; None where there is nothing.

    Gini, "Variabilità e mutabilità" (1912), as half the relative mean difference.
    """
    total, number = sum(counts), len(counts)
    if not total:
        return None
    ranked = sum((2 * rank - number - 1) * c for rank, c in enumerate(sorted(counts), 1))
    return ranked / (number * total)
