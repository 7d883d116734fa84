"""guong beside Hugo: the same site, built by both in turn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks import machine
from tests.benchmarks.corpus import (
    Corpus,
    campaign_id,
    campaign_of,
    edit,
    profile_id,
)
from tests.benchmarks.for_guong import write_guong
from tests.benchmarks.for_hugo import write_hugo
from tests.benchmarks.measure import Failed, cost_of
from tests.benchmarks.pages import read_page
from tests.benchmarks.tables import SCENARIOS

AS_OF = "2026-11-22"
_EDITS = ("profile", "campaign", "template")
SAMPLES = 20
"""Profiles whose pages are compared."""

Row = dict[str, Any]
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Tool:
    """One of the two: how it is called and where things lie."""

    name: str
    write: Callable[[Corpus, Path], None]
    command: tuple[str | Path, ...]
    output: str
    state: str
    """What it keeps between builds."""
    profile: str
    campaign: str
    template: str


GUONG = Tool(
    "guong",
    write_guong,
    (Path(sys.executable).with_name("guong"), "build", "--quiet", "--as-of", AS_OF),
    "output",
    ".guong",
    "content/profiles/{}.md",
    "content/campaigns/{}.yaml",
    "themes/bare/templates/base.html",
)


def hugo() -> Tool:
    return Tool(
        "hugo",
        write_hugo,
        (machine.hugo(), "--quiet"),
        "public",
        "resources",
        "content/profiles/{}.md",
        "content/campaigns/{}.md",
        "layouts/baseof.html",
    )


def compare(size: int, runs: int, folder: Path, say: Say) -> Iterator[Row]:
    """Build a site with both in turn, over and over."""
    tools = (GUONG, hugo())
    say(f"{size:,} profiles: writing them and comparing pages")
    for tool in tools:
        tool.write(Corpus(size), folder / tool.name)
    _check(size, folder, tools)
    for run in range(1, runs + 1):
        for scenario in SCENARIOS:
            # Neither is always the first.
            for tool in tools if run % 2 else reversed(tools):
                measured = _measured(tool, scenario, size, run, folder / tool.name)
                say(
                    f"{size:,} profiles, run {run} of {runs}, {SCENARIOS[scenario]}, {tool.name}: "
                    f"{measured['wall_seconds']:.2f} s"
                )
                yield {"size": size, "run": run, "scenario": scenario, "tool": tool.name} | measured


def demonstration(runs: int, folder: Path, say: Say) -> Iterator[Row]:
    """Build the demonstration site with guong alone."""
    shutil.copytree(machine.REPOSITORY / "content", folder / "content")
    for run in range(1, runs + 1):
        _forget(GUONG, folder)
        for scenario in ("cold", "unchanged"):
            cost = cost_of(GUONG.command, folder)
            say(
                f"demonstration site, run {run} of {runs}, {SCENARIOS[scenario]}: "
                f"{cost.wall_seconds:.2f} s"
            )
            yield {"run": run, "scenario": scenario} | asdict(cost)


def _check(size: int, folder: Path, tools: Sequence[Tool]) -> None:
    """See that both make the same pages; it also warms both up.

    Raises:
        Failed: If the words of a page differ.
    """
    for tool in tools:
        cost_of(tool.command, folder / tool.name)
    for number in range(0, size, max(1, size // SAMPLES)):
        page = f"profiles/{profile_id(number)}/index.html"
        ours, theirs = (read_page(folder / tool.name / tool.output / page).whole for tool in tools)
        if ours != theirs:
            raise Failed(f"{page} differs:\n{ours}\n{theirs}")


def _measured(tool: Tool, scenario: str, size: int, run: int, folder: Path) -> Row:
    """Prepare a scenario and build.

    Raises:
        Failed: If the pages do not show the edit.
    """
    number = size // 2
    shown_on = f"profiles/{profile_id(number)}/index.html"
    words = ""
    match scenario:
        case "cold":
            _forget(tool, folder)
        case "profile":
            words = edit(folder / tool.profile.format(profile_id(number)), run)
        case "campaign":
            words = edit(folder / tool.campaign.format(campaign_id(campaign_of(number))), run)
        case "template":
            words = edit(folder / tool.template, run)
    before = _snapshot(folder / tool.output)
    cost = cost_of(tool.command, folder)
    after = _snapshot(folder / tool.output)
    # The page shows the profile, its campaign and the template: by now so many are of this run.
    edits = _EDITS.index(scenario) + 1 if words else 0
    if words and read_page(folder / tool.output / shown_on).whole.count(words) != edits:
        raise Failed(f"{tool.name} does not show the edit of the {scenario}")
    return asdict(cost) | {
        "files": len(after),
        "files_written": sum(before.get(path) != stamp for path, stamp in after.items()),
    }


def _forget(tool: Tool, folder: Path) -> None:
    for name in (tool.output, tool.state):
        shutil.rmtree(folder / name, ignore_errors=True)


def _snapshot(output: Path) -> dict[Path, tuple[int, int]]:
    """What tells whether a file was written again."""
    stamps = {path: path.stat() for path in output.rglob("*") if path.is_file()}
    return {path: (stamp.st_ino, stamp.st_mtime_ns) for path, stamp in stamps.items()}
