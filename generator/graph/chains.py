"""Chains: directed graphs of ids, where they run in rings and how long they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chains:
    """What is found where every arrow of a graph is followed once."""

    rings: tuple[tuple[str, ...], ...]
    """Each begins with its smallest node; without the arrows that close them none is left."""
    levels: Mapping[str, int]
    """How many nodes the longest way from each has, itself included; of use without rings only.

    Nodes that others lead to come before them.
    """


def chains_of(edges: Mapping[str, Sequence[str]]) -> Chains:
    """The rings of a directed graph and the lengths of its chains; other targets are no nodes."""
    rings: set[tuple[str, ...]] = set()
    levels: dict[str, int] = {}
    for start in edges:
        # Not by recursion: a chain may be as long as the site is large.
        way: dict[str, Iterator[str]] = {} if start in levels else {start: iter(edges[start])}
        while way:
            node, left = next(reversed(way.items()))
            for target in left:
                if target in way:
                    rings.add(_ring([*way], target))
                elif target in edges and target not in levels:
                    way[target] = iter(edges[target])
                    break
            else:
                del way[node]
                levels[node] = 1 + max((levels.get(each, 0) for each in edges[node]), default=0)
    return Chains(tuple(sorted(rings)), levels)


def _ring(way: list[str], closed_at: str) -> tuple[str, ...]:
    ring = way[way.index(closed_at) :]
    smallest = ring.index(min(ring))
    return (*ring[smallest:], *ring[:smallest])
