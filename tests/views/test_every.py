"""What of the views will go."""

from __future__ import annotations

from typing_extensions import deprecated

from generator.views.every import going
from generator.views.profile import Profile


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
