"""Texts that would hold a build up are refused before they do; texts that people write are not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.ingest import Loaded, ingest
from generator.reading.effort import (
    MAX_CHARACTERS,
    MAX_EFFORT,
    MAX_EFFORT_OF_FILE,
    Gauge,
    effort_of,
)
from generator.reading.markup import to_body

ROOT = Path(__file__).parents[2]
LONG = 100_000
SHORT_SECONDS = 5.0
"""Of the processor's time, for what should take a thirtieth of one."""

PUMPS = (
    "[", "![", "[a](", "[a](<b", "[a][b", "[](", "[^a] ", "<", "<a ", "<!--", "<![CDATA[", "<?",
    "<http://a ", "<b>", "<div>\n", "\\", "\\*", "*a ", "**a *b ", "_a __b ", "a*", "`", "`|",
    "&#1", "&amp;", "> ", "- ", "* ", "1. ", "_ ", "# a\n", "## a\n", "a\n===\n", "a\n: b\n",
    "```\n", "```a\nb\n", "~~~\n", "a|b\n-|-\na|b\n\n", "http://a.b ", "<br>", "{: #a }",
    "[a]: b\n", "|",
)  # fmt: skip
"""What is repeated without end."""
TABLE = "a|b\n-|-\n"
HARMLESS = {
    "a long story": "Một câu có **chữ đậm** và [một liên kết](a.md), dài vừa phải.\n\n" * 900,
    "a long table": "| Đơn vị | Điểm |\n|---|---|\n" + "| **Đơn vị A** | [9,5](a.md) |\n" * 1_000,
    "a long list": "- [Đồng chí A](a.md), *Đơn vị A*\n" * 1_000,
    "a programme": "```json\n" + '{"a": ["b", {"c": "<d>"}]},\n' * 1_500 + "```\n",
    "footnotes": "".join(f"Câu.[^{n}]\n\n[^{n}]: Nguồn {n}\n\n" for n in range(300)),
    "a paragraph": "Một câu dài, có (ngoặc) và - gạch. " * 600,
}


@pytest.mark.parametrize("before", ["", TABLE], ids=["text", "table"])
@pytest.mark.parametrize("pump", PUMPS)
def test_what_is_let_through_is_read_soon(pump: str, before: str) -> None:
    """Of each attack, as much as a thirtieth of what is allowed: hours become parts of a second."""
    length = MAX_CHARACTERS
    while effort_of(before + (pump * length)[:length]).amount > MAX_EFFORT / 30:
        length //= 2
    text = before + (pump * length)[:length]
    begun = time.process_time()
    to_body(text, "vi", "a.md")

    assert time.process_time() - begun < SHORT_SECONDS


@pytest.mark.parametrize(
    "pump", ["[", "![", "[a](", "<a ", "<![CDATA[", "\\*", "`|", "> ", "- ", "```a\nb\n", "## a\n"]
)
def test_attacks_are_refused(pump: str) -> None:
    """A hundred thousand characters of each are too many."""
    assert effort_of((pump * LONG)[:LONG]).amount > MAX_EFFORT


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_people_write_is_far_from_the_bound(text: str) -> None:
    """Longer than anybody reads, and half of what is allowed at most."""
    assert effort_of(text).amount < MAX_EFFORT / 2


def test_the_demonstration_makes_hardly_any_effort() -> None:
    """Its longest story needs less than a twentieth of what is allowed."""
    stories = [each.read_text(encoding="utf-8") for each in (ROOT / "content").rglob("*.md")]

    assert len(stories) > 40
    assert max(effort_of(each).amount for each in stories) < MAX_EFFORT / 20


def test_the_costly_paragraph_is_named() -> None:
    """C130 at the line where it begins, counted in the file."""
    gauge = Gauge()

    assert gauge.refuses("Một\n\nhai\n\n" + "[" * 5_000, Location("a.md", 10, 1))
    (wrong,) = gauge.problems
    assert (wrong.code, wrong.at) == ("C130", Location("a.md", 14, 1))


def test_too_long_a_story_is_refused() -> None:
    """C129 says how long it is."""
    gauge = Gauge()

    assert not gauge.refuses("a" * MAX_CHARACTERS, Location("a.md", 10, 1))
    assert gauge.refuses("a" * (MAX_CHARACTERS + 1), Location("a.md", 10, 1))
    assert [each.code for each in gauge.problems] == ["C129"]


def test_the_stories_of_a_file_count_together() -> None:
    """Many texts that are each allowed may be too much for one file."""
    gauge = Gauge()
    text = "[" * 1_500
    allowed = int(MAX_EFFORT_OF_FILE / effort_of(text).amount)

    refused = [gauge.refuses(text, Location("a.yaml", row, 1)) for row in range(allowed + 2)]

    assert refused == [False] * allowed + [True, True]


def test_a_refused_story_stops_the_build_and_nothing_else() -> None:
    """Its record is read all the same, so that all that is wrong is told at once."""
    front = "---\nname: Đồng chí A\nkind: individual\nwrong: 1\n---\n"
    data = (front + "[" * 5_000).encode()

    made = ingest(Loaded("profile", "a", ("profiles/a.md", data), {}, {}), ("vi",))

    assert "C130" in {each.code for each in made.problems}
    assert len(made.problems) > 1
