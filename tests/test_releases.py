"""Releases: whole copies, one of which is current."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.diagnostics import Diagnostic
from generator.means import no_progress
from generator.publish import publish
from generator.publish.lock import alone
from generator.releases import Released, release, roll_back

SITE = {"index.html": b"one", "a/index.html": b"two", "style.css": b"three"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return built(tmp_path / "output", SITE)


def built(output: Path, files: dict[str, bytes]) -> Path:
    published, problems = publish(output, output.parent / ".guong", files.items())
    assert published is not None, problems
    return output


def released(output: Path, place: Path, keep: int = 5) -> Released:
    made = release(output, place, keep, no_progress)
    assert isinstance(made, Released), made
    return made


def refused(made: Released | str | Diagnostic) -> str:
    assert isinstance(made, Diagnostic), made
    return made.code


def current(place: Path) -> dict[str, bytes]:
    folder = place / "current"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "guong-manifest.json"
    }


def test_a_release_is_a_whole_copy_with_what_others_put_there(output: Path, tmp_path: Path) -> None:
    """Files that are not ours belong to the site as well; Git's and those of builds do not."""
    (output / "CNAME").write_bytes(b"guong.example")
    for path in (".git/HEAD", ".guong-tmp-x"):
        (output / path).parent.mkdir(exist_ok=True)
        (output / path).write_bytes(b"x")
    made = released(output, tmp_path / "www")

    assert current(tmp_path / "www") == {**SITE, "CNAME": b"guong.example"}
    assert made.files == len(SITE) + 2
    assert (tmp_path / "www" / "current").readlink() == Path("releases") / made.name


def test_files_are_shared_with_the_last_release_and_never_with_the_output(
    output: Path, tmp_path: Path
) -> None:
    """What did not change needs no room; what is written into the output changes no release."""
    place = tmp_path / "www"
    first = released(output, place)
    built(output, {**SITE, "index.html": b"new"})
    second = released(output, place)
    (output / "style.css").write_bytes(b"in place")

    assert (first.linked, second.linked) == (0, 2)
    inodes = {
        (place / "releases" / each.name / "style.css").stat().st_ino for each in (first, second)
    }
    assert len(inodes) == 1
    assert current(place) == {**SITE, "index.html": b"new"}


def test_the_same_site_is_the_same_release(output: Path, tmp_path: Path) -> None:
    """Releasing twice copies nothing."""
    first = released(output, tmp_path / "www")
    again = released(output, tmp_path / "www")

    assert (again.name, again.linked) == (first.name, again.files)


def harmed(file: Path) -> None:
    """The size stays, as when a disk is at fault."""
    file.write_bytes(bytes(file.stat().st_size))


def added(file: Path) -> None:
    file.with_name("theirs.html").write_bytes(b"theirs")


@pytest.mark.parametrize("harm", [harmed, Path.unlink, added])
def test_a_release_that_was_changed_is_made_again(
    output: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """Beside itself, as it may be what readers see meanwhile."""
    place = tmp_path / "www"
    first = released(output, place)
    harm(place / "current" / "style.css")
    again = released(output, place)
    third = released(output, place)

    assert current(place) == SITE
    assert again.name == third.name != first.name
    assert (place / "releases" / first.name).is_dir()


def test_harm_is_not_handed_on_to_the_next_release(output: Path, tmp_path: Path) -> None:
    """A file of the last release that is no longer what it was is copied, not linked."""
    place = tmp_path / "www"
    released(output, place)
    harmed(place / "current" / "style.css")
    new = {**SITE, "index.html": b"new"}
    built(output, new)

    assert released(output, place).linked == 1
    assert current(place) == new


def test_a_log_that_names_a_release_twice_lets_none_go(output: Path, tmp_path: Path) -> None:
    """As many stay as are asked for, whatever became of the log."""
    place = tmp_path / "www"
    for words in (b"1", b"2", b"3"):
        built(output, {**SITE, "index.html": words})
        released(output, place)
    log = place / "releases" / "log"
    log.write_text(log.read_text() * 2)
    built(output, SITE)

    assert released(output, place, keep=4).removed == ()
    assert len(log.read_text().split()) == 4
    log.unlink()
    os.mkfifo(log)
    assert refused(roll_back(place, no_progress)) == "H103"


def test_one_at_a_time_is_at_work_on_releases(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise one could let go what the other makes current."""
    place = tmp_path / "www"
    released(output, place)
    monkeypatch.setattr("generator.publish.lock.PATIENCE_SECONDS", 0.0)
    with alone(place / "releases", no_progress, ours=True):
        assert refused(roll_back(place, no_progress)) == "B109"
        assert refused(release(output, place, 5, no_progress)) == "B109"

    assert {each.name for each in place.iterdir()} == {"current", "releases"}
    assert len(list((place / "releases").iterdir())) == 2


def test_what_links_lead_to_is_released(output: Path, tmp_path: Path) -> None:
    """Also in a circle, and under names that are no text."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "a.pdf").write_bytes(b"a")
    (theirs / "back").symlink_to(theirs)
    (output / "downloads").symlink_to(theirs)
    odd = os.fsdecode(b"\xff.pdf")
    (output / odd).write_bytes(b"b")
    released(output, tmp_path / "www")

    assert current(tmp_path / "www") == {**SITE, "downloads/a.pdf": b"a", odd: b"b"}


def test_a_folder_that_is_closed_is_not_left_out(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named instead, and nothing is released."""
    (output / "closed").mkdir()
    look = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder.name == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        return look(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    found = release(output, tmp_path / "www", 5, no_progress)

    assert refused(found) == "H107"
    assert "closed: H107" in str(found)


def test_a_site_below_a_folder_of_git_is_released_too(tmp_path: Path) -> None:
    """What is left out is Git's in the site, not the site in Git's."""
    output = tmp_path / ".git" / "worktree" / "output"
    built(output, SITE)

    assert released(output, tmp_path / "www").files == len(SITE) + 1


def test_rolling_back_goes_back_step_by_step(output: Path, tmp_path: Path) -> None:
    """Each time to the release before; a new one comes after all."""
    place = tmp_path / "www"
    names = []
    for words in (b"1", b"2", b"3"):
        built(output, {**SITE, "index.html": words})
        names.append(released(output, place).name)

    assert [roll_back(place, no_progress), roll_back(place, no_progress)] == [names[1], names[0]]
    assert current(place)["index.html"] == b"1"
    assert refused(roll_back(place, no_progress)) == "H103"
    assert current(place)["index.html"] == b"1"
    built(output, {**SITE, "index.html": b"4"})
    released(output, place)
    assert roll_back(place, no_progress) == names[2]


def test_the_oldest_are_let_go(output: Path, tmp_path: Path) -> None:
    """As many stay as are asked for."""
    place = tmp_path / "www"
    names = []
    for number in range(5):
        built(output, {**SITE, "index.html": b"%d" % number})
        made = released(output, place, keep=3)
        names.append(made.name)

    assert made.removed == (names[1],)
    assert {each.name for each in (place / "releases").iterdir()} == {*names[2:], "log"}


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda output, place: (output / "index.html").write_bytes(b"else"), "H105"),
        (lambda output, place: (output / "style.css").unlink(), "H105"),
        (lambda output, place: (output / "guong-manifest.json").unlink(), "H104"),
        (lambda output, place: (place / "current").mkdir(parents=True), "H102"),
    ],
)
def test_what_is_no_whole_site_is_not_released(
    output: Path, tmp_path: Path, harm: Callable[[Path, Path], Any], code: str
) -> None:
    """Altered, missing and foreign folders are refused, and nothing is made."""
    place = tmp_path / "www"
    harm(output, place)

    assert refused(release(output, place, 5, no_progress)) == code
    assert not (place / "releases").exists()
    assert not (place / "releases").exists()


def test_releases_lie_beside_the_site(output: Path) -> None:
    """A copy in itself would grow for ever."""
    assert refused(release(output, output / "www", 5, no_progress)) == "H101"


def test_a_copy_that_fails_leaves_the_current_release(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or another that knows no hard links."""
    place = tmp_path / "www"
    first = released(output, place)
    built(output, {**SITE, "index.html": b"new"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("generator.publish.disk.write", full)
        assert refused(release(output, place, 5, no_progress)) == "H107"
    assert (place / "current").readlink().name == first.name
    monkeypatch.setattr(os, "link", full)
    assert released(output, place).linked == 0
    assert current(place)["index.html"] == b"new"


def test_the_command_says_what_is_current(output: Path, tmp_path: Path) -> None:
    """And ends with 1 where there is nothing to go back to, with one sentence and a hint."""
    run = CliRunner(env={"LANGUAGE": "en"}).invoke
    place = str(tmp_path / "www")
    done = run(main, ["release", place, "--output", str(output)])
    name = (tmp_path / "www" / "current").readlink().name
    back = run(main, ["release", place, "--rollback"])
    silent = run(main, ["release", place, "--output", str(output), "--quiet"])

    assert done.output == f"Release {name} is current: 4 files, 0 of them shared.\n"
    assert done.exit_code == 0
    assert back.exit_code == 1
    assert back.output.startswith(f"{place}: H103 There is no release before the current one.")
    assert (silent.exit_code, silent.output) == (0, "")
