"""Quotation marks, dashes and ellipses as printers set them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_QUOTES = {"fr": ("«\u00a0", "\u00a0»"), "de": ("„", "“")}
_ENGLISH = ("“", "”")
_SIGNS = re.compile(r"[\"']|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_DECADE = re.compile(r"'\d\ds?\b")
_FIXED = {"--": "–", "---": "—", "...": "…"}
# What stands before the first word of a quotation.
_OPENS = frozenset(" \n\t\u00a0([{“‘„«–—-/")


@cache
def typographer(language: str) -> Callable[[str, str], str]:
    """Make the function that sets a piece of text for *language*.

    Its second argument is the character before the piece, "" at the beginning of a block.
    """
    double = _QUOTES.get(language.partition("-")[0], _ENGLISH)

    def typographic(text: str, before: str) -> str:
        if not _SIGNS.search(text):
            return text

        def sign(found: re.Match[str]) -> str:
            written = found[0]
            if written in _FIXED:
                return _FIXED[written]
            start = found.start()
            previous = text[start - 1] if start else before
            # A quote right behind a quote goes the same way: "'Ba sẵn sàng' …"
            opens = not previous or previous in _OPENS or (previous in "\"'" and opened[0])
            opened[0] = opens
            if written == '"':
                return double[0] if opens else double[1]
            return "‘" if opens and not _DECADE.match(text, start) else "’"

        opened = [False]
        return _SIGNS.sub(sign, text)

    return typographic
