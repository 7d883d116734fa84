"""The pipeline, from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TypeVar

from generator.admin.files import admin_files, clash
from generator.advice.advice import Advice
from generator.advising import advised, write_report
from generator.assemble import Assembled, Broken, Judge, Judged, published_in
from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.examine import Remark, at_least, examine
from generator.executors import Unavailable, Why
from generator.executors.cluster import Cluster
from generator.executors.pool import Pool
from generator.fresh import Began
from generator.hosting.rules import FORMS, Rules
from generator.inventory import inventory
from generator.load import Content, load
from generator.means import Means, Progress, no_progress
from generator.pictures import sort_out
from generator.plan.machines.rules import rules_of
from generator.plan.page import Planned
from generator.plan.site import plan_each, plan_site
from generator.publish import publish, turn
from generator.recall import memory
from generator.spool import Spool
from generator.store import Damaged, Store, engine, opened
from generator.task import Options, Result, within_the_site
from generator.theme import Theme, load_theme
from generator.variants import Variants

T = TypeVar("T")
Onlooker = Callable[[Content, tuple[Remark, ...], Mapping[str, Location]], None]
"""Is shown what a published site was made of: its content, what the rules found, and where the
record stands that asked for each page, by the page's path.
"""


def build(
    options: Options, progress: Progress = no_progress, onlooker: Onlooker | None = None
) -> Result:
    """Read the content, make every page and publish them.

    With any problem nothing is published, and the *onlooker* not told.
    """
    misplaced = _misplaced(options)
    if misplaced:
        return Result((misplaced,))
    with turn(options.output, options.state, progress) as problems:
        if problems:
            return Result(problems)
        return _with_state(options, lambda store: _built(options, store, progress, onlooker))


def _with_state(options: Options, work: Callable[[Store], T]) -> T:
    """Do something with the state; where that proves damaged, again with an empty one."""
    with opened(options.state) as store:
        try:
            return work(store)
        except Damaged:
            store.damaged = True
    with opened(options.state) as store:
        return work(store)


def _built(options: Options, store: Store, progress: Progress, onlooker: Onlooker | None) -> Result:
    try:
        with closing(_executor(options)) as executor, closing(Spool()) as views:
            means = Means(store, executor, progress)
            result = _published(options, means, views, onlooker)
    except Unavailable as gone:
        store.commit(whole=False)
        return Result((_without_workers(gone.why, options),))
    store.commit(whole=result.published is not None)
    return replace(result, steps=tuple(means.steps))


def _published(options: Options, means: Means, views: Spool, onlooker: Onlooker | None) -> Result:
    began = Began(options, means.store)
    content, problems = _content(options, means)
    if content is None:
        return Result(problems)
    with means.step("check"):
        remarks = examine(content.graph, content.as_of)
        stopping = _stopping(options, content, remarks)
    with means.step("theme"):
        theme, problems = _theme(options, content)
    with means.step("plan"):
        planned, clashes = _planned(content, theme, options, means, views)
    forms, unformed = _forms(options, content, planned)
    if theme is None or planned is None or stopping or unformed:
        return Result(in_order((*problems, *clashes, *stopping, *unformed)))
    variants = Variants(options.output, published_in(options.output), means)
    pictures = sort_out(planned.pictures, options.output, means.store)
    squeezed = variants if options.compress else None
    site = Assembled(planned, theme, views, content.files, pictures, squeezed, forms)
    try:
        with means.step("render and publish"):
            files = site.files(options, means)
            published, problems = publish(options.output, options.state, files, site.kept)
    except Broken as broken:
        return Result(broken.problems)
    result = Result(
        problems,
        published,
        len(planned.pages),
        tuple(sorted(content.counts.items())),
        site.rendered,
        warnings=sum(each.level == "warning" for each in at_least("warning", remarks)),
    )
    if published is not None:
        with means.step("remember"):
            means.store.set_pages(site.made)
            began.record(result, content.as_of, content.graph.settings.timezone, theme.layers)
        if onlooker:
            onlooker(content, remarks, {each.path: each.origin for each in planned.pages})
    return result


def _forms(
    options: Options, content: Content, planned: Planned[Judged] | None
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """The files of the forms, if they are wanted."""
    if options.admin is None:
        return {}, ()
    clashes = tuple(
        clash(each.path, each.origin)
        for each in (planned.pages if planned else ())
        if each.path.startswith(FORMS)
    )
    made = admin_files(
        content.graph.settings,
        inventory(options.content),
        options.content,
        options.admin,
        local=options.forms_here,
    )
    return ({}, clashes) if clashes else made


def _stopping(
    options: Options, content: Content, remarks: Collection[Remark]
) -> tuple[Diagnostic, ...]:
    """What of the remarks allows no build; the report of all is written before, if one is asked."""
    unreported = write_report(options, content, remarks) if options.report else ()
    errors = advised(content, options.content, at_least("error", remarks))
    return (*(each.found for each in errors), *unreported)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at the content found: problems, or else records and advice on them."""

    problems: tuple[Diagnostic, ...]
    counts: Counter[str]
    advice: tuple[Advice, ...] = ()


def check(options: Options, only: Collection[str] = (), ignore: Collection[str] = ()) -> Checked:
    """Look for problems as a build does, ask the rules, and publish nothing."""
    return _with_state(options, lambda store: _checked(options, store, only, ignore))


def _checked(
    options: Options, store: Store, only: Collection[str], ignore: Collection[str]
) -> Checked:
    with closing(Pool()) as executor:
        content, problems = _content(options, Means(store, executor))
    if content is None:
        store.commit(whole=False)
        return Checked(problems, Counter())
    _, clashes = plan_site(content.graph, content.as_of, memory(store))
    store.commit(whole=False)
    remarks = examine(content.graph, content.as_of, only=only, ignore=ignore)
    advice = advised(content, options.content, remarks)
    return Checked(in_order(clashes), content.counts, advice)


def hosting_rules(options: Options, prefix: str) -> tuple[Rules | None, tuple[Diagnostic, ...]]:
    """What a server must be told of the site that is published into the output folder."""

    def found(store: Store) -> tuple[Rules | None, tuple[Diagnostic, ...]]:
        with closing(Pool()) as executor:
            content, problems = _content(options, Means(store, executor))
        store.commit(whole=False)
        if content is None:
            return None, problems
        return rules_of(content.graph, prefix, options.output.resolve().as_posix()), ()

    return _with_state(options, found)


def _executor(options: Options) -> Pool | Cluster:
    if options.cluster:
        return Cluster(options.cluster, engine)
    return Pool(options.workers)


def _without_workers(why: Why, options: Options) -> Diagnostic:
    message, hint = {
        Why.NOT_INSTALLED: (
            "The cluster cannot be used: the library for it is not installed.",
            "Install it with `pip install guong[cluster]`.",
        ),
        Why.NO_SCHEDULER: (
            "No scheduler of a cluster answers here.",
            "Start one with `dask scheduler`, check the address, or leave out --cluster.",
        ),
        Why.NO_WORKERS: (
            "The cluster has no workers.",
            "Start some with `dask worker`, or leave out --cluster.",
        ),
        Why.GONE: (
            "The cluster went away before the work was done.",
            "See why its scheduler ended, and build again: what was read is remembered.",
        ),
        Why.UNLIKE: (
            "A worker of the cluster would make other pages than this machine.",
            "Install the same versions of Python, guong and its libraries on all machines.",
        ),
    }[why]
    return problem(Location(options.cluster or "--cluster"), "W106", message, hint)


def _content(options: Options, means: Means) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    return load(options.content, as_of=options.as_of, drafts=options.drafts, means=means)


def _planned(
    content: Content, theme: Theme | None, options: Options, means: Means, views: Spool
) -> tuple[Planned[Judged] | None, tuple[Diagnostic, ...]]:
    """Plan the site and judge each page at once, so that few views are in memory together."""
    remembered = memory(means.store)
    if theme is None:
        return None, plan_site(content.graph, content.as_of, remembered)[1]
    judge = Judge(theme, options.output, means, views)
    words = {each: theme.words(each) for each in content.graph.settings.languages}
    return plan_each(content.graph, content.as_of, remembered, judge.judge, words)


def _theme(options: Options, content: Content) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    settings = content.graph.settings
    asked_at = Location("--theme") if options.theme else content.theme_at
    name = options.theme or settings.theme
    project = options.content.resolve().parent
    theme, problems = load_theme(name, project, settings.languages, asked_at)
    crossing = _crossing(options, theme) if theme else None
    return (None, (crossing,)) if crossing else (theme, problems)


def _crossing(options: Options, theme: Theme) -> Diagnostic | None:
    """Why what a build writes cannot be where it is asked to be, with this theme."""
    output, state = options.output.resolve(), options.state.resolve()
    # A theme publishes all its assets: what is written among them would be part of the next site.
    for folder in (folder.resolve() for _, folder in theme.layers):
        if output.is_relative_to(folder) or folder.is_relative_to(output):
            return problem(
                Location(str(options.output)),
                "B108",
                "The output folder and the folder of the theme lie in each other.",
                "Choose another folder with --output.",
            )
        if state.is_relative_to(folder):
            return problem(
                Location(str(options.state)),
                "B108",
                "What guong remembers would lie in the folder of the theme.",
                "Move the content folder out of the theme: .guong lies beside it.",
            )
    return None


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
    return within_the_site("report", options, options.report)
