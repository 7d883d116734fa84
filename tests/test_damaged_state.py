"""Whatever is damaged in `.guong/`, the next build publishes what a build from nothing does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.sites import Project, files_of

DAMAGES = int(os.environ.get("GUONG_DAMAGES", "25"))
"""How many times something is damaged, and the site built."""


def cut(data: bytes, at: int) -> bytes:
    return data[:at]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes(each ^ 1 for each in data[at : at + 1]) + data[at + 1 :]


def blank(data: bytes, at: int) -> bytes:
    """A block of a disk came back empty."""
    lost = data[at : at + 4096]
    return data[:at] + bytes(len(lost)) + data[at + len(lost) :]


def longer(data: bytes, at: int) -> bytes:
    return data + data[at:]


SORTS: tuple[Callable[[bytes, int], bytes] | None, ...] = (cut, flipped, blank, longer, None)
"""None: a folder lies where the file was."""


def damage(file: Path, random: Random) -> str:
    """Damage a file somewhere, and say how."""
    sort, data = random.choice(SORTS), file.read_bytes()
    at = random.randrange(len(data)) if data else 0
    file.unlink()
    if sort is None:
        file.mkdir()
        return f"{file.name} a folder"
    file.write_bytes(sort(data, at))
    return f"{file.name} {sort.__name__} at {at} of {len(data)}"


def test_a_damaged_state_changes_nothing(published: Project) -> None:
    """A file or all of them are cut short, changed, emptied or grown, whatever is still published.

    The state that a build leaves is the next one's, as templates are used only where they were
    compiled.
    """
    clean, output = files_of(published.output()), published.output()
    state = published.root / ".guong"
    for seed in range(DAMAGES):
        random = Random(seed)
        files = sorted(each for each in state.rglob("*") if each.is_file())
        everything = seed % 5 == 4
        chosen = files if everything else [random.choice(files)]
        done = [damage(each, random) for each in chosen]
        if random.random() < 0.7:
            # Everything must be rendered again.
            shutil.rmtree(output)
        made = published.build("--quiet")

        assert (made.exit_code, made.stderr) == (0, ""), (seed, done)
        assert files_of(output) == clean, (seed, done)
        if everything:
            shutil.rmtree(state)
            shutil.rmtree(output)
            published.build("--quiet")
