"""Calls of this process that fail: a sentence, whole files, and the next run ends the work.

`tests/test_system_calls.py` lets every call of the system fail instead, where strace is at hand.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.publish import disk as publishing
from tests.faults import CALLS, ERRORS, Disk, faults
from tests.sites import Project, run
from tests.works import BY_NAME, WORKS, Files, Work, at, copied, outcome_of

ALL = os.environ.get("GUONG_FAULTS") == "all"
OF_OTHERS = {"rename", "symlink", "chmod"}
"""Calls that a build does not make."""
Ready = tuple[Path, Files, Files]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ready]:
    """Where each work waits to be done, and what is seen before and after it."""
    return {work.name: at(tmp_path_factory.mktemp(work.name), work) for work in WORKS}


def chosen(count: int, error: str) -> Iterator[int]:
    """Which calls of so many fail: all of them, or one for each error, spread over them."""
    if not count:
        return
    spread = (count - 1) * ERRORS.index(error) // (len(ERRORS) - 1)
    yield from range(count) if ALL else range(spread, min(spread + 1, count))


@pytest.mark.slow
@pytest.mark.parametrize("call", [call for call in CALLS if call not in OF_OTHERS])
def test_a_call_of_a_build_that_fails_costs_nothing(
    call: str, ready: dict[str, Ready], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails: the old site or the new one, a sentence, and the next build ends it."""
    monkeypatch.setattr(publishing, "FEW", 8 if call == "sync" else 10_000)
    assert fails(BY_NAME["build"], call, ready["build"], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in BY_NAME if name != "build"])
def test_a_call_of_a_command_that_fails_costs_nothing(
    name: str, ready: dict[str, Ready], tmp_path: Path
) -> None:
    """Other commands that write do all or nothing, and say which."""
    made = [fails(BY_NAME[name], call, ready[name], tmp_path / call) for call in CALLS]
    assert sum(made) >= len(ERRORS)


def fails(work: Work, call: str, ready: Ready, folder: Path) -> int:
    """How often the call failed, as many times as it was chosen to."""
    root, old, new = ready
    trial = copied(root, folder / "counted")
    with faults(Disk(trial)) as disk:
        assert run(trial, *work.arguments).exit_code == 0
    failed = 0
    for error in ERRORS:
        for number in chosen(disk.counts[call], error):
            place = copied(root, folder / f"{error}-{number}")
            with faults(Disk(place, (call, number, error))) as broken:
                result = run(place, *work.arguments)
            assert broken.failed == 1
            failed += 1
            outcome_of(work, result, place, old, new)
            shutil.rmtree(place)
    return failed


@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_takes_nothing_any_more_leaves_the_site(
    error: str, ready: dict[str, Ready], tmp_path: Path
) -> None:
    """Every write fails from the first on: one sentence, and nothing has changed."""
    root, old, new = ready["build"]
    work = BY_NAME["build"]
    place = copied(root, tmp_path / "one")
    with faults(Disk(place, ("open", 0, error), ever=True)) as disk:
        result = run(place, *work.arguments)

    assert disk.failed
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert work.seen(place) == old
    assert Project(place).build().exit_code == 0
    assert work.seen(place) == new
