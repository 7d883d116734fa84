"""Beginnings: a starter site, and records with a comment on every field.

What is written lies in `starter/`: `site/` as a whole, and a template for each kind of record.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from slugify import slugify

from generator.additions import read, scalar, with_entries
from generator.diagnostics import Diagnostic, Location, problem
from generator.discover import Bundle, discover
from generator.records.kinds import KIND_BY_NAME, Kind
from generator.schema.desk import no_content
from generator.schema.templates import template
from generator.schema.writing import not_written
from generator.validate.values import SLUG_LENGTH

STARTER = Path(__file__).parent / "starter"
UNFILLED = "can-dien"
"""Stands for the id that an author must fill in where there is none to choose from."""

_HIDDEN = {"gitignore": ".gitignore"}
"""Files that would have an effect within this repository under their own name."""
_PLACE = re.compile(r"\{\{(\w+)\}\}")


def begin(directory: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Write the starter site into *directory*, which must be new or empty.

    Returns:
        The files written, or why there are none.
    """
    occupied = _occupied(directory)
    if occupied is not None:
        return (), (occupied,)
    site = STARTER / "site"
    sources = sorted(each for each in site.rglob("*") if each.is_file())
    written: list[Path] = []
    try:
        for source in sources:
            target = directory / source.relative_to(site)
            target = target.with_name(_HIDDEN.get(target.name, target.name))
            _write(target, source.read_bytes())
            written.append(target)
    except OSError as error:
        for each in written:
            each.unlink()
        return (), (not_written(directory, error),)
    return tuple(each.as_posix() for each in written), ()


def begin_record(content: Path, kind: str, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Begin a record of *kind* called *name*: a file of its own, or an entry of a list.

    A decision names the first unit and title there are. Where there are none it is written
    all the same, and a diagnostic says what to fill in.

    Returns:
        The file as the author knows it, "" if nothing was written; and what is wrong.
    """
    if not content.is_dir():
        return "", (no_content(content),)
    name = _readable(name)
    id_ = slugify(name, max_length=SLUG_LENGTH)
    if not id_:
        return "", (_no_id(content, name),)
    of = KIND_BY_NAME[kind]
    bundles = discover(content).bundles
    if of.form == "list":
        return _begin_entry(content, of, id_, name, bundles)
    return _begin_file(content, of, id_, name, bundles)


def _begin_file(
    content: Path, kind: Kind, id_: str, name: str, bundles: tuple[Bundle, ...]
) -> tuple[str, tuple[Diagnostic, ...]]:
    file = content / kind.plural / f"{id_}{kind.ending}"
    taken = [b.main.path for b in bundles if (b.kind, b.id) == (kind, id_) and b.main]
    if taken or file.exists() or file.is_symlink():
        return "", (_taken(Location(taken[0] if taken else file.as_posix()), kind, id_),)
    needed = {"authority": "unit", "title": "title"} if kind.name == "decision" else {}
    chosen = {field: _first_id(needed[field], bundles) for field in needed}
    text = _filled(kind, id_, name, {field: found or UNFILLED for field, found in chosen.items()})
    try:
        _write(file, text.encode())
    except OSError as error:
        return "", (not_written(file, error),)
    shown = file.as_posix()
    missing = (_unfilled(shown, each, needed[each]) for each in needed if not chosen[each])
    return shown, tuple(missing)


def _begin_entry(
    content: Path, kind: Kind, id_: str, name: str, bundles: tuple[Bundle, ...]
) -> tuple[str, tuple[Diagnostic, ...]]:
    there = next((b.main for b in bundles if b.kind == kind and b.main), None)
    file = content / f"{kind.plural}.yaml"
    if there is not None:
        file = file.with_name(Path(there.absolute).name)
    shown = file.as_posix()
    try:
        before = file.read_bytes() if there else b""
        after, problems = _with_entry(before, shown, kind, id_, _filled(kind, id_, name, {}))
        if not problems:
            # Behind a link lies the file to be changed.
            _write(file.resolve(), after)
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


def _first_id(kind: str, bundles: tuple[Bundle, ...]) -> str:
    """The id of the first entry of a list file, "" if there is none."""
    for bundle in bundles:
        if bundle.kind.name == kind and bundle.main:
            _, tree, _ = read(Path(bundle.main.absolute).read_bytes(), bundle.main.path)
            listed = tree.value if tree and isinstance(tree.value, list) else []
            ids = (each.get("id") for each in listed if isinstance(each, dict))
            return next((each for each in ids if isinstance(each, str)), "")
    return ""


def _filled(kind: Kind, id_: str, name: str, more: Mapping[str, str]) -> str:
    """The template of a kind with its places filled."""
    values = {
        "id": id_,
        "name": scalar(name),
        "today": date.today().isoformat(),  # noqa: DTZ011 - the author's own day
        # Who decided what on which day is not to be guessed in public.
        "draft": "draft: true" if kind.name == "decision" else "#draft: true",
        **more,
    }
    return _PLACE.sub(lambda found: values[found[1]], template(kind))


def _readable(name: str) -> str:
    """A name in one line, without characters that cannot be seen."""
    seen = (" " if unicodedata.category(each) == "Cc" else each for each in name)
    kept = "".join(each for each in seen if unicodedata.category(each) != "Cs")
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def _write(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, so that a server that watches the folder waits for the real one.
    beside = file.with_name(f".{file.name}.guong-tmp")
    try:
        beside.write_bytes(data)
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


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
