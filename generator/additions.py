"""Additions to files that authors keep: what they held stays as it was, byte for byte."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

import yaml

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.document import decode
from generator.reading.table import read_table, separator_of
from generator.reading.yaml import Tree, read_yaml

_DASH = re.compile(r"^( *)-(?=\s)", re.MULTILINE)


class _Written(list[str]):
    """What `csv` needs of a file."""

    write = list.append


def scalar(words: str) -> str:
    """Words as the value of a YAML mapping, quoted where they need it."""
    dumped: str = yaml.safe_dump({"a": words}, allow_unicode=True, width=10_000_000)
    return dumped.removeprefix("a: ").rstrip("\n")


def with_entries(
    before: bytes, shown: str, entries: Sequence[str]
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A list file with entries at its end, indented as those that are there.

    Returns:
        The whole file; as it was, and why, where it cannot grow.
    """
    text, tree, problems = read(before, shown)
    if problems or tree is None:
        return before, problems
    listed = [] if tree.value is None else tree.value
    if not isinstance(listed, list):
        return before, (no_list(shown),)
    dash = _DASH.search(text) if listed else None
    lines: list[str] = []
    for entry in entries:
        lines += ["", *_indented(entry, dash[1] if dash else "")]
    if before and not text.endswith("\n"):
        lines.insert(0, "")
    after = before + _joined(lines if before else lines[1:], before)
    _, grown, problems = read(after, shown)
    # A list in brackets, say, cannot grow at its end.
    grows = not problems and grown is not None and isinstance(grown.value, list)
    if not grows or grown is None or grown.value[: -len(entries)] != listed:  # type: ignore[index]
        return before, (no_list(shown),)
    return after, ()


def with_items(before: bytes, shown: str, field: str, items: Sequence[str]) -> bytes | None:
    """A YAML file with items at the end of its list *field*; None where that cannot grow.

    *items* are written as for a list that is not indented.
    """
    text, tree, problems = read(before, shown)
    if problems or tree is None or not isinstance(tree.value, dict):
        return None
    listed = tree.value.get(field)
    if not isinstance(listed, list) or not listed:
        return None
    lines = text.split("\n")
    at, _ = tree.positions.at((field, len(listed) - 1))
    dash = _DASH.match(lines[at - 1])
    if dash is None:
        return None
    keys = [line for path, (line, _) in tree.positions.keys.items() if len(path) == 1]
    end = min((line for line in keys if line > at), default=len(lines) + 1) - 1
    while end > at and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    raw = before.splitlines(keepends=True)
    if not raw[end - 1].endswith((b"\n", b"\r")):
        raw[end - 1] += _newline(before).encode()
    added = [line for item in items for line in _indented(item, dash[1])]
    after = b"".join((*raw[:end], _joined(added, before), *raw[end:]))
    _, grown, problems = read(after, shown)
    if problems or grown is None or not isinstance(grown.value, dict):
        return None
    longer = grown.value.get(field)
    same = {**grown.value, field: longer[: -len(items)] if isinstance(longer, list) else None}
    return after if same == tree.value else None


def with_lines(
    before: bytes, shown: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> bytes | None:
    """A CSV file with rows at its end, begun with *columns* if it is empty.

    None where a row has something that no column of the file is for.
    """
    if not before:
        return _lines(columns, rows, ",", "\n", headed=True)
    table, problems = read_table(before, shown)
    text, _ = decode(before, shown)
    if table is None or problems or text is None:
        return None
    if any(name not in table.columns for row in rows for name in row):
        return None
    newline = _newline(before)
    ended = before if before.endswith((b"\n", b"\r")) else before + newline.encode()
    return ended + _lines(table.columns, rows, separator_of(text), newline, headed=False)


def _lines(
    columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    separator: str,
    newline: str,
    *,
    headed: bool,
) -> bytes:
    written = _Written()
    writer = csv.DictWriter(written, columns, delimiter=separator, lineterminator=newline)
    if headed:
        writer.writeheader()
    writer.writerows(rows)
    return "".join(written).encode()


def read(data: bytes, shown: str) -> tuple[str, Tree | None, tuple[Diagnostic, ...]]:
    """The text and the values of a YAML file."""
    text, problems = decode(data, shown)
    if text is None or problems:
        return "", None, problems
    tree, problems = read_yaml(text, shown)
    return text, tree, problems


def no_list(shown: str) -> Diagnostic:
    return problem(
        Location(shown),
        "B305",
        "This file is not a list of entries that begin with a dash, so nothing can be added.",
        "Write each entry in lines of its own, beginning with `- id:`.",
    )


def _indented(entry: str, indent: str) -> list[str]:
    return [indent + line for line in entry.splitlines()]


def _joined(lines: Sequence[str], before: bytes) -> bytes:
    newline = _newline(before)
    return "".join(line + newline for line in lines).encode()


def _newline(before: bytes) -> str:
    return "\r\n" if b"\r\n" in before else "\n"
