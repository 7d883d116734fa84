"""A file with letters that are not composed (not NFC), with quotation marks of two sorts, or with
double spaces.

Letters that are put together of parts are not found by searching and break on old devices. Mixed
quotation marks and double spaces distract readers. `guong check --fix` mends all three.

Bad:
    Chị nói: "Làm thử  đã", rồi “làm thật”.

Good:
    Chị nói: “Làm thử đã”, rồi “làm thật”.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph

CODE = "E803"
LEVEL: Severity = "note"

MESSAGES = {
    "not_nfc": "The file has letters that are put together of parts (not NFC).",
    "quotes": "Straight quotation marks stand beside curly ones here; in this file {count}.",
    "spaces": "Words are parted by more than one space here; in this file {count}.",
}


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for (kind, id_), found in graph.untidy.items():
        if not graph.in_sight((kind, id_)):
            continue
        for each in found:
            if each.sort in MESSAGES:
                yield Finding(
                    kind,
                    id_,
                    (),
                    MESSAGES[each.sort],
                    "Run `guong check --fix`.",
                    {"count": each.count},
                    at=each.at,
                )
