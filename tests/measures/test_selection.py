"""Missing steps of a selection trail."""

from __future__ import annotations

import pytest

from generator.measures.selection import missing_steps
from tests.builders import record_of

DECISION = "date: 2020\nauthority: so\ntitle: bang-khen\nrecipients: [{name: A}]\n"
ALL = ("nomination", "vote", "public_notice", "approval")


@pytest.mark.parametrize(
    ("selection", "missing"),
    [
        ("", ALL),
        ("selection: {nominated: 3}", ALL),
        ("selection: {steps: [{kind: appraisal}]}", ALL),
        ("selection: {steps: [{kind: vote}, {kind: vote}]}", ("nomination", *ALL[2:])),
        ("selection: {steps: [{kind: approval}, {kind: nomination}]}", ("vote", "public_notice")),
        (
            (
                "selection: {steps: [{kind: approval}, {kind: public_notice}, {kind: vote},"
                " {kind: nomination}]}"
            ),
            (),
        ),
    ],
)
def test_steps_that_are_not_recorded_are_missing(selection, missing):
    """Nomination, vote, notice and approval are expected, in this order; appraisal is not."""
    assert missing_steps(record_of("decision", f"{DECISION}{selection}\n")) == missing
