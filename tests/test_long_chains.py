"""The longest chains that content may have, as pages of each theme draw them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build import build
from generator.graph.resolve import MOST_LEVELS
from generator.task import Options
from tests.builders import AS_OF, folder_of

MODEL = "---\ntitle: A\nkind: practice\n{}\n---\n"
FILES = {
    "units.yaml": "".join(
        f"- {{id: u{n}, name: A, kind: agency{f', parent: u{n - 1}' if n else ''}}}\n"
        for n in range(MOST_LEVELS)
    ),
    **{
        f"models/m{n}.md": MODEL.format(f"adapted_from: m{n - 1}" if n else "topics: []")
        for n in range(MOST_LEVELS - 1)
    },
    "models/last.md": MODEL.format(
        f"adapted_from: m{MOST_LEVELS - 2}\nadoptions:\n"
        + "\n".join(
            f"  - {{id: x{n}, by: X{n}{f', learned_from: x{n - 1}' if n else ''}}}"
            for n in range(MOST_LEVELS)
        )
    ),
}


@pytest.mark.parametrize("theme", ["guong", "gazette"])
def test_the_longest_chains_are_drawn(theme: str, tmp_path: Path) -> None:
    """Units below units, models after models, and who learned the last one from whom."""
    settings = f"title: A\nlanguages: [vi]\ntheme: {theme}\n"
    with folder_of({"site.yaml": settings, **FILES}) as content:
        result = build(Options(content, tmp_path / "output", tmp_path / "state", as_of=AS_OF))

    assert [str(each) for each in result.problems] == []
    tree = (tmp_path / "output/models/last/index.html").read_text()
    assert f"X{MOST_LEVELS - 1}<" in tree
    assert f'"u{MOST_LEVELS - 1}/"' in (tmp_path / "output/units/index.html").read_text()
