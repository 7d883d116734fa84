"""What is wrong with a YAML text, in words for people who do not know YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Location, problem

_NAME_WITHOUT_SPACE = re.compile(r"\s*(?:- +)*[^\s:'\"#]+:(?=[^\s/])")
_NAME_AND_VALUE = re.compile(r"\s*(?:- +)*(?:'[^']*'|\"[^\"]*\"|[^\s:'\"#-][^:]*):\s+\S")

MAX_DEPTH = 40
MAX_VALUES = 300_000
"""Of one file, names included; the reader makes about 150,000 a second."""
MAX_PROBLEMS = 500
"""Of one file; who has mended these is told the rest."""
_OUT_OF_LINE = (
    "did not find expected key",
    "<block end>",
    "'-' indicator",
    "<document start>",
)
_ESCAPES = ("escape", "hexdecimal")
_SIGNS = ("start any token", "mapping keys", "node content")


def syntax_problem(
    error: yaml.MarkedYAMLError, lines: Sequence[str], file: str, first_line: int
) -> Diagnostic:
    """Say in plain words what the YAML parser says of *lines*."""
    trouble = _Trouble(error, lines, file, first_line)
    if "maximum nesting depth" in trouble.said:  # LibYAML since 0.2.6
        return depth_problem(trouble.here)
    return _structure(trouble) or _inside_quotes(trouble) or _brackets(trouble) or _sign(trouble)


class _Trouble:
    """What the parser said, where it gave up, and where the thing began that it was reading."""

    def __init__(
        self, error: yaml.MarkedYAMLError, lines: Sequence[str], file: str, first_line: int
    ) -> None:
        found: Any = error.problem_mark or error.context_mark
        begun: Any = error.context_mark or found
        self.said = error.problem or ""
        self.doing = error.context or ""
        self.row: int = found.line if found else 0
        self.column: int = found.column if found else 0
        self.begun: tuple[int, int] = (begun.line, begun.column) if begun else (0, 0)
        self._lines = lines
        self._file = file
        self._first_line = first_line

    def line(self, row: int) -> str:
        return self._lines[row] if 0 <= row < len(self._lines) else ""

    def at(self, row: int, column: int) -> Location:
        return Location(self._file, self._first_line + row, column + 1)

    @property
    def here(self) -> Location:
        return self.at(self.row, self.column)

    @property
    def end(self) -> Location:
        rows = max((row for row, line in enumerate(self._lines) if line.strip()), default=0)
        return self.at(rows, len(self.line(rows)))

    @property
    def start(self) -> Location:
        return self.at(*self.begun)


def _structure(trouble: _Trouble) -> Diagnostic | None:
    """Explain a line that does not fit its neighbours."""
    if "mapping values" in trouble.said:
        return _colon(trouble)
    if "could not find expected ':'" in trouble.said:
        return _no_colon(trouble, trouble.begun[0])
    if not any(words in trouble.said for words in _OUT_OF_LINE):
        return None
    if trouble.line(trouble.row)[: trouble.column].strip(" -"):
        return problem(
            trouble.here,
            "C103",
            "There is more text where the value should have ended.",
            "Put the whole text in one pair of double quotes, with single quotes inside it.",
        )
    return problem(
        trouble.here,
        "C103",
        "This line does not fit the lines above it.",
        "Let names that belong together begin in the same column, and items of a list with '- '.",
    )


def depth_problem(at: Location) -> Diagnostic:
    """Refuse values in values in values."""
    return problem(
        at,
        "C107",
        "Values are nested deeper than {limit} levels.",
        "Check the brackets and the indentation.",
        limit=MAX_DEPTH,
    )


def values_problem(at: Location) -> Diagnostic:
    """Refuse a file of so many values that reading it would take long."""
    return problem(
        at,
        "C128",
        "The file holds more than {limit} values.",
        "Divide it into several files, or put rows of a table into a .csv file.",
        limit=MAX_VALUES,
    )


def tag_problem(at: Location) -> Diagnostic:
    """Refuse what YAML calls a tag."""
    return problem(
        at,
        "C108",
        "A value must not begin with an exclamation mark.",
        "Put the whole text in quotes, or delete the word with the mark.",
    )


def tab_problem(at: Location) -> Diagnostic:
    """Refuse a tab at the beginning of a line."""
    return problem(
        at,
        "C104",
        "This line is indented with a tab.",
        "Use spaces at the beginning of lines, in the whole file.",
    )


def _colon(trouble: _Trouble) -> Diagnostic:
    """Explain a colon at a place where no name can be."""
    line = trouble.line(trouble.row)
    if _NAME_AND_VALUE.match(line[: trouble.column]):
        return problem(
            trouble.here,
            "C103",
            "The text holds a colon with a space behind it.",
            "Put the whole text behind the name in quotes.",
        )
    above = trouble.row - 1
    while above >= 0 and not trouble.line(above).strip():
        above -= 1
    before = trouble.line(above)
    beside = ":" not in before and _level(before) == _level(line)
    if _NAME_WITHOUT_SPACE.match(before) or (before and beside):
        return _no_colon(trouble, above)
    return problem(
        trouble.here,
        "C103",
        "A name with a colon cannot stand here.",
        "Check that the line begins in the same column as the lines it belongs to.",
    )


def _no_colon(trouble: _Trouble, row: int) -> Diagnostic:
    """Explain a line that should be a name with a value and is not."""
    line = trouble.line(row)
    if spaced := _NAME_WITHOUT_SPACE.match(line):
        return problem(
            trouble.at(row, spaced.end() - 1),
            "C103",
            "There is no space behind the colon.",
            "Write a space between the colon and the value.",
        )
    return problem(
        trouble.at(row, _level(line)),
        "C103",
        "There is no colon behind the name on this line.",
        "Write a name, a colon, a space and the value.",
    )


def _level(line: str) -> int:
    return len(line) - len(line.lstrip())


def _inside_quotes(trouble: _Trouble) -> Diagnostic | None:
    """Explain a text in quotes that does not end or holds a stray backslash."""
    if "quoted scalar" not in trouble.doing:
        return None
    if any(words in trouble.said for words in _ESCAPES):
        backslash = trouble.line(trouble.row).rfind("\\", 0, trouble.column + 1)
        return problem(
            trouble.at(trouble.row, max(backslash, 0)),
            "C103",
            "A backslash between double quotes has a special meaning.",
            "Put the text in single quotes, or write the backslash twice.",
        )
    return problem(
        trouble.start,
        "C103",
        "This quotation mark is never closed.",
        "Write the same mark again where the text ends.",
    )


def _brackets(trouble: _Trouble) -> Diagnostic | None:
    """Explain brackets, lists, long texts, tags and directives."""
    if "tag" in trouble.said or "tag" in trouble.doing:
        return tag_problem(trouble.start)
    if "',' or" in trouble.said:
        return problem(
            trouble.start,
            "C103",
            "This bracket is not closed, or a comma is missing behind it.",
            "Close it, or put the whole text in quotes if the bracket belongs to the text.",
        )
    if "block scalar" in trouble.doing:
        return problem(
            trouble.here,
            "C103",
            "Behind the sign for a long text, the text must begin on the next line.",
            "Start a new line there, or put the text in quotes if the sign belongs to it.",
        )
    if "sequence entries" in trouble.said:
        return problem(
            trouble.here,
            "C103",
            "A list cannot begin on the line of its name.",
            "Start a new line before the first item of the list.",
        )
    if "directive" in trouble.doing or "YAML document" in trouble.said:
        return problem(
            trouble.here,
            "C103",
            "A line cannot begin with a percent sign here.",
            "Delete the line, or put the text in quotes.",
        )
    return None


def _sign(trouble: _Trouble) -> Diagnostic:
    """Explain a sign with a meaning of its own, or pass on what the parser says."""
    row, column = trouble.row, trouble.column
    if "alias" in trouble.doing or "anchor" in trouble.doing:
        row, column = trouble.begun
    elif not any(words in trouble.said for words in _SIGNS):
        return problem(
            trouble.here,
            "C103",
            "This cannot be read: {detail}.",
            "Compare the line with those above it, or put the text in quotes.",
            detail=trouble.said,
        )
    sign = trouble.line(row)[column : column + 1]
    if not sign:
        return problem(
            trouble.end,
            "C103",
            "The file ends where a value should be.",
            "Write the value, and close every bracket.",
        )
    return problem(
        trouble.at(row, column),
        "C103",
        "A text cannot begin with the sign {sign} here.",
        "Put the whole text in quotes, or delete the sign.",
        sign=sign,
    )
