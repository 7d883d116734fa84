"""Terminals and pipes that cannot print all letters, and streams that are closed."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.streams import prepare

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("cp1252", b"H\\u1ed3 Gi\xe1o"),
        ("cp1258", b"H\\u1ed3 Gi\xe1o"),
        ("utf-8", "Hồ Giáo".encode()),
    ],
)
def test_what_a_stream_cannot_print_is_written_as_its_number(
    encoding: str, printed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the sentence is as it was."""
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding))

    prepare()
    sys.stdout.write("Hồ Giáo")
    sys.stdout.flush()

    assert data.getvalue() == printed


def test_a_stream_that_somebody_set_up_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own way with such letters is kept."""
    stream = io.TextIOWrapper(io.BytesIO(), "cp1252", errors="xmlcharrefreplace")
    monkeypatch.setattr(sys, "stderr", stream)

    prepare()

    assert stream.errors == "xmlcharrefreplace"


def run(shell: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a *shell* starts it with its streams."""
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-m", "generator", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "vi_VN.UTF-8", **env},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_vietnamese_is_told_in_any_encoding(encoding: str) -> None:
    """What a rule finds, and why, is no failure of the generator."""
    ended = run("", "explain", "T102", PYTHONIOENCODING=encoding)

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"T102  ")


@pytest.mark.skipif(os.name == "nt", reason="Shells of Windows close no streams")
@pytest.mark.parametrize("shell", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_stop_nothing(shell: str, tmp_path: Path) -> None:
    """Nobody is asked, nothing is told, and no file gets what was to be printed."""
    ended = run(shell, "init", str(tmp_path / "site"))

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert CliRunner().invoke(main, ["init", str(tmp_path / "other")]).exit_code == 0
    for path in (tmp_path / "other").rglob("*.*"):
        twin = tmp_path / "site" / path.relative_to(tmp_path / "other")
        assert path.is_dir() or path.read_bytes() == twin.read_bytes()
