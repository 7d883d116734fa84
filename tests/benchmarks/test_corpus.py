"""The made-up site: always the same, as large as it says, and the same on both sides."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import mean

from generator.build import build
from generator.task import Options
from tests.benchmarks.corpus import PROFILE_BYTES, Corpus, edit, profile, profile_id
from tests.benchmarks.for_guong import write_guong
from tests.benchmarks.for_hugo import SECTIONS, write_hugo
from tests.benchmarks.pages import read_page

SMALL = Corpus(50)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_makes_the_same_site(tmp_path: Path) -> None:
    """Two makings of one seed do not differ in a byte; another seed tells other stories."""
    for name in ("a", "b"):
        write_guong(SMALL, tmp_path / name)

    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert profile(7, seed=1).story != profile(7, seed=2).story


def test_a_larger_site_begins_with_the_smaller(tmp_path: Path) -> None:
    """Each profile is the same at any size, so that sizes can be compared."""
    write_guong(SMALL, tmp_path / "small")
    write_guong(Corpus(120), tmp_path / "large")

    small, large = (files(tmp_path / name / "content/profiles") for name in ("small", "large"))
    assert len(large) == 120
    assert small.items() <= large.items()


def test_profiles_are_as_long_as_they_should_be(tmp_path: Path) -> None:
    """The files of profiles come to 3.3 kB on average."""
    write_guong(SMALL, tmp_path)

    sizes = [len(data) for data in files(tmp_path / "content" / "profiles").values()]
    assert abs(mean(sizes) - PROFILE_BYTES) < PROFILE_BYTES / 100


def test_both_sides_tell_the_same(tmp_path: Path) -> None:
    """Each record of guong's has a file of Hugo's, and stories differ in the link only."""
    write_guong(SMALL, tmp_path / "guong")
    write_hugo(SMALL, tmp_path / "hugo")

    ours, theirs = (
        tmp_path / name / "content/profiles/ho-so-000007.md" for name in ("guong", "hugo")
    )
    ours_told, theirs_told = (path.read_text(encoding="utf-8") for path in (ours, theirs))
    assert theirs_told == ours_told.replace("\nkind: individual", "").replace(
        "name: ", "title: ", 1
    ).replace("../campaigns/phong-trao-0000.yaml", "/campaigns/phong-trao-0000/")
    found = {path.parent.name for path in (tmp_path / "hugo/content").rglob("[!_]*.md")}
    assert found == set(SECTIONS)


def test_guong_builds_it(tmp_path: Path) -> None:
    """The made-up content is good, and a page shows its edit, its award and its campaign."""
    write_guong(SMALL, tmp_path)
    words = edit(tmp_path / "content" / "profiles" / f"{profile_id(7)}.md", 3)

    result = build(
        Options(
            tmp_path / "content",
            tmp_path / "output",
            tmp_path / ".guong",
            as_of=date(2026, 11, 22),
        )
    )

    assert [str(each) for each in result.problems] == []
    shown = read_page(tmp_path / "output" / "profiles" / profile_id(7) / "index.html").whole
    assert words == "bản 3"
    for told in (words, "0/QĐ-T", "Phong trào thi đua số 0 (bản 0)", "Mẫu trang, bản 0"):
        assert told in shown
