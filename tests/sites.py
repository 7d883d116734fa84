"""Small sites to build in tests, and what a build of one says and leaves behind."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main

MINIMAL: Mapping[str, str] = {
    "site.yaml": """\
title: {vi: Trang A, en: Site A}
languages: [vi, en]
publisher: don-vi-a
theme: plain
""",
    "units.yaml": """\
- id: don-vi-a
  name: {vi: Đơn vị A, en: Unit A}
  kind: enterprise
""",
    "titles.yaml": """\
- id: danh-hieu-a
  name: {vi: Danh hiệu A, en: Title A}
  form: title
  level: grassroots
""",
    "topics.yaml": """\
- id: chu-de-a
  name: {vi: Chủ đề A, en: Topic A}
""",
    "profiles/dong-chi-a.md": """\
---
name: Đồng chí A
kind: individual
summary: Người thợ của Đơn vị A.
unit: don-vi-a
---
Câu chuyện của Đồng chí A.
""",
    "campaigns/phong-trao-a.yaml": """\
title: {vi: Phong trào A, en: Campaign A}
period:
  start: 2024-01-01
  end: 2025-12-31
launched_by: don-vi-a
""",
    "decisions/quyet-dinh-a.yaml": """\
number: 01/QĐ-A
date: 2025-01-15
authority: don-vi-a
title: danh-hieu-a
recipients:
  - profile: dong-chi-a
""",
    "models/mo-hinh-a.md": """\
---
title: Mô hình A
kind: practice
---
Cách làm của Đơn vị A.
""",
    "articles/bai-viet-a.md": """\
---
title: Bài viết A
date: 2025-02-01
---
Lời bài viết A.
""",
    "pages/trang-a.md": """\
---
title: Trang A
---
Lời trang A.
""",
}
"""A site with one record of each kind."""

AS_OF = "2026-11-22"
ENGLISH = {"LANGUAGE": None, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": None}
_PROBLEM = re.compile(r"(?P<code>.*?: [A-Z]\d{3}) ")

Snapshot = Mapping[str, tuple[bytes, int]]


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended and what it said."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[str]:
        """One line a problem, without the closing verdict."""
        return [line for line in self.stderr.splitlines() if _PROBLEM.match(line)]

    @property
    def codes(self) -> list[str]:
        """The place and code of each problem, as in `content/site.yaml:3:1: C203`."""
        return [found["code"] for line in self.lines if (found := _PROBLEM.match(line))]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with content, themes and what was published of it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def theme(self) -> Path:
        return self.root / "themes" / "plain"

    def output(self, path: str = "") -> Path:
        """The output folder, or a file in it."""
        return self.root / "output" / path

    def shows(self, path: str) -> str:
        """The text of a published file."""
        return self.output(path).read_text(encoding="utf-8")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files of the content folder."""
        for name, given in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(given if isinstance(given, bytes) else given.encode())

    def build(self, *arguments: str, env: Mapping[str, str | None] = ENGLISH) -> Result:
        """Run `guong build` here; an exception that nobody caught fails the test."""
        return self._run("build", *arguments, env=env)

    def check(self, *arguments: str, env: Mapping[str, str | None] = ENGLISH) -> Result:
        """Run `guong check` here."""
        return self._run("check", *arguments, env=env)

    def fails(self, *arguments: str, status: int = 1) -> Result:
        """Build what is broken by now: it fails in words, and nothing that is published changes."""
        before = self.snapshot()
        result = self.build(*arguments)
        assert result.exit_code == status, result
        assert "Traceback" not in result.stderr
        assert "itself failed" not in result.stderr
        assert self.snapshot() == before
        return result

    def snapshot(self) -> Snapshot:
        """Bytes and time of every published file."""
        return {
            path.relative_to(self.output()).as_posix(): (
                path.read_bytes(),
                path.stat().st_mtime_ns,
            )
            for path in sorted(self.output().rglob("*"))
            if path.is_file()
        }

    def _run(self, command: str, *arguments: str, env: Mapping[str, str | None]) -> Result:
        return run(self.root, command, "--as-of", AS_OF, *arguments, env=env)


def run(root: Path, *arguments: str, env: Mapping[str, str | None] = ENGLISH) -> Result:
    """Run guong in a project; an exception that nobody caught fails the test."""
    before = Path.cwd()
    os.chdir(root)
    try:
        made = CliRunner().invoke(main, arguments, env=env, catch_exceptions=False)
    finally:
        os.chdir(before)
    return Result(made.exit_code, made.stdout, made.stderr)


def files_of(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_field(record: str, field: str) -> str:
    """A Markdown record with one more field behind the others: on line 6 of the profile."""
    return record.replace("\n---\n", f"\n{field}\n---\n", 1)
