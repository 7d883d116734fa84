"""Characters in a file that nobody sees, or that turn the direction of the text around.

They come along when text is copied from web pages and documents, or are put in so that a text reads
otherwise than it is: a name, an amount or an address. Searching does not find words that hold one.
`guong check --fix` takes them out. Those that join emoji are left alone.

Bad:
    name: Tổ[U+200B] 1      # a space without width stands behind "Tổ"

Good:
    name: Tổ 1
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "E804"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for (kind, id_), found in graph.untidy.items():
        if not graph.in_sight((kind, id_)):
            continue
        for each in found:
            if each.sort == "unseen":
                yield Finding(
                    kind,
                    id_,
                    (),
                    "Here is a character that nobody sees; in this file {count}.",
                    "Run `guong check --fix`, and read the text here again.",
                    {"count": each.count},
                    at=each.at,
                )
