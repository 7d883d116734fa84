"""Doubts: what an editor may want to look at again in a story, found while it is read.

Rules ask for them later, when the HTML of stories may lie elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.reading.personal_data import may_hold_personal_data, personal_data
from generator.records.types import CITED, BodyLink, Doubt

_TAG = re.compile(rf"<[^>]*>|{CITED}[^{CITED}]*{CITED}")
_MAIL = re.compile(r'<a href="(?:mailto|tel):([^"?]*)[^>]*>')
_BETWEEN = re.compile(r"</(?:p|li|h\d|td|th|dd|dt)>")
_PICTURE = re.compile(r"<img [^>]*>(?:(?:</p>)?\s*<figcaption>(?P<caption>.*?)</figcaption>)?")
_TITLE = re.compile(r' title="([^"]*)"')
_ALT = re.compile(r' alt="([^"]*)"')
_LINK = re.compile(r"<a href=[^>]*>(?P<words>.*?)</a>", re.DOTALL)
_EMPTY_WORDS = frozenset(
    (
        "đây",
        "tại đây",
        "ở đây",
        "xem tại đây",
        "xem thêm",
        "bấm vào đây",
        "nhấn vào đây",
        "chi tiết",
        "link",
        "here",
        "click here",
        "read more",
        "more",
        "this link",
        "this page",
    )
)


def doubts_of(made: str, links: tuple[BodyLink, ...]) -> tuple[Doubt, ...]:
    """What is doubtful in a story whose HTML is *made*, each once as it is written."""
    found: list[Doubt] = []
    if may_hold_personal_data(made):
        spaced = _BETWEEN.sub(" ", _MAIL.sub(r" \1 ", made))
        words = html.unescape(_TAG.sub("", spaced))
        found += (Doubt(sort, written) for sort, written, _ in personal_data(words))
    if "<img " in made:
        found += _pictures(made, links)
    for link in _LINK.finditer(made):
        words = html.unescape(_TAG.sub("", link["words"])).strip()
        if words.casefold().strip(" .:…") in _EMPTY_WORDS:
            found.append(Doubt("empty_link", words))
    return tuple(found)


def _pictures(made: str, links: tuple[BodyLink, ...]) -> Iterator[Doubt]:
    targets = iter([each.target for each in links if each.picture])
    for found in _PICTURE.finditer(made):
        alt, title = _ALT.search(found[0]), _TITLE.search(found[0])
        words = _plain(alt[1]) if alt else ""
        captions = {_plain(each) for each in (found["caption"], title and title[1]) if each}
        target = next(targets, "")
        if not words:
            yield Doubt("no_alt", f"![]({target}")
        elif words in captions:
            yield Doubt("alt_repeated", f"]({target} ")


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).casefold().split())
