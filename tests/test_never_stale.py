"""Whatever is edited, a build on top of an older one gives the bytes of a build from nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from generator import store as store_module
from generator.build import build
from generator.fresh import unchanged
from generator.task import Options, Result
from tests.plain_theme import write_plain_theme
from tests.sites import MINIMAL

STEPS = int(os.environ.get("GUONG_STEPS", "300"))
"""How many edits are tried in all."""
LENGTH = 25
EVERYTHING = """\
<!doctype html>
<html lang="{{ page.language }}">
{% include "partial.html" %}
<link href="{{ stylesheet() }}">
<p>{{ _("Words") }}</p>
<pre>{{ page }} {{ site }} {{ view }}</pre>
</html>
"""
"""Shows all that a page may show, so that nothing can change unseen."""
IDS = st.sampled_from(["a", "b", "c"])
WORDS = st.sampled_from(
    ["Lời một.", "Lời hai.", "Lời ba, dài hơn.", "[Phong trào](../campaigns/x.yaml)"]
)
PROFILE = "---\nname: {name}\nkind: individual\nsummary: {words}\nunit: don-vi-a\n---\n{words}\n"


def run(options: Options) -> Result:
    """What the command does."""
    return unchanged(options) or build(options)


@contextmanager
def clean(options: Options) -> Iterator[Options]:
    """The same build, with nothing known and nothing published."""
    with TemporaryDirectory() as folder:
        yield replace(options, output=Path(folder) / "output", state=Path(folder) / "state")


@contextmanager
def clock_off_by(seconds: int) -> Iterator[None]:
    """The clock that the state looks at is wrong."""
    real = time.time_ns
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: real() + seconds * 10**9)
        yield


def files_of(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


class Edits(RuleBasedStateMachine):
    """A site, and somebody who works on all parts of it at random."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(mkdtemp(prefix="guong-edits-"))
        self.content = self.root / "content"
        self.theme = self.root / "themes" / "plain"
        write_plain_theme(self.theme)
        self._theme_file("templates/base.html", EVERYTHING)
        self._theme_file("templates/partial.html", "<p>partial</p>")
        self._theme_file("assets/tokens.css", "a { color: red }")
        self._theme_file("theme.yaml", "name: plain\nstylesheet: [assets/tokens.css]\n")
        for path, text in MINIMAL.items():
            self._write(path, text)
        self.options = Options(
            self.content, self.root / "output", self.root / ".guong", as_of=date(2025, 6, 1)
        )

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _theme_file(self, path: str, text: str) -> None:
        file = self.theme / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _write(self, path: str, text: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def _profiles(self) -> list[Path]:
        return sorted(self.content.glob("profiles/*.md"))

    @rule(id_=IDS, name=WORDS, words=WORDS)
    def write_profile(self, id_: str, name: str, words: str) -> None:
        self._write(f"profiles/{id_}.md", PROFILE.format(name=f'"{name[:4]}"', words=f"'{words}'"))

    @rule(id_=IDS, words=WORDS)
    def translate_profile(self, id_: str, words: str) -> None:
        self._write(f"profiles/{id_}.en.md", f"---\nname: Person\n---\n{words}\n")

    @rule(which=st.integers(0, 9))
    def delete_profile(self, which: int) -> None:
        found = self._profiles()
        found[which % len(found)].unlink() if found else None

    @rule(which=st.integers(0, 9), id_=IDS)
    def rename_profile(self, which: int, id_: str) -> None:
        if found := self._profiles():
            found[which % len(found)].replace(self.content / f"profiles/{id_}.md")

    @rule(id_=IDS, value=st.integers(1, 3), months=st.integers(1, 12))
    def write_campaign(self, id_: str, value: int, months: int) -> None:
        self._write(
            f"campaigns/{id_}.yaml",
            f"title: Phong trào {id_}\nperiod: {{start: 2024-01, end: 2025-{months:02}}}\n"
            f"launched_by: don-vi-a\ntargets:\n- id: t\n  indicator: Chỉ tiêu\n  unit: '%'\n"
            f"  goal: {{value: 2, by: 2025-{months:02}}}\n"
            f"  measurements: [{{on: 2025-01, value: {value}}}]\n",
        )

    @rule(id_=IDS, who=IDS)
    def write_decision(self, id_: str, who: str) -> None:
        self._write(
            f"decisions/{id_}.yaml",
            f"number: 0{len(who)}/QĐ\ndate: 2025-01-1{len(id_)}\nauthority: don-vi-a\n"
            f"title: danh-hieu-a\nrecipients: [{{profile: {who}}}]\n",
        )

    @rule(kind=st.sampled_from(["campaigns", "decisions", "models", "articles"]), id_=IDS)
    def delete_record(self, kind: str, id_: str) -> None:
        for ending in ("md", "yaml"):
            (self.content / f"{kind}/{id_}.{ending}").unlink(missing_ok=True)

    @rule(id_=IDS, words=WORDS, draft=st.booleans())
    def write_article(self, id_: str, words: str, draft: bool) -> None:
        self._write(
            f"articles/{id_}.md",
            f"---\ntitle: Bài {id_}\ndate: 2025-03-01\ndraft: {str(draft).lower()}\n---\n{words}\n",
        )

    @rule(words=WORDS, more=st.booleans())
    def write_units(self, words: str, more: bool) -> None:
        other = "- id: don-vi-b\n  name: Đơn vị B\n  kind: enterprise\n  parent: don-vi-a\n"
        self._write(
            "units.yaml",
            f"- id: don-vi-a\n  name: '{words}'\n  kind: enterprise\n" + (other if more else ""),
        )

    @rule(data=st.binary(min_size=1, max_size=3))
    def put_picture(self, data: bytes) -> None:
        file = self.content / "profiles" / "portrait.png"
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + data)
        self._write(
            "profiles/a.md",
            "---\nname: A\nkind: individual\nsummary: S.\n"
            "portrait: {file: portrait.png, alt: Ảnh}\n---\nLời.\n",
        )

    @rule(title=st.sampled_from(["Trang A", "Trang B"]), size=st.sampled_from([12, 24]))
    def change_settings(self, title: str, size: int) -> None:
        self._write(
            "site.yaml",
            f"title: {title}\nlanguages: [vi, en]\npublisher: don-vi-a\ntheme: plain\n"
            f"page_size: {size}\n",
        )

    @rule(
        path=st.sampled_from(
            ["templates/pages/profile.html", "templates/pages/home.html", "templates/partial.html"]
        ),
        words=st.sampled_from(["<p>một</p>", "<p>hai</p>", "<p>ba</p>"]),
    )
    def change_template(self, path: str, words: str) -> None:
        extends = '{% extends "base.html" %}\n' if "pages" in path else ""
        self._theme_file(path, extends + words)

    @rule(colour=st.sampled_from(["red", "blue"]))
    def change_tokens(self, colour: str) -> None:
        self._theme_file("assets/tokens.css", f"a {{ color: {colour} }}")

    @rule(words=st.sampled_from(["Lời", "Chữ"]), language=st.sampled_from(["vi", "en"]))
    def change_catalogue(self, words: str, language: str) -> None:
        file = self.theme / "locales" / f"{language}.po"
        head = file.read_text(encoding="utf-8").partition('\nmsgid "Words"')[0]
        self._theme_file(f"locales/{language}.po", f'{head}\nmsgid "Words"\nmsgstr "{words}"\n')

    @rule(days=st.integers(-400, 400))
    def another_day(self, days: int) -> None:
        self.options = replace(self.options, as_of=date(2025, 6, 1) + timedelta(days))

    @rule(drafts=st.booleans())
    def show_drafts(self, drafts: bool) -> None:
        self.options = replace(self.options, drafts=drafts)

    @rule(which=st.integers(0, 9))
    def touch(self, which: int) -> None:
        if found := self._profiles():
            found[which % len(found)].touch()

    @rule(which=st.integers(0, 9), letter=st.sampled_from("xyz"))
    def change_and_set_the_time_back(self, which: int, letter: str) -> None:
        if found := self._profiles():
            file = found[which % len(found)]
            before = file.stat()
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("Lời", f"Lờ{letter}"), encoding="utf-8")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    @rule(which=st.integers(0, 99), how=st.sampled_from(["delete", "alter", "empty"]))
    def harm_the_output(self, which: int, how: str) -> None:
        files = sorted(self.options.output.rglob("*.html"))
        if not files:
            return
        file = files[which % len(files)]
        if how == "delete":
            file.unlink()
        else:
            file.write_bytes(b"" if how == "empty" else file.read_bytes().replace(b"p>", b"q>"))

    @rule(how=st.sampled_from(["delete", "truncate", "noise", "version", "bits"]))
    def harm_the_state(self, how: str) -> None:
        file = self.options.state / store_module.FILE
        if not file.exists():
            return
        data = file.read_bytes()
        if how == "delete":
            shutil.rmtree(self.options.state)
        elif how == "truncate":
            file.write_bytes(data[: len(data) // 2])
        elif how == "noise":
            file.write_bytes(b"not a database at all")
        elif how == "version":
            with closing(sqlite3.connect(file)) as connection:
                connection.execute("update meta set value = x'00' where name = 'engine'")
                connection.commit()
        else:
            middle = len(data) // 2
            file.write_bytes(data[:middle] + bytes(each ^ 1 for each in data[middle:]))

    @rule(seconds=st.sampled_from([-3600, 3600, 0]))
    def set_the_clock(self, seconds: int) -> None:
        self.clock = seconds

    clock = 0

    @invariant()
    def equals_a_build_from_nothing(self) -> None:
        with clock_off_by(self.clock):
            incremental = run(self.options)
            again = run(self.options)
        with clean(self.options) as options:
            whole = run(options)
            assert incremental.problems == whole.problems
            assert again.problems == whole.problems
            if whole.published is None:
                return
            assert files_of(self.options.output) == files_of(options.output)
            assert again.published is not None
            assert (again.published.written, again.published.removed) == ((), ())
            assert (incremental.pages, incremental.counts) == (whole.pages, whole.counts)


def test_no_edit_leaves_anything_stale() -> None:
    """Random edits of every kind, harm to output and state, wrong clocks: the same bytes."""
    run_state_machine_as_test(
        Edits,
        settings=settings(max_examples=max(1, STEPS // LENGTH), stateful_step_count=LENGTH),
    )
