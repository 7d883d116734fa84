"""A site with a portrait for each of many people: built first, again, and after an edit.

Portraits are noise over a gradient, since that takes encoders as long as photographs do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops

from tests.benchmarks.building import AS_OF, Row, Say
from tests.benchmarks.measure import cost_of
from tests.pictures import drawn, saved

SIZE = (1500, 2000)
"""Pixels of each portrait: what agencies put on their pages."""


def picture(count: int, folder: Path, say: Say) -> Iterator[Row]:
    """Build a site of so many portraits three times."""
    say(f"{count:,} portraits: writing them")
    content = folder / "content"
    (content / "profiles").mkdir(parents=True)
    (content / "site.yaml").write_text("title: Trang A\n", encoding="utf-8")
    for number in range(count):
        _write(content / "profiles", number)
    guong = Path(sys.executable).with_name("guong")
    for name in ("first", "unchanged", "one edited"):
        if name == "one edited":
            _write(content / "profiles", 0, turned=True)
        cost = cost_of((guong, "build", "--as-of", AS_OF), folder)
        say(f"{count:,} portraits, {name}: {cost.wall_seconds:.1f} s")
        yield {
            "portraits": count,
            "build": name,
            "seconds": round(cost.wall_seconds, 2),
            "processor_seconds": round(cost.cpu_seconds, 2),
            "peak_megabytes": round(cost.peak_bytes / 1e6),
        }


def _write(folder: Path, number: int, *, turned: bool = False) -> None:
    noise = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 24).resize(SIZE).convert("RGB")
    image = ImageChops.overlay(drawn(SIZE).rotate(180 if turned else 0), noise)
    (folder / f"nguoi-{number}.jpg").write_bytes(saved(image, quality=85))
    (folder / f"nguoi-{number}.md").write_text(
        f"---\nname: Người {number}\nkind: individual\n"
        f"portrait: {{file: nguoi-{number}.jpg, alt: Chân dung {number}}}\n---\nLời.\n",
        encoding="utf-8",
    )
