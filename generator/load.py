"""Load: a content folder becomes a linked graph, or the list of all its problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.clock import today
from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.discover import Bundle, Discovered, Source, discover
from generator.graph.link import Unread, link
from generator.graph.site import Media, SiteGraph
from generator.ingest import Loaded, ingest
from generator.reading.document import MAX_BYTES, Document, read_document
from generator.recall import key_of, recalled, remember
from generator.records.types import Text
from generator.rulebook import unknown_rules
from generator.settings import Settings
from generator.store import Store, digest_of, unknowing
from generator.validate.entry import Configured, Entry, Validated
from generator.validate.record import validate_settings

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Content:
    """Content that was read and linked."""

    graph: SiteGraph
    theme_at: Location
    """Where site.yaml names the theme."""
    as_of: date
    counts: Counter[str]
    files: dict[str, Path]
    """The files that pages may show or offer, by their path in the project."""
    bundles: dict[str, Bundle]
    """The files of each record, or list of records, by the path of the first."""


def load(
    content: Path,
    *,
    as_of: date | None,
    drafts: bool,
    progress: Progress,
    store: Store | None = None,
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """Read, validate and link the content as of a day, or of today."""
    if not content.is_dir():
        return None, (
            problem(
                Location(str(content)),
                "C401",
                "There is no content folder here.",
                "Run `guong init`, or name the folder with --content.",
            ),
        )
    found = discover(content)
    if found.settings is None:
        return None, in_order((_without_settings(found.root), *found.problems))
    configured, problems = _configured(found.settings)
    read = _read(found, configured.settings.languages, progress, store or unknowing())
    day = as_of or today(configured.settings.timezone)
    graph, dangling = link(
        configured,
        read.entries,
        [Media(each.path, each.size) for each in found.media],
        Unread(frozenset(read.failed), frozenset(read.failed_files)),
        as_of=day,
        drafts=drafts,
        root=found.root,
    )
    unknown = unknown_rules(configured, read.entries)
    every = (*found.problems, *problems, *read.problems, *dangling, *unknown)
    if graph is None or every:
        return None, in_order(every)
    files = {each.path: each.absolute for each in found.media}
    counts = Counter(entry.kind for entry in read.entries)
    bundles = {each.main.path: each for each in found.bundles if each.main}
    return Content(graph, configured.theme, day, counts, files, bundles), ()


def bytes_of(path: Path, shown: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The bytes of a file; of a text file no more than shows that it is too large."""
    limit = MAX_BYTES + 1 if path.suffix in (".md", ".yaml", ".yml", ".csv") else -1
    try:
        with path.open("rb") as file:
            return file.read(limit), ()
    except OSError:
        return b"", (
            problem(
                Location(shown),
                "C114",
                "This file cannot be read.",
                "Check its permissions and whether it is still there.",
            ),
        )


def _without_settings(root: str) -> Diagnostic:
    return problem(
        Location(f"{root}/site.yaml"),
        "C402",
        "There is no site.yaml in the content folder.",
        "Add one that says at least `title:`, or run `guong init` in an empty folder.",
    )


def _configured(source: Source) -> tuple[Configured, tuple[Diagnostic, ...]]:
    """The settings; where they are broken, enough of them to go on and find more problems."""
    data, problems = bytes_of(source.absolute, source.path)
    document, wrong = read_document(data, source.path)
    problems = (*problems, *wrong)
    if document is None or problems:
        return _fallback(None), problems
    configured, problems = validate_settings(document)
    if configured is None or problems:
        return _fallback(document), problems
    try:
        ZoneInfo(configured.settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        unknown = problem(
            Location(source.path, *document.tree.positions.at(("timezone",))),
            "C206",
            "`timezone` is not a known time zone: '{value}'.",
            "Write a name such as Asia/Ho_Chi_Minh.",
            value=configured.settings.timezone[:40],
        )
        return _fallback(document), (unknown,)
    return configured, ()


def _fallback(document: Document | None) -> Configured:
    given = document.tree.value if document else None
    languages = given.get("languages") if isinstance(given, dict) else None
    usable = (
        isinstance(languages, list) and languages and all(isinstance(e, str) for e in languages)
    )
    settings = Settings(
        title=Text.of("?"),
        languages=tuple(map(str, languages)) if usable and languages else ("vi", "en"),
    )
    return Configured(settings, (), Location(""), {})


@dataclass(slots=True)
class _Read:
    entries: list[Entry]
    problems: list[Diagnostic]
    failed: set[tuple[str, str]]
    """Kind and id of what became no record; the id is "" where any of a list may be missing."""
    failed_files: set[str]


def _read(found: Discovered, languages: tuple[str, ...], progress: Progress, store: Store) -> _Read:
    result = _Read([], [], set(), set())
    for number, bundle in enumerate(found.bundles, 1):
        progress("read", number, len(found.bundles))
        validated = _validated(bundle, languages, store)
        result.entries += validated.entries
        if validated.problems:
            result.failed.add((bundle.kind.name, bundle.id))
            result.failed_files |= {each.path for each in bundle.sources}
        result.problems += validated.problems
    return result


def _validated(bundle: Bundle, languages: tuple[str, ...], store: Store) -> Validated:
    key = key_of(bundle, languages, lambda source: store.digest(source.absolute))
    known = recalled(key, store) if key else None
    if known is not None:
        return known
    loaded, problems = loaded_from(bundle)
    if problems or loaded is None:
        return Validated((), tuple(problems))
    validated = ingest(loaded, languages)
    if not validated.problems:
        # Not under the key of before: the files may have changed while they were read.
        read = dict((loaded.main, *loaded.translations.values(), *loaded.tables.values()))
        key = key_of(bundle, languages, lambda source: digest_of(read[source.path]))
        if key:
            remember(key, validated, store)
    return validated


def loaded_from(bundle: Bundle) -> tuple[Loaded | None, list[Diagnostic]]:
    """The bytes of a bundle's files."""
    problems: list[Diagnostic] = []

    def read(source: Source) -> tuple[str, bytes]:
        data, wrong = bytes_of(source.absolute, source.path)
        problems.extend(wrong)
        return source.path, data

    if bundle.main is None:
        return None, problems
    loaded = Loaded(
        bundle.kind.name,
        bundle.id,
        read(bundle.main),
        {key: read(source) for key, source in bundle.translations.items()},
        {key: read(source) for key, source in bundle.tables.items()},
    )
    return loaded, problems
