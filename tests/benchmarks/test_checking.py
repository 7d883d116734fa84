"""What the benchmark of the rules measures."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.checking import measured
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.for_guong import write_guong


def test_every_step_has_something_to_do(tmp_path: Path) -> None:
    """Each profile is asked about, and the findings are located in the files of all of them."""
    write_guong(Corpus(20), tmp_path)

    row = measured(tmp_path / "content")

    assert row["findings"] > 20
    assert row["files"] > 20
