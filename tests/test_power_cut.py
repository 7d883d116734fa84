"""The power is cut after every call: what is left is whole, and the next run ends the work."""

from __future__ import annotations

import os
import shutil
import sys
from operator import attrgetter
from pathlib import Path

import pytest

from generator.publish import disk
from generator.store import FILE
from tests.power import Tree, put_down, watched
from tests.sites import run
from tests.works import BY_NAME, WORKS, Files, Work, at, whole

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which file is synced"),
]

ALL = os.environ.get("GUONG_FAULTS") == "all"
STATE = (FILE, f"{FILE}-wal", f"{FILE}-shm")
EVERY = {"build": 12, "release": 40}
"""After every how many calls of a command the power is cut in an ordinary run."""


@pytest.mark.parametrize(
    "work", [work for work in WORKS if work.name != "key"], ids=attrgetter("name")
)
def test_a_power_cut_costs_nothing(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was not synced is lost: each file is the old one or the new one."""
    monkeypatch.setattr(disk, "FEW", 10_000)  # Syncing all at once would hide what was forgotten.
    root, old, new = at(tmp_path, work)
    before = state_in(root)
    with watched(root, STATE, 1 if ALL else EVERY.get(work.name, 1)) as power:
        result = run(root, *work.arguments)
    assert result.exit_code == 0, result
    for number, cut in enumerate(power.cuts):
        for sort, tree in (
            ("synced", cut.synced),
            ("ordered", cut.ordered),
            ("mixed", cut.mixed),
        ):
            place = tmp_path / f"{number}-{sort}"
            put_down(with_state(tree, before, number), place)
            looked_at(work, place, old, new, f"{sort}, after {cut.call}")
            shutil.rmtree(place)


def looked_at(work: Work, place: Path, old: Files, new: Files, told: str) -> None:
    after = work.seen(place)
    assert whole(work, after, old, new), told
    if work.name == "release":
        assert after in (old, new), told
    again = run(place, *work.arguments)
    assert "Traceback" not in again.stderr
    assert again.exit_code == 0 or after == new, (told, again)
    assert work.seen(place) == new, told


def state_in(root: Path) -> Tree:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for name in STATE
        for path in root.rglob(name)
    }


def with_state(tree: Tree, before: Tree, number: int) -> Tree:
    """The state as it is, as it was, or none: SQLite syncs it at times of its own."""
    if number % 3 == 0:
        return tree
    rest = {path: held for path, held in tree.items() if Path(path).name not in STATE}
    return rest if number % 3 == 1 else {**rest, **before}


def test_what_is_done_outlives_a_power_cut(tmp_path: Path) -> None:
    """When a build or a release has ended, all of it is on the disk."""
    for name in ("build", "release"):
        work = BY_NAME[name]
        root, _, new = at(tmp_path / name, work)
        with watched(root, STATE, 10_000) as power:
            assert run(root, *work.arguments).exit_code == 0
        put_down(power.cuts[-1].synced, tmp_path / f"{name}-left")
        assert work.seen(tmp_path / f"{name}-left") == new
