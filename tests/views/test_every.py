"""All types of views are known as such, and what of them will go."""

from __future__ import annotations

from pathlib import Path

from typing_extensions import deprecated

from generator.views.every import VIEWS, going
from generator.views.profile import Profile

FOLDER = Path(__file__).parents[2] / "generator" / "views"


def test_each_module_of_views_is_among_them():
    """None was forgotten when it was added."""
    modules = {each.stem for each in FOLDER.glob("*.py")} - {"__init__", "every"}

    assert {each.__module__.rpartition(".")[2] for each in VIEWS} == modules


def test_what_will_go_is_found_by_its_decorator(monkeypatch):
    """With what is said of it; other properties stay."""
    going.cache_clear()
    before = dict(going())
    told = deprecated("`name` is the same", category=None)(lambda view: view.name)
    monkeypatch.setattr(Profile, "headline", property(told), raising=False)
    monkeypatch.setattr(Profile, "staying", property(lambda view: view.name), raising=False)
    going.cache_clear()
    after = dict(going())
    going.cache_clear()

    assert {**before, "headline": "`name` is the same"} == after
