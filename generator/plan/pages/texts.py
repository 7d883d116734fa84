"""Plain pages: about, method and the like."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan.page import Page
from generator.plan.record_pages import record_address, told_here
from generator.plan.scribe import Scribe, source_numbers
from generator.views.text import TextPage


def plan(scribe: Scribe) -> Iterator[Page]:
    for id_ in told_here(scribe, "page"):
        key = ("page", id_)
        record, origin = scribe.graph.pages[id_], scribe.graph.origins[key]
        view = TextPage(
            scribe.name(record.title),
            scribe.words(record.summary),
            scribe.body(record.body, origin.file, source_numbers(record)),
            scribe.trust(record, key, record.body),
        )
        yield Page(record_address(scribe, key, "text"), view, origin)
