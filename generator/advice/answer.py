"""The answer of `guong check` in the form that was asked for, and whether it fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from generator.advice.advice import Advice
from generator.advice.machine import as_github, as_json, as_sarif
from generator.advice.text import Style, advice_lines
from generator.diagnostics import Diagnostic, Severity, Translate
from generator.examine import SEVERITIES
from generator.rulebook import rules

Form = Literal["text", "json", "sarif", "github"]


def answer(
    problems: Sequence[Diagnostic],
    advice: Sequence[Advice],
    form: Form,
    words: Translate,
    style: Style,
) -> str:
    """What was found, as text for people or for programs; *style* sets text for people."""
    every = [*(Advice(each) for each in problems), *advice]
    if form == "json":
        return as_json(every, words)
    if form == "sarif":
        return as_sarif(every, rules(), words)
    if form == "github":
        return "\n".join(as_github(every, words))
    return "\n".join(advice_lines(every, words, style))


def fails(problems: Sequence[Diagnostic], advice: Sequence[Advice], least: Severity) -> bool:
    """Whether anything that is not silenced weighs as much as *least*."""
    heavy = SEVERITIES[: SEVERITIES.index(least) + 1]
    return bool(problems) or any(
        each.found.severity in heavy and not each.silenced for each in advice
    )
