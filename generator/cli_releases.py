"""The command for releases: `guong release`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click


@click.command()
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the built site.",
)
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Releases that stay, the current one included.",
)
@click.option("--rollback", is_flag=True, help="Go back to the release before the current one.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
def release(place: Path, output: Path, keep: int, rollback: bool, quiet: bool) -> None:
    """Put a copy of the built site into DIR and make it current, in one step.

    Let the web server serve DIR/current. Visitors see the old site or the new one, never a
    mixture, and going back is as quick.

    \b
    Examples:
      guong build && guong release /srv/www
      guong release /srv/www --rollback
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.diagnostics import Diagnostic
    from generator.failing import fail
    from generator.meter import Meter
    from generator.releases import Released, roll_back
    from generator.releases import release as released
    from generator.words import translate

    meter = Meter(partial(click.echo, err=True), terminal=sys.stderr.isatty() and not quiet)
    try:
        show = (lambda *_: None) if quiet else meter.show
        made: Released | str | Diagnostic = (
            roll_back(place) if rollback else released(output, place, keep, show)
        )
    finally:
        meter.close()
    words = translate()
    if isinstance(made, Diagnostic):
        fail((made,))
    if isinstance(made, str):
        if not quiet:
            click.echo(words("Release {name} is current again.").format(name=made))
    elif not quiet:
        said = words("Release {name} is current: {files} files, {linked} of them shared.")
        click.echo(said.format(name=made.name, files=made.files, linked=made.linked))
        for name in made.removed:
            click.echo(words("Release {name} was let go.").format(name=name))
