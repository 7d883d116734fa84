"""Beginnings: a starter site, and records with a comment on every field.

What is written lies in `starter/`: `site/` and `empty/` as a whole, and a template for each kind of
record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from slugify import slugify

from generator.additions import read, scalar, with_entries
from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Bundle, discover, is_there
from generator.filling import Option, Wishes, filled, found
from generator.inventory import Inventory, inventory
from generator.names import NO_IDS
from generator.records.kinds import KIND_BY_NAME, Kind
from generator.schema.desk import furnish, no_content
from generator.schema.templates import template
from generator.schema.writing import not_written
from generator.staging import put
from generator.validate.values import SLUG_LENGTH

STARTER = Path(__file__).parent / "starter"
UNFILLED = "can-dien"
"""Stands for the id that an author must fill in where there is none to choose from."""

_HIDDEN = {"gitignore": ".gitignore"}
"""Files that would have an effect within this repository under their own name."""
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def begin(
    directory: Path, *, example: bool = True
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Write a site into *directory*, which must be new or empty: with examples, or without records.

    Returns:
        The files written, or why there are none.
    """
    occupied = _occupied(directory)
    if occupied is not None:
        return (), (occupied,)
    site = STARTER / ("site" if example else "empty")
    sources = sorted(each for each in site.rglob("*") if each.is_file())
    missing = [each for each in (directory, *directory.parents) if not each.exists()]
    written: list[Path] = []
    try:
        for source in sources:
            target = directory / source.relative_to(site)
            target = target.with_name(_HIDDEN.get(target.name, target.name))
            put(target, source.read_bytes())
            written.append(target)
    except OSError as error:
        _take_back(directory, written, missing)
        return (), (not_written(directory, error),)
    furnished = furnish(directory / "content")
    if furnished.problems:
        _take_back(directory, [*written, *map(Path, furnished.written)], missing)
        return (), furnished.problems
    return (*(each.as_posix() for each in written), *furnished.written), ()


def _take_back(directory: Path, written: Iterable[Path], missing: Iterable[Path]) -> None:
    """Remove what was *written*, with its folders and those above it that were *missing*."""
    for each in written:
        each.unlink()
    ours = [each for each in directory.glob("*") if each.name != ".git"]
    below = [folder for each in ours for folder in (each, *each.rglob("*"))]
    for folder in (*sorted(below, reverse=True), *missing):
        with suppress(OSError):  # Whatever is not empty stays.
            folder.rmdir()


def begin_record(
    content: Path,
    kind: str,
    name: str,
    wishes: Wishes = Wishes(),  # noqa: B008 - frozen
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Begin a record of *kind* called *name*: a file of its own, or an entry of a list.

    A decision that is told no unit or title names the first there is. Where there is none it is
    written all the same, and a diagnostic says what to fill in.

    Returns:
        The file as the author knows it, "" if nothing was written; and what is wrong.
    """
    if not is_there(content):
        return "", (no_content(content),)
    name = _readable(name)
    id_ = wishes.id or slugify(name, max_length=SLUG_LENGTH)
    if not id_:
        return "", (_no_id(content, name),)
    if id_ in NO_IDS:
        return "", (_no_good_id(content, id_),)
    site = inventory(content, {"unit", "title", *(option for option, _ in wishes.named)})
    ids, problems = found(wishes, site, content)
    if problems:
        return "", problems
    of = KIND_BY_NAME[kind]
    filler = _Filler(id_, name, ids, wishes.day or _today(), site)
    bundles = discover(content).bundles
    if of.form == "list":
        return _begin_entry(content, of, filler, bundles)
    return _begin_file(content, of, filler, bundles)


@dataclass(frozen=True, slots=True)
class _Filler:
    """What the places of a template are filled with."""

    id: str
    name: str
    ids: Mapping[Option, tuple[str, ...]]
    day: date
    site: Inventory

    def fill(self, kind: Kind) -> str:
        values = {
            "id": self.id,
            "name": scalar(self.name),
            "today": self.day.isoformat(),
            # Who decided what on which day is not to be guessed in public.
            "draft": "draft: true" if kind.name == "decision" else "#draft: true",
            "authority": self._chosen("unit") or UNFILLED,
            "title": self._chosen("title") or UNFILLED,
        }
        text = filled(template(kind), kind, self.ids)
        return _PLACE.sub(lambda place: values[place[1]], text)

    def missing(self, kind: Kind, shown: str) -> tuple[Diagnostic, ...]:
        """What *kind* needs and could not be given."""
        needed: tuple[tuple[str, Option], ...] = (("authority", "unit"), ("title", "title"))
        return tuple(
            _unfilled(shown, field, option)
            for field, option in needed
            if kind.name == "decision" and not self._chosen(option)
        )

    def _chosen(self, kind: Option) -> str:
        """The id that was asked for, the first there is, or ""."""
        return next(iter((*self.ids.get(kind, ()), *self.site.names[kind])), "")


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the author's own day


def _begin_file(
    content: Path, kind: Kind, filler: _Filler, bundles: tuple[Bundle, ...]
) -> tuple[str, tuple[Diagnostic, ...]]:
    file = content / kind.plural / f"{filler.id}{kind.ending}"
    taken = [b.main.path for b in bundles if (b.kind, b.id) == (kind, filler.id) and b.main]
    if taken or file.exists() or file.is_symlink():
        return "", (_taken(Location(taken[0] if taken else file.as_posix()), kind, filler.id),)
    try:
        put(file, filler.fill(kind).encode())
    except OSError as error:
        return "", (not_written(file, error),)
    return file.as_posix(), filler.missing(kind, file.as_posix())


def _begin_entry(
    content: Path, kind: Kind, filler: _Filler, bundles: tuple[Bundle, ...]
) -> tuple[str, tuple[Diagnostic, ...]]:
    there = next((b.main for b in bundles if b.kind == kind and b.main), None)
    file = content / f"{kind.plural}.yaml"
    if there is not None:
        file = file.with_name(Path(there.absolute).name)
    shown = file.as_posix()
    try:
        before = file.read_bytes() if there else b""
        after, problems = _with_entry(before, shown, kind, filler.id, filler.fill(kind))
        if not problems:
            put(file, after)
    except OSError as error:
        return "", (not_written(file, error),)
    return "" if problems else shown, problems


def _with_entry(
    before: bytes, shown: str, kind: Kind, id_: str, entry: str
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A list file with an entry at its end, unless it holds that entry already."""
    _, tree, problems = read(before, shown)
    if problems or tree is None:
        return before, problems
    for index, each in enumerate(tree.value if isinstance(tree.value, list) else []):
        if isinstance(each, dict) and each.get("id") == id_:
            place = Location(shown, *tree.positions.at((index, "id")))
            return before, (_taken(place, kind, id_),)
    return with_entries(before, shown, [entry])


def _readable(name: str) -> str:
    """A name in one line, without characters that cannot be seen."""
    seen = (" " if unicodedata.category(each) == "Cc" else each for each in name)
    kept = "".join(each for each in seen if unicodedata.category(each) != "Cs")
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _occupied(directory: Path) -> Diagnostic | None:
    at = Location(directory.as_posix())
    hint = "Name a folder that is new or empty."
    try:
        # Version control may have come first.
        used = any(each.name != ".git" for each in directory.iterdir())
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return problem(at, "B301", "This is not a folder, so no site can begin here.", hint)
    except OSError as error:
        return not_written(directory, error)
    if used:
        return problem(at, "B301", "This folder holds files already.", hint)
    return None


def _taken(at: Location, kind: Kind, id_: str) -> Diagnostic:
    return problem(
        at,
        "B302",
        "The {kind} '{id}' exists already, and stays as it is.",
        "Choose another name, or edit this one.",
        kind=kind.name,
        id=id_,
    )


def _no_id(content: Path, name: str) -> Diagnostic:
    return problem(
        Location(str(content)),
        "B303",
        "No id can be made of the name '{name}', since it has no letter and no digit.",
        "Choose a name with letters.",
        name=name[:80],
    )


def _no_good_id(content: Path, id_: str) -> Diagnostic:
    return problem(
        Location(str(content)),
        "B303",
        "'{id}' can be no id, since it means something else to Windows or in YAML.",
        "Choose another with --id.",
        id=id_,
    )


def _unfilled(shown: str, field: str, kind: str) -> Diagnostic:
    return problem(
        Location(shown),
        "B304",
        "This draft is written, but there is no {kind} yet that its `{field}` could name.",
        "Add one with `guong new {kind} NAME`, and write its id in place of '{unfilled}'.",
        kind=kind,
        field=field,
        unfilled=UNFILLED,
    )
