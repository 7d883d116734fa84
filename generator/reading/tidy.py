"""Tidying: composed letters, quotation marks of one sort, single spaces, nothing unseen.

What is tidied are the words of a content file: the text of Markdown and of YAML's block scalars,
the cells of CSV, and within the values of fields single spaces only. Code, addresses, names of
files, tables within texts, indents and line breaks stay as they are. What nobody sees is taken out
everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from generator.reading.prose import prose, within
from generator.reading.table import quoted_cells
from generator.reading.unseen import UNSEEN

Sort = Literal["not_nfc", "quotes", "spaces", "unseen"]
Form = Literal["markdown", "fields", "table"]

_SPACES = re.compile(r"(?<=[^\s|])(?<!- ) {2,}(?=[^\s|])")
_SPACES_IN_FIELD = re.compile(r"(?<=[\w.;!?…)”’%]) {2,}(?=[\w(“‘])")
_SUSPECT = re.compile(r"\S {2,}(?=\S)")
"""Is in every text that either of them is in, and says so soon of those that it is not."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_KEY = r"(?:[\w-]+|\"[^\"]*\"|'[^']*') *:"
_BLOCK = re.compile(rf"( *(?:- +)*)({_KEY} +)?[|>](?:[+-]?(\d?)|(\d)[+-])\s*(?: #.*)?")
_FIELD = re.compile(rf"\s*(?:- +)*(?:{_KEY} *(?:- +)*)?")
_NAMES_FILE = re.compile(
    r"\.(?:avif|csv|docx|gif|jpe?g|md|mp[34]|od[pst]|pdf|png|pptx|svg|txt|web[mp]|xlsx|ya?ml|zip)"
    r"(?!\w)|\b(?:folder|theme)[\"']? *:",
    re.IGNORECASE,
)
"""Is in every line with the name of a file or folder, in which each space counts."""
_OPENS = frozenset(" \t\u00a0([{“‘«–—-/*_")


_Lines = list[tuple[int, str]]
"""Where each of them begins, and its words."""


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
    fields, parts = _parted(text, markdown=form == "markdown")
    for start, line in fields:
        if not line.lstrip().startswith("#") and not _NAMES_FILE.search(line):
            begin = _FIELD.match(line)
            value = within(line.partition(" #")[0])
            yield from _single(start, value, _SPACES_IN_FIELD, begin.end() if begin else 0)
    stories = [part for part in parts if part]
    starts = [start for story in stories for start, _ in story]
    lines = [line for story in stories for line in prose([line for _, line in story])]
    mixed = any("“" in line for line in lines)
    for start, line in zip(starts, lines, strict=True):
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


def _parted(text: str, *, markdown: bool) -> tuple[_Lines, list[_Lines]]:
    """The lines of fields, and those of each story: block scalars, and the text below fields."""
    lines = list(_lines(text))
    if not markdown:
        return _with_blocks(lines)
    rules = [row for row, (_, line) in enumerate(lines) if line.rstrip() == "---"][:2]
    if not rules or any(line.strip() for _, line in lines[: rules[0]]):
        return [], []  # Without its first line it cannot be told what is a field.
    end = rules[1] if len(rules) == 2 else len(lines)
    fields, blocks = _with_blocks(lines[rules[0] + 1 : end])
    return fields, [*blocks, lines[end + 1 :]]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each line begins, and its words."""
    start = int(text.startswith("\ufeff"))
    for found in _LINE.finditer(text, start):
        yield found.start(), found[0].rstrip("\r\n")


def _with_blocks(lines: _Lines) -> tuple[_Lines, list[_Lines]]:
    """The lines without those of block scalars, and these, without what indents a whole block."""
    fields: _Lines = []
    blocks: list[_Lines] = []
    around, indent = -1, 0
    for start, line in lines:
        own = len(line) - len(line.lstrip(" "))
        if around >= 0 and (own > around or not line.strip()):
            indent = indent or (own if line.strip() else 0)
            blocks[-1].append((start + min(indent, len(line)), line[indent:]))
            continue
        fields.append((start, line))
        around, indent = -1, 0
        if found := _BLOCK.fullmatch(line):
            before, key, *given = found.groups()
            around = len(before) if key else max(before.rfind("-"), own - 1, 0)
            indent = next((around + int(each) for each in given if each), 0)
            blocks.append([])
    return fields, blocks
