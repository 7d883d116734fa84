"""A record that is not told in every language of the site.

Readers of the other language see that the page exists and cannot read it.

Bad:
    # Only profiles/dong-chi-a.md, on a site with `languages: [vi, en]`

Good:
    # profiles/dong-chi-a.md and, beside it, profiles/dong-chi-a.en.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.plan.addresses import Addresses

CODE = "E802"
LEVEL: Severity = "note"

KINDS = ("profile", "campaign", "decision", "model", "article", "page")


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    languages = graph.settings.languages
    addresses = Addresses(graph)
    for kind in KINDS if len(languages) > 1 else ():
        for id_ in graph.shown(kind):
            told = addresses.languages_of((kind, id_))
            missing = [each for each in languages if each not in told]
            if missing:
                yield Finding(
                    kind,
                    id_,
                    (),
                    "The record is not told in {languages}.",
                    "Add the texts in that language, or a translation beside the file.",
                    {"languages": ", ".join(missing)},
                )
