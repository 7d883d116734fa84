"""What a command costs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.measure import Failed, cost_of

WORK = "import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 400_000)"
HOLD = "held = bytearray(50_000_000); import time; time.sleep(1)"
LET = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}], check=True)"


def test_the_work_of_children_counts(tmp_path: Path) -> None:
    """A command that lets another work is told the other's processor time."""
    alone = cost_of([sys.executable, "-c", "pass"], tmp_path)
    with_child = cost_of([sys.executable, "-c", LET.format(WORK)], tmp_path)

    assert with_child.cpu_seconds > 2 * alone.cpu_seconds


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_what_processes_hold_together_is_added_up(tmp_path: Path) -> None:
    """50 MB here and 50 MB there are 100 MB."""
    both = f"held = bytearray(50_000_000); {LET.format(HOLD)}"

    assert cost_of([sys.executable, "-c", both], tmp_path).peak_bytes > 100_000_000


def test_a_failure_is_no_result(tmp_path: Path) -> None:
    """A command that fails is not measured, and what it said is told."""
    with pytest.raises(Failed, match="no luck"):
        cost_of([sys.executable, "-c", "raise SystemExit('no luck')"], tmp_path)
