"""The pipeline, from top to bottom."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.discover import Bundle, Discovered, Source, discover
from generator.graph.link import link
from generator.graph.site import Media, SiteGraph
from generator.ingest import Loaded, ingest
from generator.plan.page import Planned
from generator.plan.site import plan_site
from generator.publish import Published, publish
from generator.reading.document import MAX_BYTES, read_document
from generator.render import Renderer
from generator.settings import Settings
from generator.theme import Theme, load_theme
from generator.validate.entry import Entry
from generator.validate.record import validate_settings

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for."""

    content: Path
    output: Path
    state: Path
    theme: str | None = None
    as_of: date | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """Content that was read and linked."""

    graph: SiteGraph
    as_of: date
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: either problems, or what was published."""

    problems: tuple[Diagnostic, ...]
    published: Published | None = None
    pages: int = 0
    counts: tuple[tuple[str, int], ...] = ()


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def build(options: Options, progress: Progress = no_progress) -> Result:
    """Read the content, make every page and publish them.

    With any problem nothing is published.
    """
    content, problems = load(options, progress)
    if content is None:
        return Result(problems)
    theme, problems = load_theme(
        options.theme or content.graph.settings.theme,
        options.content.resolve().parent,
        content.graph.settings.languages,
    )
    planned, clashes = plan_site(content.graph, content.as_of)
    if theme is None or planned is None:
        return Result(in_order((*problems, *clashes)))
    files, problems = render(planned, theme, options.content, progress)
    if problems:
        return Result(in_order(problems))
    published, problems = publish(options.output, options.state, files)
    return Result(problems, published, len(planned.pages), tuple(sorted(content.counts.items())))


def check(options: Options) -> tuple[Counter[str], tuple[Diagnostic, ...]]:
    """Look for problems as a build does, and publish nothing; count the records by kind."""
    content, problems = load(options)
    if content is None:
        return Counter(), problems
    _, clashes = plan_site(content.graph, content.as_of)
    return content.counts, in_order(clashes)


def load(
    options: Options, progress: Progress = no_progress
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """Read, validate and link the content."""
    if not options.content.is_dir():
        return None, (
            problem(
                Location(str(options.content)),
                "C401",
                "There is no content folder here.",
                "Run `guong init`, or name the folder with --content.",
            ),
        )
    found = discover(options.content)
    settings, problems = _settings(found)
    if settings is None:
        return None, in_order((*problems, *found.problems))
    as_of = options.as_of or today(settings.timezone)
    entries, wrong = _read(found, settings.languages, progress)
    graph, dangling = link(
        settings,
        entries,
        [Media(each.path, each.size) for each in found.media],
        as_of=as_of,
        drafts=options.drafts,
        root=found.root,
    )
    every = (*found.problems, *problems, *wrong)
    if graph is None or every:
        # What failed to become a record is named already; that others miss it is no news.
        return None, in_order(every if wrong else (*every, *dangling))
    return Content(graph, as_of, Counter(entry.kind for entry in entries)), ()


def today(timezone: str) -> date:
    """The day it is at the publisher's, or that SOURCE_DATE_EPOCH says."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = ZoneInfo(timezone)
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone).date()
    return datetime.now(zone).date()


def render(
    planned: Planned, theme: Theme, content: Path, progress: Progress
) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
    """Render every page and bring the other files; the first broken template stops it."""
    renderer = Renderer(theme, planned.frames)
    files = [*theme.assets.items(), *((each.path, each.data) for each in planned.files)]
    for number, page in enumerate(planned.pages, 1):
        progress("render", number, len(planned.pages))
        rendered = renderer.render(page.address, page.view)
        if rendered.problem:
            return [], (rendered.problem,)
        files.append((page.file, rendered.data))
    problems: list[Diagnostic] = []
    for address, path in planned.media:
        data, wrong = _bytes(content.resolve().parent / path, path)
        files.append((address, data))
        problems += wrong
    return files, tuple(problems)


def _settings(found: Discovered) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    if found.settings is None:
        return None, (
            problem(
                Location(f"{found.root}/site.yaml"),
                "C402",
                "There is no site.yaml in the content folder.",
                "Add one that says at least `title:`, or run `guong init` in an empty folder.",
            ),
        )
    data, problems = _bytes(found.settings.absolute, found.settings.path)
    document, wrong = read_document(data, found.settings.path)
    if document is None or problems:
        return None, (*problems, *wrong)
    settings, broken = validate_settings(document)
    problems = (*problems, *wrong, *broken)
    if settings is None or problems:
        return None, problems
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        place = Location(found.settings.path, *document.tree.positions.at(("timezone",)))
        return None, (
            problem(
                place,
                "C206",
                "`timezone` is not a known time zone: '{value}'.",
                "Write a name such as Asia/Ho_Chi_Minh.",
                value=settings.timezone[:40],
            ),
        )
    return settings, ()


def _read(
    found: Discovered, languages: tuple[str, ...], progress: Progress
) -> tuple[list[Entry], list[Diagnostic]]:
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    for number, bundle in enumerate(found.bundles, 1):
        progress("read", number, len(found.bundles))
        loaded, wrong = _loaded(bundle)
        problems += wrong
        if loaded is not None and not wrong:
            validated = ingest(loaded, languages)
            entries += validated.entries
            problems += validated.problems
    return entries, problems


def _loaded(bundle: Bundle) -> tuple[Loaded | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []

    def read(source: Source) -> tuple[str, bytes]:
        data, wrong = _bytes(source.absolute, source.path)
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


def _bytes(path: Path, shown: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
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
