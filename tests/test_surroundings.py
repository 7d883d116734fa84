"""Wherever and whenever a build runs, the same content gives the same bytes."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator import fresh
from generator.build import build
from generator.clock import today
from generator.fresh import unchanged
from generator.task import Options
from tests.plain_theme import write_plain_theme
from tests.sites import AS_OF, MINIMAL, Project

ROOT = Path(__file__).parents[1]
YEAR = 366 * 24 * 3600
Files = Mapping[str, bytes]
PLACES = {
    "no locale, a day of two hours": {
        "LC_ALL": None,
        "LANG": None,
        "LANGUAGE": None,
        "TZ": "America/New_York",
        "PYTHONHASHSEED": "1",
    },
    "C without UTF-8": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "4242",
    },
    "Turkish, no home": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANGUAGE": "tr",
        "HOME": "/nowhere",
        "XDG_CACHE_HOME": None,
        "XDG_CONFIG_HOME": None,
    },
    "no temporary folder": {"TMPDIR": "/nowhere", "TEMP": "/nowhere", "TMP": "/nowhere"},
}
"""What is set, or taken away, in the environment of a build."""


def files_of(project: Project) -> Files:
    return {path: data for path, (data, _) in project.snapshot().items()}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was never built."""
    project = Project(tmp_path_factory.mktemp("content"))
    write_plain_theme(project.theme)
    project.write(MINIMAL)
    return project.root


@pytest.fixture(scope="module")
def usual(content: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What a build makes in the surroundings of these tests."""
    project = copied(content, tmp_path_factory.mktemp("usual"))
    assert project.build().exit_code == 0
    return files_of(project)


@pytest.fixture
def project(content: Path, tmp_path: Path) -> Project:
    return copied(content, tmp_path)


def copied(content: Path, place: Path) -> Project:
    shutil.copytree(content, place / "project")
    return Project(place / "project")


@pytest.mark.parametrize("changes", PLACES.values(), ids=PLACES.keys())
def test_the_surroundings_change_nothing(
    changes: Mapping[str, str | None], project: Project, usual: Files
) -> None:
    """Locale, time zone, hash seed, home and temporary folder: the same bytes, and no complaint."""
    plain = {"PYTHONPATH": str(ROOT), **os.environ}
    env = {name: value for name, value in {**plain, **changes}.items() if value is not None}
    ended = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--as-of", AS_OF],
        cwd=project.root,
        env=env,
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert files_of(project) == usual


@pytest.mark.parametrize("seconds", [-YEAR, YEAR], ids=["back", "forward"])
def test_a_clock_that_jumps_changes_nothing(
    seconds: int, project: Project, usual: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build before the jump and one after it, with an edit between them."""
    profile = project.content / "profiles/dong-chi-a.md"
    written = profile.read_text(encoding="utf-8")
    profile.write_text(written.replace("Câu chuyện", "Chuyện kể"), encoding="utf-8")
    assert project.build().exit_code == 0
    now, at = time.time_ns, time.time
    monkeypatch.setattr(time, "time_ns", lambda: now() + seconds * 10**9)
    monkeypatch.setattr(time, "time", lambda: at() + seconds)
    profile.write_text(written, encoding="utf-8")
    when = profile.stat().st_mtime + seconds
    os.utime(profile, (when, when))

    assert project.build().exit_code == 0
    assert files_of(project) == usual


@pytest.mark.parametrize(
    "epoch", ["²", "99999999999999999999", "9999999999999999", "253402300799", "-1", "soon"]
)
def test_what_is_no_time_of_a_build_is_none(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is the day that it is, and no failure."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert today("Asia/Ho_Chi_Minh").year == datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).year


def test_an_edit_that_is_undone_during_a_build_does_not_stay(
    project: Project, usual: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The content is what it was, but was not when it was read: the next build does it again."""
    profile = project.content / "profiles/dong-chi-a.md"
    written = profile.read_bytes()
    options = Options(
        project.content,
        project.output(),
        project.root / ".guong",
        str(project.theme),
        date.fromisoformat(AS_OF),
    )
    steps: list[str] = []
    # The theme was not made right now.
    monkeypatch.setattr(fresh, "_TICK", -(10**12))

    def meanwhile(step: str, _: int, __: int) -> None:
        if not steps:
            profile.write_bytes(written + b"\nUndone.\n")
        elif step != steps[0] and len({*steps}) == 1:
            profile.write_bytes(written)
        steps.append(step)

    assert build(options, meanwhile).problems == ()
    assert b"Undone." in (options.output / "profiles/dong-chi-a/index.html").read_bytes()
    assert (unchanged(options) or build(options)).problems == ()
    assert files_of(project) == usual


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_who_closes_files_to_others_publishes_the_same(project: Project, usual: Files) -> None:
    """A umask is kept to: the bytes are the same, and the files as closed as it wants them."""
    before = os.umask(0o077)
    try:
        result = project.build()
    finally:
        os.umask(before)

    assert result.exit_code == 0
    assert files_of(project) == usual
    assert {path.stat().st_mode & 0o777 for path in project.output().glob("*.html")} == {0o600}


@pytest.mark.parametrize("error", ["EPERM", "ENOTSUP", "EXDEV", "EMLINK"])
def test_a_disk_without_hard_links_is_no_hindrance(
    error: str, project: Project, usual: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are copied there, and each is whole before it is seen."""

    def refused(source: object, target: object, **_: object) -> None:
        raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)), str(source))

    monkeypatch.setattr(os, "link", refused)

    assert project.build().exit_code == 0
    assert files_of(project) == usual
    (project.content / "articles/bai-viet-a.md").unlink()
    assert project.build().exit_code == 0
    assert not project.output("articles/bai-viet-a/index.html").exists()


def test_a_working_folder_that_is_gone_is_one_sentence(project: Project) -> None:
    """No traceback, wherever the command was called from."""
    gone = project.root / "gone"
    gone.mkdir()
    command = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m generator build'
    ended = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: The folder that you are in is gone.")
    assert "Traceback" not in ended.stderr
