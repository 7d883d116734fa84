"""Load: a content folder becomes a linked graph, or the list of all its problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.clock import today
from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.discover import Bundle, Source, discover, is_there
from generator.executors import Serial
from generator.gather import bytes_of, gather
from generator.graph.link import Unread, link
from generator.graph.site import SiteGraph
from generator.ingest import untidy_in
from generator.means import Means
from generator.pictures import media_of
from generator.reading.document import Document, read_document
from generator.records.types import Text
from generator.rulebook import unknown_rules
from generator.settings import Settings
from generator.store import unknowing
from generator.validate.entry import Configured
from generator.validate.outdated import renewed
from generator.validate.record import validate_settings
from generator.validate.shape import shape_of
from generator.work import Reading


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
    means: Means | None = None,
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """Read, validate and link the content as of a day, or of today.

    With *means* stories are put into the state; without, they stay in their records.
    """
    if not is_there(content):
        return None, (
            problem(
                Location(str(content)),
                "C401",
                "There is no content folder here.",
                "Run `guong init`, or name the folder with --content.",
            ),
        )
    reading_apart = means is not None
    means = means or Means(unknowing(), Serial())
    with means.step("discover"):
        found = discover(content)
    if found.settings is None:
        return None, in_order((_without_settings(found.root), *found.problems))
    configured, problems = _configured(found.settings)
    with means.step("read"):
        reading = Reading(configured.settings.languages, reading_apart)
        read = gather(found.bundles, reading, means)
    with means.step("look at pictures"):
        media, unusable = media_of(found.media, means)
    day = as_of or today(configured.settings.timezone)
    with means.step("link"):
        graph, dangling = link(
            configured,
            read.entries,
            media,
            Unread(frozenset(read.failed), frozenset(read.failed_files)),
            as_of=day,
            drafts=drafts,
            root=found.root,
        )
    unknown = unknown_rules(configured, read.entries)
    every = (*found.problems, *problems, *read.problems, *unusable, *dangling, *unknown)
    if graph is None or every:
        return None, in_order(every)
    files = {each.path: Path(each.absolute) for each in found.media}
    counts = Counter(entry.kind for entry in read.entries)
    bundles = {each.main.path: each for each in found.bundles if each.main}
    return Content(graph, configured.theme, day, counts, files, bundles), ()


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
    document, (outdated, twice) = renewed(document, shape_of(Settings))
    configured, problems = validate_settings(document)
    problems = (*twice, *problems)
    if configured is None or problems:
        return _fallback(document), problems
    if not _is_zone(configured.settings.timezone):
        unknown = problem(
            Location(source.path, *document.tree.positions.at(("timezone",))),
            "C206",
            "`timezone` is not a known time zone: '{value}'.",
            "Write a name such as Asia/Ho_Chi_Minh.",
            value=configured.settings.timezone[:40],
        )
        return _fallback(document), (unknown,)
    untidy = untidy_in(source.path, data)
    return replace(configured, untidy=untidy, outdated=outdated), ()


def _is_zone(name: str) -> bool:
    # The time zone of the machine would make other days on other machines.
    if name.casefold() in ("localtime", "posixrules"):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError for folders and long names
        return False
    return True


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
