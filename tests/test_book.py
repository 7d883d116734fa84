"""Yearbooks: what stands in them, and that the PDF can be read, found through and printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.book.choice import Book, choose
from generator.cli import main
from tests.builders import TITLES, UNITS, graph_of, planned
from tests.sites import ENGLISH, MINIMAL, Project
from tests.test_golden import FOLDER as GOLDEN

PARTS = ("Mục lục", "Phong trào", "Gương điển hình", "Danh sách khen thưởng", "Tra cứu theo tên")
FILES = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    **{
        f"profiles/{id_}.md": f"---\nname: {name}\nkind: {kind}\n---\nChuyện.\n"
        for id_, name, kind in (
            ("an", "Đồng chí Ân", "individual"),
            ("anh", "Đồng chí Ánh", "individual"),
            ("to", "Tổ Ân", "collective"),
        )
    },
    "campaigns/c.yaml": "title: C\nperiod: {start: 2019, end: 2020}\n",
    "campaigns/d.yaml": "title: D\nperiod: {start: 2018}\n",
    "decisions/a.yaml": "date: 2020-01-01\nauthority: so\ntitle: bang-khen\ncampaign: c\n"
    "recipients: [{profile: an}, {name: Đồng chí Bảy}]\n",
    "decisions/b.yaml": "date: 2019-01-01\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{profile: to}]\n",
}


def chosen(**asked: object) -> Book:
    graph = graph_of(FILES)
    return choose(graph, planned(FILES).pages, "vi", **asked)  # type: ignore[arg-type]


def anchors(book: Book) -> tuple[list[str], list[str], list[str]]:
    return (
        [anchor for anchor, _ in book.campaigns],
        [anchor for anchor, _ in book.profiles],
        [each.anchor for each in book.rolls],
    )


def test_a_book_holds_what_belongs_to_its_campaign_or_year() -> None:
    """All of it; a campaign's decisions and whom they name; what ran or was signed in a year."""
    campaigns, profiles, rolls = anchors(chosen())
    assert set(campaigns) == {"campaign-c", "campaign-d"}
    assert set(profiles) == {"profile-an", "profile-anh", "profile-to"}
    assert set(rolls) == {"decision-a", "decision-b"}
    assert anchors(chosen(campaign="c")) == (["campaign-c"], ["profile-an"], ["decision-a"])
    assert anchors(chosen(year=2019)) == (["campaign-c"], ["profile-to"], ["decision-b"])
    assert anchors(chosen(year=2018)) == (["campaign-d"], [], [])
    assert chosen(year=1900).is_empty


def test_names_are_in_vietnamese_order() -> None:
    """People by their given name, collectives by their own; each leads to all that tells of it."""
    index = {each.name: each.anchors for each in chosen().index}

    assert [*index] == ["Đồng chí Ánh", "Đồng chí Ân", "Đồng chí Bảy", "Tổ Ân"]
    assert index["Đồng chí Ân"] == ("profile-an", "decision-a")
    assert index["Đồng chí Bảy"] == ("decision-a",)


# The PDF


def needs_poppler() -> None:
    if not shutil.which("pdftotext"):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("pdftotext is missing")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of hard cases as a book."""
    needs_poppler()
    file = tmp_path_factory.mktemp("book") / "ky-yeu.pdf"
    arguments = ["book", str(file), "--content", str(GOLDEN / "content"), "--as-of", "2026-01-31"]
    result = CliRunner().invoke(main, arguments, env=ENGLISH)
    assert result.exit_code == 0, result.output
    return file


def pages_of(file: Path) -> list[str]:
    command = ["pdftotext", "-layout", str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return text.split("\f")


def test_the_book_has_all_its_parts(printed: Path) -> None:
    """Cover, contents, campaigns with outcomes, profiles, rolls of honour, index of names."""
    pages = pages_of(printed)
    whole = "\n".join(pages)

    assert "Kỷ yếu" in pages[0]
    assert "Mục lục" in pages[1]
    for part in PARTS:
        assert re.search(rf"^ *{part}$", whole, re.MULTILINE), part
    assert "Phong trào tiết kiệm nguyên liệu 2025" in whole
    assert "Hạn chế" in whole
    assert "Đồng chí B" in whole


def test_contents_and_index_name_the_right_pages(printed: Path) -> None:
    """The number beside a name is that of the page on which it is told of."""
    pages = pages_of(printed)
    found = re.findall(r"^ *(\S.*?\S)\s*\.{5,}\s*(\d+)$", "\n".join(pages[1:4]), re.MULTILINE)
    right = [name in pages[int(number) - 1] for name, number in found if len(name) < 40]

    assert len(right) > 5
    assert all(right)
    last = "\n".join(pages[-3:])
    number = re.search(r"Đồng chí B (\d+)", last)
    assert number is not None
    assert "Đồng chí B" in pages[int(number[1]) - 1]


def test_the_book_can_be_read_by_everybody(printed: Path) -> None:
    """It is tagged, says its language and title, and has bookmarks; nothing in it runs."""
    told, metadata = (
        subprocess.run(command, capture_output=True, check=True, text=True).stdout
        for command in (["pdfinfo", str(printed)], ["pdfinfo", "-meta", str(printed)])
    )

    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"Title: +.*Kỷ yếu", told)
    assert re.search(r"JavaScript: +no", told)
    assert "pdfuaid" in metadata
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(printed)]
    outline = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    bookmarks = re.findall(r'<item page="(\d+)">([^<]*)</item>', outline)
    assert [words for _, words in bookmarks if words in PARTS] == [*PARTS]
    assert len(bookmarks) > 10


def test_what_cannot_be_a_book_is_said(site: Callable[..., Project], tmp_path: Path) -> None:
    """Each in one line, and no file is made."""
    settings = MINIMAL["site.yaml"].replace("plain", "guong")
    project = site({"site.yaml": settings})
    file = tmp_path / "a.pdf"
    for more, code in (
        (["--campaign", "phong-trao-b"], "--campaign: B113 There is no campaign `phong-trao-b`."),
        (["--lang", "fr"], "--lang: B114"),
        (["--year", "1901"], "--year: B115"),
    ):
        arguments = ["book", str(file), "--content", str(project.content), *more]
        result = CliRunner().invoke(main, arguments, env=ENGLISH)
        assert result.exit_code == 1
        assert code in result.output
        assert "phong-trao-a" in result.output or "--campaign" not in more
    assert not file.exists()


def test_without_the_library_the_way_to_it_is_named(
    site: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an agency sees it that has not installed the extra."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    project = site({"site.yaml": MINIMAL["site.yaml"].replace("plain", "guong")})
    arguments = ["book", str(tmp_path / "a.pdf"), "--content", str(project.content)]
    result = CliRunner().invoke(main, arguments, env=ENGLISH)

    assert result.exit_code == 1
    assert "pip install guong[pdf]" in result.output
