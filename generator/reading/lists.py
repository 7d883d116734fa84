"""Lists as authors indent them, made to nest as Markdown's first rules want it: by four spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_ITEM = re.compile(r" *(?:[*+-]|(?P<number>\d{1,9})\.) +\S")
_RULE = re.compile(r" *([-*_])(?: *\1){2,} *$")
_STEP = 4
# The least indentation that puts a line into the item above it.
_INSIDE = 2


class _Item(NamedTuple):
    indent: int
    ordered: bool


def with_nesting(lines: Sequence[str]) -> list[str]:
    """Indent nested items and their paragraphs by four spaces a level.

    What stands outside of lists stays as it is.
    """
    result: list[str] = []
    open_items: list[_Item] = []
    blank = True
    for line in lines:
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        found = _ITEM.match(line)
        if found and not _RULE.match(line) and _starts_item(found, indent, open_items, blank):
            item = _Item(indent, found["number"] is not None)
            result.extend(_item(line, item, open_items, blank))
        elif words and blank:
            _close(open_items, indent)
            depth = _STEP * len(open_items)
            result.append(" " * depth + words if indent < depth else line)
        else:
            result.append(line)
        blank = not words
    return result


def _starts_item(
    found: re.Match[str], indent: int, open_items: Sequence[_Item], blank: bool
) -> bool:
    if open_items:
        return True
    # Below a line of text only a bullet or the number 1 begins a list.
    return indent < _STEP and (blank or found["number"] in (None, "1"))


def _item(line: str, item: _Item, open_items: list[_Item], blank: bool) -> list[str]:
    """Put an item at its level of *open_items* and return its lines."""
    beside = _close(open_items, item.indent)
    depth = _STEP * len(open_items)
    if blank and open_items and item.indent >= depth + _STEP:
        # Code within an item, which happens to look like a list.
        return [line]
    open_items.append(item)
    line = " " * depth + line.lstrip(" ")
    if beside and beside.ordered != item.ordered and not blank:
        # Another kind of list begins.
        return ["", line]
    return [line]


def _close(open_items: list[_Item], indent: int) -> _Item | None:
    """Leave the items that a line indented by *indent* is not in; return the outermost."""
    left = None
    while open_items and indent < open_items[-1].indent + _INSIDE:
        left = open_items.pop()
    return left
