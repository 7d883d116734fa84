"""Builds that are killed: at every step and any time the site is whole, and the next run ends it.

The processes are real, and so is the signal: SIGKILL, which nothing can be done about.
"""

from __future__ import annotations

import multiprocessing
import os
import posixpath
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from generator.build import build
from generator.manifest import BESIDE, MANIFEST
from generator.publish import publish, turn
from generator.publish.stage import PLACEHOLDER_PAGE
from generator.task import Options
from tests.html_pages import Page, broken_references, pages_of
from tests.sites import MINIMAL, files_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL and no forks"),
]

KILLS = int(os.environ.get("GUONG_KILLS", "14"))
"""How often a whole build is killed at a random time."""
STRIDE = int(os.environ.get("GUONG_STRIDE", "2"))
"""A change is killed at every fourth step; at every other one with 1."""
SEED = int(os.environ.get("GUONG_SEED", "1"))
THEIRS = {"CNAME": b"guong.example", "profiles/notes.txt": b"theirs"}
STEPS = ("open", "mkdir", "replace", "link", "unlink", "rmdir")
"""What changes folders and files."""


def people(*letters: str) -> dict[str, str]:
    """Profiles in both languages, which lead to each other."""
    told = MINIMAL["profiles/dong-chi-a.md"]
    vietnamese = {
        f"profiles/dong-chi-{each}.md": told.replace(" A", f" {each}") for each in letters
    }
    english = "---\nname: Comrade\nsummary: A worker.\n---\nA story.\n"
    return {**vietnamese, **{f"profiles/dong-chi-{each}.en.md": english for each in letters}}


BEFORE = {
    **MINIMAL,
    **people("b", "c", "d", "e"),
    "site.yaml": MINIMAL["site.yaml"].replace("plain", "guong"),
}
AFTER = {
    **{path: text for path, text in MINIMAL.items() if not path.startswith(("models", "articles"))},
    **people("d", "e", "f", "g", "h"),
    "site.yaml": MINIMAL["site.yaml"].replace("plain", "gazette") + "tagline: Khác\n",
    "campaigns/phong-trao-b.yaml": MINIMAL["campaigns/phong-trao-a.yaml"].replace(" A", " B"),
    "models/mo-hinh-moi.md": MINIMAL["models/mo-hinh-a.md"],
}


@dataclass(frozen=True, slots=True)
class Sites:
    """Two quite different sites: their content folders and their files."""

    contents: tuple[Path, Path]
    files: tuple[dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Records added, removed and renamed, and another theme."""
    contents, files = [], []
    for name, texts in (("before", BEFORE), ("after", AFTER)):
        root = tmp_path_factory.mktemp(name)
        for path, text in texts.items():
            file = root / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        contents.append(root / "content")
        assert build(options_for(root / "content", root)).problems == ()
        made = files_of(root / "output")
        del made[MANIFEST]
        files.append(made)
        pages = pages_of(root / "output")
        assert broken_references(root / "output", pages) == []
        links = [_leads_to(path, made[path], root / "output") for path in made if "html" in path]
        assert min(map(len, links)) > 1
    old, new = files
    assert len(old.keys() - new.keys()) >= 8
    assert len(new.keys() - old.keys()) >= 8
    assert sum(old[path] != new[path] for path in old.keys() & new.keys()) > 50
    return Sites((contents[0], contents[1]), (old, new))


def options_for(content: Path, root: Path) -> Options:
    return Options(content, root / "output", root / ".guong", as_of=date(2026, 1, 1))


# A process, and its end

processes: Any = multiprocessing.get_context("forkserver" if os.name != "nt" else None)


@pytest.fixture(scope="module", autouse=True)
def _ready() -> None:
    """Every process begins with all that it needs loaded."""
    processes.set_forkserver_preload(["generator.build", "generator.gallery", __name__])


def killed_at(step: int, output: Path, state: Path, files: Mapping[str, bytes]) -> bool:
    """Publish in a process that is killed before the step of that number; was it?"""
    process = processes.Process(target=_publish_until, args=(step, output, state, files))
    process.start()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return bool(process.exitcode)


def _publish_until(step: int, output: Path, state: Path, files: Mapping[str, bytes]) -> None:
    left = step

    def counted(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*given: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(os, name, counted(name))
    publish(output, state, files.items())


def killed_after(seconds: float, options: Options) -> bool:
    """Build in a process that is killed after some time; did it still run?"""
    process = processes.Process(target=build, args=(options,))
    process.start()
    time.sleep(seconds)
    process.kill()
    process.join()
    assert process.exitcode in {0, -signal.SIGKILL}
    return bool(process.exitcode)


# What must hold


def check(output: Path, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
    """Every file is whole, every link leads to a file, and what is not ours is as it was."""
    found = {
        path: data
        for path, data in files_of(output).items()
        if path != MANIFEST and not path.rpartition("/")[2].startswith(BESIDE)
    }
    for path, data in found.items():
        allowed = [each.get(path) for each in (old, new, THEIRS)]
        if path.endswith(".html") and None in allowed[:2]:
            allowed.append(PLACEHOLDER_PAGE)
        assert data in allowed, path
    assert old.keys() & new.keys() <= found.keys()
    there = found.keys() | {path.removesuffix("index.html").rstrip("/") for path in found}
    for path, data in found.items():
        if path.endswith(".html"):
            assert _leads_to(path, data, output) <= there, path


@cache
def _leads_to(path: str, data: bytes, output: Path) -> set[str]:
    """Every address within the site that a page shows or leads to."""
    assert (output / path).read_bytes() == data
    found = {urlsplit(value) for _, _, value in Page(output / path).references}
    addresses = {each.path for each in found if not (each.scheme or each.netloc)}
    folder = posixpath.dirname(path)
    return {
        posixpath.normpath(
            posixpath.join("" if each.startswith("/") else folder, unquote(each).lstrip("/"))
        ).removeprefix(".")
        for each in addresses - {""}
    }


def set_up(output: Path, state: Path, old: Mapping[str, bytes]) -> None:
    """A published site, with files of others in it; nothing at all where there was no site."""
    for folder in (output, state):
        shutil.rmtree(folder, ignore_errors=True)
    if not old:
        return
    publish(output, state, old.items())
    for path, data in THEIRS.items():
        (output / path).write_bytes(data)


def theirs(old: Mapping[str, bytes]) -> dict[str, bytes]:
    return THEIRS if old else {}


def site_in(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_of(output).items() if path != MANIFEST}


@pytest.fixture
def second_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on another disk than that of the tests."""
    own = tmp_path.stat().st_dev
    for disk in map(Path, ("/dev/shm", "/var/tmp", "/tmp")):
        if disk.is_dir() and os.access(disk, os.W_OK) and disk.stat().st_dev != own:
            folder = disk / f"guong-{os.getpid()}"
            folder.mkdir()
            yield folder
            shutil.rmtree(folder)
            return
    pytest.skip("there is no second disk here")


def kill_at_steps(
    sites: tuple[Mapping[str, bytes], Mapping[str, bytes]], output: Path, state: Path, stride: int
) -> int:
    """Kill one publication after the other, each some steps later; give how many were killed."""
    old, new = sites
    kills, step = 0, 0
    while True:
        set_up(output, state, old)
        if not killed_at(step, output, state, new):
            return kills
        kills, step = kills + 1, step + stride
        check(output, old, new)
        with turn(output, state, lambda *_: None) as problems:
            assert problems == ()
        # Rolled forward, or never begun.
        rolled = site_in(output)
        assert rolled in ({**old, **theirs(old)}, {**new, **theirs(old)})
        publish(output, state, new.items())
        assert site_in(output) == {**new, **theirs(old)}
        assert list(state.iterdir()) == []


def test_a_change_killed_at_its_steps_is_whole_and_is_finished(
    sites: Sites, tmp_path: Path
) -> None:
    """From one site to another: at no step is a file half or a link dead."""
    assert kill_at_steps(sites.files, tmp_path / "output", tmp_path / ".guong", 2 * STRIDE) > 60


def test_a_first_publication_killed_at_its_steps(sites: Sites, tmp_path: Path) -> None:
    """Where there was nothing before, every link leads somewhere too."""
    first: tuple[dict[str, bytes], dict[str, bytes]] = ({}, sites.files[0])
    assert kill_at_steps(first, tmp_path / "output", tmp_path / ".guong", 4 * STRIDE) > 20


def test_a_change_killed_on_its_way_to_another_disk(
    sites: Sites, tmp_path: Path, second_disk: Path
) -> None:
    """Where files must be copied, they are copied beside their place."""
    back = (sites.files[1], sites.files[0])
    assert kill_at_steps(back, second_disk / "output", tmp_path / ".guong", 40 * STRIDE) > 3


def test_builds_killed_at_random_times(sites: Sites, tmp_path: Path) -> None:
    """Whole builds, to and fro between two sites, each killed at any time and then run again."""
    options = [options_for(content, tmp_path) for content in sites.contents]
    assert build(options[0]).problems == ()
    chance, seconds, killed = random.Random(SEED), 1.0, 0
    for number in range(KILLS):
        old, new = sites.files[number % 2], sites.files[1 - number % 2]
        wanted = options[1 - number % 2]
        if killed_after(chance.uniform(0, seconds), wanted):
            killed += 1
        check(wanted.output, old, new)
        begun = time.perf_counter()
        assert build(wanted).problems == ()
        seconds = 1.2 * (time.perf_counter() - begun)
        assert site_in(wanted.output) == new
        assert [each.name for each in wanted.state.glob("stage-*")] == []
    assert killed > KILLS // 2
