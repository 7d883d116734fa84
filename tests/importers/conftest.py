"""What tests of imports share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.importers.offices import CONTENT

ENGLISH = {"LANGUAGE": None, "LC_ALL": "C.UTF-8"}
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run guong in a folder with a small site."""
    for name, text in CONTENT.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *given: CliRunner().invoke(main, given, env=ENGLISH, catch_exceptions=False)
