"""Parts of views."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, is_dataclass
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules

import pytest
from markupsafe import escape

from generator import views
from generator.views.common import NOTHING, Phrase, Tally


@pytest.mark.parametrize(
    ("phrase", "html"),
    [
        (Phrase("Gương"), "Gương"),
        (Phrase("Mirror", "en"), '<span lang="en">Mirror</span>'),
        (Phrase('<b>"A" & B</b>'), "&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;"),
        (Phrase("<", 'e"n'), '<span lang="e&quot;n">&lt;</span>'),
        (NOTHING, ""),
    ],
)
def test_phrases_show_their_language(phrase, html):
    """Escaped, and marked where the words are not in the page's language."""
    assert str(escape(phrase)) == html


def test_phrases_are_their_words():
    """As a string without marks; empty ones are false, whatever their language."""
    assert str(Phrase("A & B", "en")) == "A & B"
    assert Phrase("A")
    assert not Phrase("", "en")


def test_tallies_add_up():
    """Judged are met and missed; together all."""
    tally = Tally(met=1, missed=2, under_way=4, not_measured=8, no_goal=16)

    assert (tally.judged, tally.total) == (3, 31)


def test_views_are_frozen_and_slotted():
    """A view cannot be changed, nor carry what it does not declare."""
    modules = [
        import_module(f"{views.__name__}.{each.name}") for each in iter_modules(views.__path__)
    ]
    classes = {
        found
        for module in modules
        for _, found in getmembers(module, isclass)
        if found.__module__ == module.__name__
    }

    assert len(classes) > 40
    assert all(is_dataclass(each) and "__slots__" in vars(each) for each in classes)
    with pytest.raises(FrozenInstanceError):
        NOTHING.text = "x"  # type: ignore[misc]
