"""A living person without a basis of consent, or a minor.

Who is shown as an example should have agreed to it, or be shown for a public office or a published
award. For anybody under 18, parents are asked too, and less is told. A person counts as living when
no death is recorded and the birth was at most 115 years ago.

Bad:
    name: Đồng chí A
    kind: individual

Good:
    name: Đồng chí A
    kind: individual
    consent: {basis: Đồng ý bằng văn bản, on: 2025-12-01}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import SiteGraph
from generator.measures.living import is_minor, may_live

CODE = "P602"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    for profile in graph.profiles.values():
        if is_minor(profile, as_of):
            yield Finding(
                "profile",
                profile.id,
                ("life", "born"),
                "The profile is of somebody under 18.",
                "Ask whether it has to be public; keep school, place and picture out of it.",
            )
        if profile.consent is None and may_live(profile, as_of):
            yield Finding(
                "profile",
                profile.id,
                ("kind",),
                "Nothing says on what basis somebody who may be alive is shown.",
                "Add `consent:` with its `basis`; if the person has died, add `life: {died: …}`.",
            )
