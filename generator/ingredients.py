"""Ingredients: the digest of all that a page is made of.

A page is a function of its view, its address, its templates and the frame of its language. As
long as their digests stay, its bytes do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

import orjson

from generator.records.types import KEPT
from generator.theme import Theme
from generator.views.frame import Address, Site

_SIZE = 16
_STORY = re.compile(rb"\x01([0-9a-f]{32})")
_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")
_CONSTANT = re.compile(r"""[\s,\[\]()]*(?:(?:import|as|with|without|ignore)\b[\w\s,]*)?""")


class Ingredients:
    """What the pages of one site are made of."""

    def __init__(self, theme: Theme, frames: Mapping[str, Site]) -> None:
        self._sources = {name: _digest(text.encode()) for name, text in theme.templates.items()}
        self._named = {name: _named_in(text, theme) for name, text in theme.templates.items()}
        self._templates: dict[str, bytes] = {}
        assets = orjson.dumps(dict(theme.addresses), option=orjson.OPT_SORT_KEYS)
        self._frames = {
            language: _digest(theme.catalogues[language] + b"\0" + assets + orjson.dumps(site))
            for language, site in frames.items()
        }

    def of(self, address: Address, view: Any) -> bytes:
        """The digests of what is shown, of the templates and of the frame."""
        shown = _digest(orjson.dumps((address, type(view).__name__, view)))
        return shown + self._template(f"pages/{address.template}.html") + self._frame(address)

    def _frame(self, address: Address) -> bytes:
        return self._frames[address.language]

    def _template(self, name: str) -> bytes:
        if name not in self._templates:
            reached: set[str] = set()
            waiting = [name]
            while waiting:
                each = waiting.pop()
                if each not in reached:
                    reached.add(each)
                    waiting += self._named.get(each, ())
            parts = (
                f"{each}\n".encode() + self._sources.get(each, b"") for each in sorted(reached)
            )
            self._templates[name] = _digest(b"".join(parts))
        return self._templates[name]


def stories_in(packed: bytes) -> set[str]:
    """The names of the stories that a packed view shows."""
    return {KEPT + each.decode() for each in _STORY.findall(packed)}


def why(before: bytes, now: bytes) -> str:
    """The reason to make a page anew: new, template, frame, view or output."""
    if not before:
        return "new"
    names = ("view", "template", "frame")
    parts = [(before[at : at + _SIZE], now[at : at + _SIZE]) for at in (0, _SIZE, 2 * _SIZE)]
    changed = [name for name, (old, new) in zip(names, parts, strict=True) if old != new]
    return changed[-1] if changed else "output"


def _named_in(text: str, theme: Theme) -> frozenset[str]:
    """The templates that a template may bring in; all, where a name is computed."""
    found: set[str] = set()
    for tag in _TAG.finditer(text):
        names = {each[2] for each in _QUOTED.finditer(tag[1])}
        rest = _QUOTED.sub("", tag[1])
        if not names or not names <= theme.templates.keys() or not _CONSTANT.fullmatch(rest):
            return frozenset(theme.templates)
        found |= names
    return frozenset(found)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()
