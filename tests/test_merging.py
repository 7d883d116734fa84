"""What a form sends back goes into the author's file, and nothing else in it changes."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.merging import merged, same
from generator.reading.document import front_and_body
from generator.reading.yaml import Value, read_yaml

CONTENT = Path(__file__).parents[1] / "content"
OLD = """\
---
# Đọc kỹ trước khi sửa.
name: "Đồng chí A"   # tên
born: 1961
summary: Một, hai.

awards:   # khen
- title: a
  on: 2020-01   # tháng
- title: b
topics: [x, 'y']
role: {vi: Thợ, en: "Worker"}
story: |
  Dòng 1

  Dòng 2
empty:
---

Chuyện.
"""


def front(text: str) -> dict[str, Any]:
    parts = front_and_body(text)
    assert parts is not None
    found: dict[str, Any] = yaml.load(parts[0], Loader=yaml.BaseLoader)
    return found


def sent(values: dict[str, Any], body: str = "Chuyện.") -> bytes:
    """A file as a form writes it: all anew, in its own style."""
    return f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\n{body}\n".encode()


def changes(after: bytes) -> list[str]:
    """The lines that are others afterwards."""
    found = merged(OLD.encode(), after, "a.md").decode()
    lines = difflib.ndiff(OLD.splitlines(), found.splitlines())
    return [line for line in lines if line[0] in "-+"]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({}, []),
        ({"summary": "Ba: #bốn"}, ["- summary: Một, hai.", "+ summary: 'Ba: #bốn'"]),
        ({"summary": None}, ["- summary: Một, hai."]),
        ({"born": 1962}, ["- born: 1961", "+ born: 1962"]),
        ({"born": 1961.0}, []),
        (
            {"name": 'Đồng chí "B"'},
            ['- name: "Đồng chí A"   # tên', '+ name: "Đồng chí \\"B\\""   # tên'],
        ),
        (
            {"awards": [{"title": "a", "on": "2021"}, {"title": "b"}]},
            ["-   on: 2020-01   # tháng", "+   on: 2021   # tháng"],
        ),
        ({"awards": [{"title": "b"}]}, ["- - title: a", "-   on: 2020-01   # tháng"]),
        (
            {"awards": [{"title": "a", "on": "2020-01"}, {"title": "c"}, {"title": "b"}]},
            ["+ - title: c"],
        ),
        (
            {"awards": []},
            ["- awards:   # khen", "- - title: a", "-   on: 2020-01   # tháng", "- - title: b"],
        ),
        ({"topics": ["x", "z, w"]}, ["- topics: [x, 'y']", "+ topics: [x, 'z, w']"]),
        ({"topics": ["y"]}, ["- topics: [x, 'y']", "+ topics: [y]"]),
        (
            {"role": {"en": "Fitter", "vi": "Thợ"}},
            ['- role: {vi: Thợ, en: "Worker"}', '+ role: {vi: Thợ, en: "Fitter"}'],
        ),
        ({"role": "Thợ"}, ['- role: {vi: Thợ, en: "Worker"}', "+ role: Thợ"]),
        ({"story": "Dòng 1\n\nDòng 3\n"}, ["-   Dòng 2", "+   Dòng 3"]),
        ({"empty": "có"}, ["- empty:", "+ empty: có"]),
        ({"new": {"a": ["1", ""]}}, ["+ new:", "+   a:", "+     - 1", "+     - ''"]),
        ({"new": ""}, []),
    ],
)
def test_only_lines_of_what_changed_are_others(change: dict[str, Any], lines: list[str]) -> None:
    """Comments, order, quotation marks and blank lines stay."""
    values = {**front(OLD), **change}

    assert changes(sent({name: each for name, each in values.items() if each is not None})) == lines


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("0", "0.0", True),
        ("0.5", ".5", True),
        ("1961", "1961.00", True),
        ("1e3", "1000", True),
        ("0.1", "0.10000000000000001", False),
        ("912345678", "0912345678", False),
        ("007", "7", False),
        ("84912", "+84912", False),
        ("00", "0", False),
        ("12345678901234567890", "12345678901234567891", False),
        ("1e9999999999999999999999", "1", False),
    ],
)
def test_numbers_are_the_same_to_the_last_digit(one: str, other: str, is_same: bool) -> None:
    """Other ways to write a number mean the same; telephone numbers and codes are none."""
    assert same(one, other) == same(other, one) == is_same


def test_a_telephone_number_can_be_corrected() -> None:
    """A zero before it is an edit that is kept."""
    before, after = b"channel: 912345678\n", b"channel: '0912345678'\n"

    assert read_yaml(merged(before, after, "a.yaml").decode(), "") == read_yaml(
        "channel: 0912345678\n", ""
    )


def test_the_story_changes_alone() -> None:
    """With the blank lines around it."""
    assert changes(sent(front(OLD), "Chuyện khác.")) == ["- Chuyện.", "+ Chuyện khác."]
    assert changes(sent(front(OLD), "\n\nChuyện.\n\n")) == []


def test_the_way_lines_end_stays() -> None:
    """As on Windows, with a mark at the beginning."""
    before = b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode()
    after = merged(before, sent({**front(OLD), "born": "1962"}), "a.md")

    assert after == before.replace(b"1961", b"1962")


def test_what_is_no_file_of_the_kind_is_refused() -> None:
    """Nothing good is overwritten by what cannot be read."""
    for broken in (b"a: [", b"---\na: 1\n---\n", b"a: &x 1"):
        with pytest.raises(ValueError, match="mistakes"):
            merged(b"a: 1\n", broken, "a.yaml")
    assert merged(b"a: [", b"a: 1\n", "a.yaml") == b"a: 1\n"


def files() -> list[Path]:
    return sorted(each for each in CONTENT.rglob("*.*") if each.suffix in (".md", ".yaml"))


def test_no_byte_of_real_files_changes_when_nothing_was_changed() -> None:
    """Written by a form as they were read, all files of the demonstration stay as they are."""
    for file in files():
        before = file.read_bytes()
        text = before.decode()
        if file.suffix == ".md":
            parts = front_and_body(text)
            assert parts is not None
            after = sent(front(text), parts[1].strip())
        else:
            values = yaml.load(text, Loader=yaml.BaseLoader)
            after = yaml.safe_dump(values, allow_unicode=True).encode()
        assert merged(before, after, file.name) == before, file


WORDS = st.text("aAđ1:#-'\"[]{}, \n.", max_size=8)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)
MAPPINGS = st.dictionaries(st.sampled_from("abcde"), VALUES, min_size=1)


@given(MAPPINGS, MAPPINGS, st.sampled_from([None, False, True]), st.booleans())
def test_no_value_gets_lost(
    before: dict[str, Value], after: dict[str, Value], flow: bool | None, comments: bool
) -> None:
    """Whatever is changed to whatever, the file has the new values; without a change, its bytes."""
    old = yaml.safe_dump(before, allow_unicode=True, default_flow_style=flow)
    if comments:
        old = old.replace("\n", "\n# lời bàn\n", 1) if old.count("\n") > 1 else old
    if read_yaml(old, "")[1] or read_yaml(yaml.safe_dump(after), "")[1]:
        return
    new = yaml.safe_dump(after, allow_unicode=True).encode()

    found = merged(old.encode(), new, "a.yaml")
    tree, problems = read_yaml(found.decode(), "")
    wanted, _ = read_yaml(new.decode(), "")

    assert problems == ()
    assert tree is not None
    assert wanted is not None
    assert same(tree.value, wanted.value)
    assert merged(found, new, "a.yaml") == found
