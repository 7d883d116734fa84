"""What is seen of a build while it runs."""

from __future__ import annotations

import re

from generator.meter import Meter


def test_elsewhere_than_on_a_terminal_there_is_a_line_each_quarter(monkeypatch):
    """Only what takes very long is told of, with its rate and what is left."""
    monkeypatch.setenv("LANGUAGE", "en")
    lines: list[str] = []
    meter = Meter(lines.append, terminal=False)
    for step, total in (("read", 4000), ("render", 100)):
        for done in range(1, total + 1):
            meter.show(step, done, total)
    meter.close()

    counts = [re.sub(r"\(.*\)", "(…)", line) for line in lines]
    assert counts == [f"Reading the content: {n}/4000 (…)" for n in (1000, 2000, 3000, 4000)]
    assert re.search(r"\(\d+/s, 0 s left\)$", lines[-1])


def test_on_a_terminal_there_is_a_bar(capsys, monkeypatch):
    """It names the step and counts, and says nothing to a log."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("FORCE_COLOR", "1")
    lines: list[str] = []
    meter = Meter(lines.append, terminal=True)
    for done in range(1, 301):
        meter.show("render", done, 300)
    meter.close()

    shown = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", capsys.readouterr().err)
    assert "Making the pages" in shown
    assert "300/300" in shown
    assert lines == []
