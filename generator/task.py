"""What a build is asked for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic, Location, problem
from generator.means import Step
from generator.publish import Published


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for."""

    content: Path
    output: Path
    state: Path
    theme: str | None = None
    as_of: date | None = None
    drafts: bool = False
    workers: int | None = None
    """Processes that work beside this one; None for as many as there are processors."""
    cluster: str | None = None
    """The address of a Dask scheduler whose workers are to do the work."""
    report: Path | None = None
    """Where editors want to have what the rules found beside the pages."""
    compress: bool = False
    """Whether files of text are wanted by gzip and Brotli as well."""
    admin: Path | None = None
    """The program of the forms, if they are wanted."""
    forms_here: bool = False
    """Whether the forms edit the folder of this machine, and not at a Git host."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build: either problems, or what was published."""

    problems: tuple[Diagnostic, ...]
    published: Published | None = None
    pages: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    rendered: tuple[tuple[str, str], ...] = ()
    """The pages that were made anew, and why."""
    steps: tuple[Step, ...] = ()
    """Where the time went."""
    warnings: int = 0
    """How many warnings `guong check` would list."""


def within_the_site(option: str, options: Options, file: Path | None) -> Diagnostic | None:
    """Why a *file* that an option of the command names cannot be there."""
    place = file and file.resolve()
    folders = (options.output.resolve(), options.content.resolve())
    if place is None or not any(map(place.is_relative_to, folders)):
        return None
    return problem(
        Location(str(file)),
        "B118",
        "What --{option} writes would lie in the output or in the content folder.",
        "Choose another place with --{option}.",
        option=option,
    )
