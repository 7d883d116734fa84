"""How much work a Markdown text makes, told from its signs before any of it is done.

The converter looks for the end of each bracket, tag and fence up to the end of the paragraph or
text, and copies a paragraph for each sign it replaces. In texts that people write this costs
nothing; a page of brackets would hold a build up for hours. A limit of time would let a text pass
on one machine and fail on another: the same signs always make the same effort.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.diagnostics import Diagnostic, Location, problem

MAX_CHARACTERS = 200_000
"""Of one story; about 40,000 words."""

# Each amount of work took about a second where it was measured.
_REACH = 2_000_000
_COPIED = 250_000_000
_SIGNS = 25_000
_LINES = 100_000

_NOTHING = 0.02

_SIGN = re.compile(r"[\\`*_\[<&>#~+-]|://|\d\. ")
_COSTLY_LINE = re.compile(r"^(?:=+|-+) *$|^ {0,3}:", re.MULTILINE)
_COSTLY = 8
_ITEM = re.compile(r" *(?:[*+-]|\d{1,9}\.) +\S")
_FENCE = re.compile(r"(?P<fence>~{3,}|`{3,}) *(?:\{[^\n]*\}|\.?[\w#.+-]*) *")
_BRACKETS = (re.compile(r"[\[\]]"), re.compile(r"[()]"))
_UNDERLINE = frozenset("|:- ")


MAX_EFFORT = 1.0
"""Of one story."""
MAX_EFFORT_OF_FILE = 3.0


class Effort(NamedTuple):
    """The work a text makes, in parts of what is allowed, and the line that makes most of it."""

    amount: float
    row: int


def effort_of(text: str) -> Effort:
    """Measure *text* in time that grows as the text does; rows count from 0."""
    most = _at_most(text)
    if most < _NOTHING:
        return Effort(most, 0)
    lines = text.split("\n")
    total, worst = 0.0, Effort(0.0, 0)
    tags = _unclosed_tags(text)
    for row, block in _blocks(lines):
        amount = sum(_amount(part) for part in _scopes(block)) + len(block) / _LINES
        amount += sum(tags.get(row + index, 0) for index in range(len(block))) / _REACH
        total += amount
        if amount > worst.amount:
            worst = Effort(amount, row)
    for row, reach in _fences_by_reach(lines):
        amount = reach / _REACH + 2 / _SIGNS
        total += amount
        worst = max(worst, Effort(amount, row))
    return Effort(total, worst.row)


def _at_most(text: str) -> float:
    """The effort if the whole text were one paragraph and no bracket were ever closed."""
    signs = len(_SIGN.findall(text)) + text.count("|")
    lines = text.count("\n")
    opened = sum(text.count(bracket) for bracket in "[(<`~")
    copied = (signs + _COSTLY * len(_COSTLY_LINE.findall(text))) * len(text)
    return copied / _COPIED + signs / _SIGNS + lines / _LINES + opened * len(text) / _REACH


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The paragraphs, tables and lists, without what stands between closed fences."""
    closed = dict(_closed_fences(lines))
    begun, row = 0, 0
    while row <= len(lines):
        if row == len(lines) or row in closed or not lines[row].strip():
            if row > begun:
                yield begun, list(lines[begun:row])
            row = closed.get(row, row)
            begun = row + 1
        row += 1


def _scopes(block: Sequence[str]) -> Iterator[str]:
    """What is read as one text: a row, an item or a paragraph."""
    if _is_table(block):
        yield from block
        return
    if not _ITEM.match(block[0]):
        yield "\n".join(block)
        return
    begun = 0
    for row in range(1, len(block) + 1):
        if row == len(block) or _ITEM.match(block[row]):
            yield "\n".join(block[begun:row])
            begun = row


def _is_table(block: Sequence[str]) -> bool:
    if len(block) < 2 or not _UNDERLINE.issuperset(block[1]) or "-" not in block[1]:
        return False
    columns = [row.strip().strip("|").count("|") for row in block[:2]]
    return columns[0] == columns[1] and "|" in block[0]


def _amount(scope: str) -> float:
    signs = len(_SIGN.findall(scope))
    pipes = scope.count("|") if "|" in scope else 0
    costly = len(_COSTLY_LINE.findall(scope))
    copied = (signs + pipes + _COSTLY * costly) * len(scope)
    replaced = (signs + pipes + costly) / _SIGNS
    return copied / _COPIED + replaced + _reach(scope) / _REACH


def _reach(scope: str) -> int:
    """How far it is from each opening bracket to its end, in all."""
    if "[" not in scope:
        return 0
    reach, end = 0, len(scope)
    for brackets in _BRACKETS:
        is_open: list[int] = []
        for found in brackets.finditer(scope):
            if found[0] in "[(":
                is_open.append(found.start())
            elif is_open:
                reach += found.start() - is_open.pop()
        reach += sum(end - start for start in is_open)
    return reach


def _unclosed_tags(text: str) -> dict[int, int]:
    """By line: how far it is from each `<` to the next `>`, in all."""
    reaches: dict[int, int] = defaultdict(int)
    row, counted, closing = 0, 0, -1
    start = text.find("<")
    while start >= 0:
        row += text.count("\n", counted, start)
        counted = start
        if closing < start:
            closing = text.find(">", start)
            closing = len(text) if closing < 0 else closing
        reaches[row] += closing - start
        start = text.find("<", start + 1)
    return reaches


def _closed_fences(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows of fences and of their ends."""
    yield from ((row, end) for row, end in _fences(lines) if end is not None)


def _fences_by_reach(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The rows of fences, and how far it is to the end of the text where none closes them."""
    rest = sum(len(line) + 1 for line in lines)
    counted = 0
    for row, end in _fences(lines):
        rest -= sum(len(line) + 1 for line in lines[counted:row])
        counted = row
        yield row, rest if end is None else 0


def _fences(lines: Sequence[str]) -> Iterator[tuple[int, int | None]]:
    ends: dict[str, list[int]] = defaultdict(list)
    for row in range(len(lines) - 1, -1, -1):
        line = lines[row].rstrip(" ")
        if line[:3] in ("```", "~~~"):
            ends[line].append(row)
    row = 0
    while row < len(lines):
        found = _FENCE.fullmatch(lines[row]) if lines[row][:3] in ("```", "~~~") else None
        if found:
            after = ends[found["fence"]]
            while after and after[-1] <= row:
                after.pop()
            end = after[-1] if after else None
            yield row, end
            row = row if end is None else end
        row += 1


class Gauge:
    """Finds the stories of some files that would take too long."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self._spent: dict[str, float] = defaultdict(float)

    def refuses(self, text: str, begin: Location) -> bool:
        """Whether *text*, which begins there, is to be left unread; `problems` says why."""
        if len(text) > MAX_CHARACTERS:
            self.problems.append(
                problem(
                    begin,
                    "C129",
                    "The text has {size} characters, more than the {limit} allowed.",
                    "Divide it into several pages.",
                    size=len(text),
                    limit=MAX_CHARACTERS,
                )
            )
            return True
        effort = effort_of(text)
        self._spent[begin.file] += effort.amount
        if effort.amount <= MAX_EFFORT and self._spent[begin.file] <= MAX_EFFORT_OF_FILE:
            return False
        self.problems.append(
            problem(
                Location(begin.file, begin.line + effort.row, 1),
                "C130",
                "There are too many brackets, asterisks or other signs in the text from here on.",
                "Delete what stands for nothing, begin new paragraphs, or put a large table into a"
                " .csv file.",
            )
        )
        return True
