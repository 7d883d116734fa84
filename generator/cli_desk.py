"""Commands of the author's desk: `guong init`, `new`, `schema` and `help`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from generator.options import Day, Place

if TYPE_CHECKING:
    from generator.diagnostics import Translate
    from generator.filling import Wishes

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

content_option = click.option(
    "--content",
    type=Place(),
    default=Path("content"),
    show_default=True,
    help="Folder that holds site.yaml and the records.",
)


def _on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@click.command()
@click.argument("directory", type=Place())
@click.option(
    "--example/--empty",
    default=None,
    help="One commented record of each kind to learn from, or no records. Asks on a terminal;"
    " otherwise --example.",
)
def init(directory: Path, example: bool | None) -> None:
    """Begin a site in DIRECTORY, which must be new or empty, with a set-up for VS Code.

    \b
    Examples:
      guong init my-site
      guong init my-site --empty
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.scaffold import begin
    from generator.words import translate

    words = translate()
    if example is None:
        asking = words("Begin with example records to learn from?")
        example = not _on_terminal() or click.confirm(asking, default=True)
    written, problems = begin(directory, example=example)
    if problems:
        fail(problems)
    for path in written:
        click.echo(f"+ {path}")
    click.echo(words("Now: cd {directory}, then guong serve.").format(directory=directory))


@click.command()
@click.argument("kind", type=click.Choice(KIND_NAMES))
@click.argument("name", required=False)
@content_option
@click.option("--id", "id_", default="", help="Id of the record. Default: made of the name.")
@click.option("--unit", default="", help="Unit that it belongs to or comes from: id or name.")
@click.option("--campaign", default="", help="Campaign: id or name.")
@click.option("--title", default="", help="Title that a decision confers: id or name.")
@click.option("--topic", "topics", multiple=True, help="Topic: id or name; may be given again.")
@click.option("--date", "day", type=Day(), help="Day of the decision or article, or first day.")
@click.option(
    "--edit/--no-edit",
    default=None,
    help="Open it in the editor that VISUAL or EDITOR names. Default: on a terminal.",
)
def new(kind: str, name: str | None, content: Path, edit: bool | None, **wished: Any) -> None:
    """Begin a record of KIND, called NAME, with a comment on every field.

    On a terminal it asks what it needs to know and was not told. What is there stays as it is.

    \b
    Examples:
      guong new profile "Hồ Giáo" --unit don-vi-a
      guong new decision "Khen thưởng quý I" --unit don-vi-a --title lao-dong-gioi --date 2026-03-31
      guong new article "Lễ phát động" --campaign phong-trao-a --no-edit
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.editing import edit as open_editor
    from generator.failing import fail
    from generator.filling import Wishes
    from generator.scaffold import begin_record
    from generator.words import translate

    words = translate()
    wishes = Wishes(id=_id(wished.pop("id_")), **wished)
    _refuse_what_is_not_for(kind, wishes)
    if _on_terminal():
        name = name or click.prompt(words("Name"))
        wishes = _asked(kind, content, wishes, words)
    if name is None:
        raise click.UsageError("Missing argument 'NAME'.")
    written, problems = begin_record(content, kind, name, wishes)
    if written:
        click.echo(f"+ {written}")
    if problems:
        fail(problems)
    if _on_terminal() if edit is None else edit:
        for each in open_editor(Path(written), os.environ):
            click.echo(each.line(words))


def _id(given: str) -> str:
    from generator.validate.values import Unreadable, read_slug

    try:
        return read_slug(given) if given else ""
    except Unreadable:
        wrong = f"{given!r} is not an id such as nguyen-van-a."
        raise click.BadParameter(wrong, param_hint="--id") from None


def _refuse_what_is_not_for(kind: str, wishes: Wishes) -> None:
    from generator.filling import FIELDS

    given = {option for option, _ in wishes.named} | ({"date"} if wishes.day else set())
    for option, kinds in FIELDS.items():
        if option in given and kind not in kinds:
            raise click.UsageError(f"--{option} is for {', '.join(kinds)}; a {kind} has none.")


def _asked(kind: str, content: Path, wishes: Wishes, words: Translate) -> Wishes:
    """What a decision cannot do without, from whoever sits there."""
    from generator.inventory import inventory

    if kind != "decision":
        return wishes
    names = inventory(content, ("unit", "title")).names
    units, titles = ([*names.get(each, {})] for each in ("unit", "title"))
    wishes = replace(
        wishes,
        unit=wishes.unit or _chosen(words("Unit that decided"), units),
        title=wishes.title or _chosen(words("Title conferred"), titles),
    )
    if wishes.day is None:
        today = date.today()  # noqa: DTZ011 - the author's own day
        wishes = replace(wishes, day=click.prompt(words("Date"), default=today, type=Day()))
    return wishes


def _chosen(asking: str, ids: list[str]) -> str:
    """One of *ids*, or whatever else is answered; "" where there is nothing to choose from."""
    if not ids:
        return ""
    click.echo("  ".join(ids[:20]))
    return str(click.prompt(asking, default=ids[0]))


@click.command()
@content_option
@click.option(
    "--output",
    type=Place(file_okay=False),
    help="Folder to write the schemas into, for other editors. Default: .guong-schemas.",
)
def schema(content: Path, output: Path | None) -> None:
    """Write JSON Schemas of all records, by which editors check, explain and complete them.

    Without --output, VS Code is set up to use them, with a snippet for each kind of record.

    They offer the ids of your own units, titles, topics, campaigns, profiles and models: run it
    again after adding some. What you have changed yourself is never overwritten.

    \b
    Examples:
      guong schema
      guong schema --output schemas
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.schema.desk import furnish, furnish_schemas
    from generator.words import translate

    words = translate()
    outcome = furnish_schemas(content, output) if output else furnish(content)
    for file in outcome.written:
        click.echo(f"+ {file}")
    for kept in outcome.kept:
        click.echo(kept.line(words))
    if outcome.problems:
        fail(outcome.problems)
    if not outcome.written and not outcome.kept:
        click.echo(words("Nothing has changed."))


@click.command("help")
@click.argument("topic", required=False)
@click.option("--lang", type=click.Choice(("en", "vi")), help="Default: your system's language.")
@click.option(
    "--site",
    type=Place(file_okay=False),
    help="Build the whole manual into this folder, as a site.",
)
def help_(topic: str | None, lang: str | None, site: Path | None) -> None:
    """Show a page of the manual; without TOPIC, list them.

    \b
    Examples:
      guong help
      guong help first-profile
      guong help campaign --lang vi
      guong help --site manual
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.manual import nearest, page, topics
    from generator.words import language_of

    language = lang or language_of(os.environ)
    if site is not None:
        _build_manual(site)
        return
    if topic is None:
        for name, heading in topics(language).items():
            click.echo(f"{name:16}{heading}")
        return
    text = page(topic, language)
    if text is None:
        near = nearest(topic, language)
        hint = f"Did you mean {near}?" if near else "guong help lists the topics."
        raise click.UsageError(f"There is no page on {topic!r}. {hint}")
    if _on_terminal():
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)


def _build_manual(site: Path) -> None:
    from generator.build import build
    from generator.failing import fail
    from generator.manual import as_content
    from generator.task import Options
    from generator.words import translate

    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        for name, text in as_content().items():
            (content / name).parent.mkdir(parents=True, exist_ok=True)
            (content / name).write_text(text, encoding="utf-8")
        result = build(Options(content, site, Path(folder) / "state"))
    if result.published is None:
        fail(result.problems)
    place = (site / "index.html").as_posix()
    click.echo(translate()("The manual is at {place}.").format(place=place))
