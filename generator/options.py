"""Options that commands share."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Place(click.Path):
    """A file or folder as an option or argument."""

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True) -> None:
        super().__init__(file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            Path(os.path.realpath(value)).stat()
        except OSError as error:
            # Python before 3.13 raises what is no OSError where such a path is resolved.
            if error.errno == errno.ELOOP:
                self.fail(f"{os.fspath(value)!r} is a link in a circle.", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.ParamType[date]):
    """A day as an option: 2024-05-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write one such as 2024-05-31.", param, ctx)


def content_options(command: F) -> F:
    """Which content, as of which day, in which theme; drafts only if they are asked for."""
    drafts = click.option("--drafts", is_flag=True, help="Show drafts and what is not yet due.")
    return _content_options(command, drafts)


def writing_options(command: F) -> F:
    """The same for those who write: they see drafts unless they do not want to."""
    drafts = click.option(
        "--drafts/--no-drafts",
        default=True,
        help="Show drafts and what is not yet due, marked as such, or what readers see.",
        show_default=True,
    )
    return _content_options(command, drafts)


def _content_options(command: F, drafts: Callable[[F], F]) -> F:
    options = (
        click.option(
            "--content",
            type=Place(),
            default=Path("content"),
            show_default=True,
            help="Folder that holds site.yaml and the records.",
        ),
        click.option("--as-of", type=Day(), help="The day the site is of. Default: today."),
        drafts,
        click.option("--theme", help="Name or folder of a theme, instead of the site's own."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def admin_option(command: F) -> F:
    """Whether forms for editing are wanted."""
    return click.option(
        "--with-admin",
        "admin",
        type=Place(),
        is_flag=False,
        flag_value="node_modules/decap-cms/dist",
        metavar="[FOLDER]",
        help="Put forms for editing at /admin/; FOLDER holds the program, decap-cms.js.",
    )(command)


def _codes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, or beginnings of codes, that may be joined by commas.

    Raises:
        BadParameter: If no rule begins so.
    """
    from generator.rulebook import nearest_rule, rules

    codes = tuple(part.strip().upper() for each in given for part in each.split(",") if part)
    for code in codes:
        if not any(each.startswith(code) for each in rules()):
            nearest = nearest_rule(code)
            hint = f"Did you mean {nearest}?" if nearest else "guong explain lists the rules."
            raise click.BadParameter(f"no rule begins with {code!r}. {hint}")
    return codes


def check_options(command: F) -> F:
    """What `guong check` looks for, and how it says so."""
    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(("text", "json", "sarif", "github")),
            default="text",
            show_default=True,
            help="For people, programs, code review tools, or GitHub.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice(("error", "warning", "note")),
            default="error",
            show_default=True,
            help="The lightest finding that makes the exit status 1.",
        ),
        click.option("--only", multiple=True, callback=_codes, help="Rules to ask: T102, or T."),
        click.option("--ignore", multiple=True, callback=_codes, help="Rules not to ask."),
        click.option(
            "--fix",
            is_flag=True,
            help="Mend letters, quotation marks and double spaces; shows the changes and asks.",
        ),
        click.option("--yes", is_flag=True, help="With --fix: do not ask."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def publishing_options(command: F) -> F:
    """What is wanted beside the pages."""
    options = (
        click.option("--compress", is_flag=True, help="Put .gz and .br beside every file of text."),
        click.option(
            "--sign",
            "key",
            type=Place(dir_okay=False),
            help="Sign the manifest with this private key; `guong key` makes one.",
        ),
        click.option(
            "--report",
            type=Place(dir_okay=False),
            help="Write what the rules found beside the pages into this file, for editors only.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
