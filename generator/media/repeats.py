"""Repeats: how often a drawing draws its parts again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from generator.graph.chains import chains_of

MAX_REPEATED = 100_000
"""Elements: a drawing of 2 kilobytes can ask for more than any browser ever draws."""
_PART = re.compile(r"""url\(\s*["']?#([\w.:-]+)""", re.IGNORECASE)
_SELECTED = re.compile(r"[.#]?[\w-]+|\*")
_AT_EACH_POINT = re.compile(r"\bmarker(?:-mid)?\s*:")
_COLOURS = {"linearGradient", "radialGradient", "filter"}
"""What is made once, however many elements show it."""
_ROOT = ""


class Repeats:
    """Counts elements by the nearest one around them that has an id, and where ids are named."""

    def __init__(self) -> None:
        self._counts = Counter({_ROOT: 0})
        self._named: dict[str, Counter[str]] = {_ROOT: Counter()}
        self._colours: set[str] = set()
        self._open = [_ROOT]
        self._bearing: dict[str, Counter[str]] = {}
        self._points: dict[str, Counter[str]] = {}
        self._rules: list[tuple[str, str]] = []

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
        # Points take two letters at least, and a marker in the middle stands at each of them.
        points = 1 + len(attributes.get("d") or attributes.get("points") or "") // 2
        for key, value in attributes.items():
            parts = [value[1:]] if key == "href" else _PART.findall(value)
            at_each = key == "marker-mid" or (key == "style" and _AT_EACH_POINT.search(value))
            for part in parts:
                self._named[id_][part] += points if at_each else 1
        classes = (f".{each}" for each in attributes.get("class", "").split())
        for sign in {tag, "*", f"#{attributes.get('id', '')}", *classes}:
            self._bearing.setdefault(id_, Counter())[sign] += 1
            self._points.setdefault(id_, Counter())[sign] += points

    def end(self) -> None:
        self._open.pop()

    def say(self, rules: str) -> None:
        """Take in rules of a `<style>`."""
        for each in rules.split("}"):
            selector, _, rule = each.rpartition("{")
            self._rules.append((selector, rule))

    def too_many(self) -> bool:
        """Whether more is drawn again than browsers bear, or something within itself."""
        self._paint()
        # What a colour takes over from another is not drawn.
        chains = chains_of(
            {
                id_: [part for part in named if part not in self._colours]
                for id_, named in self._named.items()
                if id_ not in self._colours
            }
        )
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

    def _paint(self) -> None:
        """Let elements name what rules name for them; of selectors each part counts by itself."""
        for selector, rule in self._rules:
            parts = [each for each in _PART.findall(rule) if each not in self._colours]
            signs = {*_SELECTED.findall(selector)} if parts else set()
            bearing = self._points if _AT_EACH_POINT.search(rule) else self._bearing
            for id_, counts in bearing.items():
                times = sum(counts[sign] for sign in signs)
                for part in parts if times else ():
                    self._named[id_][part] += times
