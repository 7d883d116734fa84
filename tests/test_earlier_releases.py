"""What was written for an earlier release still builds, and what it published keeps its address.

`tests/releases/` holds, of each release, a content folder, a theme that somebody else might have
made for it, the addresses of its pages and data, and what it published with that theme, with its
state (that of 0.1.0 is by the code of 26 November 2026, on the way to it). Nothing there is changed
after the release; before it, GUONG_GOLDEN=write writes the addresses anew.
"""

from __future__ import annotations

import os
import shutil
import tarfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.manifest import MANIFEST
from generator.store import FILE
from generator.task import Options
from tests.sites import files_of

RELEASES = Path(__file__).parent / "releases"
RELEASED = sorted(each.name for each in RELEASES.iterdir() if each.is_dir())
AS_OF = date(2026, 1, 31)
CHANGING = ("assets/", "media/", "search/")
"""Below them lie files whose names change with their content, and which nobody links to."""


@pytest.fixture(params=RELEASED)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """What there was at an earlier release."""
    return shutil.copytree(RELEASES / request.param, tmp_path / str(request.param))


def addresses_of(output: Path) -> list[str]:
    found = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    return sorted(each for each in found if not each.startswith(CHANGING) and each != MANIFEST)


@pytest.mark.parametrize("theme", [None, "plain"])
def test_content_and_theme_of_an_earlier_release_build(project: Path, theme: str | None) -> None:
    """Without a problem, with today's theme and with theirs."""
    options = Options(project / "content", project / "output", project / ".guong", theme, AS_OF)

    assert [str(each) for each in build(options).problems] == []


def test_what_an_earlier_release_published_is_still_there(project: Path) -> None:
    """Every page, table and feed at its address."""
    options = Options(project / "content", project / "output", project / ".guong", as_of=AS_OF)
    build(options)
    made = addresses_of(project / "output")
    told = RELEASES / project.name / "addresses.txt"
    if os.environ.get("GUONG_GOLDEN") == "write":
        told.write_text("".join(f"{each}\n" for each in made), encoding="utf-8")
    addresses = told.read_text(encoding="utf-8").splitlines()

    assert len(addresses) > 100
    assert set(addresses) <= set(made)


def test_a_state_of_another_release_is_no_hindrance(project: Path) -> None:
    """It may be of no use, and never in the way."""
    options = Options(project / "content", project / "output", project / ".guong", as_of=AS_OF)
    options.state.mkdir()
    (options.state / FILE).write_bytes(b"SQLite format 3\0" + bytes(200))

    assert [str(each) for each in build(options).problems] == []


def test_what_an_earlier_release_left_becomes_what_a_new_build_makes(
    project: Path, tmp_path: Path
) -> None:
    """Its files are known as ours, and nothing that it remembered is taken for true."""
    with tarfile.open(project / "published.tar.xz") as archive:
        archive.extractall(project, filter="data")
    left = files_of(project / "output")
    options = Options(project / "content", project / "output", project / ".guong", "plain", AS_OF)
    clean = replace(options, output=tmp_path / "output", state=tmp_path / ".guong")

    assert build(options).problems == build(clean).problems == ()
    assert files_of(project / "output") == files_of(tmp_path / "output") != left
    again = build(options).published
    assert again is not None and again.written == ()
