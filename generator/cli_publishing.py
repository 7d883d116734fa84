"""Commands on what is published, and on how it looks."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.options import Place, content_options


def _prefix(_: click.Context, __: click.Parameter, given: str) -> str:
    """A path between two slashes.

    Raises:
        BadParameter: If it has anything that an address would have to escape.
    """
    path = given.strip("/")
    if not re.fullmatch(r"([\w~-][\w.~-]*(/[\w~-][\w.~-]*)*)?", path, re.ASCII):
        raise click.BadParameter(f"{given!r} is no plain path such as /guong/")
    return f"/{path}/" if path else "/"


def _root(_: click.Context, __: click.Parameter, given: Path) -> Path:
    """A folder whose name means the same in every configuration.

    Raises:
        BadParameter: If it does not.
    """
    if re.search(r'["$\\{}%<>*?[\]\x00-\x1f]', given.resolve().as_posix()):
        raise click.BadParameter("a configuration cannot hold the name of this folder")
    return given


def _languages(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    for each in given:
        if not re.fullmatch("[a-z]{2,3}", each):
            raise click.BadParameter(f"{each!r} is not a language code such as vi")
    return given


@click.command()
@click.argument("target")
@click.option(
    "--key",
    type=Place(dir_okay=False),
    help="The public key whose signature the manifest must bear.",
)
def verify(target: str, key: Path | None) -> None:
    """Prove that a published copy is complete and unaltered.

    TARGET is a folder or the address of a home page. Every file that was changed, is missing or, in
    a folder, does not belong there is named.

    \b
    Examples:
      guong verify output
      guong verify https://guong.don-vi-a.example/
    """  # noqa: D301 - \b keeps click from filling the lines
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
@click.argument("file", type=Place())
def key(file: Path) -> None:
    """Make a pair of keys: FILE, which signs and is to be kept secret, and FILE.pub.

    \b
    Example:
      guong key guong.key
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.signing import new_key, public_file
    from generator.words import translate

    problems = new_key(file)
    if problems:
        fail(problems)
    for path in (file, public_file(file)):
        click.echo(f"+ {path}")
    click.echo(translate()("Keep the first one secret, and give the second one to everybody."))


@click.command()
@content_options
@click.argument("file", type=Place(dir_okay=False))
@click.option("--campaign", metavar="ID", help="Only this campaign and what belongs to it.")
@click.option("--year", type=click.IntRange(1, 9999), help="Only what belongs to this year.")
@click.option("--lang", help="The language of the book. Default: the site's first.")
def book(
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
    file: Path,
    campaign: str | None,
    year: int | None,
    lang: str | None,
) -> None:
    """Make a yearbook of the site as PDF: FILE. Needs the extra `pdf`.

    \b
    Examples:
      guong book ky-yeu.pdf
      guong book ky-yeu-2024.pdf --year 2024
      guong book phong-trao.pdf --campaign phong-trao-a --lang en
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.book.making import make_book
    from generator.failing import fail
    from generator.staging import put
    from generator.task import Options

    options = Options(content, Path("output"), Path(".guong"), theme, as_of, drafts)
    data, problems = make_book(options, lang, campaign, year)
    if problems:
        fail(problems)
    try:
        put(file, data)
    except OSError as error:
        raise click.FileError(str(file), error.strerror or "cannot be written") from None
    # Not behind the pages, where those go into a pipe.
    click.echo(f"+ {file}", err=not file.is_file())


@click.command()
@click.argument("server", type=click.Choice(("nginx", "apache", "caddy", "iis", "headers")))
@click.option(
    "--prefix",
    default="/",
    show_default=True,
    callback=_prefix,
    help="The path under which the site is served, if it is not the host's root: /guong/.",
)
@click.option(
    "--root",
    type=Place(),
    default=Path("output"),
    show_default=True,
    callback=_root,
    help="The folder of the site on the server.",
)
@content_options
def hosting(
    server: str,
    prefix: str,
    root: Path,
    content: Path,
    as_of: date | None,
    drafts: bool,
    theme: str | None,
) -> None:
    """Print the configuration of a web server for this site.

    It has strict headers, the caching that the names of files allow, the page for wrong addresses,
    410 for withdrawn records, and redirects. Print it again when records are withdrawn or renamed.

    \b
    Examples:
      guong hosting nginx
      guong hosting caddy --prefix /guong/
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.build import hosting_rules
    from generator.failing import fail
    from generator.hosting import SERVERS
    from generator.task import Options

    state = content.resolve().parent / ".guong"
    rules, problems = hosting_rules(Options(content, root, state, theme, as_of, drafts), prefix)
    if rules is None:
        fail(problems)
    click.echo(SERVERS[server](rules), nl=False)


def sign(output: Path, key: Path) -> None:
    """Sign what was published."""
    from generator import signing
    from generator.failing import fail

    problems = signing.sign(output, key)
    if problems:
        fail(problems)


@click.command()
@click.argument("place", metavar="DIR", type=Place(file_okay=False))
@click.option(
    "--output",
    type=Place(),
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
            roll_back(place, show) if rollback else released(output, place, keep, show)
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


@click.command()
@click.option("--theme", default="guong", show_default=True, help="Name or folder of a theme.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("vi", "en"),
    show_default=True,
    callback=_languages,
    help="A language of the theme; may be given again.",
)
@click.option(
    "--output",
    type=Place(),
    default=Path(".guong/gallery"),
    show_default=True,
    help="Folder to publish into.",
)
def gallery(theme: str, languages: tuple[str, ...], output: Path) -> None:
    """Show every component of a theme with its examples, for those who make themes.

    \b
    Example:
      guong gallery --theme gazette
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.gallery import publish_gallery
    from generator.report import problem_lines
    from generator.words import translate

    words = translate()
    published, problems = publish_gallery(theme, Path(), languages, output, Path(".guong"))
    if published is None:
        fail(problems)
    for line in problem_lines(problems, words):
        click.echo(line, err=True)
    click.echo(words("The components are shown in {file}.").format(file=output / "index.html"))


COMMANDS: tuple[click.Command, ...] = (verify, key, hosting, release, book, gallery)
