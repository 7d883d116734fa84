"""Disks that are full, closed or not one; files that change under the hands of a build."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

from generator import load
from generator.discover import discover
from generator.publish import apply, stage
from generator.store import FILE
from tests.pictures import picture
from tests.plain_theme import write_plain_theme
from tests.sites import AS_OF, MINIMAL, Project, with_field

SETTINGS = MINIMAL["site.yaml"]
PROFILE = MINIMAL["profiles/dong-chi-a.md"]
ROOT = Path(__file__).parents[1]
NOBODY = 65534
FULL = (
    "B104 There is no room left on the disk for the new files. Nothing was published: free some"
    " space and build again."
)
CLOSED = (
    "B105 Reading or writing this is not allowed. Nothing was published: allow it, and build again."
)


def test_full_disk_is_one_sentence(published, monkeypatch):
    """A disk that fills up half-way leaves the published site as it was."""
    written: list[Path] = []

    def write(path: Path, data: bytes) -> None:
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        written.append(path)
        path.write_bytes(data)

    monkeypatch.setattr(stage, "write", write)
    published.write({"site.yaml": SETTINGS, "profiles/dong-chi-b.md": PROFILE})

    assert [line.partition(".guong: ")[2] for line in published.fails().lines] == [FULL]
    assert written


def test_folder_that_may_not_be_written_is_one_sentence(published, monkeypatch):
    """Without permission the published site stays as it was."""

    def write(path: Path, data: bytes) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(stage, "write", write)
    published.write({"profiles/dong-chi-b.md": PROFILE})

    assert [line.partition(".guong: ")[2] for line in published.fails().lines] == [CLOSED]


def test_output_that_may_not_be_written_is_one_sentence(published, monkeypatch):
    """When the first file cannot be put into its place, nothing is said to be renewed."""

    def move(source: Path, target: Path) -> None:
        raise PermissionError(errno.EROFS, os.strerror(errno.EROFS), str(target))

    monkeypatch.setattr(apply, "move", move)
    published.write({"profiles/dong-chi-b.md": PROFILE})
    result = published.fails()

    assert len(result.lines) == 1
    assert "part of the site" not in result.stderr


# -- a state that is somebody else's


@pytest.fixture
def shared() -> Iterator[Project]:
    """A published site in a folder that every user may enter and change."""
    root = Path(mkdtemp(prefix="guong-shared-"))
    project = Project(root)
    write_plain_theme(project.theme)
    project.write(MINIMAL)
    assert project.build().exit_code == 0
    open_to_all(root)
    yield project
    open_to_all(root)
    shutil.rmtree(root)


def open_to_all(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)


@contextmanager
def another_user() -> Iterator[None]:
    """Have no more rights than anybody; whoever is not root has no more already."""
    root = os.name != "nt" and os.geteuid() == 0
    if root:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
            os.setegid(0)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o555, 0o000], ids=["read-only", "closed"])
def test_a_state_folder_of_another_user_is_one_sentence(shared: Project, mode: int) -> None:
    """B105 in both languages, and the published site stays as it was."""
    shared.write({"profiles/dong-chi-b.md": PROFILE})
    before = shared.snapshot()
    assert shared.check(env={"LANGUAGE": "vi"}).exit_code == 0  # Loads all modules.
    (shared.root / ".guong").chmod(mode)

    with another_user():
        english = shared.fails()
        vietnamese = shared.build(env={"LANGUAGE": "vi"})

    assert [line.partition(".guong: ")[2] for line in english.lines] == [CLOSED]
    assert "B105 Không có quyền đọc hoặc ghi ở đây." in vietnamese.stderr
    assert shared.snapshot() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize(("mode", "code"), [(0o555, "B105"), (0o000, "B101")])
def test_an_output_folder_of_another_user_is_one_sentence(
    shared: Project, mode: int, code: str
) -> None:
    """Said at once, and the published site stays as it was."""
    shared.write({"profiles/dong-chi-b.md": PROFILE})
    before = shared.snapshot()
    assert shared.check().exit_code == 0  # Loads all modules.
    shared.output().chmod(mode)

    with another_user():
        result = shared.build()
    shared.output().chmod(0o777)

    assert result.exit_code == 1
    assert [each.rpartition(": ")[2] for each in result.codes] == [code]
    assert shared.snapshot() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o444, 0o000], ids=["read-only", "closed"])
def test_a_state_file_of_another_user_is_done_without(shared: Project, mode: int) -> None:
    """The build knows less, takes longer and publishes the same."""
    shared.write({"profiles/dong-chi-b.md": PROFILE})
    (shared.root / ".guong" / FILE).chmod(mode)

    with another_user():
        result = shared.build()

    assert (result.exit_code, result.stderr) == (0, "")
    assert shared.output("profiles/dong-chi-b/index.html").is_file()


# -- a disk that is full, for real


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for little more than the small site."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "guong", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("what", ["all", "output", "state"])
def test_a_disk_that_is_really_full_is_one_sentence(
    published: Project, small_disk: Path, what: str
) -> None:
    """B104 wherever the full disk is, the site as it was, and the next build goes through."""
    for name in ("output", ".guong"):
        if what in {"all", name.replace(".guong", "state")}:
            shutil.move(published.root / name, small_disk / name)
            (published.root / name).symlink_to(small_disk / name)
    published.write({"profiles/dong-chi-b.md": PROFILE.replace("Đồng chí A", "Đồng chí B")})
    filled = small_disk / "filled"
    with pytest.raises(OSError, match="No space left"), filled.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)

    (line,) = published.fails().lines

    assert line.endswith(FULL)
    filled.unlink()
    assert published.build().exit_code == 0
    assert list((published.root / ".guong").glob("stage-*")) == []


# -- content that changes while it is read


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Do something between the look at the folder and the reading of its files."""

    def arrange(act: Callable[[], object]) -> None:
        def discovered(content: Path) -> object:
            found = discover(content)
            act()
            return found

        monkeypatch.setattr(load, "discover", discovered)

    return arrange


@pytest.mark.parametrize(
    "path", ["profiles/dong-chi-a.md", "campaigns/phong-trao-a.yaml", "units.yaml", "site.yaml"]
)
def test_a_file_that_vanishes_while_it_is_read_is_one_sentence(
    published: Project, meanwhile: Callable[[Callable[[], object]], None], path: str
) -> None:
    """C114 names it, nothing else is blamed, and the published site stays as it was."""
    published.write({"pages/trang-b.md": MINIMAL["pages/trang-a.md"]})
    meanwhile((published.content / path).unlink)

    assert published.fails().lines == [
        (
            f"content/{path}: C114 This file cannot be read. Check its permissions and whether it"
            " is still there."
        )
    ]


def test_a_picture_that_vanishes_while_it_is_read_is_one_sentence(
    published: Project, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """C114 for files that are only copied, too."""
    portrait = published.content / "profiles/anh.png"
    with_picture = with_field(PROFILE, "portrait: {file: anh.png, alt: Ảnh}")
    published.write({"profiles/dong-chi-a.md": with_picture, "profiles/anh.png": picture("PNG")})
    meanwhile(portrait.unlink)

    (line,) = published.fails().lines

    assert line.startswith("content/profiles/anh.png: C114 ")


def test_a_file_that_changes_while_it_is_read_is_seen_by_the_next_build(
    published: Project, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Whichever content the first build saw, the second shows the last."""
    file = published.content / "profiles/dong-chi-a.md"
    meanwhile(lambda: file.write_text(PROFILE.replace("Đồng chí A", "Đồng chí Z"), "utf-8"))
    published.write({"pages/trang-b.md": MINIMAL["pages/trang-a.md"]})
    assert published.build().exit_code == 0

    assert published.build().exit_code == 0
    assert "Đồng chí Z" in published.shows("profiles/dong-chi-a/index.html")


# -- two at once


def test_two_builds_at_once_both_end_well(published: Project) -> None:
    """The second waits for the first, and what is published is whole."""
    published.write({"profiles/dong-chi-b.md": PROFILE.replace("Đồng chí A", "Đồng chí B")})
    command = [sys.executable, "-m", "generator", "build", "--as-of", AS_OF]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    both = [
        subprocess.Popen(command, cwd=published.root, env=env, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]

    assert [each.wait() for each in both] == [0, 0]
    before = published.snapshot()
    assert published.build().exit_code == 0
    assert published.snapshot() == before
    assert "Đồng chí B" in published.shows("profiles/dong-chi-b/index.html")
