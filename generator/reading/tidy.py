"""Tidying: composed letters, quotation marks of one sort, single spaces, nothing unseen.

What is tidied are the words of a content file: the text of Markdown and of YAML's block scalars,
the cells of CSV, and within the values of fields single spaces only. Code, addresses, tables within
texts, indents and line breaks stay as they are. What nobody sees is taken out everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from generator.reading.table import quoted_cells
from generator.reading.unseen import UNSEEN

Sort = Literal["not_nfc", "quotes", "spaces", "unseen"]
Form = Literal["markdown", "fields", "table"]

_SPACES = re.compile(r"(?<=[^\s|])(?<!- ) {2,}(?=[^\s|])")
_SPACES_IN_FIELD = re.compile(r"(?<=[\w.;!?…)”’%]) {2,}(?=[\w(“‘])")
_SUSPECT = re.compile(r"\S {2,}(?=\S)")
"""Is in every text that either of them is in, and says so soon of those that it is not."""
_FENCE = re.compile(r"\s*(?:- +)?(```|~~~)")
_BLOCK = re.compile(r"( *(?:- +)*)(?:[\w-]+: +)?[|>][+-]?\d?\s*$")
_FIELD = re.compile(r"\s*(?:- +)*(?:[\w-]+: *(?:- +)*)?")
_APART = re.compile(
    r"`+[^`]*`+|<[^<>]*>|\]\([^()]*\)|^[ \t]*\[[^\[\]]*\]:.*|\{:[^{}]*\}|https?://\S+", re.MULTILINE
)
"""What is no prose within prose: code, tags, addresses with their titles, attributes."""
_OPENS = frozenset(" \t\u00a0([{“‘«–—-/*_")


class Edit(NamedTuple):
    """Put `words` in the place of what stands from `start` to `end`."""

    start: int
    end: int
    words: str
    sort: Sort


def form_of(path: str) -> Form | None:
    """How a content file is written, by its ending; None if it has no words of records."""
    forms: dict[str, Form] = {"md": "markdown", "yaml": "fields", "yml": "fields", "csv": "table"}
    return forms.get(path.rpartition(".")[2])


def untidy(data: bytes, form: Form) -> Iterator[tuple[Sort, int, int, int]]:
    """What tidying would change: of each sort the line and column of the first, and how many."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        lines = text.split("\n")
        row = next(i for i, each in enumerate(lines) if not unicodedata.is_normalized("NFC", each))
        yield "not_nfc", row + 1, 1, 1
        text = unicodedata.normalize("NFC", text)
    unseen = [found.start() for found in UNSEEN.finditer(text)]
    if unseen:
        yield "unseen", *_place(text, unseen[0]), len(unseen)
        text = UNSEEN.sub("", text)
    if not _SUSPECT.search(text) and not ('"' in text and "“" in text):
        return
    edits = list(_edits(text, form))
    for sort in ("quotes", "spaces"):
        own = [each for each in edits if each.sort == sort]
        if own:
            yield sort, *_place(text, own[0].start), len(own)


def _place(text: str, start: int) -> tuple[int, int]:
    before = text[:start]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def tidied(text: str, form: Form) -> str:
    """The *text* with nothing untidy left; line ends stay as they are."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    parts: list[str] = [mark]
    place = 0
    for edit in sorted(_edits(text, form)):
        parts += (text[place : edit.start], edit.words)
        place = edit.end
    return "".join((*parts, text[place:]))


def _edits(text: str, form: Form) -> Iterator[Edit]:
    if form == "table":
        yield from _edits_of_table(text)
        return
    markdown = form == "markdown"
    if markdown and not text.lstrip("\ufeff \t\r\n").startswith("---"):
        return  # Without its first line it cannot be told what is a field.
    prose: list[tuple[int, str]] = []
    for start, line, is_prose in _lines(text, markdown=markdown):
        if is_prose:
            prose.append((start, _without(line)))
        elif not line.lstrip().startswith("#"):
            begin = _FIELD.match(line)
            value = line.partition(" #")[0]
            yield from _single(start, value, _SPACES_IN_FIELD, begin.end() if begin else 0)
    mixed = any("“" in line for _, line in prose)
    for start, line in prose:
        if "|" not in line:
            yield from _single(start, line, _SPACES, len(line) - len(line.lstrip()))
        if mixed:
            yield from _curly(start, line)


def _edits_of_table(text: str) -> Iterator[Edit]:
    """In any cell single spaces; within quoted ones a straight quotation mark is written twice."""
    yield from _single(0, text, _SPACES_IN_FIELD, 0)
    if "“" in text:
        for start, words in quoted_cells(text):
            yield from _curly(start, words, '""')


def _without(line: str) -> str:
    """The line with what is no prose blotted out, as long as before."""
    return _APART.sub(lambda found: "\x00" * len(found[0]), line)


def _single(start: int, line: str, spaces: re.Pattern[str], begin: int) -> Iterator[Edit]:
    for found in spaces.finditer(line, begin):
        yield Edit(start + found.start(), start + found.end(), " ", "spaces")


def _curly(start: int, line: str, sign: str = '"') -> Iterator[Edit]:
    """Straight quotation marks that open and close in turn; others may be inches."""
    lengths = (len(words) + len(sign) for words in line.split(sign)[:-1])
    places = [end - len(sign) for end in accumulate(lengths)]
    opening = [at == 0 or line[at - 1] in _OPENS for at in places]
    if len(places) % 2 or opening != [True, False] * (len(places) // 2):
        return
    for at, opens in zip(places, opening, strict=True):
        yield Edit(start + at, start + at + len(sign), "“" if opens else "”", "quotes")


def _lines(text: str, *, markdown: bool) -> Iterator[tuple[int, str, bool]]:
    """Each line that may be tidied: where it begins, its words, and whether it is prose."""
    fields, fence, block = not markdown, "", -1
    rules = 0
    start = 0
    for whole in text.splitlines(keepends=True):
        line = whole.rstrip("\r\n").removeprefix("\ufeff" if not start else "")
        indent = len(line) - len(line.lstrip(" "))
        if markdown and not fence and rules < 2 and line.rstrip() == "---":
            rules += 1
            fields, block = rules == 1, -1
        elif fields and block >= 0 and line.strip() and indent <= block:
            block, fence = -1, ""
        opened = _FENCE.match(line)
        is_prose = not fields or block >= 0
        if is_prose and opened and (not fence or fence == opened[1]):
            fence = "" if fence else opened[1]
        elif not fence and not (is_prose and not fields and indent >= 4):
            yield start, line, is_prose
        if fields and block < 0 and (found := _BLOCK.match(line)):
            block = len(found[1]) if "-" in found[1] else indent
        start += len(whole)
