"""What a page is made of, and why it is made anew."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import chain
from typing import get_args, get_type_hints

import pytest

from generator.ingredients import Ingredients, why
from generator.theme import Theme
from generator.views.common import Phrase
from generator.views.every import VIEWS
from generator.views.frame import Address, Site
from generator.views.text import NotFound

SITE = Site(Phrase("Site"), Phrase(""), "", "vi", (), None, (), ())
ADDRESS = Address("a/", "vi", "a", "", ())
TEMPLATES = {
    "pages/a.html": '{% extends "base.html" %}{% from "part.html" import x with context %}',
    "pages/b.html": '{% include name ~ ".html" %}',
    "base.html": "base",
    "part.html": '{%- include ["inner.html"] ignore missing -%}',
    "inner.html": "inner",
    "other.html": "other",
}
THEME = Theme("t", "t", TEMPLATES, {}, {}, {"": "assets/a.css"}, {"vi": b"words"})


def made_of(theme: Theme = THEME, site: Site = SITE, page: str = "a", view: object = None) -> bytes:
    address = replace(ADDRESS, template=page)
    return Ingredients(theme, {"vi": site}).of(address, view or NotFound((), ()))


def changed(name: str) -> Theme:
    return replace(THEME, templates={**TEMPLATES, name: TEMPLATES[name] + "!"})


@pytest.mark.parametrize("name", ["pages/a.html", "base.html", "part.html", "inner.html"])
def test_a_page_is_made_of_all_templates_that_it_brings_in(name: str) -> None:
    """Directly, through others, in lists, with context."""
    assert why(made_of(), made_of(changed(name))) == "template"


def test_other_templates_do_not_matter() -> None:
    """What a page does not bring in may change."""
    assert made_of(changed("other.html")) == made_of()


def test_a_computed_name_may_mean_any_template() -> None:
    """Where a template's name is not written out, all count."""
    before = made_of(page="b")
    assert why(before, made_of(changed("other.html"), page="b")) == "template"


def test_words_assets_and_the_frame_are_part_of_every_page() -> None:
    """Each of them alone makes the page anew."""
    others = [
        made_of(replace(THEME, catalogues={"vi": b"other"})),
        made_of(replace(THEME, addresses={"": "assets/b.css"})),
        made_of(site=replace(SITE, title=Phrase("Other"))),
    ]
    assert [why(made_of(), each) for each in others] == ["frame"] * 3


def test_reasons() -> None:
    """A page is new, shows something else, or its file was harmed."""
    other = Ingredients(THEME, {"vi": SITE}).of(replace(ADDRESS, path="b/"), NotFound((), ()))

    assert why(b"", made_of()) == "new"
    assert why(made_of(), other) == "view"
    assert why(made_of(), made_of()) == "output"


def test_no_place_of_a_view_takes_two_types_that_look_alike() -> None:
    """The digest of a view names the fields of its parts, not their types."""
    alike = []
    for view in VIEWS:
        for name, hint in get_type_hints(view).items():
            forms = [
                tuple(field.name for field in fields(each))
                for each in (*get_args(hint), *chain(*map(get_args, get_args(hint))))
                if is_dataclass(each)
            ]
            if len(forms) > len(set(forms)):
                alike.append(f"{view.__name__}.{name}")

    assert len(VIEWS) > 50
    assert alike == []
