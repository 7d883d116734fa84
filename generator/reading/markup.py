"""Markdown to bodies."""

from __future__ import annotations

import html
import re
import threading
from bisect import bisect
from hashlib import blake2b
from itertools import accumulate

from markdown import Markdown

from generator.reading.dialect import Dialect, converter
from generator.reading.doubts import doubts_of
from generator.reading.safe_html import SafeHtml
from generator.records.types import Body, BodyLink

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_BEFORE_ADDRESS = ("](", "=", "]:")
_BLANK_LINES = re.compile(r"\n\s*\n")


class _Local(threading.local):
    """A converter is costly to make and serves one text at a time."""

    made: tuple[Markdown, Dialect] | None = None


_LOCAL = _Local()


def to_body(markdown: str, language: str, file: str, first_line: int = 1) -> Body:
    """Turn *markdown*, which begins on line *first_line* of *file*, into sanitised HTML.

    Raises nothing, whatever the text: what is not allowed is left out or shown as plain text.
    """
    text = _CONTROL.sub("", markdown)
    # Nobody can write a text that holds its own digest.
    mark = blake2b(text.encode(), digest_size=8).hexdigest() + "-"
    places = _Places(markdown, first_line)
    links: list[BodyLink] = []
    cited: dict[str, BodyLink] = {}

    def hole(target: str, picture: bool) -> None:
        links.append(BodyLink(target, *places.find(target), picture))

    def cite(source: str) -> None:
        cited.setdefault(source, BodyLink(source, *places.find_citation(source)))

    safe = SafeHtml(_html(text, mark), mark, language, hole, cite)
    return Body(
        safe.html,
        tuple(links),
        tuple(safe.headings),
        safe.words,
        tuple(cited.values()),
        doubts_of(safe.html, tuple(links)),
    )


def _html(text: str, mark: str) -> str:
    _LOCAL.made = _LOCAL.made or converter()
    markdown, dialect = _LOCAL.made
    dialect.mark = mark
    try:
        return markdown.reset().convert(text)
    except RecursionError:
        # Nested hundreds of levels deep; the converter is left in an unknown state.
        _LOCAL.made = None
        return "".join(f"<p>{html.escape(part)}</p>\n" for part in _BLANK_LINES.split(text))


class _Places:
    """Finds where in a Markdown text an address was written."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._first_line = first_line
        self._reached = 0
        self._starts: list[int] = []

    def find(self, target: str) -> tuple[int, int]:
        """The line and column of the next place where *target* stands as an address.

        Addresses of reference links and footnotes stand elsewhere than their links: they are looked
        for in the whole text.
        """
        for written in dict.fromkeys((target, html.escape(target, quote=False))):
            for start in (self._reached, 0):
                place = self._as_address(written, start)
                if place >= 0:
                    return self._line_and_column(place)
        return self._first_line, 1

    def find_citation(self, source: str) -> tuple[int, int]:
        """The line and column where a text first refers to *source*."""
        return self._line_and_column(max(self._text.find(f"[^{source}]"), 0))

    def _as_address(self, written: str, start: int) -> int:
        text = self._text
        place = text.find(written, start)
        while place >= 0:
            end = place + len(written)
            before = text[max(place - 6, 0) : place].rstrip(" <\"'")
            if before.endswith(_BEFORE_ADDRESS) and text[end : end + 1] in ")>\"' \t\n":
                if not before.endswith(":"):
                    self._reached = end
                return place
            place = text.find(written, max(end, place + 1))
        return -1

    def _line_and_column(self, place: int) -> tuple[int, int]:
        if not self._starts:
            lines = self._text.split("\n")
            self._starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        row = bisect(self._starts, place) - 1
        return self._first_line + row, place - self._starts[row] + 1
