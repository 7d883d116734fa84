"""The pipeline, from top to bottom."""

from __future__ import annotations

from collections import Counter

from generator.assemble import assemble
from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.fresh import Began
from generator.load import Content, Progress, load
from generator.plan.site import plan_site
from generator.publish import publish, turn
from generator.store import Store, opened
from generator.task import Options, Result
from generator.theme import Theme, load_theme


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def build(options: Options, progress: Progress = no_progress) -> Result:
    """Read the content, make every page and publish them.

    With any problem nothing is published.
    """
    misplaced = _misplaced(options)
    if misplaced:
        return Result((misplaced,))
    with turn(options.output, options.state, progress) as problems:
        if problems:
            return Result(problems)
        with opened(options.state) as store:
            result = _built(options, store, progress)
            store.commit(whole=result.published is not None)
    return result


def _built(options: Options, store: Store, progress: Progress) -> Result:
    began = Began(options, store)
    content, problems = read(options, progress, store)
    if content is None:
        return Result(problems)
    theme, problems = _theme(options, content)
    planned, clashes = plan_site(content.graph, content.as_of)
    if theme is None or planned is None:
        return Result(in_order((*problems, *clashes)))
    site, problems = assemble(
        planned, theme, content.files, options.output, options.state, store, progress
    )
    if problems:
        return Result(in_order(problems))
    published, problems = publish(options.output, options.state, site.files, site.kept)
    counts = tuple(sorted(content.counts.items()))
    result = Result(problems, published, len(planned.pages), counts, tuple(site.rendered))
    if published is not None:
        store.set_pages(site.made)
        began.record(result, content.as_of, content.graph.settings.timezone, theme.layers)
    return result


def check(options: Options) -> tuple[Counter[str], tuple[Diagnostic, ...]]:
    """Look for problems as a build does, and publish nothing; count the records by kind."""
    with opened(options.state) as store:
        content, problems = read(options, store=store)
        store.commit(whole=False)
    if content is None:
        return Counter(), problems
    _, clashes = plan_site(content.graph, content.as_of)
    return content.counts, in_order(clashes)


def read(
    options: Options, progress: Progress = no_progress, store: Store | None = None
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    """Read, validate and link the content."""
    return load(
        options.content,
        as_of=options.as_of,
        drafts=options.drafts,
        progress=progress,
        store=store,
    )


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
