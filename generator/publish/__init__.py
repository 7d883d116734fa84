"""Publishing: bytes → the output folder, whole at every instant, foreign files untouched.

What holds at every instant, also after `kill -9` at any of them:

- Every file is as it was before, or as it will be, or, where a page is new or about to go, the
  placeholder, which asks for a moment's patience and leads nowhere. None is ever half written.
- Every link of every file leads to a file that is there. (A place within a page, `#…`, may be
  found only when that page is renewed as well.)
- Nobody else's file is touched.

New files are made ready in the stage first. Then come, file by file: placeholders of new pages, as
new pages link to each other and none could be the first; assets; new pages; changed pages, so that
nothing leads to what will go; indexes and feeds; placeholders of pages that go, and then all
removals. The journal names these steps before the first is done, and the next build finishes what
is left of them. Two things cannot be had file by file: where a file turns into a folder or back,
links to it wait for its turn, and names that begin with `.guong-tmp-` are no part of the site.

The manifest lists what is ours. It names every new file before the first of them appears and
forgets removed files only when they are gone, so that even without the state, and so without the
journal, the next build mends everything.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.manifest import MANIFEST, listed_in
from generator.publish.apply import applied
from generator.publish.journal import (
    FILE,
    Journal,
    Step,
    discard,
    read_in,
    state_of,
    sweep,
    written,
)
from generator.publish.lock import Waiting, alone
from generator.publish.stage import blocked, planned, stage_of, staged_in
from generator.publish.trouble import HALFWAY, not_applied, not_staged

__all__ = ["HALFWAY", "Published", "cut_off", "publish", "turn"]


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


@contextmanager
def turn(output: Path, state: Path, waiting: Waiting) -> Iterator[tuple[Diagnostic, ...]]:
    """Keep *output* to oneself and finish what was cut off; yield why that cannot be."""
    with alone(output, waiting) as problems:
        yield problems or _finished(output, state)


def cut_off(output: Path, state: Path) -> bool:
    """Is a publication of *output* waiting to be finished?"""
    return os.path.lexists(stage_of(output, state) / FILE)


def publish(
    output: Path,
    state: Path,
    files: Iterable[tuple[str, bytes]],
    kept: Mapping[str, str] | None = None,
) -> tuple[Published | None, tuple[Diagnostic, ...]]:
    """Make *files* the content of *output*, apart from files that others put there.

    Args:
        output: The folder that readers see; it must be one's own `turn`.
        state: Where files are made ready; best on the same disk as *output*.
        files: The files of the site: path relative to *output*, with `/`, and content.
        kept: More of its files, which are there already: path and SHA-256.

    Raises:
        ValueError: If a path leaves *output*, comes twice, is also a folder, or is the manifest's.
    """
    problems = _finished(output, state)
    if problems:
        return None, problems
    listed = listed_in(output)
    if isinstance(listed, Diagnostic):
        return None, (listed,)
    stage = stage_of(output, state)
    try:
        with _none_left(stage):
            staged = staged_in(stage, output, listed, files, kept or {})
            problems = blocked(output, listed, staged.files)
            journal = Journal() if problems else planned(stage, output, listed, staged)
            if journal.steps:
                written(journal, stage)
    except OSError as error:
        return None, (not_staged(error, stage, stage),)
    done, stopped = _applied(output, stage, journal, begun=False)
    if problems or stopped:
        return None, problems or stopped
    removed = tuple(sorted(step.path for step in done if step.do == "remove"))
    unchanged = len(staged.digests) - len(staged.files)
    return Published(tuple(sorted(staged.files)), removed, unchanged), ()


@contextmanager
def _none_left(stage: Path) -> Iterator[None]:
    """Leave no half of a stage behind, whatever goes wrong."""
    try:
        yield
    except BaseException:
        discard(stage)
        raise


def _finished(output: Path, state: Path) -> tuple[Diagnostic, ...]:
    """Finish the publication that was cut off, if there is one; give why it cannot be."""
    stage = stage_of(output, state)
    try:
        if not os.path.lexists(stage):
            return ()
        journal = read_in(stage)
        stands = journal is not None and state_of(output) in journal.manifests
    except OSError as error:
        return (not_staged(error, stage, stage),)
    if journal is not None and stands:
        return _applied(output, stage, journal, begun=True)[1]
    if journal is not None:
        # The site has been published from elsewhere since.
        sweep(journal, output)
    discard(stage)
    return ()


def _applied(
    output: Path, stage: Path, journal: Journal, *, begun: bool
) -> tuple[list[Step], tuple[Diagnostic, ...]]:
    done: list[Step] = []
    try:
        for step in applied(output, stage, journal.steps):
            done.append(step)
    except OSError as error:
        if begun or any(step.path != MANIFEST for step in done):
            return done, (not_applied(error, output),)
        discard(stage)
        return done, (not_staged(error, stage, output),)
    discard(stage)
    return done, ()
