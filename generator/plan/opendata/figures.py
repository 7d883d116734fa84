"""Tables of figures: what pages compute, a row for each."""

from __future__ import annotations

OUTCOMES = (
    "campaign",
    "target",
    "indicator",
    "unit",
    "direction",
    "baseline",
    "baseline_on",
    "goal",
    "goal_by",
    "latest",
    "latest_on",
    "state",
    "as_of",
)
