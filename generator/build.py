"""The pipeline, from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from generator.advice.advice import Advice
from generator.advising import advised, write_report
from generator.assemble import assemble
from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.examine import at_least, examine
from generator.fresh import Began
from generator.load import Content, Progress, load
from generator.plan.site import plan_site
from generator.publish import publish
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
    with opened(options.state) as store:
        result = _built(options, store, progress)
        store.commit(whole=result.published is not None)
    return result


def _built(options: Options, store: Store, progress: Progress) -> Result:
    began = Began(options, store)
    content, problems = read(options, progress, store)
    if content is None:
        return Result(problems)
    remarks = examine(content.graph, content.as_of)
    unreported = write_report(options, content, remarks) if options.report else ()
    stopping = advised(content, options.content, at_least("error", remarks))
    theme, problems = _theme(options, content)
    planned, clashes = plan_site(content.graph, content.as_of)
    if theme is None or planned is None or stopping or unreported:
        found = (each.found for each in stopping)
        return Result(in_order((*problems, *clashes, *found, *unreported)))
    site, problems = assemble(
        planned, theme, content.files, options.output, options.state, store, progress
    )
    if problems:
        return Result(in_order(problems))
    published, problems = publish(options.output, options.state, site.files, site.kept)
    counts = tuple(sorted(content.counts.items()))
    warnings = sum(each.level == "warning" for each in at_least("warning", remarks))
    rendered = tuple(site.rendered)
    result = Result(problems, published, len(planned.pages), counts, rendered, warnings)
    if published is not None:
        store.set_pages(site.made)
        began.record(result, content.as_of, content.graph.settings.timezone, theme.layers)
    return result


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at the content found: problems, or else records and advice on them."""

    problems: tuple[Diagnostic, ...]
    counts: Counter[str]
    advice: tuple[Advice, ...] = ()


def check(options: Options, only: Collection[str] = (), ignore: Collection[str] = ()) -> Checked:
    """Look for problems as a build does, ask the rules, and publish nothing."""
    with opened(options.state) as store:
        content, problems = read(options, store=store)
        store.commit(whole=False)
    if content is None:
        return Checked(problems, Counter())
    _, clashes = plan_site(content.graph, content.as_of)
    remarks = examine(content.graph, content.as_of, only=only, ignore=ignore)
    advice = advised(content, options.content, remarks)
    return Checked(in_order(clashes), content.counts, advice)


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
    report = options.report.resolve() if options.report else None
    if report and (report.is_relative_to(output) or report.is_relative_to(content)):
        return problem(
            Location(str(options.report)),
            "B109",
            "The report for editors would lie in the output or in the content folder.",
            "Choose another place with --report.",
        )
    return None
