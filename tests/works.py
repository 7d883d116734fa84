"""The commands that write, each with a site where it has something to do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.manifest import MANIFEST
from generator.publish.lock import NAME
from generator.publish.stage import PLACEHOLDER_PAGE
from tests.plain_theme import write_plain_theme
from tests.sites import AS_OF, MINIMAL, Project, Result, files_of, run

PROFILE = MINIMAL["profiles/dong-chi-a.md"]
BEFORE: Mapping[str, str] = {
    **MINIMAL,
    "site.yaml": f"{MINIMAL['site.yaml']}redirects:\n  /cu/: /\n",
    "profiles/dong-chi-b.md": PROFILE.replace(" A", " B"),
    "topics.yaml": MINIMAL["topics.yaml"] + "- {id: chu-de-b, name: B}\n",
}
LIST = "TT;Họ và tên;Đơn vị;Danh hiệu\n1;Đồng chí B;Tổ Một;Giấy khen\n"

Files = Mapping[str, bytes]
HALFWAY = {"B107", "B401", "H108"}
"""What tells that part of the work is done: of a site, of tidying, of a release."""
_CODE = re.compile(r": ([A-Z]\d{3}) ")


@dataclass(frozen=True, slots=True)
class Work:
    """A command, and what of a project is looked at after it."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Project], None]
    seen: Callable[[Path], Files]


def done(root: Path, *arguments: str) -> None:
    result = run(root, *arguments)
    assert result.exit_code == 0, result


def published(root: Path) -> Files:
    """The published files, but for the manifest, which knows of both sites while one takes the
    other's place, and the lock, which the next build takes over.
    """
    return {
        path: data for path, data in _files(root / "output").items() if path not in (MANIFEST, NAME)
    }


def current(root: Path) -> Files:
    return _files(root / "www" / "current")


def content(root: Path) -> Files:
    return _files(root / "content")


def keys(root: Path) -> Files:
    """Whether there are keys: no two are alike."""
    return {path.name: b"" for path in root.glob("*.key*")}


def _files(folder: Path) -> Files:
    """The files that anybody but their writer looks at."""
    return {
        path: data for path, data in files_of(folder.resolve()).items() if not path.endswith(".tmp")
    }


def _small(project: Project) -> None:
    write_plain_theme(project.theme)
    project.write(MINIMAL)


def _changed(project: Project) -> None:
    """A published site, then a profile more, one less, and a new word on every page."""
    write_plain_theme(project.theme)
    project.write(BEFORE)
    assert project.build().exit_code == 0
    (project.content / "profiles/dong-chi-b.md").unlink()
    project.write(
        {
            "topics.yaml": MINIMAL["topics.yaml"],
            "site.yaml": f"{MINIMAL['site.yaml']}tagline: Khác\n",
            "profiles/dong-chi-c.md": PROFILE.replace(" A", " C"),
        }
    )


def _released(project: Project) -> None:
    _small(project)
    assert project.build().exit_code == 0
    done(project.root, "release", "www", "--keep", "1")
    project.write({"profiles/dong-chi-c.md": PROFILE.replace(" A", " C")})
    assert project.build().exit_code == 0


def _listed(project: Project) -> None:
    _small(project)
    (project.root / "list.csv").write_text(LIST, encoding="utf-8")


def _untidy(project: Project) -> None:
    _small(project)
    for letter in "bc":
        project.write({f"profiles/dong-chi-{letter}.md": PROFILE.replace(" A", f"  {letter}")})


WORKS = (
    Work("build", ("build", "--as-of", AS_OF), _changed, published),
    Work("release", ("release", "www", "--keep", "1"), _released, current),
    Work(
        "import",
        ("import", "list.csv", "--date", "2024", "--authority", "don-vi-a", "--write"),
        _listed,
        content,
    ),
    Work("new", ("new", "profile", "Đồng chí D", "--unit", "don-vi-a"), _small, content),
    Work("check", ("check", "--fix", "--yes"), _untidy, content),
    Work("key", ("key", "guong.key"), _small, keys),
)
BY_NAME = {work.name: work for work in WORKS}


def at(folder: Path, work: Work) -> tuple[Path, Files, Files]:
    """Where *work* waits to be done, below *folder*; what is seen before and after it."""
    project = Project(folder / "waiting")
    project.root.mkdir(parents=True)
    work.prepare(project)
    clean = copied(project.root, folder / "done")
    done(clean, *work.arguments)
    return project.root, work.seen(project.root), work.seen(clean)


def copied(root: Path, place: Path) -> Path:
    return Path(shutil.copytree(root, place, symlinks=True))


def whole(work: Work, after: Files, old: Files, new: Files) -> bool:
    """Is every file the old one or the new one, or, of a site, a page that is on its way?"""
    on_its_way = [PLACEHOLDER_PAGE] if work.name == "build" else []
    kept = after.keys() >= old.keys() & new.keys()
    return kept and all(
        data in (old.get(path), new.get(path), *on_its_way) for path, data in after.items()
    )


def outcome_of(work: Work, result: Result, root: Path, old: Files, new: Files) -> str:
    """In a word what a failure led to; fails if it may not, or if the next run does not end it."""
    after = work.seen(root)
    assert "Traceback" not in result.stderr
    assert "itself failed" not in result.stderr
    outcome = "done"
    if result.exit_code == 0:
        assert after == new
    else:
        assert result.exit_code == 1
        codes = _CODE.findall(result.stderr)
        assert codes, result
        outcome = next((code for code in codes if code in HALFWAY), codes[0])
        assert whole(work, after, old, new)
        assert after == old or outcome in HALFWAY
    again = run(root, *work.arguments)
    assert again.exit_code == 0 or after == new, again
    assert work.seen(root) == new
    assert not list(root.glob(".guong/stage-*/journal"))
    return outcome
