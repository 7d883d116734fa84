"""A site is the same whoever makes it: this process, others beside it, or a cluster."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import ingest as ingest_module
from generator import work
from generator.build import build
from generator.ingest import Loaded
from generator.store import FILE
from generator.task import Options, Result
from tests.faults import ERRORS
from tests.sites import Project

ALL = os.environ.get("GUONG_FAULTS") == "all"
PROFILES = 220
PROFILE = """\
---
name: Đồng chí {number}
kind: individual
summary: Người thợ thứ {number}.
unit: don-vi-a
---
## Đoạn {number}

Lời về [phong trào](../campaigns/phong-trao-a.yaml) của người thứ **{number}**.
"""
WORKER = Path(__file__).parent / "cluster" / "worker.py"
SCHEDULER = Path(__file__).parent / "cluster" / "scheduler.py"


@pytest.fixture
def large(site: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Project:
    """A site that is worth several processes."""
    monkeypatch.setattr("generator.executors.pool.SMALL", 100)
    return site({f"profiles/nguoi-{n}.md": PROFILE.format(number=n) for n in range(PROFILES)})


def options_of(project: Project, name: str, **more: object) -> Options:
    return Options(
        project.content,
        project.root / name,
        project.root / f"state-{name}",
        as_of=date(2025, 6, 1),
        **more,  # type: ignore[arg-type]
    )


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def built(project: Project, name: str, **more: object) -> dict[str, bytes]:
    """The bytes of a build from nothing."""
    options = options_of(project, name, **more)
    result = build(options)
    assert result.published is not None, result.problems
    return bytes_in(options.output)


def test_one_process_and_several_make_the_same_bytes(large):
    """A pool changes how long a build takes, and nothing else."""
    assert built(large, "one", workers=1) == built(large, "three", workers=3)


def test_what_workers_read_is_remembered(large):
    """A second build reads nothing anew, and a template that changes is rendered by a pool, too."""
    options = options_of(large, "output", workers=2)
    build(options)
    page = large.theme / "templates" / "pages" / "profile.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>mới</p>", encoding="utf-8")

    assert len(build(options).rendered) == PROFILES + 1
    assert bytes_in(options.output) == built(large, "clean", workers=1)


def test_stories_lie_in_the_state_and_not_in_the_records(large, monkeypatch):
    """What the main process keeps of a record does not grow with its story."""
    seen: list[bytes] = []
    real = work.read

    def watched(reading: work.Reading, batch: list[Loaded]) -> list[work.Read]:
        made = real(reading, batch)
        seen.extend(each.validated for each in made)
        return made

    monkeypatch.setattr("generator.gather.read", watched)
    built(large, "output", workers=1)

    assert len(seen) > PROFILES
    assert not any("Lời về".encode() in each for each in seen)


def test_a_story_that_the_state_lost_while_it_was_in_use_is_read_again(published):
    """Damage that shows late costs time, and no build."""
    options = options_of(published, "output")
    build(options)
    file = options.state / FILE
    file.write_bytes(file.read_bytes().replace("Câu chuyện".encode(), b"Cau chuyen  "))
    page = published.theme / "templates" / "pages" / "profile.html"
    page.write_text(page.read_text(encoding="utf-8") + "<p>mới</p>", encoding="utf-8")

    assert build(options).published is not None
    assert "Câu chuyện".encode() in file.read_bytes()
    assert "Câu chuyện" in (options.output / "profiles/dong-chi-a/index.html").read_text()


def test_a_mistake_of_ours_names_the_file_that_brought_it_out(published, monkeypatch):
    """The others are read all the same; the published site stays as it was."""

    def broken(*_: object) -> None:
        raise KeyError("of our own")

    monkeypatch.setattr(ingest_module, "to_body", broken)
    published.write({"pages/trang-a.md": "---\ntitle: Trang A\n---\nLời mới.\n"})

    assert published.build().lines == [
        (
            "content/pages/trang-a.md: W101 The generator itself failed on this file: KeyError: "
            "'of our own'. Please report it; until it is mended, write the file in another way."
        )
    ]


def kill_on(name: str) -> Callable[..., object]:
    """Reading that ends its process at one file."""
    real = ingest_module.ingest

    def deadly(loaded: Loaded, *rest: object) -> object:
        if loaded.id == name:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(loaded, *rest)  # type: ignore[arg-type]

    return deadly


def test_a_file_that_ends_every_process_is_named(large, monkeypatch):
    """Of all that was lost with it, only the file itself is reported."""
    monkeypatch.setattr(work, "ingest", kill_on("nguoi-77"))
    # Only a fork takes over what is patched here, and other tests may have left threads.
    monkeypatch.setattr("generator.executors.pool.threading.active_count", lambda: 1)
    result = build(options_of(large, "output", workers=2))

    assert [str(each).partition(" Twice")[0] for each in result.problems] == [
        "content/profiles/nguoi-77.md: W102"
    ]
    assert not (large.root / "output").exists()


@pytest.mark.parametrize("error", ["-", *(ERRORS if ALL else ERRORS[:1])])
def test_what_workers_write_is_compiled_templates_and_can_be_done_without(site, error):
    """Whatever fails for them on a disk, the pages are the same, and nothing else is written."""
    project = site()
    log = project.root / "log"
    build_ = ["build", "--quiet", "--as-of", "2025-06-01", "--output", "other", "--workers", "2"]
    made = subprocess.run(
        [sys.executable, "-B", "-m", "tests.audited", str(log), error, *build_],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    options = options_of(project, "clean", workers=1)
    build(options)
    noted = log.read_text(encoding="utf-8").splitlines()

    assert (made.returncode, made.stderr) == (0, "")
    assert noted
    assert [each for each in noted if "/.guong/templates" not in each] == []
    assert bytes_in(project.root / "other") == bytes_in(options.output)


# -- a cluster


class Machines:
    """A scheduler and two workers, each a process of its own, elsewhere on this machine."""

    def __init__(self, folder: Path, forbidden: Path) -> None:
        folder.mkdir()
        self._folder, self._forbidden = folder, forbidden
        self.scheduler, self.address = self._started(SCHEDULER)
        self.workers = [self._started(WORKER, self.address, str(forbidden))[0] for _ in range(2)]

    def _started(self, script: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            stdout=subprocess.PIPE,
            cwd=self._folder,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def machines(project: Project) -> Iterator[Machines]:
    pytest.importorskip("distributed")
    found = Machines(project.root / "elsewhere", project.content)
    try:
        yield found
    finally:
        found.stop()


def when(step: str, at: int, act: Callable[[], object]) -> Callable[[str, int, int], None]:
    """Progress that does something in the middle of a step."""
    acted: list[bool] = []

    def progress(here: str, done: int, total: int) -> None:
        if here == step and done >= at and not acted:
            acted.append(True)
            act()

    return progress


@pytest.mark.slow
def test_a_cluster_makes_the_same_bytes_without_a_shared_disk(large):
    """Workers that would end if they opened a file of the content make what one machine makes."""
    with machines(large) as found:
        made = built(large, "far", cluster=found.address)
        alive = [worker.poll() for worker in found.workers]

    assert made == built(large, "near", workers=1)
    assert alive == [None, None]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["read", "render"])
def test_a_worker_that_is_killed_in_the_middle_costs_nothing(large, step):
    """What it had not brought back is done by the other one."""
    with machines(large) as found:
        options = options_of(large, "far", cluster=found.address)
        result = build(options, when(step, 64, found.workers[0].kill))

    assert result.published is not None, result.problems
    assert bytes_in(options.output) == built(large, "near", workers=1)


def refused(project: Project, options: Options, progress: Callable[..., None]) -> Result:
    """A build that fails for want of workers, and leaves what was published as it was."""
    before = bytes_in(options.output)
    result = build(options, progress)
    assert result.published is None
    assert bytes_in(options.output) == before
    return result


@pytest.mark.slow
def test_a_scheduler_that_goes_away_is_one_sentence(large):
    """The published site stays as it was."""
    with machines(large) as found:
        options = options_of(large, "far")
        built(large, "far", workers=1)
        for each in large.content.glob("profiles/*.md"):
            each.write_text(each.read_text(encoding="utf-8") + "\nMới.\n", encoding="utf-8")
        progress = when("read", 64, found.scheduler.kill)
        result = refused(large, replace(options, cluster=found.address), progress)

    assert [str(each) for each in result.problems] == [
        (
            f"{found.address}: W106 The cluster went away before the work was done. See why its "
            "scheduler ended, and build again: what was read is remembered."
        )
    ]


def test_a_scheduler_that_is_not_there_is_one_sentence(published, monkeypatch):
    """It names the address, and says what to do."""
    pytest.importorskip("distributed")
    monkeypatch.setattr("generator.executors.cluster.PATIENCE", 0.5)

    assert published.fails("--drafts", "--cluster", "tcp://127.0.0.1:9").lines == [
        (
            "tcp://127.0.0.1:9: W106 No scheduler of a cluster answers here. Start one with "
            "`dask scheduler`, check the address, or leave out --cluster."
        )
    ]


def test_a_library_that_is_not_installed_is_one_sentence(published, monkeypatch):
    """Whoever asks for a cluster without the extra learns how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert published.fails("--drafts", "--cluster", "tcp://127.0.0.1:9").lines == [
        (
            "tcp://127.0.0.1:9: W106 The cluster cannot be used: the library for it is not "
            "installed. Install it with `pip install guong[cluster]`."
        )
    ]


@pytest.mark.slow
def test_a_worker_with_another_version_is_one_sentence(large, monkeypatch):
    """Pages of another version are never mixed in."""
    with machines(large) as found:
        options = options_of(large, "far", cluster=found.address)
        monkeypatch.setattr("generator.build.engine", other_engine)
        result = build(options)

    assert [each.code for each in result.problems] == ["W106"]
    assert "would make other pages" in str(result.problems[0])


def other_engine() -> bytes:
    """Another digest in this process than in workers."""
    return sys.argv[0].encode()
