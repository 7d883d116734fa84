"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.plain_theme import write_plain_theme
from tests.sites import MINIMAL, Project

# A busy machine must not turn a slow example into a failure.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


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
