"""What makes a page hard to use without seeing it: a picture without alternative text, or with one
that repeats the caption; heading levels that jump; links called "here".

Screen readers read out the alternative text, list the headings and list the links. A list of five
times "tại đây" leads nowhere.

Bad:
    ![](../pictures/xuong.jpg)

    Xem [tại đây](../models/cat-vai.md).

Good:
    ![Hai thợ xếp vải lên bàn cắt](../pictures/xuong.jpg)

    Xem [cách cắt vải theo cỡ](../models/cat-vai.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.readable import stories_of
from generator.graph.site import SiteGraph
from generator.records.types import Body

CODE = "A701"
LEVEL: Severity = "warning"

MESSAGES = {
    "no_alt": (
        "The picture has no alternative text.",
        "Describe between the square brackets what it shows.",
    ),
    "alt_repeated": (
        "The alternative text repeats the caption.",
        "Describe what the picture shows to somebody who does not see it.",
    ),
    "empty_link": (
        "The link '{written}' does not say where it leads.",
        "Link the words that name what is there.",
    ),
}


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for kind in ("profile", "campaign", "model", "article", "page"):
        for id_, record in graph.shown(kind).items():
            for path, body in stories_of(record):
                for each in body.doubts:
                    if each.sort in MESSAGES:
                        message, hint = MESSAGES[each.sort]
                        yield Finding(kind, id_, path, message, hint, {"written": each.written})
                for words, jump in _jumps(body):
                    yield Finding(
                        kind,
                        id_,
                        path,
                        "The heading '{written}' is {jump} levels below the one before.",
                        "Take out `#` signs until it is one level deeper.",
                        {"written": words, "jump": jump},
                    )


def _jumps(body: Body) -> Iterator[tuple[str, int]]:
    """Headings more than one level below the one before, and how many levels."""
    before = 1
    for level, _, words in body.headings:
        if level > before + 1:
            yield words, level - before
        before = level
