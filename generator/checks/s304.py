"""One achievement that was rewarded twice at the same level.

Two awards of one level for one deed make both worth less. Awards count as for one achievement when
they have the same citation, or come from one campaign in one year without a citation that tells
them apart. Awards that were revoked do not count.

Bad:
    # Two decisions of 2025, both titles of the province:
    - {profile: dong-chi-a, citation: Cắt vải theo cỡ}
    - {profile: dong-chi-a, citation: Cắt vải theo cỡ}

Good:
    - {profile: dong-chi-a, citation: Cắt vải theo cỡ}
    - {profile: dong-chi-a, citation: Dạy nghề cho 14 thợ mới}
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date

from generator.checks.finding import Finding
from generator.diagnostics import Severity
from generator.graph.site import Award, SiteGraph

CODE = "S304"
LEVEL: Severity = "warning"


def find(graph: SiteGraph, as_of: date) -> Iterator[Finding]:
    seen: dict[Hashable, Award] = {}
    for award in graph.awards:
        key = _achievement(award)
        if key is None:
            continue
        first = seen.setdefault(key, award)
        if first is not award and first.recipient is not award.recipient:
            yield Finding(
                "decision",
                award.decision.id,
                ("recipients", award.decision.recipients.index(award.recipient)),
                "The same achievement may already have been rewarded at this level by the decision"
                " '{decision}'.",
                "Add a `citation` that tells the two apart, or check the decisions.",
                {"decision": first.decision.id},
            )


def _achievement(award: Award) -> Hashable | None:
    """What an award was for: equal for two that may reward one achievement."""
    recipient, decision = award.recipient, award.decision
    if award.revocation is not None or recipient.count > 1:
        return None
    who = recipient.profile or (str(recipient.name).casefold(), recipient.unit)
    if recipient.citation:
        return who, award.title.level, " ".join(str(recipient.citation).casefold().split())
    if decision.campaign is None:
        return None
    return who, award.title.level, decision.campaign, decision.date.year
