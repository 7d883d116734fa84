"""What `guong check --format sarif` writes, beside the standard.

The rules below were written from the text of "Static Analysis Results Interchange Format (SARIF)
Version 2.1.0" (OASIS Standard, 27 March 2020), sections in brackets, for the objects that guong
uses. They are stricter than the standard: an object may have no property but these.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from tests.sites import MINIMAL

Check = Callable[[Any], bool]
LEVELS = ("none", "note", "warning", "error")
# RFC 3986: signs that may stand in a reference without being escaped, or as an escape.
_URI = re.compile(r"(?:[\w\-.~:/?#\[\]@!$&'()*+,;=]|%[0-9A-F]{2})+", re.ASCII)


class Shape(NamedTuple):
    """The properties of an object: what each holds, and which have to be there."""

    required: tuple[str, ...]
    properties: dict[str, str | Check]
    """The name of another shape, with [] for an array of it, or a check of the value."""


def text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def one_of(*values: str) -> Check:
    return lambda value: value in values


def at_least(least: int) -> Check:
    return lambda value: type(value) is int and value >= least


SHAPES = {
    # 3.13
    "sarifLog": Shape(
        ("version", "runs"), {"$schema": text, "version": one_of("2.1.0"), "runs": "run[]"}
    ),
    # 3.14
    "run": Shape(
        ("tool",),
        {
            "tool": "tool",
            "columnKind": one_of("utf16CodeUnits", "unicodeCodePoints"),
            "results": "result[]",
        },
    ),
    # 3.18, 3.19
    "tool": Shape(("driver",), {"driver": "toolComponent"}),
    "toolComponent": Shape(
        ("name",), {"name": text, "version": text, "rules": "reportingDescriptor[]"}
    ),
    # 3.49, 3.50, 3.12
    "reportingDescriptor": Shape(
        ("id",),
        {
            "id": text,
            "shortDescription": "multiformatMessageString",
            "fullDescription": "multiformatMessageString",
            "help": "multiformatMessageString",
            "defaultConfiguration": "reportingConfiguration",
        },
    ),
    "reportingConfiguration": Shape((), {"level": one_of(*LEVELS)}),
    "multiformatMessageString": Shape(("text",), {"text": text}),
    # 3.27, 3.11: a message has its text here, since guong uses no message ids.
    "result": Shape(
        ("message", "ruleId", "ruleIndex"),
        {
            "ruleId": text,
            "ruleIndex": at_least(0),
            "level": one_of(*LEVELS),
            "message": "message",
            "locations": "location[]",
            "suppressions": "suppression[]",
        },
    ),
    "message": Shape(("text",), {"text": text}),
    # 3.28, 3.29, 3.4, 3.30
    "location": Shape((), {"physicalLocation": "physicalLocation"}),
    "physicalLocation": Shape(
        ("artifactLocation",), {"artifactLocation": "artifactLocation", "region": "region"}
    ),
    "artifactLocation": Shape(
        ("uri",), {"uri": lambda value: _URI.fullmatch(value) is not None and value[0] != "/"}
    ),
    "region": Shape(("startLine",), {"startLine": at_least(1), "startColumn": at_least(1)}),
    # 3.35
    "suppression": Shape(
        ("kind",), {"kind": one_of("inSource", "external"), "justification": text}
    ),
}


def faults(value: Any, shape: str, place: str = "$") -> Iterator[str]:
    """Where *value* is not of the shape."""
    if shape.endswith("[]"):
        if not isinstance(value, list):
            yield f"{place} is no array"
            return
        for number, each in enumerate(value):
            yield from faults(each, shape[:-2], f"{place}[{number}]")
        return
    if not isinstance(value, dict):
        yield f"{place} is no object"
        return
    required, properties = SHAPES[shape]
    yield from (f"{place}.{name} is missing" for name in required if name not in value)
    for name, each in value.items():
        holds = properties.get(name)
        if holds is None:
            yield f"{place}.{name} is no property of {shape}"
        elif isinstance(holds, str):
            yield from faults(each, holds, f"{place}.{name}")
        elif not holds(each):
            yield f"{place}.{name} is {each!r}"


CAMPAIGN = MINIMAL["campaigns/phong-trao-a.yaml"]
VOTE = "selection: {steps: [{kind: vote, ballots: 5, in_favour: 6}]}\n"
CONTENTS = {
    "an error, warnings, notes, one silenced": {
        "campaigns/phong-trao-a.yaml": f"{CAMPAIGN}silence: {{rule: T101, reason: Để kỷ niệm}}\n",
        "decisions/quyet-dinh-a.yaml": MINIMAL["decisions/quyet-dinh-a.yaml"] + VOTE,
    },
    "a file whose name has to be escaped": {"pages/trang 100% đẹp.md": "---\ntitel: A\n---\n"},
    "a file that cannot be read as text": {"pages/a.md": b"\xff\xfe\x00"},
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_logs_are_as_the_standard_asks(site, content):
    """Every object has what it must and nothing unknown, and results mean rules that are there."""
    told = site(content).check("--format", "sarif").stdout
    log = json.loads(told)

    assert list(faults(log, "sarifLog")) == []
    (run,) = log["runs"]
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert run["results"]
    assert len(rules) == len(set(rules))
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"version": "2.0.0"}, "$.version is '2.0.0'"),
        ({"runs": [{}]}, "$.runs[0].tool is missing"),
        ({"runs": [{"tool": {"driver": {"name": "guong"}}, "result": []}]},
         "$.runs[0].result is no property of run"),
    ],
)  # fmt: skip
def test_the_shapes_tell_what_is_wrong(change, fault):
    """A log that is not as the standard asks is found."""
    assert list(faults({"version": "2.1.0", "runs": []} | change, "sarifLog")) == [fault]
