"""What all tests share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from tests.plain_theme import write_plain_theme
from tests.served import Serve, Served
from tests.sites import MINIMAL, Project

# A busy machine must not turn a slow example into a failure.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


ROOM = 4 << 30
"""Bytes that a disk in memory must have free for the files of all tests."""


def pytest_configure() -> None:
    """Put the files of tests into memory where there is room: half the time goes into disks."""
    memory = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK):
        return
    if shutil.disk_usage(memory).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(memory)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage where it takes long."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("slow"):
            item.add_marker("no_cover")


class _ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker whole files, and one of them all that a browser does.

    Two browsers at once take longer than one after the other, and sites would be built twice. The
    groups that xdist knows are not seen under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "browser" if file.startswith("tests/browser/") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _ByFile(config, log)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Project]:
    """Make a small valid site with the given files beside or instead of its own.

    `None` instead of a text leaves one of its own files out.
    """

    def make(files: Mapping[str, str | bytes | None] | None = None) -> Project:
        project = Project(tmp_path)
        write_plain_theme(project.theme)
        every = {**MINIMAL, **(files or {})}
        project.write({name: given for name, given in every.items() if given is not None})
        return project

    return make


@pytest.fixture
def published(site: Callable[..., Project]) -> Project:
    """A small site that is good and published."""
    project = site()
    result = project.build()
    assert result.exit_code == 0, result
    return project


@pytest.fixture
def breaks(published: Project) -> Callable[[Mapping[str, str | bytes]], list[str]]:
    """Put bad files into the content of a published site and return the lines said then."""

    def build(files: Mapping[str, str | bytes]) -> list[str]:
        published.write(files)
        return published.fails().lines

    return build


@pytest.fixture
def accepts(published: Project) -> Callable[[Mapping[str, str | bytes]], Project]:
    """Put good files into the content of a published site and publish it again."""

    def build(files: Mapping[str, str | bytes]) -> Project:
        published.write(files)
        result = published.build()
        assert result.exit_code == 0, result
        return published

    return build


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that end with the test."""
    servers: list[Served] = []

    def start(project: Project, *arguments: str, env: Mapping[str, str] | None = None) -> Served:
        servers.append(Served(project, *(arguments or ("--port", "0")), env=env or {}))
        return servers[-1]

    yield start
    for each in servers:
        each.end()
