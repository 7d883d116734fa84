"""Commands for tables: `guong import` and `guong export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.options import Place

if TYPE_CHECKING:
    from generator.importers.importing import Into
    from generator.importers.tables.sections import Mapped
    from generator.records.types import PartialDate


class _Partial(click.ParamType["PartialDate"]):
    """A date as precise as it is known."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        from generator.importers.tables.values import day_of

        day = day_of(value)
        if day is None:
            self.fail(f"{value!r} is not a date; write 2024-09-02 or 02/9/2024.", param, ctx)
        return day


def _pairs(_: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """What stands before and behind the last equals sign of each value."""
    pairs: dict[str, str] = {}
    for each in given:
        left, sign, right = each.rpartition("=")
        if not sign or not left.strip() or not right.strip():
            raise click.BadParameter(f"{each!r} is not of the form WORDS=VALUE.", param=param)
        pairs[left.strip()] = right.strip()
    return pairs


def _ids(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from generator.names import NO_IDS
    from generator.validate.values import SLUG

    pairs = _pairs(ctx, param, given)
    for id_ in pairs.values():
        if not SLUG.fullmatch(id_) or id_ in NO_IDS:
            raise click.BadParameter(f"{id_!r} is not an id such as phong-to-chuc.", param=param)
    return pairs


def _address(_: click.Context, param: click.Parameter, given: str) -> str:
    from generator.validate.values import Unreadable, read_url

    try:
        return read_url(given) if given else ""
    except Unreadable:
        raise click.BadParameter(f"{given!r} does not begin with https://.", param=param) from None


def _period(_: click.Context, param: click.Parameter, given: str) -> str:
    from generator.importers.tables.values import period_of

    period = period_of(given, None)
    if given and not period:
        raise click.BadParameter(f"{given!r} is not of the form 2024-Q1.", param=param)
    return period


def _roles(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> Mapped:
    from difflib import get_close_matches

    from generator.importers.tables.headings import ROLES
    from generator.reading.slugs import slug

    pairs = _pairs(ctx, param, given)
    for role in pairs.values():
        if role not in ROLES:
            nearest = get_close_matches(role, ROLES, 1, 0.6)
            hint = f"Did you mean {nearest[0]}?" if nearest else f"Choose from {', '.join(ROLES)}."
            raise click.BadParameter(f"{role!r} is nothing a column can hold. {hint}", param=param)
    return {slug(heading): role for heading, role in pairs.items()}  # type: ignore[misc]


@click.command("import")
@click.argument("file", type=Place())
@click.option(
    "--content",
    type=Place(),
    default=Path("content"),
    show_default=True,
    help="Folder that holds site.yaml and the records.",
)
@click.option("--write", is_flag=True, help="Write the files, after you have read what they are.")
@click.option("--sheet", default="", help="Name of the sheet. Default: the first with a table.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    callback=_roles,
    metavar="COLUMN=MEANING",
    help='What a column holds, by its heading or letter: --map "Người nhận=name", --map D=skip.',
)
@click.option(
    "--same",
    multiple=True,
    callback=_ids,
    metavar="WORDS=ID",
    help="Which unit or title words of the table mean; a new one where nothing has that id.",
)
@click.option(
    "--into",
    type=click.Choice(("decisions", "scores", "registrations")),
    default="decisions",
    show_default=True,
    help="What the list is: awards, or a roster of a campaign.",
)
@click.option("--number", default="", help="Number of the decision.")
@click.option("--date", "day", type=_Partial(), help="Date of the decision.")
@click.option("--authority", default="", help="Unit that decided: its id or its name.")
@click.option("--title", default="", help="Title that was conferred: its id or its name.")
@click.option("--campaign", default="", help="Campaign: its id or its name.")
@click.option("--url", default="", callback=_address, help="Address of the decision's text.")
@click.option(
    "--period", default="", callback=_period, help="Period of scores: 2024, 2024-Q1 or 2024-03."
)
@click.option("--profiles", is_flag=True, help="Begin a profile, as a draft, for everybody named.")
def import_(
    file: Path,
    content: Path,
    write: bool,
    sheet: str,
    mapped: Mapped,
    same: dict[str, str],
    into: Into,
    day: PartialDate | None,
    profiles: bool,
    **words_of: str,
) -> None:
    """Make decisions of an award list in FILE (.xlsx, .ods or .csv), or fill a campaign's roster.

    Titles above the table and signatures below it may stay where they are. Without --write it
    only shows what it understood and what it would write; what the site has stays as it is.

    \b
    Examples:
      guong import khen-thuong.xlsx
      guong import khen-thuong.xlsx --date 02/9/2024 --authority don-vi-a --write
      guong import danh-sach.csv --map "Người nhận=name" --title "Lao động giỏi"
      guong import danh-sach.ods --same "Phòng TC=phong-to-chuc"
      guong import diem-quy-1.xlsx --into scores --campaign phong-trao-a --period 2024-Q1
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.importers.importing import Order, run
    from generator.importers.proposing.asked import Asked
    from generator.importers.proposing.known import folded
    from generator.words import translate

    meant = {folded(words): id_ for words, id_ in same.items()}
    asked = Asked(date=day, same=meant, profiles=profiles, **words_of)
    outcome = run(Order(file, content, asked, mapped, sheet, into, write), translate())
    for line in outcome.lines:
        click.echo(line)
    if outcome.problems:
        fail(outcome.problems)


@click.command()
@click.option(
    "--content",
    type=Place(),
    default=Path("content"),
    show_default=True,
    help="Folder that holds site.yaml and the records.",
)
@click.option("--drafts", is_flag=True, help="With drafts and what is not yet due.")
@click.argument("file", type=Place(dir_okay=False))
def export(file: Path, content: Path, drafts: bool) -> None:
    """Write every award into FILE as a CSV table, which spreadsheet programs open.

    `guong import` reads it back. A file that is there is written over.

    \b
    Example:
      guong export khen-thuong.csv
    """  # noqa: D301 - \b keeps click from filling the lines
    from generator.failing import fail
    from generator.importers.exporting import exported
    from generator.load import load
    from generator.staging import put
    from generator.words import translate

    loaded, problems = load(content, as_of=None, drafts=drafts)
    if loaded is None:
        fail(problems)
    try:
        put(file, exported(loaded.graph))
    except OSError as error:
        raise click.FileError(str(file), error.strerror or "cannot be written") from None
    count = len(loaded.graph.awards)
    said = translate()("Wrote {count} awards into {file}.").format(count=count, file=file)
    # Not behind the data, where that goes into a pipe.
    click.echo(said, err=not file.is_file())
