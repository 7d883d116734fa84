"""Advice for programs: JSON, SARIF for code review tools, annotations of GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import orjson

from generator import __version__
from generator.advice.advice import Advice, counted
from generator.diagnostics import Diagnostic, Severity, Translate
from generator.rulebook import Rule

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_INDENT = orjson.OPT_INDENT_2
_GITHUB: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_SARIF_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def as_json(advice: Sequence[Advice], words: Translate) -> str:
    """A list of findings, and their counts."""
    counts = counted(advice)
    names = ("error", "warning", "note", "silenced")
    document = {
        "version": __version__,
        "counts": {name: counts[name] for name in names},
        "findings": [_finding(each, words) for each in advice],
    }
    return orjson.dumps(document, option=_INDENT).decode()


def as_sarif(advice: Sequence[Advice], rules: Mapping[str, Rule], words: Translate) -> str:
    """A log of SARIF 2.1.0 (OASIS), with the rules that something was found by."""
    codes = sorted({each.found.code for each in advice})
    driver = {
        "name": "guong",
        "version": __version__,
        "rules": [_rule(code, rules.get(code), words) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes, words) for each in advice],
    }
    document = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(document, option=_INDENT).decode()


def as_github(advice: Iterable[Advice], words: Translate) -> Iterator[str]:
    """A workflow command a finding, which GitHub shows beside the line."""
    for each in advice:
        if each.silenced:
            continue
        found = each.found
        place = {"file": found.at.file, "line": found.at.line, "col": found.at.column}
        given = [f"{name}={_property(str(value))}" for name, value in place.items() if value]
        given.append(f"title={_property(found.code)}")
        yield f"::{_GITHUB[found.severity]} {','.join(given)}::{_data(_said(found, words))}"


def _said(found: Diagnostic, words: Translate) -> str:
    return f"{found.sentence(words)} {found.advice(words)}".rstrip()


def _finding(advice: Advice, words: Translate) -> dict[str, Any]:
    found = advice.found
    return {
        "code": found.code,
        "level": found.severity,
        "file": found.at.file,
        "line": found.at.line or None,
        "column": found.at.column or None,
        "message": found.sentence(words),
        "hint": found.advice(words) or None,
        "record": {"kind": advice.kind, "id": advice.id} if advice.kind else None,
        "silenced": advice.silenced or None,
    }


def _rule(code: str, rule: Rule | None, words: Translate) -> dict[str, Any]:
    if rule is None:
        # Malformed content is explained where it is found.
        return {"id": code}
    why = "\n\n".join(words(paragraph) for paragraph in rule.why)
    return {
        "id": code,
        "shortDescription": {"text": words(rule.title)},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\n{rule.good}"},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.level]},
    }


def _result(advice: Advice, codes: Sequence[str], words: Translate) -> dict[str, Any]:
    found = advice.found
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(found.at.file)}}
    if found.at.line:
        place["region"] = {"startLine": found.at.line, "startColumn": max(found.at.column, 1)}
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": _said(found, words)},
        "locations": [{"physicalLocation": place}],
    }
    if advice.silenced:
        result["suppressions"] = [{"kind": "inSource", "justification": advice.silenced}]
    return result


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
