"""Whole sites that nobody would write, yet made of the words that records know."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import yaml
from hypothesis import strategies as st

import generator.records
from generator.reading.yaml import read_yaml
from generator.records.kinds import KINDS
from tests.sites import MINIMAL

Site = Mapping[str, str | bytes]

ODD = (
    "",
    " ",
    "null",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "</script>\u2028",
    "\u202eđảo\u202c",
    "e\u0301" * 40,
    "👩‍🏫",
    "../../../etc/passwd",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "%s%n%00",
    "2024-13-45",
    "1e999",
    "01/QĐ-A",
    "don-vi-a",
    "dong-chi-a",
)
"""Words that programs have stumbled over, and some that mean something here."""
BODY = st.lists(
    st.sampled_from(
        [
            "# A",
            "[x](../campaigns/phong-trao-a.yaml)",
            "[x](y.md#z)",
            "![](a.jpg)",
            "| a | b |",
            "|---|---|",
            "- a",
            "> [^1]",
            "[^1]: b",
            "```",
            "<div id=main>",
            "**",
            *ODD,
        ]
    ),
    max_size=8,
).map("\n".join)


def fields() -> list[str]:
    """The name of every field of every class of records."""
    modules = pkgutil.iter_modules(generator.records.__path__)
    classes = (
        each
        for module in modules
        for each in vars(import_module(f"generator.records.{module.name}")).values()
        if isinstance(each, type)
    )
    return sorted({name for each in classes for name in vars(each).get("__annotations__", ())})


FIELDS = fields()
TEXTS = frozenset(("name", "title", "summary", "number", "tagline"))
"""Fields that take any words."""
NAMES = st.sampled_from([*FIELDS, "vi", "en", "fr", "", "__class__", "1"])
WORDS = st.sampled_from(ODD) | st.text(max_size=12)
SEEN = st.characters(categories=["L", "M", "N", "P", "S", "Zs"], exclude_characters="\u3164\u115f")
TEXT = st.sampled_from([each for each in ODD if each.isprintable() and each.strip()]) | st.text(
    SEEN, min_size=1, max_size=30
).filter(str.strip)
"""Words that a reader can see."""
SCALARS: st.SearchStrategy[Any] = (
    WORDS
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.booleans()
    | st.none()
    | st.dates()
    | st.sampled_from(["2024", "2024-02", "2024-Q3", "1968..1972", "khoảng 1970"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """The files of a content folder: some sound, some with other fields, some of other names."""
    site: dict[str, str | bytes] = dict(MINIMAL)
    for name in draw(st.lists(st.sampled_from(sorted(MINIMAL)), max_size=3, unique=True)):
        site[name] = draw(changed(name))
    kinds = [kind for kind in KINDS if kind.form != "list"]
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=2)):
        like = next(name for name in MINIMAL if name.startswith(f"{kind.plural}/"))
        stem = draw(st.sampled_from(["b", "c", "x/b", "dong-chi-a.en", "b.en", "nul", "B", "a b"]))
        site[f"{kind.plural}/{stem}{kind.ending}"] = draw(changed(like))
    if draw(st.booleans()):
        site[
            draw(st.sampled_from(["a.jpg", "profiles/b.csv", "campaigns/phong-trao-a.scores.csv"]))
        ] = draw(st.binary(max_size=40))
    return site


@st.composite
def changed(draw: st.DrawFn, name: str) -> str:
    """A file with a few fields added, replaced or taken away."""
    front, story = MINIMAL[name], ""
    if name.endswith(".md"):
        _, front, story = front.split("---\n", 2)
        story = f"{story}\n{draw(BODY)}\n"
    tree, _ = read_yaml(front, name)
    assert tree is not None
    value: Any = tree.value
    record = value[0] if isinstance(value, list) else value
    if draw(st.booleans()):
        for field in sorted(TEXTS.intersection(record)):
            given = record[field]
            record[field] = draw(TEXT) if isinstance(given, str) else {k: draw(TEXT) for k in given}
    else:
        for field in draw(st.lists(st.sampled_from([*FIELDS, *record]), max_size=3)):
            record[field] = draw(VALUES)
        if draw(st.integers(0, 4)) == 0:
            record.pop(draw(st.sampled_from(sorted(record))))
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    return f"---\n{text}---\n{story}" if name.endswith(".md") else text
