"""Every call that writes fails in turn: a sentence, a whole site, and the next run ends it.

`SECURITY.md` has the table of what each failure leads to. The ordinary run tries some numbers of
each call; GUONG_FAULTS=all tries all, and with GUONG_GOLDEN=write it writes the table anew.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.manifest import MANIFEST
from generator.publish import disk as publishing
from generator.publish.lock import NAME
from generator.publish.stage import PLACEHOLDER_PAGE
from tests.faults import CALLS, ERRORS, Disk, faults
from tests.plain_theme import write_plain_theme
from tests.sites import MINIMAL, Project, Result

ROOT = Path(__file__).parents[1]
SECURITY = ROOT / "SECURITY.md"
ALL = os.environ.get("GUONG_FAULTS") == "all"
WRITE = os.environ.get("GUONG_GOLDEN") == "write"
PROFILE = MINIMAL["profiles/dong-chi-a.md"]
BEFORE: Mapping[str, str] = {
    **MINIMAL,
    "site.yaml": f"{MINIMAL['site.yaml']}redirects:\n  /cu/: /\n",
    "profiles/dong-chi-b.md": PROFILE.replace(" A", " B"),
    "topics.yaml": MINIMAL["topics.yaml"] + "- {id: chu-de-b, name: B}\n",
}
_CODE = re.compile(r"\b([A-Z]\d{3})\b")
_BEGIN, _END = "<!-- faults: begin -->\n", "<!-- faults: end -->\n"
"""The table stands between them."""


def _changed(project: Project) -> None:
    """A profile more, one less, and a new word on every page."""
    (project.content / "profiles/dong-chi-b.md").unlink()
    (project.content / "topics.yaml").write_text(MINIMAL["topics.yaml"], encoding="utf-8")
    project.write(
        {
            "site.yaml": f"{MINIMAL['site.yaml']}tagline: Khác\n",
            "profiles/dong-chi-c.md": PROFILE.replace(" A", " C"),
        }
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that is published and whose content has changed since."""
    project = Project(tmp_path_factory.mktemp("template"))
    write_plain_theme(project.theme)
    project.write(BEFORE)
    assert project.build().exit_code == 0
    assert project.output("profiles/dong-chi-b/index.html").is_file()
    _changed(project)
    return project.root


@pytest.fixture(scope="module")
def wanted(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """The files before, and those that a clean build makes of the changed content."""
    clean = tmp_path_factory.mktemp("clean")
    for folder in ("content", "themes"):
        shutil.copytree(template / folder, clean / folder)
    assert Project(clean).build().exit_code == 0
    return files_in(template), files_in(clean)


Files = Mapping[str, bytes]


def files_in(root: Path) -> Files:
    """The published files, but for the manifest, which knows of both sites while one takes the
    other's place, and the lock, which the next build takes over.
    """
    found = Project(root).snapshot().items()
    return {path: data for path, (data, _) in found if path not in (MANIFEST, NAME)}


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Project:
    return copied(template, tmp_path / "one")


def copied(template: Path, place: Path) -> Project:
    shutil.copytree(template, place)
    return Project(place)


def counted(project: Project) -> Mapping[str, int]:
    with faults(Disk(project.root)) as disk:
        assert project.build().exit_code == 0
    return disk.counts


def chosen(count: int, error: str) -> Iterator[int]:
    """Which calls of so many fail: all of them, or one for each error, spread over them."""
    spread = (count - 1) * ERRORS.index(error) // (len(ERRORS) - 1)
    yield from range(count) if ALL else range(spread, min(spread + 1, count))


def outcome_of(result: Result, disk: Disk, after: Files, old: Files, new: Files) -> str:
    """In a word what a failure led to; fails if that is nothing it may lead to."""
    assert disk.failed
    assert "Traceback" not in result.stderr
    assert "itself failed" not in result.stderr
    if result.exit_code == 0:
        assert after == new
        return "done"
    assert result.exit_code == 1
    assert result.stderr.strip()
    codes = _CODE.findall(result.stderr)
    assert codes, result.stderr
    if "B107" in codes:
        whole = {path for path, data in after.items() if data in (old.get(path), new.get(path))}
        waiting = after.keys() - whole
        assert all(after[path] == PLACEHOLDER_PAGE for path in waiting)
        return "B107"
    assert after == old
    return str(codes[0])


@pytest.mark.slow
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_costs_nothing(
    call: str, template: Path, wanted: tuple[Files, Files], tmp_path: Path, monkeypatch
) -> None:
    """Whatever fails: the old site or the new one, a sentence, and the next build ends it."""
    monkeypatch.setattr(publishing, "FEW", 8 if call == "sync" else 10_000)
    old, new = wanted
    count = counted(copied(template, tmp_path / "counted"))[call]
    told: dict[str, set[str]] = defaultdict(set)
    for error in ERRORS:
        for number in chosen(count, error):
            project = copied(template, tmp_path / f"{error}-{number}")
            with faults(Disk(project.root, (call, number, error))) as disk:
                result = project.build()
            told[error].add(outcome_of(result, disk, files_in(project.root), old, new))
            assert project.build().exit_code == 0
            assert files_in(project.root) == new
            assert list((project.root / ".guong").glob("stage-*")) == []
            shutil.rmtree(project.root)
    row = row_of(call, count, told)
    if WRITE and ALL:
        write_row(row)
    assert is_in_table(row)


def row_of(call: str, count: int, told: Mapping[str, set[str]]) -> str:
    cells = [", ".join(sorted(told[error])) or "–" for error in ERRORS]
    return f"| `{call}` | {count} | " + " | ".join(cells) + " |"


def write_row(row: str) -> None:
    before, _, rest = SECURITY.read_text(encoding="utf-8").partition(_BEGIN)
    table, _, after = rest.partition(_END)
    rows = {line.split("|")[1]: line for line in [*table.splitlines(), row] if line}
    SECURITY.write_text(
        f"{before}{_BEGIN}" + "".join(f"{line}\n" for line in rows.values()) + _END + after,
        encoding="utf-8",
    )


def is_in_table(row: str) -> bool:
    """Does the table know of all that happened?"""
    _, call, _, *cells, _ = (each.strip() for each in row.split("|"))
    for line in SECURITY.read_text(encoding="utf-8").splitlines():
        _, *known = (each.strip() for each in line.split("|"))
        if known and known[0] == call:
            pairs = zip(cells, known[2:], strict=False)
            return all(set(seen.split(", ")) <= {*may.split(", ")} for seen, may in pairs)
    return False


@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_takes_nothing_any_more_leaves_the_site(
    error: str, project: Project, wanted: tuple[Files, Files]
) -> None:
    """Every write fails from the first on: one sentence, and nothing has changed."""
    with faults(Disk(project.root, ("open", 0, error), ever=True)) as disk:
        result = project.build()

    assert disk.failed
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert files_in(project.root) == wanted[0]
    assert project.build().exit_code == 0
    assert files_in(project.root) == wanted[1]
