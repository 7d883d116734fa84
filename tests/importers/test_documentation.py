"""The pages on importing: every command in them does what they say."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.importers.conftest import Run
from tests.importers.offices import merged_titles, old_mac

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("import.md", "import.vi.md")
LIST = "TT;Họ và tên;Đơn vị;Danh hiệu\n1;Đồng chí B;{unit};Giấy khen\n"
SCORES = "Đơn vị;Quý I/2024;Quý II/2024\nTổ Một;85,5;90\n"
REGISTRATIONS = "Đơn vị;Chỉ tiêu;ĐVT;Đăng ký\nTổ Một;Vải thừa;%;5\n"


def commands(page: str) -> list[list[str]]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return [shlex.split(line) for line in re.findall(r"^    guong (.+)$", text, re.MULTILINE)]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_of_the_page_works(page: str, run: Run) -> None:
    """In the order of the page each command succeeds, on files such as the page speaks of."""
    merged_titles(Path("khen-thuong.xlsx"))
    old_mac(Path("hoi-vien.csv"))
    Path("dang-ky.csv").write_text(REGISTRATIONS, encoding="utf-8")
    sheet_of(SCORES, Path("diem.xlsx"))
    for words in commands(page):
        unit = "Tổ Mốt" if "--same" in words else "Tổ Một"
        Path("danh-sach.csv").write_text(LIST.format(unit=unit), encoding="utf-8")

        result = run(*words)

        assert result.exit_code == 0, (words, result.stderr)

    assert Path("content/decisions/12-qd-dva-2024.yaml").is_file()
    assert "Nguyễn Văn B" in Path("khen-thuong-tat-ca.csv").read_text(encoding="utf-8")


def sheet_of(text: str, path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in text.splitlines():
        sheet.append(line.split(";"))
    book.save(path)


def test_both_pages_have_the_same_commands() -> None:
    """The Vietnamese page and the English one do not drift apart."""
    first, second = map(commands, PAGES)

    assert first == second
    assert len(first) > 5


def test_help_shows_examples(run: Run) -> None:
    """`--help` of each command ends with commands to copy."""
    assert "guong import khen-thuong.xlsx\n" in run("import", "--help").stdout
    assert "guong export khen-thuong.csv\n" in run("export", "--help").stdout
