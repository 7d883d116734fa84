"""The pipeline, from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.load import Content, Progress, bytes_of, load
from generator.plan.page import Planned
from generator.plan.site import plan_site
from generator.publish import Published, publish
from generator.render import Renderer
from generator.theme import Theme, load_theme


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
    misplaced = _misplaced(options)
    if misplaced:
        return Result((misplaced,))
    content, problems = read(options, progress)
    if content is None:
        return Result(problems)
    theme, problems = _theme(options, content)
    planned, clashes = plan_site(content.graph, content.as_of)
    if theme is None or planned is None:
        return Result(in_order((*problems, *clashes)))
    files, problems = render(planned, theme, content.files, options.state, progress)
    if problems:
        return Result(in_order(problems))
    published, problems = publish(options.output, options.state, files)
    return Result(problems, published, len(planned.pages), tuple(sorted(content.counts.items())))


def check(options: Options) -> tuple[Counter[str], tuple[Diagnostic, ...]]:
    """Look for problems as a build does, and publish nothing; count the records by kind."""
    content, problems = read(options, no_progress)
    if content is None:
        return Counter(), problems
    _, clashes = plan_site(content.graph, content.as_of)
    return content.counts, in_order(clashes)


def read(
    options: Options, progress: Progress = no_progress
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """Read, validate and link the content."""
    return load(options.content, as_of=options.as_of, drafts=options.drafts, progress=progress)


def render(
    planned: Planned, theme: Theme, media: Mapping[str, Path], state: Path, progress: Progress
) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
    """Render every page and bring the other files; the first broken template stops it."""
    renderer = Renderer(theme, planned.frames, state)
    files = [*theme.assets.items(), *((each.path, each.data) for each in planned.files)]
    for number, page in enumerate(planned.pages, 1):
        progress("render", number, len(planned.pages))
        rendered = renderer.render(page.address, page.view)
        if rendered.problem:
            return [], (rendered.problem,)
        files.append((page.file, rendered.data))
    problems: list[Diagnostic] = []
    for address, path in planned.media:
        data, wrong = bytes_of(media[path], path)
        files.append((address, data))
        problems += wrong
    return files, tuple(problems)


def _theme(options: Options, content: Content) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    settings = content.graph.settings
    asked_at = Location("--theme") if options.theme else content.theme_at
    name = options.theme or settings.theme
    project = options.content.resolve().parent
    return load_theme(name, project, settings.languages, asked_at)


def _misplaced(options: Options) -> Diagnostic | None:
    """Why the output cannot be where it is asked to be."""
    content, output = options.content.resolve(), options.output.resolve()
    if content.is_relative_to(output) or output.is_relative_to(content):
        return problem(
            Location(str(options.output)),
            "B108",
            "The output folder and the content folder lie in each other.",
            "Choose another folder with --output.",
        )
    return None
