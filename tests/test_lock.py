"""One build at a time for each output, and what becomes of the lock when its holder dies."""

from __future__ import annotations

import errno
import multiprocessing
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.publish import lock
from generator.publish.lock import NAME, alone
from tests.sites import Project

processes: Any = multiprocessing.get_context("spawn")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(lock, "QUIET_SECONDS", 0.0)


@pytest.fixture
def holder(output: Path) -> Iterator[Any]:
    """Another process that has the output for itself."""
    mine, its = processes.Pipe()
    process = processes.Process(target=_hold, args=(output, its))
    process.start()
    assert mine.recv() == "held"
    yield process
    process.kill()
    process.join()


def _hold(output: Path, pipe: Any) -> None:
    with alone(output, _silent) as problems:
        pipe.send("held" if not problems else "refused")
        pipe.recv()


def _silent(step: str, done: int, total: int) -> None:
    pass


def test_the_second_waits_and_then_says_who_is_there(output: Path, holder: Any) -> None:
    """B109 names the process and since when; whoever waits is told so, after a moment."""
    waited: list[tuple[str, int, int]] = []

    with alone(output, lambda *each: waited.append(each)) as (problem,):
        assert re.fullmatch(
            rf"Another build \(process {holder.pid}\) has been at work here since "
            r"\d{4}-\d\d-\d\d \d\d:\d\d\.",
            problem.sentence(),
        )

    assert {(step, total) for step, _, total in waited} == {("wait", 3)}
    assert (output / NAME).exists()


def test_a_killed_process_holds_nothing(output: Path, holder: Any) -> None:
    """The system lets go of its lock, and the file that it left says nothing."""
    holder.kill()
    holder.join()
    assert (output / NAME).exists()

    with alone(output, _silent) as problems:
        assert problems == ()
    assert list(output.iterdir()) == []


def test_the_second_goes_on_when_the_first_has_ended(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waited has the output for itself, and after it nothing of the lock is left."""
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 60.0)
    first = alone(output, _silent)
    first.__enter__()

    def end(*_: object) -> None:
        first.__exit__(None, None, None)

    with alone(output, end) as problems:
        assert problems == ()
        monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.0)
        with alone(output, _silent) as others:
            assert [each.code for each in others] == ["B109"]
    assert list(output.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only forks inherit open files")
def test_a_worker_that_outlives_its_build_holds_nothing(output: Path) -> None:
    """A fork does not keep the lock of its parent, which may be killed meanwhile."""
    held = alone(output, _silent)
    held.__enter__()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(write)
        os.read(read, 1)
        os._exit(0)
    # As the kernel does it for the parent when it is killed: it closes the file.
    os.close(lock._held.pop())

    with alone(output, _silent) as problems:
        assert problems == ()
    os.close(write)
    os.waitpid(child, 0)
    held.__exit__(None, None, None)


def test_a_folder_of_others_is_not_even_locked(output: Path) -> None:
    """Nothing is written where a build will be refused."""
    (output / "thesis.odt").write_bytes(b"years of work")

    with alone(output, _silent) as problems:
        assert problems == ()
        assert [each.name for each in output.iterdir()] == ["thesis.odt"]


def test_a_folder_that_a_failed_build_made_goes_with_it(tmp_path: Path) -> None:
    """Where nothing was published, nothing is left; a folder that was there stays."""
    for folder, was_there in ((tmp_path / "new", False), (tmp_path / "old", True)):
        if was_there:
            folder.mkdir()
        with alone(folder, _silent):
            assert (folder / NAME).exists()
        assert folder.exists() == was_there


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks by other means")
def test_a_disk_that_cannot_lock_is_built_on(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network disks lock nothing: builds go on there as they did."""
    import fcntl

    def unable(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unable)

    with alone(output, _silent) as first, alone(output, _silent) as second:
        assert (first, second) == ((), ())


def test_an_output_that_can_never_be_is_left_to_publishing(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drive that is not there, a folder of the system: it is not waited for."""

    def missing(path: Path, *_: Any, **__: Any) -> None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))

    monkeypatch.setattr(lock, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(Path, "mkdir", missing)

    with alone(output, _silent) as problems:
        assert problems == ()


def test_an_output_that_cannot_be_written_is_left_to_publishing(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right to lock there is none to publish; that step will say so."""
    real = os.open

    def denied(path: Any, *more: Any, **named: Any) -> int:
        if Path(path).name == NAME:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *more, **named)

    monkeypatch.setattr(os, "open", denied)

    with alone(output, _silent) as problems:
        assert problems == ()


def test_a_build_says_in_one_sentence_that_another_is_at_work(published: Project) -> None:
    """B109 in both languages, and the published site stays as it was."""
    with alone(published.output(), _silent):
        english = published.fails("--drafts")
        vietnamese = published.build("--drafts", env={"LANGUAGE": "vi"})

    assert english.codes == ["output: B109"]
    assert "The published site is as it was." in english.stderr
    assert f"B109 Một lần dựng khác (tiến trình {os.getpid()}) đang làm việc" in vietnamese.stderr


def test_two_states_share_one_lock(published: Project, tmp_path: Path) -> None:
    """The lock belongs to the output: builds of another project wait for it too."""
    other = Project(tmp_path / "other")
    other.write(
        {
            path.relative_to(published.content).as_posix(): path.read_bytes()
            for path in published.content.rglob("*")
            if path.is_file()
        }
    )
    with alone(published.output(), _silent):
        result = other.build("--output", str(published.output()), "--theme", str(published.theme))

    assert [code.rpartition(" ")[2] for code in result.codes] == ["B109"]
