"""Commands on what is published."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click


@click.command()
@click.argument("target")
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The public key whose signature the manifest must bear.",
)
def verify(target: str, key: Path | None) -> None:
    """Prove that a published copy is complete and unaltered.

    TARGET is a folder or the address of a home page. Every file that was changed, is missing or, in
    a folder, does not belong there is named.
    """
    from generator.failing import fail
    from generator.meter import Meter
    from generator.verify import verify as look
    from generator.words import translate

    meter = Meter(partial(click.echo, err=True), terminal=sys.stderr.isatty())
    try:
        found = look(target, key, meter.show)
    finally:
        meter.close()
    if found.problems:
        fail(found.problems)
    click.echo(translate()("All {count} files are as published.").format(count=found.good))
    if key:
        click.echo(translate()("The manifest bears the signature of this key."))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def key(file: Path) -> None:
    """Make a pair of keys: FILE, which signs and is to be kept secret, and FILE.pub."""
    from generator.failing import fail
    from generator.signing import new_key, public_file
    from generator.words import translate

    problems = new_key(file)
    if problems:
        fail(problems)
    for path in (file, public_file(file)):
        click.echo(f"+ {path}")
    click.echo(translate()("Keep the first one secret, and give the second one to everybody."))


def sign(output: Path, key: Path) -> None:
    """Sign what was published."""
    from generator import signing
    from generator.failing import fail

    problems = signing.sign(output, key)
    if problems:
        fail(problems)


COMMANDS: tuple[click.Command, ...] = (verify, key)
