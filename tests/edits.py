"""A site, and somebody who works on all parts of it at random."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from generator.diagnostics import Diagnostic
from generator.task import Options
from tests.pictures import drawn, picture, saved
from tests.plain_theme import write_plain_theme
from tests.sites import MINIMAL

EVERYTHING = """\
<!doctype html>
<html lang="{{ page.language }}">
{% include "partial.html" %}
<link href="{{ stylesheet() }}">
<img src="{{ asset('sign.svg') }}">
<p>{{ _("Words") }}</p>
<pre>{{ page }} {{ site }} {{ view }}</pre>
</html>
"""
"""Shows all that a page may show, so that nothing can change unseen."""
IDS = st.sampled_from(["a", "b", "c"])
WORDS = st.sampled_from(
    ["Lời một.", "Lời hai.", "Lời ba, dài hơn.", "[Phong trào](../campaigns/a.yaml)"]
)
PICTURES = st.sampled_from(
    [
        picture("PNG"),
        picture("PNG", (80, 64)),
        saved(drawn().rotate(90), "PNG"),
        # Cut off in the middle: there is nothing to publish until it is mended.
        picture("PNG")[:-200],
    ]
)
PROFILE = "---\nname: {name}\nkind: individual\nsummary: {words}\nunit: don-vi-a\n---\n{words}\n"
STORIES = ("profiles", "models", "articles", "pages")
RECORDS = (*STORIES, "campaigns", "decisions")
TABLES = {
    "scores": "unit,period,score\ndon-vi-a,2024-Q{n},{n}\ndon-vi-a,2025-Q1,2\n",
    "registrations": "unit,registered_on,goal,result\ndon-vi-a,2024-02-0{n},2,{n}\n",
}


class Edits(RuleBasedStateMachine):
    """Every kind of edit that an author, a theme maker or a web master may make."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(mkdtemp(prefix="guong-edits-"))
        self.content = self.root / "content"
        self.theme = self.root / "themes" / "plain"
        write_plain_theme(self.theme)
        self._theme_file("templates/base.html", EVERYTHING)
        self._theme_file("templates/partial.html", "<p>partial</p>")
        self._theme_file("assets/tokens.css", "a { color: red }")
        self._theme_file("assets/sign.svg", "<svg/>")
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

    def _one(self, which: int, *patterns: str) -> Path | None:
        """One of the files of the content that are there."""
        found = sorted(path for each in patterns for path in self.content.glob(each))
        return found[which % len(found)] if found else None

    def mend(self, problems: Iterable[Diagnostic]) -> None:
        """Take away the records that something is wrong with."""
        for each in problems:
            file = self.root / each.at.file
            if file.parent.parent == self.content:
                file.unlink(missing_ok=True)

    # Records

    @rule(id_=IDS, name=WORDS, words=WORDS)
    def write_profile(self, id_: str, name: str, words: str) -> None:
        self._write(f"profiles/{id_}.md", PROFILE.format(name=f'"{name[:4]}"', words=f"'{words}'"))

    @rule(id_=IDS, value=st.integers(1, 3), months=st.integers(1, 12))
    def write_campaign(self, id_: str, value: int, months: int) -> None:
        self._write(
            f"campaigns/{id_}.yaml",
            f"title: Phong trào {id_}\nperiod: {{start: 2024-01, end: 2025-{months:02}}}\n"
            f"launched_by: don-vi-a\ntargets:\n- id: t\n  indicator: Chỉ tiêu\n  unit: '%'\n"
            f"  goal: {{value: 2, by: 2025-{months:02}}}\n"
            f"  measurements: [{{on: 2025-01, value: {value}}}]\n",
        )

    @rule(id_=IDS, table=st.sampled_from(sorted(TABLES)), number=st.integers(1, 4))
    def write_table(self, id_: str, table: str, number: int) -> None:
        self._write(f"campaigns/{id_}.{table}.csv", TABLES[table].format(n=number))

    @rule(id_=IDS, who=IDS)
    def write_decision(self, id_: str, who: str) -> None:
        self._write(
            f"decisions/{id_}.yaml",
            f"number: 0{len(who)}/QĐ\ndate: 2025-01-1{len(id_)}\nauthority: don-vi-a\n"
            f"title: danh-hieu-a\nrecipients: [{{profile: {who}}}]\n",
        )

    @rule(id_=IDS, words=WORDS, origin=IDS, topic=st.booleans())
    def write_model(self, id_: str, words: str, origin: str, topic: bool) -> None:
        self._write(
            f"models/{id_}.md",
            f"---\ntitle: Mô hình {id_}\nkind: practice\norigin: {{profile: {origin}}}\n"
            f"topics: [{'chu-de-a' if topic else ''}]\n"
            f"adoptions: [{{by: don-vi-a, on: 2025-0{len(words) % 9 + 1}}}]\n---\n{words}\n",
        )

    @rule(id_=IDS, words=WORDS, draft=st.booleans(), due=st.sampled_from(["2024", "2026"]))
    def write_article(self, id_: str, words: str, draft: bool, due: str) -> None:
        self._write(
            f"articles/{id_}.md",
            f"---\ntitle: Bài {id_}\ndate: 2025-03-01\ndraft: {str(draft).lower()}\n"
            f"publish_on: {due}-01-01\n---\n{words}\n",
        )

    @rule(id_=IDS, words=WORDS, menu=st.integers(0, 2))
    def write_page(self, id_: str, words: str, menu: int) -> None:
        place = f"menu: {menu}\n" if menu else ""
        self._write(f"pages/{id_}.md", f"---\ntitle: Trang {id_}\n{place}---\n{words}\n")

    @rule(words=WORDS, more=st.booleans())
    def write_units(self, words: str, more: bool) -> None:
        other = "- id: don-vi-b\n  name: Đơn vị B\n  kind: enterprise\n  parent: don-vi-a\n"
        self._write(
            "units.yaml",
            f"- id: don-vi-a\n  name: '{words}'\n  kind: enterprise\n" + (other if more else ""),
        )

    @rule(words=WORDS, more=st.booleans())
    def write_titles(self, words: str, more: bool) -> None:
        other = "- {id: danh-hieu-b, name: B, form: medal, level: state}\n" if more else ""
        self._write(
            "titles.yaml",
            f"- id: danh-hieu-a\n  name: '{words}'\n  form: title\n  level: grassroots\n{other}",
        )

    @rule(words=WORDS, more=st.booleans())
    def write_topics(self, words: str, more: bool) -> None:
        other = "- {id: chu-de-b, name: Chủ đề B}\n" if more else ""
        self._write("topics.yaml", f"- id: chu-de-a\n  name: '{words}'\n{other}")

    @rule(kind=st.sampled_from(STORIES), id_=IDS, words=WORDS)
    def translate(self, kind: str, id_: str, words: str) -> None:
        field = "name" if kind == "profiles" else "title"
        self._write(f"{kind}/{id_}.en.md", f"---\n{field}: Translated\n---\n{words}\n")

    @rule(kind=st.sampled_from(RECORDS), id_=IDS, alone=st.booleans())
    def delete_record(self, kind: str, id_: str, alone: bool) -> None:
        """With its translations and tables, or as slips happen, without them."""
        for file in self.content.glob(f"{kind}/{id_}.*"):
            if not alone or file.name.count(".") == 1:
                file.unlink()

    @rule(which=st.integers(0, 9))
    def delete_what_lies_beside_a_record(self, which: int) -> None:
        if file := self._one(which, "*/*.en.md", "*/*.csv"):
            file.unlink()

    @rule(kind=st.sampled_from(RECORDS), id_=IDS, other=IDS)
    def rename_record(self, kind: str, id_: str, other: str) -> None:
        for file in sorted(self.content.glob(f"{kind}/{id_}.*")):
            file.replace(file.with_name(other + file.name.removeprefix(id_)))

    # Media

    @rule(
        id_=IDS,
        data=PICTURES,
        focus=st.sampled_from(["", ", focus: 10% 20%"]),
        story=st.sampled_from(["Lời.", "![Ảnh](portrait.png)", "[Ảnh](portrait.png)"]),
    )
    def put_picture(self, id_: str, data: bytes, focus: str, story: str) -> None:
        (self.content / "profiles" / "portrait.png").write_bytes(data)
        self._write(
            f"profiles/{id_}.md",
            "---\nname: A\nkind: individual\nsummary: S.\n"
            f"portrait: {{file: portrait.png, alt: Ảnh{focus}}}\n---\n{story}\n",
        )

    @rule(data=PICTURES)
    def retouch_picture(self, data: bytes) -> None:
        if file := self._one(0, "profiles/portrait.png"):
            file.write_bytes(data)

    @rule()
    def delete_picture(self) -> None:
        (self.content / "profiles" / "portrait.png").unlink(missing_ok=True)

    # Settings and theme

    @rule(
        title=st.sampled_from(["Trang A", "Trang B"]),
        size=st.sampled_from([12, 24]),
        more=st.sampled_from(
            ["", "url: https://guong.example/\n", "redirects: {cu: /profiles/dong-chi-a/}\n"]
        ),
        languages=st.sampled_from(["[vi, en]", "[en, vi]"]),
    )
    def change_settings(self, title: str, size: int, more: str, languages: str) -> None:
        self._write(
            "site.yaml",
            f"title: {title}\nlanguages: {languages}\npublisher: don-vi-a\ntheme: plain\n"
            f"page_size: {size}\n{more}",
        )

    @rule(
        path=st.sampled_from(
            ["templates/pages/profile.html", "templates/pages/home.html", "templates/partial.html"]
        ),
        words=st.sampled_from(
            ["<p>một</p>", "<p>hai</p>", "<p>ba</p>", "{% include 'deep/er.html' %}"]
        ),
    )
    def change_template(self, path: str, words: str) -> None:
        extends = '{% extends "base.html" %}\n' if "pages" in path else ""
        if "include" in words and not (self.theme / "templates/deep/er.html").exists():
            self.change_deep_partial("<p>sâu</p>")
        self._theme_file(path, extends + words)

    @rule(words=st.sampled_from(["<p>sâu</p>", "<p>sâu hơn</p>"]))
    def change_deep_partial(self, words: str) -> None:
        self._theme_file("templates/deep/er.html", words)

    @rule(colour=st.sampled_from(["red", "blue"]))
    def change_tokens(self, colour: str) -> None:
        self._theme_file("assets/tokens.css", f"a {{ color: {colour} }}")

    @rule(colour=st.sampled_from(["red", "blue"]))
    def change_asset(self, colour: str) -> None:
        self._theme_file("assets/sign.svg", f"<svg fill='{colour}'/>")

    @rule(words=st.sampled_from(["Lời", "Chữ"]), language=st.sampled_from(["vi", "en"]))
    def change_catalogue(self, words: str, language: str) -> None:
        file = self.theme / "locales" / f"{language}.po"
        head = file.read_text(encoding="utf-8").partition('\nmsgid "Words"')[0]
        self._theme_file(f"locales/{language}.po", f'{head}\nmsgid "Words"\nmsgstr "{words}"\n')

    # The day, and the times of files

    @rule(days=st.integers(-400, 400))
    def another_day(self, days: int) -> None:
        self.options = replace(self.options, as_of=date(2025, 6, 1) + timedelta(days))

    @rule(drafts=st.booleans())
    def show_drafts(self, drafts: bool) -> None:
        self.options = replace(self.options, drafts=drafts)

    @rule(which=st.integers(0, 99))
    def touch(self, which: int) -> None:
        if file := self._one(which, "*/*.*", "*.yaml"):
            file.touch()

    @rule(which=st.integers(0, 99), letter=st.sampled_from("xyz"))
    def change_and_set_the_time_back(self, which: int, letter: str) -> None:
        if file := self._one(which, "*/*.md", "*/*.yaml", "units.yaml"):
            before = file.stat()
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("Lời", f"Lờ{letter}"), encoding="utf-8")
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
