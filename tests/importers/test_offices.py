"""Lists as offices send them, each with what an import says and writes of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.importers.conftest import Run
from tests.importers.offices import FIXTURES, put

EXPECTED = Path(__file__).parent / "expected"


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path("content").rglob("*.*"))}


@pytest.mark.parametrize("name", FIXTURES)
def test_a_list_becomes_what_a_person_would_write(name: str, run: Run) -> None:
    """What is understood, what would be written and what cannot be placed is as expected."""
    options = put(name)
    before = files()

    result = run("import", name, *options)

    said = f"{result.stdout}--\n{result.stderr}exit status {result.exit_code}\n"
    golden = EXPECTED / f"{name}.txt"
    if os.environ.get("GUONG_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
    assert files() == before


@pytest.mark.parametrize("name", FIXTURES)
def test_what_is_written_is_valid_and_importing_again_changes_nothing(name: str, run: Run) -> None:
    """Files are as shown, good for `guong check`, keep what was there, and stay as they are."""
    options = put(name)
    before = files()
    shown = run("import", name, *options).stdout

    run("import", name, *options, "--write")
    written = files()

    assert set(before) < set(written)
    assert all(written[path].startswith(text) for path, text in before.items())
    for path in set(written) - set(before):
        assert f"+ {path}\n" in shown
    check = run("check", "--as-of", "2026-11-22")
    assert check.exit_code == 0, check.stderr
    again = run("import", name, *options, "--write")
    assert "There is nothing to write." in again.stdout
    assert files() == written
