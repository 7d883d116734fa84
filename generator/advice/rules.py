"""Rules in words: the list of them, one explained, and the page of documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import fill

from generator.diagnostics import Severity, Translate
from generator.rulebook import Rule

WIDTH = 80
GROUPS = {
    "A": "Accessibility",
    "E": "Editing",
    "F": "Fairness",
    "L": "Links",
    "M": "Models",
    "P": "Privacy",
    "R": "Reviews",
    "S": "Selection",
    "T": "Targets",
}
_WEIGHTS: dict[Severity, str] = {
    "error": "An error of this rule stops the build.",
    "warning": "A warning of this rule is listed and counted.",
    "note": "A note of this rule is advice.",
}
_BEGIN = """\
<!-- Made by `make rules` from the rules themselves, in generator/checks/. -->

# What guong checks

`guong check` asks about these things in the content. A finding is a question to the editor, never a
verdict on a person.

An **error** stops the build, a **warning** is listed and counted, a **note** is advice. A site
makes a rule weigh something else, or turns it off, in its site.yaml:

    checks: {T104: off, T101: error}

A record silences a rule with a reason, which every report repeats:

    silence:
      - {rule: T103, reason: Số liệu năm 1961 không còn lưu}

`guong explain T102` says what stands here in the terminal, in Vietnamese or English.
"""


def explained(rule: Rule, words: Translate) -> Iterator[str]:
    """What a rule says of itself, line by line."""
    yield fill(f"{rule.code}  {words(rule.title)}", WIDTH)
    yield ""
    for paragraph in rule.why:
        yield fill(words(paragraph), WIDTH)
        yield ""
    for name, example in ((words("Instead of this."), rule.bad), (words("Like this."), rule.good)):
        yield f"{name.rstrip('.')}:"
        yield from (f"    {line}".rstrip() for line in example.split("\n"))
        yield ""
    yield words(_WEIGHTS[rule.level])
    yield words("A record silences it by these lines, with a reason that every report repeats.")
    yield "    silence:"
    yield f"      - {{rule: {rule.code}, reason: …}}"


def listed(rules: Iterable[Rule], words: Translate) -> Iterator[str]:
    """A line a rule: its code and what it finds."""
    for rule in rules:
        yield f"{rule.code}  {words(rule.title)}"


def document(rules: Iterable[Rule]) -> str:
    """The page of documentation, in Markdown."""
    parts = [_BEGIN]
    group = ""
    for rule in sorted(rules, key=lambda each: each.code):
        if rule.code[0] != group:
            group = rule.code[0]
            parts.append(f"## {GROUPS.get(group, group)}\n")
        parts.append(f"### {rule.code}\n\n**{rule.level}** · {rule.title}\n")
        parts += [f"{paragraph}\n" for paragraph in rule.why]
        parts.append(f"Instead of\n\n{_indented(rule.bad)}\n\nwrite\n\n{_indented(rule.good)}\n")
    return "\n".join(parts)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in example.split("\n"))
