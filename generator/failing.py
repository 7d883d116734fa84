"""How every command ends that found problems: they are told, and the exit status is 1."""

from __future__ import annotations

from typing import NoReturn

import click

from generator.diagnostics import Diagnostic
from generator.report import problem_lines, verdict
from generator.words import translate


def fail(problems: tuple[Diagnostic, ...], *, untouched: bool = False) -> NoReturn:
    """Say all problems and end; *untouched* says that the published site stayed as it was."""
    words = translate()
    for line in problem_lines(problems, words):
        place, space, rest = line.partition(" ")
        click.echo(click.style(place, bold=True) + space + rest, err=True)
    click.echo(verdict(problems, words, untouched=untouched), err=True)
    raise SystemExit(1)
