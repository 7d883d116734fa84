"""Whatever is edited, a build on top of an older one gives the bytes of a build from nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from generator import store as store_module
from generator.build import build
from generator.fresh import unchanged
from generator.manifest import MANIFEST
from generator.task import Options, Result
from tests.edits import Edits
from tests.sites import files_of

STEPS = int(os.environ.get("GUONG_STEPS", "105"))
"""How many edits are tried in all."""
LENGTH = 25


def run(options: Options) -> Result:
    """What the command does."""
    return unchanged(options) or build(options)


@contextmanager
def clean(options: Options) -> Iterator[Options]:
    """The same build, with nothing known and nothing published."""
    with TemporaryDirectory() as folder:
        yield replace(options, output=Path(folder) / "output", state=Path(folder) / "state")


@contextmanager
def clock_off_by(seconds: int) -> Iterator[None]:
    """The clock that the state looks at is wrong."""
    real = time.time_ns
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: real() + seconds * 10**9)
        yield


class NeverStale(Edits):
    """Edits, and harm to what earlier builds left, each followed by a look at the site."""

    clock = 0
    """How many seconds the clock is off."""
    broken = False
    """Was there something wrong with the content at the last look?"""

    @rule(
        which=st.integers(0, 999),
        how=st.sampled_from(["delete", "alter", "empty", "link", "folder"]),
    )
    def harm_the_output(self, which: int, how: str) -> None:
        found = sorted(self.options.output.rglob("*.*"))
        files = [file for file in found if file.is_file() and file.name != MANIFEST]
        if not files:
            return
        file = files[which % len(files)]
        if how == "folder" and file.parent != self.options.output:
            shutil.rmtree(file.parent)
        elif how in {"delete", "link"}:
            file.unlink()
            if how == "link":
                file.symlink_to(self.options.output / MANIFEST)
        else:
            file.write_bytes(b"" if how == "empty" else file.read_bytes().swapcase())

    @rule(how=st.sampled_from(["delete", "truncate", "noise", "version", "bits"]))
    def harm_the_state(self, how: str) -> None:
        file = self.options.state / store_module.FILE
        if not file.exists():
            return
        data = file.read_bytes()
        if how == "delete":
            shutil.rmtree(self.options.state)
        elif how == "truncate":
            file.write_bytes(data[: len(data) // 2])
        elif how == "noise":
            file.write_bytes(b"not a database at all")
        elif how == "version":
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("update meta set value = x'00' where name = 'engine'")
                connection.commit()
        else:
            middle = len(data) // 2
            file.write_bytes(data[:middle] + bytes(each ^ 1 for each in data[middle:]))

    @rule(compress=st.booleans())
    def ask_for_variants(self, compress: bool) -> None:
        self.options = replace(self.options, compress=compress)

    @rule(seconds=st.sampled_from([-3600, 3600, 0]))
    def set_the_clock(self, seconds: int) -> None:
        self.clock = seconds

    @invariant()
    def equals_a_build_from_nothing(self) -> None:
        with clock_off_by(self.clock):
            incremental = run(self.options)
            again = run(self.options)
        with clean(self.options) as options:
            whole = run(options)
            assert incremental.problems == whole.problems
            assert again.problems == whole.problems
            if whole.published is None:
                # Sites that stay broken would prove little.
                if self.broken:
                    self.mend(whole.problems)
                self.broken = not self.broken
                return
            self.broken = False
            assert files_of(self.options.output) == files_of(options.output)
            assert again.published is not None
            assert (again.published.written, again.published.removed) == ((), ())
            assert (incremental.pages, incremental.counts) == (whole.pages, whole.counts)


@pytest.mark.slow
def test_no_edit_leaves_anything_stale() -> None:
    """Random edits of every kind, harm to output and state, wrong clocks: the same bytes."""
    run_state_machine_as_test(
        NeverStale,
        settings=settings(
            max_examples=max(1, STEPS // LENGTH),
            stateful_step_count=LENGTH,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )


def test_a_time_zone_that_became_a_folder_is_no_failure(tmp_path: Path) -> None:
    """Whether anything has changed is found out by a build then."""
    options = Options(tmp_path / "content", tmp_path / "output", tmp_path / "state")
    with store_module.opened(options.state) as state:
        state.write_note(f"site {options.output}", b'{"layers": [], "timezone": "Asia"}')
        state.commit(whole=True)

    assert unchanged(options) is None
