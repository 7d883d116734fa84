"""The wall times of builds as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.benchmarks.tables import SCENARIOS, Medians

COLOURS = {"guong": "#a4262c", "hugo": "#5a6b7b"}
NAMES = {"guong": "guong", "hugo": "Hugo"}


def draw(builds: list[dict[str, Any]], path: Path) -> None:
    """One panel a scenario: seconds by number of profiles, both axes logarithmic."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    medians = Medians(builds)
    # The same results give the same file, with text that can be read and searched.
    with mpl.rc_context({"svg.hashsalt": "guong", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(11, 3), layout="constrained")
        panels = figure.subplots(1, len(SCENARIOS), sharey=True)
        for panel, (scenario, name) in zip(panels, SCENARIOS.items(), strict=True):
            for tool, colour in COLOURS.items():
                times = [medians.of(size, scenario, tool, "wall_seconds") for size in medians.sizes]
                panel.plot(medians.sizes, times, marker="o", color=colour, label=NAMES[tool])
            panel.set(title=name, xscale="log", yscale="log", xlabel="profiles")
            panel.set_xticks(medians.sizes, [f"{size:,}" for size in medians.sizes], minor=False)
            panel.set_xticks([], minor=True)
            panel.tick_params(axis="x", rotation=45)
            panel.grid(visible=True, alpha=0.3)
        panels[0].set_ylabel("seconds")
        panels[0].legend()
        figure.savefig(path, format="svg", metadata={"Date": None})
