"""Commands of the author's desk: `guong schema`."""

from __future__ import annotations

from pathlib import Path

import click

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    default=Path("content"),
    show_default=True,
    help="Folder that holds site.yaml and the records.",
)


@click.command()
@content_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write the schemas into, for other editors. Default: .guong-schemas.",
)
def schema(content: Path, output: Path | None) -> None:
    """Write JSON Schemas of all records, by which editors check, explain and complete.

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
