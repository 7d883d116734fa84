"""What is exported comes back the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.importers.conftest import Run
from tests.importers.offices import put

DECISION = """\
number: 5/QĐ
date: 2024-03
authority: don-vi-a
title: giay-khen
campaign: phong-trao-a
recipients:
  - profile: dong-chi-a
    citation: "=SUM(A1:A9)"
    position: frontline
  - name: "+84, nhóm \\"một\\""
    kind: collective
    citation: "'=đã có dấu"
    count: 3
  - name: "@Đồng chí Z"
    kind: individual
    title: lao-dong-tien-tien
    share: 1/2
    citation: "-5 % vải thừa"
  - name: Chưa rõ là người hay tập thể
"""
NAMED = """\
date: 2024-03
authority: don-vi-a
title: giay-khen
recipients:
  - {name: Ông Trần Văn B, kind: individual}
  - {name: "Lê C, thợ hàn", kind: individual}
"""


def awards(run: Run) -> bytes:
    assert run("export", "awards.csv").exit_code == 0
    return Path("awards.csv").read_bytes()


@pytest.mark.parametrize("name", ["merged-titles.xlsx", "unicode-text.csv", "by-title.ods"])
def test_an_imported_list_is_exported_and_imported_to_the_same(name: str, run: Run) -> None:
    """Into a site without these decisions they come back; into their own they change nothing."""
    run("import", name, *put(name), "--write")
    first = awards(run)
    assert first.count(b"\r\n") > 3

    again = run("import", "awards.csv")
    assert again.exit_code == 0, again.stderr
    assert "There is nothing to write." in again.stdout

    shutil.rmtree("content/decisions")
    assert run("import", "awards.csv", "--write").exit_code == 0
    assert awards(run) == first


def test_texts_like_formulas_are_escaped_and_come_back(run: Run) -> None:
    """A spreadsheet runs none of them, and an import takes the apostrophe away again."""
    Path("content/decisions").mkdir()
    Path("content/decisions/a.yaml").write_text(DECISION, encoding="utf-8")
    first = awards(run)
    text = first.decode("utf-8-sig")
    assert all(each in text for each in ("'=SUM(A1:A9)", "'+84", "'@Đồng", "'-5 %", "''=đã"))

    shutil.rmtree("content/decisions")
    run("import", "awards.csv", "--write")

    written = Path("content/decisions/5-qd-2024.yaml").read_text(encoding="utf-8")
    assert "citation: =SUM(A1:A9)" in written
    assert awards(run) == first


def test_names_as_authors_write_them_are_found_again(run: Run) -> None:
    """A form of address and a trade belong to the name where the site has them there."""
    Path("content/decisions").mkdir()
    Path("content/decisions/a.yaml").write_text(NAMED, encoding="utf-8")
    awards(run)

    result = run("import", "awards.csv")

    assert result.exit_code == 0, result.stderr
    assert "There is nothing to write." in result.stdout
