"""Discover: which files make up the content, without reading them."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.names import misnamed
from generator.records.kinds import KIND_BY_PLURAL, KINDS, Kind

MEDIA_ENDINGS = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".pdf",
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
        ".ods",
        ".odp",
        ".zip",
        ".mp3",
        ".mp4",
        ".webm",
        ".csv",
        ".txt",
    ]
)
IGNORED_NAMES = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the content folder."""

    path: str
    """From the project's root, with slashes: `content/profiles/ho-giao.md`."""
    absolute: str
    size: int


@dataclass(slots=True)
class Bundle:
    """The files that one record, or one list of records, is written in."""

    kind: Kind
    id: str
    main: Source | None = None
    translations: dict[str, Source] = field(default_factory=dict)
    tables: dict[str, Source] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[Source, ...]:
        main = (self.main,) if self.main else ()
        return (*main, *self.translations.values(), *self.tables.values())


@dataclass(frozen=True, slots=True)
class Discovered:
    """What lies in a content folder."""

    root: str
    """The folder's name, with which every path begins."""
    settings: Source | None
    bundles: tuple[Bundle, ...]
    media: tuple[Source, ...]
    problems: tuple[Diagnostic, ...]


def is_there(content: Path) -> bool:
    """Whether there is such a folder; there is none of a name that is too long."""
    try:
        return content.is_dir()
    except OSError:
        return False


def discover(content: Path) -> Discovered:
    """List the files of *content*, sorted by path; nothing outside it is looked at."""
    problems: list[Diagnostic] = []
    root = content.resolve().name
    settings: Source | None = None
    bundles: dict[tuple[str, str], Bundle] = {}
    media: list[Source] = []
    for source in _files(content.resolve(), root, problems):
        inner = source.path[len(root) + 1 :]
        if inner in ("site.yaml", "site.yml"):
            problems += _second(settings, source)
            settings = settings or source
        elif not _placed(source, inner, bundles, media, problems):
            problems += _unplaced(source, inner)
    problems += _halves(bundles)
    names = (source.path[len(root) + 1 :] for source in media)
    problems += misnamed(names, root, ("C131", "C132"))
    whole = sorted(
        (b for b in bundles.values() if b.main), key=lambda b: b.main.path if b.main else ""
    )
    return Discovered(root, settings, tuple(whole), tuple(media), tuple(problems))


def _files(top: Path, root: str, problems: list[Diagnostic]) -> Iterator[Source]:
    """Every file below *top*: those of a folder, then those of the folders in it."""
    waiting = [(str(top), root)]
    while waiting:
        folder, shown = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda each: each.name)
        except OSError:
            problems.append(_not_readable(_normal(shown)))
            continue
        inner = []
        for entry in entries:
            if is_ignored(entry.name):
                continue
            path = f"{shown}/{entry.name}"
            if _is_folder(entry):
                if entry.is_symlink():
                    problems.append(_linked(_normal(path)))
                else:
                    inner.append((entry.path, path))
                continue
            if passes_by(entry.name):
                continue
            source = _source(entry, _normal(path), top)
            if isinstance(source, Source):
                yield source
            elif source is not None:
                problems.append(source)
        waiting += reversed(inner)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link in a circle, among others; what is wrong with it is said of files.
        return False


def _source(entry: os.DirEntry[str], shown: str, top: Path) -> Source | Diagnostic | None:
    """A file as a source, or why it is none; None for what is no file at all."""
    if not shown.isprintable():
        return problem(
            Location(shown.encode("unicode_escape").decode()),
            "C120",
            "The name of this file holds signs that are no text.",
            "Rename it: small letters a-z, digits and hyphens are best.",
        )
    try:
        if entry.is_symlink() and not Path(entry.path).resolve(strict=True).is_relative_to(top):
            return _linked(shown)
        status = entry.stat()
    except (OSError, RuntimeError):
        # Python before 3.13 raises the latter for links in a circle.
        return _linked(shown) if entry.is_symlink() else _not_readable(shown)
    return Source(shown, entry.path, status.st_size) if stat.S_ISREG(status.st_mode) else None


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is a dot-file, or what systems leave behind."""
    return (
        name.startswith((".", "~$", "#"))
        or name.endswith(("~", ".tmp", ".swp"))
        or name in IGNORED_NAMES
    )


def passes_by(name: str) -> bool:
    """Whether an editor makes a file of this name for a moment while it saves another."""
    # Vim tries with 4913 whether it may write; JetBrains' and Apple's editors save beside the file.
    return name == "4913" or name.endswith(("___jb_tmp___", "___jb_old___")) or ".sb-" in name


def _second(first: Source | None, source: Source) -> list[Diagnostic]:
    """The diagnostic for two files that are the same record, such as a.yaml and a.yml."""
    if first is None:
        return []
    return [
        problem(
            Location(source.path),
            "C301",
            "This file and {first} are one and the same record.",
            "Keep one of them.",
            first=first.path,
        )
    ]


def _placed(
    source: Source,
    inner: str,
    bundles: dict[tuple[str, str], Bundle],
    media: list[Source],
    problems: list[Diagnostic],
) -> bool:
    folder, _, rest = inner.partition("/")
    stem, ending = os.path.splitext(rest or folder)  # noqa: PTH122
    ending = ".yaml" if ending == ".yml" else ending
    if not rest:
        kind = KIND_BY_PLURAL.get(stem)
        if kind and kind.form == "list" and ending == ".yaml":
            listed = bundles.setdefault((kind.name, ""), Bundle(kind, ""))
            problems += _second(listed.main, source)
            listed.main = listed.main or source
            return True
        if inner.upper() == "README.MD":
            return True
    kind = KIND_BY_PLURAL.get(folder) if rest else None
    if kind and _in_folder(source, kind, (stem, ending), bundles, problems):
        return True
    if ending.lower() in MEDIA_ENDINGS and not _is_table(kind, stem, ending):
        media.append(source)
        return True
    return False


def _is_table(kind: Kind | None, stem: str, ending: str) -> bool:
    """Whether a file means to add to a record, rightly named or not."""
    return bool(kind and kind.tables and ending == ".csv" and "." in stem.rpartition("/")[2])


def _in_folder(
    source: Source,
    kind: Kind,
    name_parts: tuple[str, str],
    bundles: dict[tuple[str, str], Bundle],
    problems: list[Diagnostic],
) -> bool:
    stem, ending = name_parts
    folder, _, name = stem.rpartition("/")
    name, _, suffix = name.partition(".")
    key = (kind.name, f"{folder}/{name}")
    bundle = bundles.get(key) or Bundle(kind, name)
    if ending == kind.ending and kind.form != "list":
        if not suffix:
            problems += _second(bundle.main, source)
            bundle.main = bundle.main or source
        elif kind.form == "markdown":
            bundle.translations[suffix] = source
        else:
            return False
    elif ending == ".csv" and suffix in kind.tables:
        bundle.tables[suffix] = source
    else:
        return False
    bundles[key] = bundle
    return True


def _unplaced(source: Source, inner: str) -> list[Diagnostic]:
    tables = [table for kind in KINDS for table in kind.tables]
    if inner.endswith(".csv"):
        given = inner.rsplit(".", 2)[1]
        nearest = get_close_matches(given, tables, 1, 0.5)
        return [
            problem(
                Location(source.path),
                "C115",
                "'{table}' is no table that a record has beside it.",
                "Did you mean `{nearest}`?" if nearest else "The tables are: {known}.",
                table=given,
                nearest=nearest[0] if nearest else "",
                known=", ".join(tables),
            )
        ]
    if inner.lower().endswith((".heic", ".heif", ".tif", ".tiff", ".bmp")):
        return [
            problem(
                Location(source.path),
                "C126",
                "Most browsers show no pictures of this sort.",
                "Save it as JPEG; phones do so themselves where the camera is set to the most "
                "compatible format.",
            )
        ]
    if not inner.endswith((".md", ".yaml", ".yml")):
        return [
            problem(
                Location(source.path),
                "C115",
                "Files that end in '{ending}' have no use here.",
                "Move it out of the content folder.",
                ending=os.path.splitext(inner)[1] or inner,  # noqa: PTH122
            )
        ]
    known = [kind.plural for kind in KINDS]
    first = inner.split("/")[0].removesuffix(".yaml").removesuffix(".yml").removesuffix(".md")
    nearest = get_close_matches(first, known, 1, 0.6)
    hint = "Did you mean `{nearest}`?" if nearest else "Records lie in: {known}."
    return [
        problem(
            Location(source.path),
            "C115",
            "This file is in no folder of records, or has the wrong ending for it.",
            hint,
            nearest=_right_place(nearest[0]) if nearest else "",
            known=", ".join(known),
        )
    ]


def _right_place(plural: str) -> str:
    kind = KIND_BY_PLURAL[plural]
    return f"{plural}.yaml" if kind.form == "list" else f"{plural}/…{kind.ending}"


def _halves(bundles: Mapping[tuple[str, str], Bundle]) -> list[Diagnostic]:
    return [
        problem(
            Location(source.path),
            "C117",
            "There is no {main} beside this file.",
            "Write the record itself first; this file only adds to it.",
            main=f"{bundle.id}{bundle.kind.ending}",
        )
        for bundle in bundles.values()
        if bundle.main is None
        for source in bundle.sources
    ]


def _normal(shown: str) -> str:
    # Some systems store names decomposed; authors type them composed.
    return shown if shown.isascii() else unicodedata.normalize("NFC", shown)


def _linked(shown: str) -> Diagnostic:
    return problem(
        Location(shown),
        "C110",
        "This link leads out of the content folder, or to a folder.",
        "Put the file itself here.",
    )


def _not_readable(shown: str) -> Diagnostic:
    return problem(
        Location(shown),
        "C114",
        "This file cannot be read.",
        "Check its permissions and whether it is still there.",
    )
