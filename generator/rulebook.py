"""The rulebook: every editorial rule there is, found by itself, with its documentation."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from inspect import cleandoc
from textwrap import dedent

from generator import checks
from generator.checks.finding import Finding
from generator.diagnostics import Diagnostic, Location, Severity, problem
from generator.graph.site import SiteGraph
from generator.validate.entry import Configured, Entry

_SECTIONS = ("Bad:", "Good:")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called and weighs, what it says of itself, and how it looks."""

    code: str
    level: Severity
    title: str
    """What it finds."""
    why: tuple[str, ...]
    """Why that matters, a paragraph each."""
    bad: str
    good: str
    find: Callable[[SiteGraph, date], Iterator[Finding]]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its code, in the order of the codes."""
    names = (each.name for each in pkgutil.iter_modules(checks.__path__))
    modules = [importlib.import_module(f"{checks.__name__}.{name}") for name in sorted(names)]
    return {
        module.CODE: _rule(module.CODE, module.LEVEL, cleandoc(module.__doc__ or ""), module.find)
        for module in modules
        if hasattr(module, "CODE")
    }


def nearest_rule(code: str) -> str:
    """The code of a rule that *code* may be a slip of, or ""."""
    found = get_close_matches(code.upper(), rules(), 1, 0.5)
    return found[0] if found else ""


def unknown_rules(configured: Configured, entries: Iterable[Entry]) -> list[Diagnostic]:
    """A diagnostic for each rule that site.yaml weighs, or a record silences, and nobody knows."""
    named = [*configured.checks.items()]
    named += [
        (each.id, each.at) for entry in entries for each in entry.references if each.kind == "rule"
    ]
    return [_unknown(code, at) for code, at in named if code not in rules()]


def _unknown(code: str, at: Location) -> Diagnostic:
    nearest = nearest_rule(code)
    return problem(
        at,
        "C217",
        "There is no rule '{name}'.",
        "Did you mean '{nearest}'?" if nearest else "`guong explain` lists the rules.",
        name=code[:40],
        nearest=nearest,
    )


def _rule(
    code: str,
    level: Severity,
    documentation: str,
    find: Callable[[SiteGraph, date], Iterator[Finding]],
) -> Rule:
    text, examples = documentation, {}
    for name in reversed(_SECTIONS):
        text, _, example = text.partition(f"\n{name}\n")
        examples[name] = dedent(example).strip("\n")
    title, *why = (" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    return Rule(code, level, title, tuple(why), examples["Bad:"], examples["Good:"], find)
