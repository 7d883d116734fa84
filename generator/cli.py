"""The command: what it offers and how it ends. The only module that prints, with its own few.

Exit status: 0 done, 1 problems in content, theme or output, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import __version__
from generator.cli_desk import help_, init, new, schema
from generator.cli_publishing import COMMANDS, sign
from generator.cli_tables import export, import_
from generator.options import (
    Place,
    admin_option,
    check_options,
    content_options,
    publishing_options,
    writing_options,
)
from generator.streams import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.diagnostics import Diagnostic
    from generator.publish import Published
    from generator.task import Options, Result


class _Group(click.Group):
    """Commands that never end in a traceback, and that honour NO_COLOR (no-color.org)."""

    def main(self, *args: Any, **more: Any) -> Any:
        prepare()
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        _require_place()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as failure:
            if os.environ.get("GUONG_DEBUG"):
                raise
            from generator.words import translate

            words = translate()
            if isinstance(failure, OSError) and _is_of_printing(failure):
                reason = failure.strerror or failure
                told = words("What was to be shown could not be: {reason}.").format(reason=reason)
            else:
                detail = f"{type(failure).__name__}: {failure}"
                told = words("The generator itself failed: {failure}.").format(failure=detail)
                told += "\n" + words("Please report it with what GUONG_DEBUG=1 shows.")
            with suppress(OSError):
                click.echo(told, err=True)
            raise SystemExit(1) from None


def _require_place() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - Path.cwd() is the same
    except OSError:
        from generator.words import translate

        said = translate()("The folder that you are in is gone. Go to another one, and try again.")
        raise click.ClickException(said) from None


def _is_of_printing(failure: OSError) -> bool:
    """Is it the place that the output goes to, such as a full disk?"""
    return any(frame.f_code is click.echo.__code__ for frame, _ in walk_tb(failure.__traceback__))


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guong")
def main() -> None:
    """Publish honest recognition: profiles, campaigns, decisions and models as a static site.

    \b
    Begin with:
      guong init my-site
      cd my-site
      guong serve

    \b
    Read on with:
      guong help first-profile
    """  # noqa: D301 - \b keeps click from filling the lines


@main.command()
@content_options
@click.option(
    "--output",
    type=Place(),
    default=Path("output"),
    show_default=True,
    help="Folder to publish into.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say why each page was made anew, and name every file written or removed.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    help="Processes that make a large site. Default: as many as there are processors.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask scheduler make a large site: tcp://host:8786.",
)
@click.option(
    "--profile",
    type=Place(dir_okay=False),
    help="Write into this file where the time went, step by step; as JSON if it ends in .json.",
)
@publishing_options
@admin_option
def build(
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
    output: Path,
    quiet: bool,
    verbose: bool,
    workers: int | None,
    cluster: str | None,
    profile: Path | None,
    compress: bool,
    key: Path | None,
    report: Path | None,
    admin: Path | None,
) -> None:
    """Make the site.

    With any problem in the content nothing is published and all problems are listed.

    \b
    Examples:
      guong build
      guong build --drafts --output preview
      guong build --report findings.html
      guong build --with-admin       edit at your Git host, in forms
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.fresh import unchanged
    from generator.publish import HALFWAY
    from generator.report import summary, warned
    from generator.task import within_the_site
    from generator.words import translate

    begun = perf_counter()
    options = _options(content, output, as_of, drafts, theme)
    options = replace(
        options, workers=workers, cluster=cluster, report=report, compress=compress, admin=admin
    )
    misplaced = within_the_site("profile", options, profile)
    if misplaced:
        _fail((misplaced,))
    result = (None if report else unchanged(options)) or _made(options, quiet=quiet)
    if profile:
        _write_profile(profile, result, perf_counter() - begun)
    if result.published is None:
        halfway = any(each.code == HALFWAY for each in result.problems)
        _fail(result.problems, untouched=not halfway)
    if key:
        sign(output, key)
    published = result.published
    if verbose:
        _name_files(result.rendered, published)
    if not quiet:
        files = (len(published.written), len(published.removed), published.unchanged)
        click.echo(summary(result.pages, files, perf_counter() - begun, translate()))
        if result.warnings:
            click.echo(warned(result.warnings, translate()))


def _name_files(rendered: Iterable[tuple[str, str]], published: Published) -> None:
    from generator.report import reason
    from generator.words import translate

    words = translate()
    for path, why in rendered:
        click.echo(f"* {path}: {reason(why, words)}")
    for path in published.written:
        click.echo(f"+ {path}")
    for path in published.removed:
        click.echo(f"- {path}")


def _made(options: Options, *, quiet: bool) -> Result:
    # What it takes to make pages is not loaded where nothing has changed.
    from generator.build import build as make
    from generator.meter import Meter

    meter = None if quiet else Meter(partial(click.echo, err=True), terminal=sys.stderr.isatty())
    # A build keeps most of what it makes until its end: looking for what it drops is in vain.
    gc.disable()
    try:
        return make(options, meter.show) if meter else make(options)
    finally:
        gc.enable()
        if meter:
            meter.close()


def _write_profile(file: Path, result: Result, seconds: float) -> None:
    from generator.report import profile_of
    from generator.staging import put

    try:
        put(file, profile_of(result.steps, seconds, json=file.suffix == ".json").encode())
    except OSError as error:
        raise click.FileError(str(file), error.strerror or "cannot be written") from None


@main.command()
@content_options
@check_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
def check(
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
    quiet: bool,
    **asked: Any,
) -> None:
    """Look for problems in the content, and ask the rules, without publishing.

    \b
    Examples:
      guong check
      guong check --only M --fail-on warning
      guong check --fix
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.advice.answer import answer, fails
    from generator.build import check as look
    from generator.report import clean
    from generator.words import translate

    if asked["fix"]:
        _tidy(content, sure=asked["yes"])
    options = _options(content, Path("output"), as_of, drafts, theme)
    checked = look(options, asked["only"], asked["ignore"])
    if checked.problems and asked["form"] == "text":
        _fail(checked.problems)
    if checked.advice or asked["form"] != "text":
        given = (checked.problems, checked.advice)
        click.echo(answer(*given, asked["form"], translate(), _styled))
    elif not quiet:
        click.echo(clean(checked.counts, translate()))
    if fails(checked.problems, checked.advice, asked["fail_on"]):
        raise SystemExit(1)


def _styled(words: str, sort: str) -> str:
    colours = {"error": "red", "warning": "yellow", "note": "blue"}
    return click.style(words, fg=colours.get(sort), bold=sort == "record", dim=sort == "aside")


def _tidy(content: Path, *, sure: bool) -> None:
    from generator.tidying import apply, changes
    from generator.words import translate

    words = translate()
    found = changes(content)
    for change in found:
        for line in change.diff():
            click.echo(line)
    asking = words("Write these {count} files?").format(count=len(found))
    if not found or not (sure or click.confirm(asking)):
        return
    problems = tuple(each for change in found for each in apply(change))
    if problems:
        _fail(problems)


@main.command()
@click.argument("code", required=False)
@click.option("--markdown", is_flag=True, help="All rules as a page of documentation.")
def explain(code: str | None, markdown: bool) -> None:
    """Tell what a rule finds and why it matters; without CODE, list the rules.

    \b
    Example:
      guong explain T103
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.advice.rules import document, explained, listed
    from generator.rulebook import nearest_rule, rules
    from generator.words import translate

    if markdown:
        click.echo(document(rules().values()), nl=False)
    elif code is None:
        click.echo("\n".join(listed(rules().values(), translate())))
    elif code.upper() in rules():
        click.echo("\n".join(explained(rules()[code.upper()], translate())))
    else:
        nearest = nearest_rule(code)
        hint = f" Did you mean {nearest}?" if nearest else ""
        raise click.UsageError(f"There is no rule {code!r}.{hint}")


@main.command()
@writing_options
@click.option(
    "--output",
    type=Place(),
    default=Path(".guong/serve"),
    show_default=True,
    help="Folder to publish into while serving.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--follow", is_flag=True, help="Go to the page of each file that is saved.")
@click.option(
    "--lan",
    is_flag=True,
    help="Let everybody in the local network read it, drafts too; shows a QR code for phones.",
)
@admin_option
def serve(
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
    output: Path,
    port: int,
    open_browser: bool,
    follow: bool,
    lan: bool,
    admin: Path | None,
) -> None:
    """Show the site in the browser and keep it up to date while you write.

    \b
    Examples:
      guong serve --open             show the site in the browser
      guong serve --open --follow    go to the page of each file that is saved
      guong serve --no-drafts        show what readers see today
      guong serve --lan              show it to a phone in the same network
      guong serve --with-admin       edit in forms, at /admin/
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.serve import serve as run

    options = _options(content, output, as_of, drafts, theme)
    options = replace(options, admin=admin, forms_here=True)
    problems = run(
        options, port=port, open_browser=open_browser, follow=follow, lan=lan, say=click.echo
    )
    if problems:
        _fail(problems)


def _options(
    content: Path, output: Path, as_of: date | None, drafts: bool, theme: str | None
) -> Options:
    from generator.task import Options

    state = content.resolve().parent / ".guong"
    return Options(content, output, state, theme, as_of, drafts)


def _fail(problems: tuple[Diagnostic, ...], *, untouched: bool = False) -> NoReturn:
    # What reports are made with is not loaded where there is nothing to tell.
    from generator.failing import fail

    fail(problems, untouched=untouched)


for each in (import_, export, init, new, schema, help_, *COMMANDS):
    main.add_command(each)
