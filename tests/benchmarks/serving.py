"""How soon a browser shows an edit while `guong serve` runs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from tests.benchmarks import browsing
from tests.benchmarks.building import AS_OF, GUONG, Say
from tests.benchmarks.corpus import Corpus, edit, profile_id
from tests.benchmarks.for_guong import write_guong
from tests.benchmarks.measure import Failed

_FIRST_BUILD_SECONDS = 3_600
_PAUSE_SECONDS = 3
"""Between two edits, as a writer has: what was just written is read with more care."""
_SHOWS = "words => document.body.innerText.includes(words)"


def reload_seconds(size: int, edits: int, folder: Path, say: Say) -> list[float]:
    """Save a profile again and again; seconds from each save until its open page shows it."""
    write_guong(Corpus(size), folder)
    id_ = profile_id(size // 2)
    file = folder / "content" / "profiles" / f"{id_}.md"
    taken = []
    with _served(folder) as address, browsing.chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(_FIRST_BUILD_SECONDS * 1_000)
        say(f"{size:,} profiles: first build")
        page.goto(f"{address}profiles/{id_}/")
        for number in range(1, edits + 1):
            sleep(_PAUSE_SECONDS)
            begun = perf_counter()
            words = edit(file, number)
            page.wait_for_function(_SHOWS, arg=words)
            taken.append(perf_counter() - begun)
            say(f"{size:,} profiles, edit {number} of {edits}: {taken[-1]:.2f} s")
    return taken


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Run `guong serve` in a folder; gives its address.

    Raises:
        Failed: If it ends by itself.
    """
    told = folder / "said.txt"
    command = (GUONG.command[0], "serve", "--port", "0", "--as-of", AS_OF)
    with told.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
    try:
        address = None
        while address is None:
            if process.poll() is not None:
                raise Failed(told.read_text(encoding="utf-8"))
            sleep(0.1)
            address = re.search(r"http://\S+/", told.read_text(encoding="utf-8"))
        yield address[0]
    finally:
        process.terminate()
        process.wait()
