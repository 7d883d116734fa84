"""The command: what it offers and how it ends. The only module that prints.

Exit status: 0 done, 1 problems in content, theme or output, 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import __version__

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.task import Options, Result

F = TypeVar("F", bound=Callable[..., Any])
KIND_NAMES = (
    "profile",
    "campaign",
    "decision",
    "model",
    "article",
    "page",
    "unit",
    "title",
    "topic",
)


class _Day(click.ParamType[date]):
    """A day as an option: 2024-05-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write one such as 2024-05-31.", param, ctx)


def _content_options(command: F) -> F:
    options = (
        click.option(
            "--content",
            type=click.Path(path_type=Path),
            default=Path("content"),
            show_default=True,
            help="Folder that holds site.yaml and the records.",
        ),
        click.option("--as-of", type=_Day(), help="The day the site is of. Default: today."),
        click.option("--drafts", is_flag=True, help="Show drafts and what is not yet due."),
        click.option("--theme", help="Name or folder of a theme, instead of the site's own."),
    )
    for option in reversed(options):
        command = option(command)
    return command


class _Group(click.Group):
    """Commands that never end in a traceback, and that honour NO_COLOR (no-color.org)."""

    def invoke(self, ctx: click.Context) -> Any:
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as failure:
            if os.environ.get("GUONG_DEBUG"):
                raise
            from generator.words import translate

            words = translate()
            detail = f"{type(failure).__name__}: {failure}"
            click.echo(
                words("The generator itself failed: {failure}.").format(failure=detail), err=True
            )
            click.echo(words("Please report it with what GUONG_DEBUG=1 shows."), err=True)
            raise SystemExit(1) from None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="guong")
def main() -> None:
    """Publish honest recognition: profiles, campaigns, decisions and models as a static site.

    \b
    Begin with:
      guong init my-site
      cd my-site
      guong serve
    """  # noqa: D301 - \b keeps click from filling the lines


@main.command()
@_content_options
@click.option(
    "--output",
    type=click.Path(path_type=Path),
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
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write into this file where the time went, step by step; as JSON if it ends in .json.",
)
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
) -> None:
    """Make the site.

    With any problem in the content nothing is published and all problems are listed.
    """
    from generator.fresh import unchanged
    from generator.publish import HALFWAY
    from generator.report import reason, summary
    from generator.words import translate

    begun = perf_counter()
    # A build keeps most of what it makes until its end: looking for what it drops is in vain.
    gc.disable()
    options = _options(content, output, as_of, drafts, theme)
    options = replace(options, workers=workers, cluster=cluster)
    result = unchanged(options) or _made(options, quiet=quiet)
    if profile:
        _write_profile(profile, result, perf_counter() - begun)
    if result.published is None:
        halfway = any(each.code == HALFWAY for each in result.problems)
        _fail(result.problems, untouched=not halfway)
    if verbose:
        words = translate()
        for path, why in result.rendered:
            click.echo(f"* {path}: {reason(why, words)}")
        for path in result.published.written:
            click.echo(f"+ {path}")
        for path in result.published.removed:
            click.echo(f"- {path}")
    if not quiet:
        published = result.published
        files = (len(published.written), len(published.removed), published.unchanged)
        click.echo(summary(result.pages, files, perf_counter() - begun, translate()))


def _made(options: Options, *, quiet: bool) -> Result:
    # What it takes to make pages is not loaded where nothing has changed.
    from generator.build import build as make
    from generator.meter import Meter

    if quiet:
        return make(options)
    meter = Meter(partial(click.echo, err=True), terminal=sys.stderr.isatty())
    try:
        return make(options, meter.show)
    finally:
        meter.close()


def _write_profile(file: Path, result: Result, seconds: float) -> None:
    from generator.report import profile_of

    try:
        file.write_text(profile_of(result.steps, seconds, json=file.suffix == ".json"), "utf-8")
    except OSError as error:
        raise click.FileError(str(file), error.strerror or "cannot be written") from None


@main.command()
@_content_options
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
def check(content: Path, as_of: date | None, drafts: bool, theme: str | None, quiet: bool) -> None:
    """Look for problems in the content without publishing."""
    from generator.build import check as look
    from generator.report import clean
    from generator.words import translate

    counts, problems = look(_options(content, Path("output"), as_of, drafts, theme))
    if problems:
        _fail(problems)
    if not quiet:
        click.echo(clean(counts, translate()))


@main.command()
@_content_options
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(".guong/serve"),
    show_default=True,
    help="Folder to publish into while serving.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def serve(
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
    output: Path,
    port: int,
    open_browser: bool,
) -> None:
    """Show the site in the browser and keep it up to date while you write."""
    from generator.serve import serve as run

    options = _options(content, output, as_of, drafts, theme)
    problems = run(options, port=port, open_browser=open_browser, say=click.echo)
    if problems:
        _fail(problems)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Begin a site in DIRECTORY: one record of each kind, with comments."""
    from generator.scaffold import begin
    from generator.words import translate

    written, problems = begin(directory)
    if problems:
        _fail(problems)
    for path in written:
        click.echo(f"+ {path}")
    click.echo(translate()("Now: cd {directory}, then guong serve.").format(directory=directory))


@main.command()
@click.argument("kind", type=click.Choice(KIND_NAMES))
@click.argument("name")
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder that holds site.yaml and the records.",
)
def new(kind: str, name: str, content: Path) -> None:
    """Begin a record of KIND, called NAME, with a comment on every field.

    \b
    Example:
      guong new profile "Hồ Giáo"
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.scaffold import begin_record

    written, problems = begin_record(content, kind, name)
    if problems:
        _fail(problems)
    click.echo(f"+ {written}")


@main.command()
@click.option("--theme", default="guong", show_default=True, help="Name or folder of a theme.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("vi", "en"),
    show_default=True,
    help="A language of the theme; may be given again.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path(".guong/gallery"),
    show_default=True,
    help="Folder to publish into.",
)
def gallery(theme: str, languages: tuple[str, ...], output: Path) -> None:
    """Show every component of a theme with its examples, for those who make themes."""
    from generator.gallery import publish_gallery
    from generator.words import translate

    published, problems = publish_gallery(theme, Path(), languages, output, Path(".guong"))
    if published is None:
        _fail(problems)
    click.echo(
        translate()("The components are shown in {file}.").format(file=output / "index.html")
    )


def _options(
    content: Path, output: Path, as_of: date | None, drafts: bool, theme: str | None
) -> Options:
    from generator.task import Options

    state = content.resolve().parent / ".guong"
    return Options(content, output, state, theme, as_of, drafts)


def _fail(problems: tuple[Diagnostic, ...], *, untouched: bool = False) -> NoReturn:
    from generator.report import problem_lines, verdict
    from generator.words import translate

    words = translate()
    for line in problem_lines(problems, words):
        place, space, rest = line.partition(" ")
        click.echo(click.style(place, bold=True) + space + rest, err=True)
    click.echo(verdict(problems, words, untouched=untouched), err=True)
    raise SystemExit(1)
