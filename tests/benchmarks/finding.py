"""Whether a search found what it should, judged by what the found pages say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.pages import Shown

FIRST = 10
"""How many results a reader sees at once."""
LOOKED_AT = 100
"""How many results are looked through for pages that are called what was asked for."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """How good an answer is."""

    count: int
    first: str
    """The heading of the first page."""
    first_says: bool
    """Whether that page says what was asked for, word behind word."""
    saying: int
    """How many of the results seen at once say so."""
    seen: int
    called: int
    """Found pages that bear it in their heading."""
    all_called: int
    say_so: int
    """Pages of the site that say so."""

    @property
    def good(self) -> bool:
        """The first page says it, and every page that bears it in its heading is found.

        Where more bear it than are looked through, the first page decides.
        """
        found = self.called == self.all_called or self.all_called >= LOOKED_AT
        return found and (self.first_says or not self.say_so)


def judged(asked: str, count: int, found: Sequence[str], pages: Mapping[str, Shown]) -> Judged:
    """Judge the addresses that a search found, best first, among all *pages* by address.

    What is typed without marks means any; what is typed with marks means these.
    """
    saying = {path for path, page in pages.items() if says(page.main, asked)}
    called = {path for path, page in pages.items() if says(page.heading, asked)}
    first = found[0] if found else ""
    return Judged(
        count,
        pages[first].heading if first in pages else "",
        first in saying,
        sum(path in saying for path in found[:FIRST]),
        min(count, FIRST),
        sum(path in called for path in found[:LOOKED_AT]),
        min(len(called), LOOKED_AT),
        len(saying),
    )


def says(text: str, asked: str) -> bool:
    """Does the text hold the words as they were typed?"""
    if plain(asked) != _lower(asked):
        return f" {_lower(asked)} " in f" {_lower(text)} "
    return f" {plain(asked)} " in f" {plain(text)} "


def plain(text: str) -> str:
    """The words of a text in lower case and without marks."""
    letters = unicodedata.normalize("NFD", _lower(text).replace("đ", "d"))
    return "".join(each for each in letters if not unicodedata.combining(each))


def _lower(text: str) -> str:
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).lower()))
