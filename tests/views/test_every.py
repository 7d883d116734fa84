"""All types of views are known as such."""

from __future__ import annotations

from pathlib import Path

from generator.views.every import VIEWS

FOLDER = Path(__file__).parents[2] / "generator" / "views"


def test_each_module_of_views_is_among_them():
    """None was forgotten when it was added."""
    modules = {each.stem for each in FOLDER.glob("*.py")} - {"__init__", "every"}

    assert {each.__module__.rpartition(".")[2] for each in VIEWS} == modules
