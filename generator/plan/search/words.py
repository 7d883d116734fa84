"""Words as search sees them. `assets/search.js` of the theme does the same with what is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from generator.records.types import CITED

LONGEST = 32
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|small|span|strong|sub|u)(?=[\s>])")
_CITED = re.compile(rf"\[{CITED}[^{CITED}]*{CITED}\]")
_PLAIN = str.maketrans("đłøı", "dloi")


def words(text: str) -> Iterator[str]:
    """The words of *text* in lower case, with their marks."""
    for found in _WORD.finditer(unicodedata.normalize("NFKC", text).lower()):
        yield found[0][:LONGEST]


@lru_cache(100_000)
def folded(word: str) -> str:
    """A word without its marks: `đặng` as `dang`."""
    letters = unicodedata.normalize("NFD", word)
    bare = "".join(each for each in letters if unicodedata.category(each) != "Mn")
    return bare.translate(_PLAIN)


def text_of(html: str) -> str:
    """The text of a story: what stands in two blocks stays apart, numbers of sources are none."""
    told = _CITED.sub("", html)
    return unescape(_TAG.sub(lambda tag: "" if _INLINE.match(tag[0]) else " ", told))


def vocabulary(html: str) -> str:
    """The words of a story, each once."""
    return " ".join(dict.fromkeys(words(text_of(html))))
