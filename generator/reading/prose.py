"""The prose of a Markdown text: what is left of its lines without code, tags and addresses.

What Markdown takes for code and what an author may have meant to be code are both none. Rather too
much is left out than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

BLOT = "\x00"
"""Stands for each sign that is no prose."""

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,}) *(?:\{.*\}|\.?[\w#.+-]*) *")
_MEANT_AS_FENCE = re.compile(r"[ \t>]*(?:(?:[*+-]|\d+[.)]) +)*(?P<fence>`{3,}|~{3,}).*")
_INDENT = 4
_UNTOUCHED = re.compile(
    r"(?<!`)(`+)(?!`)[^`\n]+(?<!`)\1(?!`)"
    r"|<(pre|code|kbd|samp|script|style)\b.*?(?:</\2\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TICKS = re.compile(r"`.*`", re.DOTALL)
"""From the first to the last of a paragraph, however they go together."""
_APART = re.compile(
    r"<[^<]*>"
    r"|\]\((?:\"[^\"]*\"|\([^()]*\)|[^()\"])*+\)|\]\([^()]*\)"
    r"|^[ \t>*+.\d-]*\[[^\[\]]*\]:[ \t]*\n?.*(?:\n[ \t>]*[\"'(].*)?"
    r"|\{:[^{}]*\}|https?://\S+",
    re.MULTILINE,
)
"""Tags, addresses of links and of pictures with their titles, attributes."""


def prose(lines: Sequence[str]) -> list[str]:
    """The lines of a whole text, each as long as before, with what is no prose blotted out."""
    code = {*_fenced(lines, strictly=True), *_fenced(lines, strictly=False)}
    text = "\n".join(_blotted(each) if row in code else each for row, each in enumerate(lines))
    found: list[str] = []
    untouched = _without(_UNTOUCHED, text).split("\n")
    for has_words, part in groupby(untouched, lambda line: bool(line.strip())):
        paragraph = "\n".join(part)
        found += (within(paragraph) if has_words else paragraph).split("\n")
    return [_blotted(each) if _is_indented(each) else each for each in found]


def within(paragraph: str) -> str:
    """A paragraph, or the value of a field, with what is no prose blotted out."""
    return _without(_APART, _without(_TICKS, paragraph))


def _fenced(lines: Sequence[str], *, strictly: bool) -> Iterator[int]:
    """The rows between fences and these; *strictly* as Markdown reads them, which closes with the
    same fence only, or else wherever they stand and as others read them.
    """
    fence = ""
    for row, line in enumerate(lines):
        if fence:
            yield row
            closing = line.rstrip() if strictly else line.strip(" \t>")
            longer = not strictly and closing.startswith(fence) and set(closing) == {fence[0]}
            fence = "" if closing == fence or longer else fence
        elif found := _FENCE.fullmatch(line) if strictly else _MEANT_AS_FENCE.fullmatch(line):
            yield row
            fence = found["fence"]


def _is_indented(line: str) -> bool:
    expanded = line.expandtabs(_INDENT)
    return len(expanded) - len(expanded.lstrip(" ")) >= _INDENT


def _without(what: re.Pattern[str], text: str) -> str:
    return what.sub(lambda found: _blotted(found[0]), text)


def _blotted(text: str) -> str:
    return "\n".join(BLOT * len(line) for line in text.split("\n"))
