"""Spreadsheets such as offices send them; all names in them are invented."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FILES = Path(__file__).parent / "files"

Rows = Sequence[Sequence[Any]]

CONTENT: Mapping[str, str] = {
    "site.yaml": "title: Gương\nlanguages: [vi, en]\npublisher: don-vi-a\n",
    "units.yaml": """\
# Các đơn vị.
- id: don-vi-a
  name: {vi: Đơn vị A, en: Unit A}
  kind: agency
- id: phong-to-chuc
  name: Phòng Tổ chức
  kind: agency
  parent: don-vi-a
- id: to-mot
  name: Tổ Một
  kind: other
  parent: don-vi-a
""",
    "titles.yaml": """\
- id: lao-dong-tien-tien
  name: {vi: Lao động tiên tiến, en: Advanced worker}
  form: title
  level: grassroots
  eligible: [individual]
- id: giay-khen
  name: {vi: Giấy khen, en: Certificate of merit}
  form: certificate
  level: grassroots
""",
    "profiles/dong-chi-a.md": """\
---
name: Đồng chí A
kind: individual
summary: Người thợ của Tổ Một.
unit: to-mot
---
Câu chuyện của Đồng chí A.
""",
    "campaigns/phong-trao-a.yaml": "title: Phong trào A\nperiod: {start: 2024, end: 2025}\n",
}
"""The site that the lists are imported into."""


def fill(sheet: Worksheet, rows: Rows, merged: Sequence[str] = ()) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    for each in merged:
        sheet.merge_cells(each)


def merged_titles(path: Path) -> None:
    """A list with the heads of two bodies side by side, merged headings and cells, signatures."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "DS khen"
    rows: Rows = [
        ["SỞ A", None, None, None, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["ĐƠN VỊ A", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG NĂM 2024"],
        ["(Kèm theo Quyết định số 12/QĐ-ĐVA ngày 02 tháng 9 năm 2024 của Giám đốc Đơn vị A)"],
        [],
        ["TT", "Họ và tên", "Đơn vị", "Khen thưởng", None, "Ghi chú"],
        [None, None, None, "Hình thức", "Mức tiền thưởng\n(đồng)", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["I", "TẬP THỂ: 02 tập thể"],
        [1, "Phòng Tổ chức", None, "Giấy khen", 1_500_000, None],
        [2, "Tổ Hai", None, "Giấy khen", 1_500_000, None],
        ["II", "CÁ NHÂN"],
        [1, "Nguyễn Văn B", "Phòng Tổ chức", "Lao động tiên tiến", 500_000, None],
        [2, "Trần Thị C", None, "Lao động tiên tiến", 500_000, "Nghỉ hưu 01/10/2024"],
        [3, "ĐỒNG CHÍ A", "Tổ Một", "Lao động tiên tiến", 500_000, None],
        [None, "Tổng cộng", None, None, 4_500_000],
        [],
        ["Danh sách này có 02 tập thể và 03 cá nhân./."],
        [None, "Nơi nhận:", None, "KT. GIÁM ĐỐC"],
        [None, "- Như Điều 3;", None, "PHÓ GIÁM ĐỐC"],
        [None, "- Lưu: VT, TC."],
        [None, None, None, "Lê Văn D"],
    ]
    merged = ["A1:C1", "E1:F1", "A4:F4", "A5:F5", "A7:A8", "B7:B8", "C7:C8", "D7:E7", "F7:F8"]
    fill(sheet, rows, [*merged, "A10:A10", "B10:F10", "B13:F13", "C14:C15", "A19:F19"])
    book.save(path)


def grouped_by_unit(path: Path) -> None:
    """A roster by unit with names in capitals over two columns, and every sort of slip."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    head = ["STT", "Họ và tên", None, "Chức vụ", "Thành tích", "Số CCCD"]
    rows: Rows = [
        ["DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU “LAO ĐỘNG TIÊN TIẾN” NĂM 2024"],
        [],
        head,
        ["1. Phòng Tổ chức"],
        [1, "NGUYỄN VĂN", "BÌNH", "Trưởng phòng", "Hoàn thành tốt nhiệm vụ", "001"],
        [2, "TRẦN THỊ", "CÚC", "Chuyên viên", None, "002"],
        [],
        ["2. Tổ Một"],
        [3, "LÊ VĂN", "DŨNG", "Công nhân", "-5% vải thừa", "003"],
        [4, "LÊ VĂN", "DŨNG", "Công nhân", "-5% vải thừa", "003"],
        [5, None, None, "Công nhân", "Chưa rõ tên", None],
        [],
        head,
        ["3. Phòng Tổ chứ"],
        [6, "PHẠM THỊ", "HOA", "Nhân viên", "=1+1 là hai", "004"],
        ["4. Tổ Ba"],
        [7, "ĐỖ VĂN", "KHÁNH", "Tổ trưởng", None, "005"],
        [None, None, None, "NGƯỜI LẬP BIỂU"],
    ]
    merged = ["A1:F1", "B3:C3", "A4:F4", "A8:F8", "B13:C13", "A14:F14", "A16:F16"]
    fill(sheet, rows, merged)
    sheet["E15"].data_type = "s"
    book.save(path)


def two_tables(path: Path) -> None:
    """Collectives and individuals in a table each, dates of Excel, formulas without results."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Năm 2024"
    rows: Rows = [
        ["I. TẬP THỂ"],
        ["TT", "Tên tập thể", "Danh hiệu", "Số quyết định", "Ngày ký"],
        [1, "Tổ Một", "Giấy khen", "07/QĐ-ĐVA", date(2024, 3, 8)],
        [2, "Trường Tiểu học Kim Đồng", "Giấy khen", "07/QĐ-ĐVA", date(2024, 3, 8)],
        [],
        ["II. CÁ NHÂN"],
        ["TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Danh hiệu", "Số quyết định", "Ngày ký"],
        [1, "Bà Vũ Thị E", "Hiệu trưởng, Trường Tiểu học Kim Đồng", "Giấy khen", "=D3", None],
        [2, "Hồ Văn G", "Chuyên viên Phòng Tổ chức", "Giấy khen", "07/QĐ-ĐVA", date(2024, 3, 8)],
        [3, "Phan Văn H", "Công nhân", "Giấy khen", "08/QĐ-ĐVA", "31/02/2024"],
        [4, "Bùi Thị I", "Công nhân", "Giấy khen", "09/QĐ-ĐVA", "ngày 5 tháng 4 năm 2024"],
    ]
    fill(sheet, rows)
    for row in (3, 4, 9):
        sheet.cell(row, 5 if row < 5 else 6).number_format = "dd/mm/yyyy"
    fill(book.create_sheet("Năm 2023"), [["Họ và tên", "Danh hiệu"], ["Đồng chí K", "Giấy khen"]])
    book.create_sheet("Mật").sheet_state = "hidden"
    book.save(path)


def old_windows(path: Path) -> None:
    """A school's list: Windows-1258, semicolons, the family name in a column of its own."""
    text = (
        "TRƯỜNG A;;;;\r\n"
        "BẢNG TỔNG HỢP KHEN THƯỞNG;;;;\r\n"
        "TT;Họ đệm;Tên;Tổ;Danh hiệu đề nghị\r\n"
        ';;;;"(tập thể,\r\ncá nhân)"\r\n'
        "1;Nguyễn Thị;Lan;Tổ Toán;Lao động tiên tiến\r\n"
        "2;Trần Văn;Minh;Tổ Văn;LĐTT\r\n"
        ";;;;\r\n"
        "A;Các trường hợp khác;;;\r\n"
        "3;Đỗ Thị;Nga;Tổ Toán;Giấy khen\r\n"
        ";;;;HIỆU TRƯỞNG\r\n"
    )
    path.write_bytes(in_cp1258(text))


def in_cp1258(text: str) -> bytes:
    """Windows-1258 writes the mark of a tone behind its letter."""
    written = bytearray()
    for letter in text:
        try:
            written += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base, tones = (
                parts[0],
                [each for each in parts[1:] if each in "\u0300\u0301\u0303\u0309\u0323"],
            )
            marks = "".join(each for each in parts[1:] if each not in tones)
            written += unicodedata.normalize("NFC", base + marks).encode("cp1258")
            written += "".join(tones).encode("cp1258")
    return bytes(written)


def unicode_text(path: Path) -> None:
    """What Excel saves as Unicode text: UTF-16 with tabs; English headings, decisions by row."""
    text = (
        "No\tFull name\tType\tUnit\tPosition\tTitle\tDecision number\tDate\tAuthority\tFor\r\n"
        "1\tĐồng chí L\tindividual\tTổ Một\tfrontline\tAdvanced worker\t01/QĐ\t2/9/2024\tUnit A\r\n"
        "2\tTổ Một\tcollective\tTổ Một\t\tCertificate of merit\t01/QĐ\t2-9-2024\tUnit A\tA\r\n"
        "3\tĐồng chí M\tindividual\tUnit A\tleader\tAdvanced worker\t15/QĐ\t9/2023\tUnit A\t\r\n"
        "4\tĐồng chí N\tindividual\tUnit A\t\tAdvanced worker\t\t2022\tUnit A\t\r\n"
    )
    path.write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def old_mac(path: Path) -> None:
    """CR line ends, a byte order mark, Excel's line `sep=`, and cells that look like formulas."""
    lines = [
        "sep=;",
        "Danh sách hội viên được Giấy khen;;;",
        "(theo Quyết định số 3/QĐ-HPN ngày 8/3/2025 của Hội Phụ nữ xã B);;;",
        ";;;",
        "STT;Hội viên;Chi hội;Lý do",
        "1;Chị P;Chi hội 1;'=giúp ba hộ thoát nghèo",
        "2;Chị Q;Chi hội 2;'@nhà: nuôi hai cháu mồ côi",
        "3;Chị R;Chi hội 1;+12 buổi truyền thông",
    ]
    path.write_bytes("\ufeff".encode() + "\r".join(lines).encode())


def prizes(path: Path) -> None:
    """A prize: shares, counts, quotation marks, and columns that no heading tells of."""
    text = (
        '"Giải";"Người, nhóm nhận";"Loại";"Phần giải";"Số lượng";"Nội dung, lý do";"Điểm BGK"\n'
        '"Giải Nhất";"Đồng chí S";"Cá nhân";"1/2";"";"Sáng kiến ""cắt vải theo cỡ""";"9,5"\n'
        '"Giải Nhất";"Đồng chí T";"Cá nhân";"1/2";"";"Sáng kiến ""cắt vải theo cỡ""";"9,25"\n'
        '"Giải Khuyến khích";"Các nhóm khác";"Tập thể";"";"05 tập thể";"";""\n'
        '"Giải Khuyến khích";"Nhóm U";"Tập thể";"nửa";"";"";"7,0"\n'
    )
    path.write_text(text, encoding="utf-8")


def scores(path: Path) -> None:
    """Points of each quarter, with decimal commas and a unit that the site does not have."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    rows: Rows = [
        ["BẢNG CHẤM ĐIỂM THI ĐUA NĂM 2024"],
        ["TT", "Đơn vị", "Điểm quý I", "Quý II", "Quý III", "Xếp loại"],
        [1, "Tổ Một", "85,5", 88, None, "Tốt"],
        [2, "Phòng Tổ chức", "1.090,25", "vắng", 91.25, "Khá"],
        [3, "Tổ Bốn", "80", 81, 82, "Khá"],
        [None, "Tổng cộng", 255],
    ]
    fill(sheet, rows, ["A1:F1"])
    book.save(path)


def registrations(path: Path) -> None:
    """Who signed up for what in a campaign."""
    text = (
        "STT;Đơn vị;Ngày đăng ký;Chỉ tiêu;ĐVT;Đăng ký;Kết quả\n"
        "1;Tổ Một;ngày 5 tháng 1 năm 2024;Vải thừa;%;5;4,6\n"
        "2;Phòng Tổ chức;15/1/2024;Sáng kiến;sáng kiến;3;\n"
        "3;;15/1/2024;Sáng kiến;sáng kiến;2;\n"
    )
    path.write_text(text, encoding="utf-8")


FIXTURES: Mapping[str, tuple[Callable[[Path], None] | None, tuple[str, ...]]] = {
    "merged-titles.xlsx": (merged_titles, ()),
    "grouped-by-unit.xlsx": (grouped_by_unit, ("--date", "2/9/2024", "--authority", "don-vi-a")),
    "two-tables.xlsx": (two_tables, ("--authority", "Đơn vị A", "--date", "2024")),
    "old-windows.csv": (
        old_windows,
        ("--date", "31/5/2024", "--authority", "Trường A", "--number", "21/QĐ-TA", "--profiles"),
    ),
    "unicode-text.csv": (unicode_text, ("--campaign", "Phong trào A")),
    "old-mac.csv": (
        old_mac,
        ("--map", "Hội viên=name", "--map", "Chi hội=unit", "--title", "giay-khen"),
    ),
    "prizes.csv": (
        prizes,
        ("--map", "B=name", "--map", "F=citation", "--date", "2024-10", "--authority", "don-vi-a"),
    ),
    "by-title.ods": (None, ()),
    "scores.xlsx": (scores, ("--into", "scores", "--campaign", "Phong trào A")),
    "registrations.csv": (
        registrations,
        ("--into", "registrations", "--campaign", "phong-trao-a"),
    ),
}
"""Each spreadsheet: how it is made (or None for one of `files/`), and the options it needs."""


def put(name: str) -> tuple[str, ...]:
    """Make a spreadsheet here; the options it is imported with."""
    make, options = FIXTURES[name]
    if make:
        make(Path(name))
    else:
        Path(name).write_bytes((FILES / name).read_bytes())
    return options
