"""Themes: templates, catalogues and assets, loaded whole so that they can travel to workers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.document import decode
from generator.reading.yaml import read_yaml

PAGES = (
    "accountability",
    "article",
    "articles",
    "campaign",
    "campaigns",
    "data",
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
FIELDS = frozenset(("name", "version", "requires", "extends", "stylesheet", "scripts"))
MAX_PARENTS = 5
BUNDLED = Path(__file__).parent / "bundled" / "themes"
REPOSITORY = Path(__file__).parent.parent / "themes"


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


@dataclass(frozen=True, slots=True)
class _Layer:
    folder: Path
    stylesheet: tuple[str, ...]


def find_theme(name: str, project: Path) -> Path | None:
    """The folder of a theme: a path, one of the project's, or one that comes with guong."""
    for folder in (project / "themes" / name, Path(name), BUNDLED / name, REPOSITORY / name):
        if (folder / "theme.yaml").is_file():
            return folder
    return None


def load_theme(
    name: str, project: Path, languages: tuple[str, ...]
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Load a theme and the themes it extends."""
    try:
        layers, problems = _layers(name, project)
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


def _layers(name: str, project: Path) -> tuple[list[_Layer], tuple[Diagnostic, ...]]:
    layers: list[_Layer] = []
    wanted: str | None = name
    while wanted:
        folder = find_theme(wanted, project)
        if folder is None or len(layers) > MAX_PARENTS:
            known = sorted({each.name for each in _themes(project)})
            return [], (
                problem(
                    Location(str(layers[-1].folder / "theme.yaml") if layers else "site.yaml"),
                    "G101",
                    "There is no theme '{name}'.",
                    "The themes at hand are: {known}.",
                    name=wanted,
                    known=", ".join(known),
                ),
            )
        described, problems = _description(folder)
        if problems:
            return [], problems
        layers.append(_Layer(folder, _names(described.get("stylesheet"))))
        parent = described.get("extends")
        wanted = parent if isinstance(parent, str) else None
    return layers, ()


def _names(given: object) -> tuple[str, ...]:
    return tuple(str(each) for each in given) if isinstance(given, list) else ()


def _themes(project: Path) -> Iterator[Path]:
    for place in (project / "themes", BUNDLED, REPOSITORY):
        if place.is_dir():
            yield from (each for each in place.iterdir() if (each / "theme.yaml").is_file())


def _description(folder: Path) -> tuple[Mapping[str, object], tuple[Diagnostic, ...]]:
    file = folder / "theme.yaml"
    text, problems = decode(file.read_bytes(), str(file))
    if text is None:
        return {}, problems
    tree, problems = read_yaml(text, str(file))
    if tree is None or problems:
        return {}, problems
    value = tree.value
    wrong = sorted(set(value) - FIELDS) if isinstance(value, dict) else ["?"]
    if not isinstance(value, dict) or wrong:
        at = tree.positions.key((wrong[0],))
        return {}, (
            problem(
                Location(str(file), *at),
                "G103",
                "`{field}` is not a field of a theme.",
                "The fields are: {fields}.",
                field=wrong[0],
                fields=", ".join(sorted(FIELDS)),
            ),
        )
    return value, ()


def _assembled(
    name: str, layers: list[_Layer], languages: tuple[str, ...]
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    templates: dict[str, str] = {}
    origins: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for layer in reversed(layers):
        for key, path in _templates(layer.folder):
            templates[key] = path.read_text(encoding="utf-8")
            origins[key] = str(path)
        files |= {key: path.read_bytes() for key, path in _files(layer.folder / "assets")}
    missing = [page for page in PAGES if f"pages/{page}.html" not in templates]
    problems = [
        problem(
            Location(str(layers[0].folder)),
            "G102",
            "The theme has no template `templates/pages/{page}.html`.",
            "Add it, or let theme.yaml say `extends: guong`.",
            page=page,
        )
        for page in missing
    ]
    catalogues, wrong = _catalogues(layers, languages)
    if problems or wrong:
        return None, (*problems, *wrong)
    files["site.css"] = _stylesheet(layers)
    addresses = {key: _fingerprinted(key, data) for key, data in files.items()}
    addresses[""] = addresses["site.css"]
    css_parts = {part for layer in layers for part in layer.stylesheet}
    assets = {
        addresses[key]: data for key, data in files.items() if f"assets/{key}" not in css_parts
    }
    return (
        Theme(name, str(layers[0].folder), templates, origins, assets, addresses, catalogues),
        (),
    )


def _templates(folder: Path) -> Iterator[tuple[str, Path]]:
    for key, path in _files(folder / "templates"):
        yield key, path
    for key, path in _files(folder / "components"):
        if key.endswith(".html"):
            yield f"components/{key}", path


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path.relative_to(folder).as_posix(), path


def _stylesheet(layers: list[_Layer]) -> bytes:
    """One stylesheet: the parents' first, and in each theme its own list, then its components."""
    parts: list[str] = []
    for layer in reversed(layers):
        parts += [(layer.folder / each).read_text(encoding="utf-8") for each in layer.stylesheet]
        parts += [
            path.read_text(encoding="utf-8")
            for key, path in _files(layer.folder / "components")
            if key.endswith(".css")
        ]
    return "\n".join(parts).encode()


def _fingerprinted(name: str, data: bytes) -> str:
    stem, dot, ending = name.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"assets/{stem}.{digest}.{ending}" if dot else f"assets/{name}.{digest}"


def _catalogues(
    layers: list[_Layer], languages: tuple[str, ...]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    found: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    for language in languages:
        paths = [layer.folder / "locales" / f"{language}.po" for layer in reversed(layers)]
        present = [path for path in paths if path.is_file()]
        if not present:
            problems.append(
                problem(
                    Location(str(layers[0].folder)),
                    "G104",
                    "The theme does not speak '{language}': locales/{language}.po is missing.",
                    "Add the catalogue, or take the language out of site.yaml.",
                    language=language,
                )
            )
            continue
        compiled, wrong = _compiled(present, language)
        problems += wrong
        found[language] = compiled
    return found, tuple(problems)


def _compiled(paths: list[Path], language: str) -> tuple[bytes, list[Diagnostic]]:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    merged = Catalog(locale=language)
    for path in paths:
        try:
            catalogue = read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
        except (PoFileError, ValueError) as failure:
            line = getattr(failure, "lineno", 0) or 0
            return b"", [
                problem(
                    Location(str(path), line),
                    "G106",
                    "This catalogue cannot be read: {detail}.",
                    "Mend the line, or write the file again with a PO editor.",
                    detail=str(failure).rstrip("."),
                )
            ]
        for message in catalogue:
            if message.id:
                merged[message.id] = message
    out = BytesIO()
    write_mo(out, merged)
    return out.getvalue(), []
