"""Themes: templates, catalogues and assets, loaded whole so that they can travel to workers."""

from __future__ import annotations

import errno
import gettext
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rcssmin import cssmin

from generator.diagnostics import Diagnostic, Location, problem
from generator.misplaced import misplaced
from generator.reading.document import decode
from generator.reading.yaml import Positions, read_yaml

if TYPE_CHECKING:
    from babel.messages.catalog import Message

PAGES = (
    "accountability",
    "article",
    "articles",
    "campaign",
    "campaigns",
    "data",
    "data_tables",
    "decision",
    "decisions",
    "home",
    "kit",
    "model",
    "models",
    "not_found",
    "outcomes",
    "profile",
    "profiles",
    "redirect",
    "search",
    "text",
    "timeline",
    "title",
    "titles",
    "topic",
    "topics",
    "unit",
    "units",
    "withdrawn",
    "year",
    "years",
)
"""The page templates that a theme must have."""
FIELDS = frozenset(("name", "version", "extends", "stylesheet"))
_TOO_MANY_FORMS = re.compile(r"nplurals\s*=\s*0*(?:[7-9]|\d\d)")
"""More than any language has."""
_PO_LINE = re.compile(
    r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"(?:[^"\\]|\\.)*")?'
)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
BUNDLED = Path(__file__).parent / "bundled" / "themes"
REPOSITORY = Path(__file__).parent.parent / "themes"

Layers = tuple[tuple[str, Path], ...]
"""Name and folder of a theme and of those it extends."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with all it inherits."""

    name: str
    folder: str
    """For messages: where its templates lie."""
    templates: Mapping[str, str]
    """Source by name: `base.html`, `pages/home.html`, `components/card/macro.html`."""
    origins: Mapping[str, str]
    """The file of each template, for messages."""
    assets: Mapping[str, bytes]
    """Published files by their fingerprinted path; the stylesheet is one of them."""
    addresses: Mapping[str, str]
    """Fingerprinted path by asset name; "" is the stylesheet."""
    catalogues: Mapping[str, bytes]
    """Compiled messages by language."""
    layers: Layers = ()

    def words(self, language: str) -> Callable[[str], str]:
        """What the theme says in a language for an English word."""
        return gettext.GNUTranslations(BytesIO(self.catalogues[language])).gettext


@dataclass(frozen=True, slots=True)
class _Layer:
    name: str
    folder: Path
    stylesheet: tuple[str, ...]
    positions: Positions


def find_theme(name: str, project: Path) -> Path | None:
    """The folder of a theme: a path, one of the project's, or one that comes with guong."""
    for folder in (project / "themes" / name, Path(name), BUNDLED / name, REPOSITORY / name):
        try:
            if (folder / "theme.yaml").is_file():
                return folder
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
    return None


def load_theme(
    name: str, project: Path, languages: tuple[str, ...], asked_at: Location
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Load a theme and the themes it extends; *asked_at* is where the theme was named."""
    try:
        layers, problems = _layers(name, project, asked_at)
        problems += tuple(wrong for each in layers for wrong in misplaced(each.folder))
        if not problems:
            return _assembled(name, layers, languages)
    except OSError as failure:
        file = str(failure.filename or name)
        problems = (
            problem(
                Location(file),
                "G105",
                "This file of the theme cannot be read.",
                "Check its permissions.",
            ),
        )
    return None, problems


def _layers(
    name: str, project: Path, asked_at: Location
) -> tuple[list[_Layer], tuple[Diagnostic, ...]]:
    layers: list[_Layer] = []
    wanted: str | None = name
    while wanted:
        folder = find_theme(wanted, project)
        if folder is None:
            return [], (_unknown_theme(wanted, project, asked_at),)
        if folder in (each.folder for each in layers):
            return [], (
                problem(
                    asked_at,
                    "G108",
                    "The theme '{name}' extends itself.",
                    "Take `extends` out, or name another theme.",
                    name=wanted,
                ),
            )
        described, positions, problems = _description(folder)
        if problems:
            return [], problems
        layers.append(_Layer(wanted, folder, _names(described.get("stylesheet")), positions))
        parent = described.get("extends")
        wanted = parent if isinstance(parent, str) else None
        asked_at = Location(str(folder / "theme.yaml"), *positions.at(("extends",)))
    return layers, ()


def _unknown_theme(name: str, project: Path, asked_at: Location) -> Diagnostic:
    return problem(
        asked_at,
        "G101",
        "There is no theme '{name}'.",
        "The themes at hand are: {known}.",
        name=name,
        known=", ".join(sorted({each.name for each in _themes(project)})),
    )


def _names(given: object) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, list) else ()


def _themes(project: Path) -> Iterator[Path]:
    for place in (project / "themes", BUNDLED, REPOSITORY):
        if place.is_dir():
            yield from (each for each in place.iterdir() if (each / "theme.yaml").is_file())


def _description(
    folder: Path,
) -> tuple[Mapping[str, object], Positions, tuple[Diagnostic, ...]]:
    file = folder / "theme.yaml"
    nowhere = Positions({}, {})
    text, problems = decode(file.read_bytes(), str(file))
    if text is None or problems:
        return {}, nowhere, problems
    tree, problems = read_yaml(text, str(file))
    if tree is None or problems:
        return {}, nowhere, problems
    value = {} if tree.value is None else tree.value
    if not isinstance(value, dict):
        wrong = problem(
            Location(str(file), 1, 1),
            "G103",
            "This file has no fields.",
            "Write one field a line, such as `title: …`.",
        )
        return {}, nowhere, (wrong,)
    problems = tuple(
        problem(
            Location(str(file), *tree.positions.key((name,))),
            "G103",
            "`{field}` is not a field of a theme.",
            "The fields are: {fields}.",
            field=name,
            fields=", ".join(sorted(FIELDS)),
        )
        for name in sorted(set(value) - FIELDS)
    )
    return value, tree.positions, problems


def _assembled(
    name: str, layers: list[_Layer], languages: tuple[str, ...]
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    templates: dict[str, str] = {}
    origins: dict[str, str] = {}
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for layer in reversed(layers):
        for key, path in _templates(layer.folder):
            templates[key] = _text(path, problems)
            origins[key] = str(path)
        files |= {key: path.read_bytes() for key, path in _files(layer.folder / "assets")}
    problems += _missing_templates(layers[0].folder, templates)
    files["site.css"] = _stylesheet(layers, problems)
    catalogues = _catalogues(layers, languages, problems)
    if problems:
        return None, tuple(problems)
    addresses = {key: _fingerprinted(key, data) for key, data in files.items()}
    addresses[""] = addresses["site.css"]
    css_parts = {part for layer in layers for part in layer.stylesheet}
    assets = {
        addresses[key]: data for key, data in files.items() if f"assets/{key}" not in css_parts
    }
    folder = str(layers[0].folder)
    parents = tuple((each.name, each.folder) for each in layers)
    return Theme(name, folder, templates, origins, assets, addresses, catalogues, parents), ()


def _text(path: Path, problems: list[Diagnostic]) -> str:
    text, wrong = decode(path.read_bytes(), str(path))
    problems += wrong
    return text or ""


def _missing_templates(folder: Path, templates: Mapping[str, str]) -> list[Diagnostic]:
    return [
        problem(
            Location(str(folder)),
            "G102",
            "The theme has no template `templates/pages/{page}.html`.",
            "Add it, or let theme.yaml say `extends: guong`.",
            page=page,
        )
        for page in PAGES
        if f"pages/{page}.html" not in templates
    ]


def _templates(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from _files(folder / "templates")
    for key, path in _files(folder / "components"):
        if key.endswith(".html"):
            yield f"components/{key}", path


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def _stylesheet(layers: list[_Layer], problems: list[Diagnostic]) -> bytes:
    """One stylesheet: the parents' first, and in each theme its own list, then its components."""
    parts: list[str] = []
    for layer in reversed(layers):
        for number, each in enumerate(layer.stylesheet):
            # Not by `resolve`, which older Pythons end with a RuntimeError for links in a circle.
            path = Path(os.path.realpath(layer.folder / each))
            if path.is_relative_to(os.path.realpath(layer.folder)) and path.is_file():
                parts.append(_text(path, problems))
            else:
                problems.append(_no_stylesheet(layer, number, each))
        parts += [
            _text(path, problems)
            for key, path in _files(layer.folder / "components")
            if key.endswith(".css")
        ]
    return str(cssmin("\n".join(parts))).encode()


def _no_stylesheet(layer: _Layer, number: int, name: str) -> Diagnostic:
    file = str(layer.folder / "theme.yaml")
    return problem(
        Location(file, *layer.positions.at(("stylesheet", number))),
        "G109",
        "The theme has no stylesheet '{name}'.",
        "Name a file inside the folder of the theme.",
        name=name,
    )


def _fingerprinted(name: str, data: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"assets/{stem}.{digest}.{ending}" if dot else f"assets/{name}.{digest}"


def _catalogues(
    layers: list[_Layer], languages: tuple[str, ...], problems: list[Diagnostic]
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for language in languages:
        paths = [layer.folder / "locales" / f"{language}.po" for layer in reversed(layers)]
        present = [path for path in paths if path.is_file()]
        if present:
            found[language] = _compiled(present, language, problems)
            continue
        problems.append(
            problem(
                Location(str(layers[0].folder)),
                "G104",
                "The theme does not speak '{language}': locales/{language}.po is missing.",
                "Add the catalogue, or take the language out of site.yaml.",
                language=language,
            )
        )
    return found


def _compiled(paths: list[Path], language: str, problems: list[Diagnostic]) -> bytes:
    """The catalogues of a theme and its parents as one, the theme's own words last."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    # A catalogue of Babel keeps the first words that it is given for a message.
    last = {
        (message.context, str(message.id)): message
        for path in paths
        for message in _catalogue(path, language, problems)
    }
    # Without a date of its own it would bear the present one, and no page would be as before.
    merged = Catalog(locale=language, creation_date=_LONG_AGO)
    for message in last.values():
        merged[message.id] = message
    out = BytesIO()
    write_mo(out, merged)
    return out.getvalue()


def _catalogue(path: Path, language: str, problems: list[Diagnostic]) -> list[Message]:
    from babel.messages.pofile import PoFileError, read_po

    text = _text(path, problems)
    for number, line in enumerate(text.split("\n"), 1):
        # Babel reads on where a quotation mark is not closed, and counts on where forms never end.
        if not _PO_LINE.fullmatch(line.strip()) or _TOO_MANY_FORMS.search(line):
            problems.append(_broken_catalogue(path, number, line.strip()[:60]))
            return []
    try:
        found = read_po(StringIO(text), locale=language, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as failure:
        line_number = getattr(failure, "lineno", None)
        # Babel counts lines from 0.
        at = line_number + 1 if isinstance(line_number, int) else 0
        problems.append(_broken_catalogue(path, at, str(failure).split(" on ")[0].rstrip(".")))
        return []
    return [message for message in found if message.id]


def _broken_catalogue(path: Path, line: int, detail: str) -> Diagnostic:
    return problem(
        Location(str(path), line),
        "G106",
        "This catalogue cannot be read: {detail}.",
        "Mend the line, or write the file again with a PO editor.",
        detail=detail,
    )
