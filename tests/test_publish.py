"""The publishing step: whole files, in order, and nobody else's."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.manifest import BESIDE, MANIFEST
from generator.publish import Published, cut_off, publish, turn
from generator.publish.stage import stage_of

SITE = {
    "index.html": b"<a href=a/>",
    "a/index.html": b"<link href=../assets/s.css>",
    "assets/s.css": b"body{}",
    "feed.xml": b"<feed/>",
    "search.json": b"[]",
}


class Folders:
    """An output folder, a state folder, and how to publish from one to the other."""

    def __init__(self, root: Path) -> None:
        self.output = root / "output"
        self.state = root / ".guong"

    def publish(self, files: Mapping[str, bytes]) -> Published:
        """Publish, expecting success."""
        published, problems = publish(self.output, self.state, files.items())
        assert problems == ()
        assert published is not None
        return published

    def refused(self, files: Mapping[str, bytes]) -> list[str]:
        """Publish, expecting failure; give code and place of each problem."""
        published, problems = publish(self.output, self.state, files.items())
        assert published is None
        root = self.output.parent
        return [f"{each.code} {Path(each.at.file).relative_to(root)}" for each in problems]

    def found(self) -> dict[str, bytes]:
        """Every file in the output folder but the manifest."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in self.output.rglob("*")
            if path.is_file() and path.name != MANIFEST
        }

    def listed(self) -> dict[str, str]:
        """The files that the manifest names."""
        files = json.loads((self.output / MANIFEST).read_bytes())["files"]
        assert isinstance(files, dict)
        return files


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def never(step: str, done: int, total: int) -> None:
    """Nobody waits for anybody here."""
    pytest.fail(f"{step} {done}/{total}")


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# What is published


def test_first_publication_creates_the_folder(folders: Folders) -> None:
    """All files appear with their bytes, and the result names them."""
    published = folders.publish(SITE)

    assert folders.found() == SITE
    assert published == Published(tuple(sorted(SITE)), (), 0)


def test_manifest_names_every_file_with_its_digest(folders: Folders) -> None:
    """The manifest is sorted, and the same for the same files in any order."""
    folders.publish(SITE)
    first = (folders.output / MANIFEST).read_bytes()
    other = Folders(folders.output.parent / "other")
    other.publish(dict(reversed(SITE.items())))

    assert json.loads(first) == {
        "files": {path: digest(data) for path, data in SITE.items()},
        "generator": "guong",
        "version": 1,
    }
    assert list(json.loads(first)["files"]) == sorted(SITE)
    assert (other.output / MANIFEST).read_bytes() == first


def test_second_publication_of_the_same_files_touches_nothing(folders: Folders) -> None:
    """Neither a file nor the manifest gets a new time of modification."""
    folders.publish(SITE)
    before = {path: path.stat().st_mtime_ns for path in folders.output.rglob("*")}

    assert folders.publish(SITE) == Published((), (), len(SITE))
    assert {path: path.stat().st_mtime_ns for path in folders.output.rglob("*")} == before


def test_only_changed_files_are_written(folders: Folders) -> None:
    """A changed, a new and a removed file are told apart, and the rest keeps its time."""
    folders.publish(SITE)
    kept = (folders.output / "index.html").stat().st_mtime_ns
    changed = {**SITE, "feed.xml": b"<feed>1</feed>", "b/index.html": b"b"}
    del changed["search.json"]

    assert folders.publish(changed) == Published(("b/index.html", "feed.xml"), ("search.json",), 3)
    assert folders.found() == changed
    assert (folders.output / "index.html").stat().st_mtime_ns == kept


@pytest.mark.parametrize("harm", ["delete", "alter", "same size", "link"])
def test_a_file_of_ours_that_was_harmed_is_restored(folders: Folders, harm: str) -> None:
    """Deleted, altered or replaced by a link: the next publication puts the file back."""
    folders.publish(SITE)
    victim = folders.output / "assets/s.css"
    if harm in {"delete", "link"}:
        victim.unlink()
    if harm == "link":
        victim.symlink_to(folders.output / "index.html")
    if harm in {"alter", "same size"}:
        victim.write_bytes(b"altered" if harm == "alter" else b"BODY{}")

    assert folders.publish(SITE).written == ("assets/s.css",)
    assert folders.found() == SITE
    assert not victim.is_symlink()


def test_removed_files_take_their_empty_folders_along(folders: Folders) -> None:
    """Folders that we emptied go, up to but without the output folder."""
    folders.publish({"a/b/c/index.html": b"c", "a/b/index.html": b"b"})
    folders.publish({"a/b/index.html": b"b"})

    assert sorted(path.name for path in folders.output.rglob("*")) == [
        "a",
        "b",
        MANIFEST,
        "index.html",
    ]

    folders.publish({})

    assert [path.name for path in folders.output.iterdir()] == [MANIFEST]


def test_listed_files_are_removed_even_if_altered(folders: Folders) -> None:
    """What the manifest lists is ours, whatever became of it."""
    folders.publish(SITE)
    (folders.output / "feed.xml").write_bytes(b"altered")
    files = {path: data for path, data in SITE.items() if path != "feed.xml"}

    assert folders.publish(files).removed == ("feed.xml",)
    assert folders.found() == files


def test_a_file_may_become_a_folder_and_back(folders: Folders) -> None:
    """What is in the way of a new file goes before it comes."""
    folders.publish({"a": b"file", "b/c/d": b"folder"})
    folders.publish({"a/x": b"folder", "b": b"file"})

    assert folders.found() == {"a/x": b"folder", "b": b"file"}

    folders.publish({"a": b"file", "b/c/d": b"folder"})

    assert folders.found() == {"a": b"file", "b/c/d": b"folder"}


def test_an_empty_folder_gives_way(folders: Folders) -> None:
    """Empty folders hold nothing of anyone's."""
    folders.publish({})
    (folders.output / "a" / "b").mkdir(parents=True)

    folders.publish({"a": b"file"})

    assert folders.found() == {"a": b"file"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no modes")
def test_web_servers_may_read_the_files(folders: Folders) -> None:
    """Files get 0644 and folders 0755, less what the umask forbids."""
    for mask, file_mode, folder_mode in [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)]:
        before = os.umask(mask)
        try:
            folders.publish({f"{mask}/a/index.html": b"a"})
        finally:
            os.umask(before)
        assert (folders.output / f"{mask}/a/index.html").stat().st_mode & 0o777 == file_mode
        assert (folders.output / f"{mask}/a").stat().st_mode & 0o777 == folder_mode
        assert (folders.output / f"{mask}").stat().st_mode & 0o777 == folder_mode


def test_output_may_be_a_link_to_a_folder(folders: Folders) -> None:
    """The files land where the link leads, and the link stays."""
    elsewhere = folders.output.parent / "elsewhere"
    elsewhere.mkdir()
    folders.output.symlink_to(elsewhere)

    folders.publish(SITE)

    assert folders.output.is_symlink()
    assert (elsewhere / "a/index.html").read_bytes() == SITE["a/index.html"]


def test_the_folder_knows_itself_without_the_state(folders: Folders) -> None:
    """Deleting the state costs nothing but time."""
    folders.publish(SITE)
    folders.state.rmdir()

    assert folders.publish(SITE).unchanged == len(SITE)


# Order


def steps_of(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done in the output folder from now on, step by step."""
    steps: list[str] = []
    replace, link, unlink, fsync = Path.replace, os.link, Path.unlink, os.fsync

    def shown(sign: str, path: Path) -> None:
        if path.is_relative_to(folders.output):
            steps.append(f"{sign} {path.relative_to(folders.output).as_posix()}")

    def replaced(source: Path, target: Path) -> Path:
        shown("~" if source.name == "cover" else "+", target)
        return replace(source, target)

    def linked(source: Path, target: Path) -> None:
        shown("~", target)
        link(source, target)

    def unlinked(path: Path, missing_ok: bool = False) -> None:
        shown("-", path)
        unlink(path, missing_ok)

    def synced(handle: int) -> None:
        steps.append("sync")
        fsync(handle)

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(Path, "unlink", unlinked)
    monkeypatch.setattr(os, "fsync", synced)
    return steps


def test_nothing_is_shown_before_what_it_leads_to(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Placeholders, assets, new and changed pages, indexes, removals; the manifest around them."""
    folders.publish(
        {
            "old.html": b"old",
            "old.json": b"old",
            "gone.html": b"gone",
            "gone/index.html": b"gone",
            "gone.css": b"gone",
            "gone.png": b"gone",
        }
    )
    steps = steps_of(folders, monkeypatch)
    folders.publish(
        {
            "old.html": b"changed",
            "old.json": b"changed",
            "new.html": b"new",
            "new/index.html": b"new",
            "style.css": b"css",
            "picture.svg": b"svg",
            "sitemap.xml": b"xml",
            "search.json": b"json",
        }
    )

    assert [step for step in steps if step != "sync"] == [
        f"+ {MANIFEST}",
        "~ new.html",
        "~ new/index.html",
        "+ picture.svg",
        "+ style.css",
        "+ search.json",
        "+ sitemap.xml",
        "+ new.html",
        "+ new/index.html",
        "+ old.html",
        "+ old.json",
        "~ gone.html",
        "~ gone/index.html",
        "- gone.html",
        "- gone/index.html",
        "- gone.css",
        "- gone.png",
        f"+ {MANIFEST}",
    ]


def test_a_page_alone_needs_no_placeholder(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One new page, or one that goes, waits for no other."""
    folders.publish({"a.html": b"a"})
    steps = steps_of(folders, monkeypatch)

    folders.publish({"a.html": b"a", "b.html": b"b"})
    folders.publish({"a.html": b"a"})

    assert not any(step.startswith("~") for step in steps)


def test_files_are_on_the_disk_before_they_are_shown(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stage and the journal are synced first, the folders before the manifest comes last."""
    steps = steps_of(folders, monkeypatch)
    folders.publish({"a/x.html": b"x"})

    staged = ["sync"] * len(["x.html", "two manifests", "", "stage", "journal", "stage"])
    manifest = f"+ {MANIFEST}"
    put = [manifest, "sync", "+ a/x.html", "sync", manifest]
    assert steps == [*staged, *put, *["sync"] * len(["output", "where it is"])]


def test_many_files_are_synced_in_one_go(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux one call waits for all; a cold build of thousands would take minutes otherwise."""
    steps = steps_of(folders, monkeypatch)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sync", lambda: steps.append("all"))
    folders.publish({f"{number}.html": b"x" for number in range(20)})

    assert steps[0] == "all"
    assert steps.count("sync") == len(
        ["stage", "journal", "stage", "announced", "output", "where it is"]
    )


# Files of others


def test_foreign_files_stay(folders: Folders) -> None:
    """What others add beside our files outlives changes and removals."""
    folders.publish(SITE)
    (folders.output / "CNAME").write_bytes(b"guong.example")
    (folders.output / "a/notes.txt").write_bytes(b"notes")

    folders.publish({"index.html": b"new"})

    assert folders.found() == {
        "CNAME": b"guong.example",
        "a/notes.txt": b"notes",
        "index.html": b"new",
    }


def test_a_folder_in_use_is_refused(folders: Folders) -> None:
    """B101: a folder with files but without our manifest is left as it is."""
    folders.output.mkdir()
    (folders.output / "thesis.odt").write_bytes(b"years of work")

    assert folders.refused(SITE) == ["B101 output"]
    assert folders.found() == {"thesis.odt": b"years of work"}


@pytest.mark.parametrize("name", [".gitignore", ".gitkeep", ".gitattributes"])
def test_files_for_git_are_no_use(folders: Folders, name: str) -> None:
    """A folder that holds only files for git counts as empty, and they stay."""
    folders.output.mkdir()
    (folders.output / name).write_bytes(b"*")

    folders.publish(SITE)

    assert folders.found() == {**SITE, name: b"*"}


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"generator": "other", "version": 1, "files": {}}',
        b'{"generator": "guong", "version": 2, "files": {}}',
        b'{"generator": "guong", "version": 1}',
        b'{"generator": "guong", "version": 1, "files": []}',
        b'{"generator": "guong", "version": 1, "files": {"a": 1}}',
        b'{"generator": "guong", "version": 1, "files": {"a": "short"}}',
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(folders: Folders, manifest: bytes) -> None:
    """B101: damaged, foreign and future manifests prove nothing."""
    folders.output.mkdir()
    (folders.output / MANIFEST).write_bytes(manifest)

    assert folders.refused(SITE) == ["B101 output"]
    assert folders.found() == {}


@pytest.mark.parametrize("path", ["../treasure", "/treasure", "a/../../treasure", "c:/treasure"])
def test_a_manifest_cannot_point_outside(folders: Folders, path: str) -> None:
    """B101: a doctored manifest does not make us delete files elsewhere."""
    treasure = folders.output.parent / "treasure"
    treasure.write_bytes(b"gold")
    folders.output.mkdir()
    manifest = {"generator": "guong", "version": 1, "files": {path: digest(b"gold")}}
    (folders.output / MANIFEST).write_text(json.dumps(manifest))

    assert folders.refused({}) == ["B101 output"]
    assert treasure.read_bytes() == b"gold"


def test_a_manifest_that_cannot_be_read_is_refused(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B101 also where the system denies reading."""
    folders.publish(SITE)

    def denied(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)

    assert folders.refused(SITE) == ["B101 output"]


@pytest.mark.parametrize("what", ["file", "dead link"])
def test_output_must_be_a_folder(folders: Folders, what: str) -> None:
    """B102: a file in place of the output folder is not replaced."""
    if what == "file":
        folders.output.write_bytes(b"file")
    else:
        folders.output.symlink_to("nowhere")

    assert folders.refused(SITE) == ["B102 output"]
    assert folders.output.is_symlink() == (what == "dead link")


def test_foreign_files_are_never_overwritten(folders: Folders) -> None:
    """B103 names every foreign file that is in the way, and nothing at all is published."""
    folders.publish(SITE)
    (folders.output / "b.html").write_bytes(b"theirs")
    (folders.output / "c.html").write_bytes(b"new")
    files = {"index.html": b"new", "b.html": b"new", "c.html": b"new"}

    assert folders.refused(files) == ["B103 output/b.html", "B103 output/c.html"]
    assert folders.found() == {**SITE, "b.html": b"theirs", "c.html": b"new"}
    assert list(folders.state.iterdir()) == []


def test_a_foreign_file_where_a_folder_should_be(folders: Folders) -> None:
    """B103 names the file, not the page that should lie beneath it."""
    folders.publish(SITE)
    (folders.output / "b").write_bytes(b"theirs")

    assert folders.refused({**SITE, "b/c/index.html": b"new"}) == ["B103 output/b"]
    assert folders.found() == {**SITE, "b": b"theirs"}


def test_a_foreign_folder_where_a_file_should_be(folders: Folders) -> None:
    """B103: a folder with one foreign file does not give way to a file of ours."""
    folders.publish({**SITE, "b/index.html": b"ours"})
    (folders.output / "b/theirs.html").write_bytes(b"theirs")

    assert folders.refused({**SITE, "b": b"new"}) == ["B103 output/b"]
    assert folders.found() == {**SITE, "b/index.html": b"ours", "b/theirs.html": b"theirs"}


def test_our_file_that_someone_made_a_folder(folders: Folders) -> None:
    """A folder in place of a listed file blocks the page, and is not deleted with it."""
    folders.publish({**SITE, "b": b"ours"})
    (folders.output / "b").unlink()
    (folders.output / "b").mkdir()
    (folders.output / "b/theirs.html").write_bytes(b"theirs")

    assert folders.refused({**SITE, "b": b"ours"}) == ["B103 output/b"]
    assert folders.publish(SITE).removed == ()
    assert folders.found() == {**SITE, "b/theirs.html": b"theirs"}


def test_links_do_not_lead_us_out_of_the_folder(folders: Folders) -> None:
    """Behind a foreign link nothing is written (B103) and nothing removed."""
    folders.publish(SITE)
    elsewhere = folders.output.parent / "elsewhere"
    (folders.output / "a").rename(elsewhere)
    (folders.output / "a").symlink_to(elsewhere)

    assert folders.refused({**SITE, "a/index.html": b"new"}) == ["B103 output/a"]

    folders.publish({"index.html": SITE["index.html"]})

    assert (elsewhere / "index.html").read_bytes() == SITE["a/index.html"]


# Misuse

OUTSIDE = ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", "a\0b", "C:/a"]
OUTSIDE += [MANIFEST, f"{MANIFEST}/a"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_paths_must_stay_inside(folders: Folders, path: str) -> None:
    """A path that leaves the folder or takes the manifest's place is a programming error."""
    with pytest.raises(ValueError, match="not a path inside"):
        publish(folders.output, folders.state, [("index.html", b""), (path, b"")])

    assert not folders.output.exists()
    assert list(folders.state.iterdir()) == []


@pytest.mark.parametrize(
    ("paths", "message"),
    [(["a", "a"], "two files"), (["a", "a/b"], "both a file and a folder")],
)
def test_paths_must_not_collide(folders: Folders, paths: list[str], message: str) -> None:
    """One path for two files, or for a file and a folder, is a programming error."""
    with pytest.raises(ValueError, match=message):
        publish(folders.output, folders.state, [(path, b"") for path in paths])

    assert not folders.output.exists()


# Failures


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "B104"),
        (errno.EDQUOT, "B104"),
        (errno.EACCES, "B105"),
        (errno.EPERM, "B105"),
        (errno.EROFS, "B105"),
        (errno.EIO, "B106"),
    ],
)
def test_a_failure_while_staging_leaves_the_output_as_it_was(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    """Full disk, missing rights or a broken disk: old files stay, no stage stays."""
    folders.publish(SITE)
    real = os.open

    def failing(file: Path, *more: Any, **named: Any) -> int:
        if Path(file).name == "1":
            raise OSError(number, os.strerror(number), str(file))
        return real(file, *more, **named)

    monkeypatch.setattr(os, "open", failing)

    assert folders.refused(dict.fromkeys(SITE, b"new")) == [f"{code} .guong"]
    assert folders.found() == SITE
    assert list(folders.state.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_failure_while_applying_is_mended_by_the_next_build(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """B107 names the file, every file is whole, and the next publication finishes first."""
    folders.publish({**SITE, "gone.html": b"gone"})
    new = {**dict.fromkeys(SITE, b"new"), "b/index.html": b"b"}
    replace = Path.replace

    def failing(source: Path, target: Path) -> Path:
        if target.name == "feed.xml":
            raise OSError(number, os.strerror(number), str(target))
        return replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        assert folders.refused(new) == ["B107 output/feed.xml"]
        assert folders.refused(SITE) == ["B107 output/feed.xml"]

    untouched = {path: SITE[path] for path in ("feed.xml", "search.json")}
    assert folders.found() == {**new, **untouched, "gone.html": b"gone"}

    with turn(folders.output, folders.state, never) as problems:
        assert problems == ()

    assert folders.found() == new
    assert folders.listed().keys() == new.keys()
    assert list(folders.state.iterdir()) == []


def test_a_problem_speaks_plainly(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Message and hint are whole sentences with their values filled in."""

    def failing(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    _, (found,) = publish(folders.output, folders.state, SITE.items())

    assert found.sentence() == "This could not be written: Input/output error."
    assert found.advice() == "Nothing was published: mend the cause and build again."


def test_another_disk_is_no_hindrance(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be renamed across, it is copied beside its target and then renamed."""
    disk = OtherDisk(monkeypatch, folders)

    folders.publish(SITE)
    folders.publish({**SITE, "index.html": b"new"})

    assert folders.found() == {**SITE, "index.html": b"new"}
    first, second = len(["manifest", *SITE, "manifest"]) + 2, len(["index.html", "manifest"])
    assert disk.copies == first + second
    assert list(folders.state.iterdir()) == []


def test_a_full_second_disk_leaves_no_rubbish(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B104: the copy that could not be finished is deleted."""
    folders.publish(SITE)
    OtherDisk(monkeypatch, folders)
    real = os.open

    def full(file: Path, flags: int, *more: Any, **named: Any) -> int:
        if Path(file).name.startswith(BESIDE) and flags & os.O_RDWR:
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        return real(file, flags, *more, **named)

    monkeypatch.setattr(os, "open", full)

    assert folders.refused({**SITE, "index.html": b"new"}) == ["B104 output"]
    assert folders.found() == SITE


class OtherDisk:
    """Neither renaming nor linking leads from the state to the output; counts the copies."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folders: Folders) -> None:
        self.copies = 0
        replace, link = Path.replace, os.link

        def crosses(source: Path, target: Path) -> bool:
            return folders.output in target.parents and folders.output not in source.parents

        def replaced(source: Path, target: Path) -> Path:
            if crosses(source, target):
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            self.copies += folders.output in target.parents
            return replace(source, target)

        def linked(source: Path, target: Path) -> None:
            if crosses(source, target):
                raise OSError(errno.EXDEV, "Invalid cross-device link")
            link(source, target)

        monkeypatch.setattr(Path, "replace", replaced)
        monkeypatch.setattr(os, "link", linked)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO])
def test_folders_that_cannot_be_synced(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A disk that syncs no folders is used all the same; a broken one is not."""
    sync = os.fsync

    def folderless(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        sync(handle)

    monkeypatch.setattr(os, "fsync", folderless)
    published, problems = publish(folders.output, folders.state, SITE.items())

    assert (published is not None) == (number == errno.EINVAL)
    assert [each.code for each in problems] == ([] if published else ["B106"])


# Builds that were cut off


class CutOff(BaseException):
    """The process is gone."""


def publish_until(folders: Folders, files: Mapping[str, bytes], path: str) -> None:
    """Publish, and be cut off when *path* should come."""
    replace = Path.replace

    def cut(source: Path, target: Path) -> Path:
        if target == folders.output / path:
            raise CutOff
        return replace(source, target)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(CutOff):
        patch.setattr(Path, "replace", cut)
        publish(folders.output, folders.state, files.items())


def test_a_build_that_fails_finishes_what_was_cut_off(folders: Folders) -> None:
    """The next turn at the output rolls forward, whatever becomes of its own build."""
    folders.publish(SITE)
    new = {**dict.fromkeys(SITE, b"new"), "b.html": b"b"}
    publish_until(folders, new, "feed.xml")
    assert folders.found() != new
    assert cut_off(folders.output, folders.state)

    with turn(folders.output, folders.state, never) as problems:
        assert problems == ()

    assert folders.found() == new
    assert folders.listed().keys() == new.keys()
    assert not cut_off(folders.output, folders.state)
    assert list(folders.state.iterdir()) == []


def test_what_was_published_from_elsewhere_since_stays(folders: Folders) -> None:
    """A journal counts only for the site that it was written for."""
    folders.publish(SITE)
    publish_until(folders, {**SITE, "index.html": b"cut off"}, "index.html")
    half = folders.output / f"{BESIDE}0"
    half.write_bytes(b"cut")
    elsewhere = Folders(folders.output.parent)
    elsewhere.state = folders.output.parent / "other-state"
    elsewhere.publish({**SITE, "index.html": b"later"})

    with turn(folders.output, folders.state, never) as problems:
        assert problems == ()

    assert folders.found() == {**SITE, "index.html": b"later"}
    assert list(folders.state.iterdir()) == []


def test_what_was_cut_off_before_it_could_be_seen_is_forgotten(folders: Folders) -> None:
    """Whoever takes the place of a new file meanwhile keeps it."""
    folders.publish(SITE)
    publish_until(folders, {**SITE, "b.html": b"b", "c.html": b"c"}, MANIFEST)
    (folders.output / "b.html").write_bytes(b"theirs")

    with turn(folders.output, folders.state, never) as problems:
        assert problems == ()

    assert folders.found() == {**SITE, "b.html": b"theirs"}
    assert folders.refused({**SITE, "b.html": b"b"}) == ["B103 output/b.html"]


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"{",
        b"[]",
        b'{"manifests": [""], "steps": [["remove", "../treasure", ""]]}',
        b'{"manifests": [""], "steps": [["put", "a", "../../treasure"]]}',
        b'{"manifests": [""], "steps": [["burn", "a", ""]]}',
        b'{"manifests": [""], "steps": [["remove"]]}',
        b'{"manifests": [""], "steps": [["remove", 1]]}',
        b'{"manifests": [""], "steps": [[[], "a", ""]]}',
        b'{"manifests": [""], "steps": [["put", "a", 1]]}',
        b'{"manifests": 1, "steps": []}',
    ],
)
def test_a_journal_that_is_not_ours_is_not_followed(folders: Folders, journal: bytes) -> None:
    """What is damaged or leads elsewhere counts as no journal."""
    treasure = folders.output.parent / "treasure"
    treasure.write_bytes(b"gold")
    stage = stage_of(folders.output, folders.state)
    stage.mkdir(parents=True)
    (stage / "journal").write_bytes(journal)

    folders.publish(SITE)

    assert treasure.read_bytes() == b"gold"
    assert folders.found() == SITE
    assert list(folders.state.iterdir()) == []


def test_what_was_cut_off_is_not_finished_in_a_folder_behind_a_link(folders: Folders) -> None:
    """Whoever puts a link in the place of a folder of ours meanwhile keeps what lies there."""
    folders.publish({"a/index.html": b"1", "index.html": b"1"})
    publish_until(folders, {"a/index.html": b"2", "a/b.html": b"2", "index.html": b"1"}, "a/b.html")
    theirs = folders.output.parent / "theirs"
    (folders.output / "a").rename(theirs)
    before = {file.name: file.read_bytes() for file in theirs.iterdir()}
    (folders.output / "a").symlink_to(theirs)

    with turn(folders.output, folders.state, never) as problems:
        assert [each.code for each in problems] == ["B107"]
    assert {file.name: file.read_bytes() for file in theirs.iterdir()} == before

    (folders.output / "a").unlink()
    folders.publish({"a/index.html": b"2", "index.html": b"1"})
    assert folders.found() == {"a/index.html": b"2", "index.html": b"1"}


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4)
JSON = st.recursive(
    LEAVES, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=3), part)
)
STEPS = st.lists(st.sampled_from(["put", "remove", "a", "../treasure", ""]) | JSON, max_size=4)
JOURNALS = JSON | st.fixed_dictionaries(
    {"manifests": st.lists(st.just("") | JSON, max_size=2) | JSON},
    optional={"steps": st.lists(STEPS | JSON, max_size=3) | JSON},
)
DIGESTS = st.dictionaries(st.sampled_from(["a", "../treasure"]), st.just("0" * 64) | JSON)
MANIFESTS = JSON | st.fixed_dictionaries(
    {"generator": st.just("guong") | JSON, "version": st.just(1) | JSON, "files": DIGESTS | JSON}
)


@given(journal=JOURNALS, manifest=MANIFESTS)
def test_no_journal_and_no_manifest_leads_out(
    tmp_path_factory: pytest.TempPathFactory, journal: object, manifest: object
) -> None:
    """Whatever JSON they are, a publication ends in words or as it should."""
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as root:
        folders = Folders(Path(root))
        (Path(root) / "treasure").write_bytes(b"gold")
        stage = stage_of(folders.output, folders.state)
        stage.mkdir(parents=True)
        (stage / "journal").write_text(json.dumps(journal), encoding="utf-8")
        folders.publish(SITE)
        assert folders.found() == SITE

        (folders.output / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        with turn(folders.output, folders.state, never):
            publish(folders.output, folders.state, SITE.items())

        assert (Path(root) / "treasure").read_bytes() == b"gold"


def test_a_stage_without_a_journal_is_swept(folders: Folders) -> None:
    """Half a stage goes; what lies beside it, in the state and in the output, stays."""
    folders.publish(SITE)
    stage = stage_of(folders.output, folders.state)
    for folder in (stage, folders.state / "stage-of-mine"):
        folder.mkdir()
        (folder / "0").write_bytes(b"half")
    (folders.output / ".guong-tmp-notes").write_bytes(b"theirs")

    folders.publish(SITE)

    assert [path.name for path in folders.state.iterdir()] == ["stage-of-mine"]
    assert folders.found() == {**SITE, ".guong-tmp-notes": b"theirs"}


def test_a_first_build_cut_off_on_another_disk(folders: Folders) -> None:
    """A half copy of the manifest does not make the folder a foreign one."""
    folders.output.mkdir()
    (folders.output / f"{BESIDE}manifest-during").write_bytes(b"{")
    with pytest.MonkeyPatch.context() as patch:
        OtherDisk(patch, folders)
        folders.publish(SITE)

    assert folders.found() == SITE


# Any sequence of publications

NAMES = st.sampled_from(["a", "b", "c.html", "d.json"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def without_collisions(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: data
        for path, data in files.items()
        if not any(other.startswith(f"{path}/") for other in files)
    }


SITES = st.dictionaries(PATHS, st.binary(max_size=2), max_size=6).map(without_collisions)


@given(sites=st.lists(SITES, min_size=1, max_size=5), harmed=st.lists(PATHS, max_size=2))
def test_the_last_publication_is_all_that_shows(
    tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, bytes]], harmed: list[str]
) -> None:
    """Whatever was published before and whatever of it was harmed, exactly the last site shows."""
    with tempfile.TemporaryDirectory(dir=tmp_path_factory.getbasetemp()) as root:
        folders = Folders(Path(root))
        folders.publish({})
        theirs = {"theirs.txt": b"theirs", "their folder/x": b"theirs"}
        for path, data in theirs.items():
            (folders.output / path).parent.mkdir(exist_ok=True)
            (folders.output / path).write_bytes(data)
        for site in sites:
            before = {path: data for path, data in folders.found().items() if path not in theirs}
            published = folders.publish(site)
            for path in harmed:
                if (folders.output / path).is_file():
                    (folders.output / path).write_bytes(b"harmed")

            assert set(published.removed) == before.keys() - site.keys()
            assert set(published.written) == {
                path for path in site if before.get(path) != site[path]
            }
            assert folders.listed() == {path: digest(data) for path, data in site.items()}
        folders.publish(sites[-1])

        assert folders.found() == {**sites[-1], **theirs}
        folders_left = {path for path in folders.output.rglob("*") if path.is_dir()}
        assert all(any(folder.iterdir()) for folder in folders_left)
