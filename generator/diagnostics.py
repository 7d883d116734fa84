"""Problems as values: where, which, what, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Translate = Callable[[str], str]
_COMMANDS = re.compile(
    "[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What tells a terminal to do something, or to show something else than is written."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return (
            f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"
        )


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    `message` and `hint` are English templates and the keys of their translations; `values`
    fills their `{names}`.
    """

    at: Location
    code: str
    message: str
    hint: str
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = "error"

    def sentence(self, translate: Translate = str) -> str:
        return _filled(translate(self.message), self.values)

    def advice(self, translate: Translate = str) -> str:
        return _filled(translate(self.hint), self.values)

    def line(self, translate: Translate = str) -> str:
        words = f"{self.at}: {self.code} {self.sentence(translate)} {self.advice(translate)}"
        return _COMMANDS.sub(_told, words.rstrip())

    def __str__(self) -> str:
        return self.line()


def problem(at: Location, code: str, message: str, hint: str = "", **values: object) -> Diagnostic:
    """Make an error whose templates are filled with *values*."""
    return Diagnostic(
        at, code, message, hint, tuple((name, str(value)) for name, value in values.items())
    )


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place and code and drop what was said twice."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda each: (each.at, each.code, str(each))))


def _told(command: re.Match[str]) -> str:
    return command[0].encode("unicode_escape").decode()


def _filled(template: str, values: tuple[tuple[str, str], ...]) -> str:
    # One pass over the template, so that braces inside a value stay text.
    parts = template.split("{")
    given = dict(values)
    filled = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        known = closed and name in given
        filled.append(given[name] + rest if known else "{" + part)
    return "".join(filled)
