"""Repeats: how often a drawing draws its parts again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from generator.graph.chains import chains_of

MAX_REPEATED = 100_000
"""Elements: a drawing of 2 kilobytes can ask for more than any browser ever draws."""
_PART = re.compile(r"""url\(\s*["']?#([\w.:-]+)""", re.IGNORECASE)
_COLOURS = {"linearGradient", "radialGradient", "filter"}
"""What is made once, however many elements show it."""
_ROOT = ""


class Repeats:
    """Counts elements by the nearest one around them that has an id, and where ids are named.

    What rules of `<style>` name is not counted: they cannot use a part again, only paint with it.
    """

    def __init__(self) -> None:
        self._counts = Counter({_ROOT: 0})
        self._named: dict[str, Counter[str]] = {_ROOT: Counter()}
        self._colours: set[str] = set()
        self._open = [_ROOT]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        around, id_ = self._open[-1], attributes.get("id", _ROOT)
        if id_ in self._named:
            # Of two elements with one id the first is meant.
            id_ = around
        else:
            self._named[id_] = Counter()
            self._named[around][id_] += 1
            if tag in _COLOURS:
                self._colours.add(id_)
        self._open.append(id_)
        self._counts[id_] += 1
        for key, value in attributes.items():
            parts = [value[1:]] if key == "href" else _PART.findall(value)
            # A marker stands at each point of a line, whose points take two letters at least.
            line = attributes.get("d") or attributes.get("points") or ""
            times = 1 + len(line) // 2 if "marker" in key or "marker" in value else 1
            for part in parts:
                self._named[id_][part] += times

    def end(self) -> None:
        self._open.pop()

    def too_many(self) -> bool:
        """Whether more is drawn again than browsers bear, or something within itself."""
        chains = chains_of({id_: list(named) for id_, named in self._named.items()})
        written = self._counts.total()
        drawn: dict[str, int] = {}
        for id_ in chains.levels:
            below = sum(
                times * drawn.get(part, 0)
                for part, times in self._named[id_].items()
                if part not in self._colours
            )
            drawn[id_] = min(self._counts[id_] + below, MAX_REPEATED + written + 1)
        return bool(chains.rings) or drawn[_ROOT] > MAX_REPEATED + written
