"""Merging: what an editor's form sends back goes into the author's file, and nothing else changes.

Editors write whole files anew, in their own style. Only values that differ are taken from them: the
comments, order, quotation marks and blank lines of the file stay as they were.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml

from generator.reading.document import decode, front_and_body, read_document
from generator.reading.yaml import NULLS, Value, read_yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")
"""What begins with a plus or another zero is a telephone number or a code: each sign counts."""
_BOM = b"\xef\xbb\xbf"
_STEP = 2
"""Spaces by which what is new is indented."""


class Edit(NamedTuple):
    """Characters of a text from *start* to before *end*, and what stands there afterwards."""

    start: int
    end: int
    words: str


def merged(before: bytes, after: bytes, file: str) -> bytes:
    """The file as it was *before*, with the values that it has *after*.

    A file with mistakes becomes as it is *after*.

    Raises:
        ValueError: If *after* has mistakes.
    """
    document, problems = read_document(after, file)
    if document is None or problems:
        raise ValueError(f"{file} would have mistakes")
    old, _ = decode(before, file)
    new, _ = decode(after, file)
    if old is None or new is None:
        return after
    text = _document(old, new) if file.endswith(".md") else _yaml(old, new)
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return before[: len(_BOM) * before.startswith(_BOM)] + text.encode()


def _document(old: str, new: str) -> str:
    was, now = front_and_body(old), front_and_body(new)
    if was is None or now is None:
        return new
    (front, body), (new_front, new_body) = was, now
    head = old[: len(old) - len(body)]
    at = head.index(front, head.index("---")) if front else len(head)
    head = head[:at] + _yaml(front, new_front) + head[at + len(front) :]
    if body.strip() == new_body.strip():
        return head + body
    if not head.endswith("\n"):
        head += "\n"
    blank = body[: len(body) - len(body.lstrip("\n"))] if body.strip() else "\n"
    return head + blank + new_body.strip("\n") + "\n"


def _yaml(old: str, new: str) -> str:
    was, problems = read_yaml(old, "")
    now, more = read_yaml(new, "")
    if was is None or now is None or problems or more:
        return new
    if same(was.value, now.value):
        return old
    root = yaml.compose(old, Loader=_LOADER)
    if not (isinstance(root, (yaml.MappingNode, yaml.SequenceNode)) and not root.flow_style):
        return new
    try:
        found = _Merge(old).change(root, now.value, 0)
    except _Structural:
        return new
    text = old
    for edit in sorted(found, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    result, problems = read_yaml(text, "")
    # Whatever was overlooked, no value may get lost.
    right = result is not None and not problems and same(result.value, now.value)
    return text if right else new


def same(one: Value, other: Value) -> bool:
    """Whether two values mean the same: editors write numbers and what is empty in other ways."""
    if not one and not other:
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return all(same(one.get(key), other.get(key)) for key in one.keys() | other.keys())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _same_number(one, other)
    return False


def _same_number(one: str, other: str) -> bool:
    numbers = _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)
    return bool(numbers) and Decimal(one) == Decimal(other)


@dataclass(slots=True)
class _Merge:
    """Finds the edits that give an old text new values."""

    text: str
    _starts: Sequence[int] = ()

    def __post_init__(self) -> None:
        self._starts = [0, *(at.end() for at in re.finditer("\n", self.text)), len(self.text)]

    def change(self, node: yaml.Node, new: Value, column: int, *, flow: bool = False) -> list[Edit]:
        """The edits by which *node*, whose parent stands in *column*, becomes *new*."""
        if same(_value(node), new):
            return []
        if isinstance(node, yaml.MappingNode) and isinstance(new, dict):
            return self._mapping(node, new)
        if isinstance(node, yaml.SequenceNode) and isinstance(new, list):
            return self._sequence(node, new)
        if isinstance(node, yaml.ScalarNode) and isinstance(new, str):
            return [self._scalar(node, new, column, flow=flow)]
        raise _Structural

    # Mappings

    def _mapping(self, node: yaml.MappingNode, new: dict[str, Value]) -> list[Edit]:
        if node.flow_style:
            names = {key.value for key, _ in node.value}
            pairs = [(value, new.get(key.value)) for key, value in node.value]
            return self._flow(node, new, pairs if names == new.keys() else None)
        known = [key.value for key, _ in node.value]
        edits = []
        for key, value in node.value:
            edits += self._entry(node, key, value, new.get(key.value))
        added: Value = {key: value for key, value in new.items() if key not in known and value}
        if added:
            column = node.value[0][0].start_mark.column
            end = self._end(node.value[-1][1])
            edits.append(self._after(end, _indented(_dumped(added), column)))
        return edits

    def _entry(
        self, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node, new: Value
    ) -> list[Edit]:
        column = key.start_mark.column
        start = self._at(key.start_mark)
        if not new:
            if same(_value(value), new):
                return []
            if self.text[self._starts[key.start_mark.line] : start].strip():
                raise _Structural  # It stands behind a dash.
            return [Edit(start - column, self._line_end(self._end(value)), "")]
        try:
            return self.change(value, new, column)
        except _Structural:
            words = _indented(_dumped({key.value: new}), column)
            return [Edit(start, self._end(value), words.strip())]

    # Sequences

    def _sequence(self, node: yaml.SequenceNode, new: list[Value]) -> list[Edit]:
        if node.flow_style:
            same_length = len(node.value) == len(new)
            pairs = [*zip(node.value, new, strict=True)] if same_length else None
            return self._flow(node, new, pairs)
        old = [_value(each) for each in node.value]
        column = node.start_mark.column
        matcher = SequenceMatcher(None, [*map(_key, old)], [*map(_key, new)], autojunk=False)
        edits: list[Edit] = []
        for what, first, last, start, stop in matcher.get_opcodes():
            if what == "equal":
                continue
            fitting = min(last - first, stop - start)
            for item, value in zip(node.value[first:], new[start : start + fitting], strict=False):
                edits += self._item(item, value, column)
            for item in node.value[first + fitting : last]:
                dash = self._dash(item, column)
                edits.append(Edit(dash, self._line_end(self._end(item)), ""))
            words = "".join(
                _indented(_dumped([each]), column) for each in new[start + fitting : stop]
            )
            if words and first + fitting:
                edits.append(self._after(self._end(node.value[first + fitting - 1]), words))
            elif words:
                dash = self._dash(node.value[0], column)
                edits.append(Edit(dash, dash, words))
        return edits

    def _item(self, item: yaml.Node, new: Value, column: int) -> list[Edit]:
        try:
            return self.change(item, new, column)
        except _Structural:
            start = self._at(item.start_mark)
            words = _indented(_dumped([new]), column).strip().removeprefix("- ")
            return [Edit(start, self._end(item), words)]

    def _dash(self, item: yaml.Node, column: int) -> int:
        """Where the line with the dash of an item begins."""
        line = item.start_mark.line
        while self.text[self._starts[line] : self._starts[line] + column + 1].strip() != "-":
            line -= 1
            if line < 0:
                raise _Structural
        return self._starts[line]

    # What stands in brackets, and single values

    def _flow(
        self, node: yaml.CollectionNode, new: Value, pairs: Sequence[tuple[yaml.Node, Value]] | None
    ) -> list[Edit]:
        """Each value of its own, if *pairs* says what becomes of them; or else all anew."""
        try:
            if pairs is not None:
                changes = [self.change(item, value, 0, flow=True) for item, value in pairs]
                return [edit for each in changes for edit in each]
        except _Structural:
            pass
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        return [Edit(start, end, _dumped(new, flow=True))]

    def _scalar(self, node: yaml.ScalarNode, new: str, column: int, *, flow: bool) -> Edit:
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        if node.style in ("|", ">"):
            return Edit(start, self._end(node), self._block(new, column))
        if node.style == "'" and "\n" not in new:
            return Edit(start, end, "'" + new.replace("'", "''") + "'")
        if node.style == '"' or "\n" in new:
            return Edit(start, end, json.dumps(new, ensure_ascii=False))
        words = _dumped([new], flow=True)[1:-1] if flow else _dumped({"": new}).partition(": ")[2]
        space = " " * (start == end and self.text[start - 1 : start] == ":")
        return Edit(start, end, space + words)

    def _block(self, words: str, column: int) -> str:
        if "\n" not in words:
            return _dumped({"": words}).partition(": ")[2]
        mark = "|" if words.endswith("\n") else "|-"
        return f"{mark}\n" + _indented(words.removesuffix("\n"), column + _STEP).removesuffix("\n")

    # Places

    def _at(self, mark: yaml.Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _end(self, node: yaml.Node) -> int:
        """Where the last value of a node ends, before comments and blank lines."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = self._at(node.end_mark)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self.text[:end].rstrip())
        return end

    def _line_end(self, at: int) -> int:
        """Where the line after the one with *at* begins."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def _after(self, at: int, lines: str) -> Edit:
        """Whole *lines* below the line with *at*."""
        end = self._line_end(at)
        ended = self.text[:end].endswith("\n")
        return Edit(end, end, lines if ended else "\n" + lines)


class _Structural(Exception):
    """The value is of another sort: what is around it is written anew."""


def _value(node: yaml.Node) -> Value:
    """What a node holds, as `read_yaml` has it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each) for each in node.value]
    assert isinstance(node, yaml.ScalarNode)
    words: str = node.value
    return None if not node.style and words in NULLS else words


def _key(value: Value) -> str:
    return json.dumps(value, sort_keys=True)


def _plain(value: Value) -> Value:
    """Without what is empty."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each}
    return [_plain(each) for each in value] if isinstance(value, list) else value


class _Dumper(yaml.SafeDumper):
    """Writes as authors do here: lists stand below their key, and what looks like a number or a day
    needs no quotation marks, since every value is text.
    """

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.yaml_implicit_resolvers = {
    sign: [(tag, words) for tag, words in found if tag.endswith((":null", ":bool", ":merge"))]
    for sign, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def _dumped(value: Value, *, flow: bool = False) -> str:
    """The value as YAML without a line break at its end; in brackets if asked for."""
    found: str = yaml.dump(
        _plain(value),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=10_000_000,
        indent=_STEP,
        default_flow_style=flow,
    )
    return found.rstrip("\n")


def _indented(text: str, column: int) -> str:
    """The lines of *text* moved to the right; what is blank stays blank."""
    lines = text.split("\n")
    return "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)
