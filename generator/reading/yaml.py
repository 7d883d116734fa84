"""YAML as authors mean it: text, lists and mappings, with the place of every value.

Scalars stay as written, so `no`, `1:30` and `0123` are text. Anchors, aliases, tags and merge keys
are refused: they make files hard to read and small files large.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.syntax import (
    MAX_DEPTH,
    MAX_PROBLEMS,
    MAX_VALUES,
    depth_problem,
    syntax_problem,
    tab_problem,
    tag_problem,
    values_problem,
)
from generator.reading.unseen import UNSEEN

Value = str | None | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

# The C parser is ten times as fast; both give the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB_INDENT = re.compile(r"^ *(?P<tab>\t)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where values and keys stand: line and column, both counted from 1."""

    values: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]
    block: Mapping[Path, int] = field(default_factory=dict)
    """The line on which the text of a block scalar (`|` or `>`) begins."""

    def at(self, path: Path) -> tuple[int, int]:
        """The place of the value at *path*, or of the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def key(self, path: Path) -> tuple[int, int]:
        """The place of the key at *path*; of the value where there is no key."""
        return self.keys.get(path) or self.at(path)


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text holds, and where."""

    value: Value
    positions: Positions


def read_yaml(
    text: str, file: str, first_line: int = 1
) -> tuple[Tree | None, tuple[Diagnostic, ...]]:
    """Read *text*, which begins on line *first_line* of *file*.

    There is a tree beside problems when the parser could go on after each of them.
    """
    bad = _FORBIDDEN.search(text)
    if bad:
        return None, (_forbidden(text, bad, file, first_line),)
    reader = _Reader(text, file, first_line)
    try:
        value = reader.document()
    except _Stopped as stopped:
        return None, (*reader.problems, stopped.diagnostic)
    except yaml.MarkedYAMLError as error:
        return None, (*reader.problems, reader.syntax(error))
    except (ValueError, OverflowError) as error:
        # Only the pure parser: a \U escape beyond Unicode.
        marked = yaml.MarkedYAMLError("quoted scalar", None, f"escape: {error}", reader.mark())
        return None, (*reader.problems, reader.syntax(marked))
    tree = Tree(value, Positions(reader.values, reader.keys, reader.block))
    tab = reader.tab()
    return tree, (*reader.problems, tab) if tab else tuple(reader.problems)


class _Stopped(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class _Reader:
    """Builds values from parser events, so that nothing is expanded before it is checked."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.problems: list[Diagnostic] = []
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.block: dict[Path, int] = {}
        self._text = text
        self._file = file
        self._first_line = first_line
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._event: yaml.Event | None = None
        self._literal: set[int] = set()
        self._count = 0

    def document(self) -> Value:
        self.values[()] = (self._first_line, 1)
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._node(self._next(), (), 0)
        self._next()
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            raise _Stopped(
                problem(
                    self._at(following),
                    "C112",
                    "A second document begins here.",
                    "Delete the line '---', or move what follows into a file of its own.",
                )
            )
        return value

    def syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in (error.context or ""):
            mark = error.context_mark or mark
        if mark and (tab := self.tab(mark.line)):
            return tab
        return syntax_problem(error, self._text.split("\n"), self._file, self._first_line)

    def tab(self, last_row: int | None = None) -> Diagnostic | None:
        """Find the first tab that indents something other than literal text."""
        if "\t" not in self._text:
            return None
        row = counted = 0
        for found in _TAB_INDENT.finditer(self._text):
            row += self._text.count("\n", counted, found.start())
            counted = found.start()
            if last_row is not None and row > last_row:
                return None
            if row not in self._literal:
                column = found.start("tab") - found.start() + 1
                return tab_problem(Location(self._file, self._first_line + row, column))
        return None

    def mark(self) -> Any:
        """Where the last event began."""
        return self._event.start_mark if self._event else None

    def _note(self, wrong: Diagnostic) -> None:
        if len(self.problems) + 1 >= MAX_PROBLEMS:
            raise _Stopped(wrong)
        self.problems.append(wrong)

    def _next(self) -> yaml.Event:
        self._event = next(self._events)
        return self._event

    def _at(self, event: yaml.Event) -> Location:
        return Location(self._file, *self._place(event))

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark: Any = event.start_mark
        return mark.line + self._first_line, mark.column + 1

    def _refuse_tricks(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            raise _Stopped(
                problem(
                    self._at(event),
                    "C106",
                    "A value must not begin with & or *.",
                    "Put the text in quotes, or write the value again instead of referring to it.",
                )
            )
        if getattr(event, "tag", None) is not None:
            self._note(tag_problem(self._at(event)))

    def _node(self, event: yaml.Event, path: Path | None, depth: int) -> Value:
        """Read a value; without a *path*, only to pass over it."""
        self._refuse_tricks(event)
        self._count += 1
        if self._count > MAX_VALUES:
            raise _Stopped(values_problem(self._at(event)))
        if path is not None:
            self.values[path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if depth >= MAX_DEPTH:
            raise _Stopped(depth_problem(self._at(event)))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth + 1)
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            place = None if path is None else (*path, len(items))
            items.append(self._node(event, place, depth + 1))
        return items

    def _mapping(self, path: Path | None, depth: int) -> Value:
        entries: dict[str, Value] = {}
        first_lines: dict[str, int] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line, column = self._place(event)
            key = self._key(event, depth)
            if key is None or key in entries:
                if key is not None:
                    self._repeated(event, key, first_lines[key])
                self._node(self._next(), None, depth)
                continue
            first_lines[key] = line
            child = None if path is None else (*path, key)
            if child is not None:
                self.keys[child] = (line, column)
            entries[key] = self._node(self._next(), child, depth)
        return entries

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        at = self._at(event)
        value = self._node(event, None, depth)
        if not isinstance(value, str):
            self._note(
                problem(
                    at,
                    "C113",
                    "The name in front of a colon must be a word.",
                    "Write a name, or put it in quotes.",
                )
            )
            return None
        if value == "<<" and isinstance(event, yaml.ScalarEvent) and not event.style:
            self._note(
                problem(
                    at,
                    "C108",
                    "The name << cannot be used.",
                    "Write the fields out instead of merging them from elsewhere.",
                )
            )
            return None
        return value

    def _repeated(self, event: yaml.Event, key: str, line: int) -> None:
        self._note(
            problem(
                self._at(event),
                "C105",
                "`{key}` is given twice.",
                "It stands on line {line} already; keep one of the two.",
                key=key,
                line=line,
            )
        )

    def _scalar(self, event: yaml.ScalarEvent, path: Path | None) -> str | None:
        text: str = event.value
        start: Any = event.start_mark
        end: Any = event.end_mark
        if not event.style:
            return None if text in NULLS else text
        self._literal.update(range(start.line + 1, end.line + (end.column > 0)))
        if event.style in "|>" and path is not None:
            self.block[path] = start.line + 1 + self._first_line
        if event.style == '"':
            # Escapes can bring in what `decode` keeps out of files.
            text = unicodedata.normalize("NFC", text)
            hidden = UNSEEN.search(text) and not UNSEEN.search(self._text[start.index : end.index])
            if hidden or _FORBIDDEN.search(text):
                self._note(
                    problem(
                        self._at(event),
                        "C116",
                        "The text holds a character that cannot be seen.",
                        "Delete the sequence that begins with a backslash.",
                    )
                )
                return _FORBIDDEN.sub("", UNSEEN.sub("", text))
        return text


def _forbidden(text: str, found: re.Match[str], file: str, first_line: int) -> Diagnostic:
    before = text[: found.start()]
    return problem(
        Location(file, first_line + before.count("\n"), len(before) - before.rfind("\n")),
        "C103",
        "Here is a character that cannot be seen (U+{number}).",
        "Delete it and type the text around it again.",
        number=f"{ord(found[0]):04X}",
    )
