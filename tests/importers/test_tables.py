"""Finding tables in grids: no file is needed to say what a sheet holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importers.sheets.xlsx import precision_of
from generator.importers.tables.finding import Found, find
from generator.importers.tables.grid import Grid, Row, Span, column_of, letters
from generator.importers.tables.groups import group_of, is_below, is_total
from generator.importers.tables.headings import role_of
from generator.importers.tables.sections import Mapped, Sheet, section_at
from generator.importers.tables.values import (
    count_of,
    day_in,
    day_of,
    figure,
    number_of,
    period_of,
    year_in,
)


def grid(text: str, spans: tuple[Span, ...] = ()) -> Grid:
    """A sheet, a line a row and `|` between cells; numbers are numbers."""
    rows = []
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        words = [each.strip() for each in line.split("|")]
        cells = {at: int(w) if w.isdigit() else w for at, w in enumerate(words) if w}
        if cells:
            rows.append(Row(number, cells))
    return Grid("", tuple(rows), spans)


def found(text: str, mapped: Mapped | None = None, spans: tuple[Span, ...] = ()) -> Found:
    result = find(grid(text, spans), mapped or {})
    assert result is not None
    return result


def names(result: Found) -> list[Any]:
    return [line.cells.get("name") for line in result.lines]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-09-02", "2024-09-02"),
        ("02/9/2024", "2024-09-02"),
        ("2-9-2024", "2024-09-02"),
        ("2.9.2024", "2024-09-02"),
        ("ngày 2 tháng 9 năm 2024", "2024-09-02"),
        ("Ngày 02 tháng 09 năm 2024.", "2024-09-02"),
        ("tháng 9 năm 2024", "2024-09"),
        ("9/2024", "2024-09"),
        ("2024-09-02 00:00", "2024-09-02"),
        ("2024-09-02T07:30", "2024-09-02"),
        ("02/9/2024 0:00:00", "2024-09-02"),
        ("tháng 9/2024", "2024-09"),
        ("năm 2024", "2024"),
        (2024, "2024"),
        ("31/02/2024", None),
        ("12/31/2024", None),
        ("2/9/24", None),
        (45_537, None),
        ("chưa rõ", None),
        ("", None),
    ],
)
def test_dates_are_read_as_they_are_written_in_vietnam(written: Any, day: str | None) -> None:
    """The day comes first, parts may be missing, and nothing is guessed."""
    assert (str(day_of(written)) if day_of(written) else None) == day


def test_a_date_is_found_within_words() -> None:
    """The first whole date counts; a number of a decision is none."""
    assert str(day_in("QĐ số 12/QĐ-A ngày 2 tháng 9 năm 2024 của A")) == "2024-09-02"
    assert str(day_in("12/QĐ, 2/9/2024")) == "2024-09-02"
    assert day_in("năm học 2023-2024") is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("8,5", 8.5),
        ("8.5", 8.5),
        ("1.250", 1250),
        ("1.250,5", 1250.5),
        ("1 250", 1250),
        ("05", 5),
        ("-3", -3),
        ("98,7 %", 98.7),
        (91.25, 91.25),
        ("1,2,3", None),
        ("vắng", None),
        ("1.25.3", None),
        ("9" * 400 + ".5", None),
        ("9" * 5_000, None),
        (float("inf"), None),
        (float("nan"), None),
        (1e300, None),
        (1e-300, None),
    ],
)
def test_numbers_have_decimal_commas(written: Any, number: float | None) -> None:
    """Vietnamese parts thousands with points and decimals with a comma."""
    assert number_of(written) == number


def test_figures_are_written_as_content_has_them() -> None:
    """No exponents, and no three decimals that might be thousands."""
    assert [figure(each) for each in (1e-05, 8.125, 0.125, 1e14, 5.0, -3)] == [
        "0.00001",
        "8.1250",
        "0.125",
        "100000000000000",
        "5",
        "-3",
    ]


def test_counts_are_no_larger_than_content_has_them() -> None:
    """Digits without end are no count, and end in no traceback."""
    assert count_of("05 người") == 5
    assert count_of("9" * 400 + ".5") is None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Quý I", "2024-Q1"),
        ("Điểm quý IV/2023", "2023-Q4"),
        ("Tháng 3", "2024-03"),
        ("tháng 11 năm 2022", "2022-11"),
        ("Năm 2021", "2021"),
        ("2024-Q2", "2024-Q2"),
        ("2024-03", "2024-03"),
        ("Quý V", ""),
        ("Tháng 13", ""),
        ("Xếp loại", ""),
    ],
)
def test_periods_are_read_from_words(words: str, period: str) -> None:
    """A quarter or month without a year is of the year that the list is of."""
    assert period_of(words, 2024) == period


def test_the_year_of_a_title_is_its_last() -> None:
    assert year_in("Tổng kết 2020, BẢNG ĐIỂM NĂM 2024") == 2024
    assert year_in("Số 20245") is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("TT", "index"),
        ("Số TT", "index"),
        ("HỌ VÀ TÊN", "name"),
        ("Họ, tên đệm", "name"),
        ("Họ và tên (ghi đủ)", "name"),
        ("Tên tập thể, cá nhân", "name"),
        ("Đơn vị", "unit"),
        ("Đơn vị công tác", "unit"),
        ("Chức vụ, đơn vị công tác", "role_and_unit"),
        ("Chức danh", "role"),
        ("Danh hiệu đề nghị", "title"),
        ("Hình thức khen thưởng", "title"),
        ("Tóm tắt thành tích", "citation"),
        ("Số QĐ", "number"),
        ("Số quyết định", "number"),
        ("Số, ngày, tháng, năm của quyết định", "number_and_date"),
        ("Ngày ký", "date"),
        ("Ngày quyết định", "date"),
        ("Cơ quan quyết định", "authority"),
        ("Phong trào", "campaign"),
        ("Ghi chú", "note"),
        ("Ngày sinh", "private"),
        ("Năm sinh", "private"),
        ("Số CCCD", "private"),
        ("Điện thoại", "private"),
        ("Địa chỉ", "private"),
        ("Số tài khoản", "private"),
        ("Mức tiền thưởng", "money"),
        ("Đơn vị tính", "measure"),
        ("Full name", "name"),
        ("Award", "title"),
        ("Đơn vị A", None),
        ("Kết luận của hội đồng", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, role: str | None) -> None:
    """Vietnamese and English headings; what is private is known as such."""
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("mark", "words", "level", "says"),
    [
        ("I", "TẬP THỂ: 02 tập thể", 1, (("kind", "collective"),)),
        ("B", "Các cá nhân", 0, (("kind", "individual"),)),
        ("1", "Bằng khen", 2, (("title", "Bằng khen"),)),
        ("", "Danh hiệu “Tập thể Lao động xuất sắc”", 4, (("title", "Tập thể Lao động xuất sắc"),)),
        ("a", "Phòng Tổ chức", 3, (("unit", "Phòng Tổ chức"),)),
        ("II", "Cá nhân được tặng Giấy khen", 1, (("kind", "individual"), ("title", "Giấy khen"))),
        ("", "Tập thể và cá nhân", 4, ()),
        ("", "Chi hội 1", 4, (("words", "Chi hội 1"),)),
    ],
)
def test_groups_say_what_their_words_mean(
    mark: str, words: str, level: int, says: tuple[tuple[str, str], ...]
) -> None:
    """The kind, the title or the unit of the rows below."""
    group = group_of(1, mark, words)

    assert (group.level, group.says) == (level, says)


def test_signatures_and_totals_are_no_entries() -> None:
    """They are known by their words, and names of people and companies are not taken for them."""
    assert all(map(is_below, ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "GIÁM ĐỐC"]))
    assert is_below("Hà Nội, ngày 2 tháng 9 năm 2024")
    assert all(map(is_total, ["Tổng cộng", "Cộng", "TỔNG SỐ"]))
    assert not any(map(is_below, ["Nguyễn Văn B", "Phòng Tổ chức", "Tổ Một"]))
    assert not any(map(is_total, ["Công nhân", "Tổng Công ty A", "Công ty B", "Tổng cục C"]))


def test_nested_groups_end_with_those_of_their_level() -> None:
    """A unit within a kind ends with the kind; a title around both stays."""
    result = found(
        """
        TT | Họ và tên | Chức vụ
        A | GIẤY KHEN
        I | Cá nhân
        1. Phòng Tổ chức
        1 | Đồng chí B | Nhân viên
        II | Tập thể
        1 | Tổ Hai |
        B | BẰNG KHEN
        1 | Đồng chí C | Nhân viên
        """
    )

    told = [[line.told(sort) for sort in ("title", "kind", "unit")] for line in result.lines]
    assert told == [
        ["Giấy khen", "individual", "Phòng Tổ chức"],
        ["Giấy khen", "collective", ""],
        ["Bằng khen", "", ""],
    ]


def test_a_table_of_two_columns_and_rows_with_a_name_alone_are_entries() -> None:
    """A name without anything beside it is a person, not a group, where it has a number."""
    result = found(
        """
        TT | Họ và tên | Ghi chú
        1 | Đồng chí B
        2 | Đồng chí C | x
        """
    )

    assert names(result) == ["Đồng chí B", "Đồng chí C"]


def test_columns_may_be_mapped_where_there_is_no_heading() -> None:
    """With letters alone the whole sheet is the table."""
    result = found("Đồng chí B | Giấy khen\nĐồng chí C | Giấy khen", {"a": "name", "b": "title"})

    assert names(result) == ["Đồng chí B", "Đồng chí C"]
    assert find(grid("Đồng chí B | Giấy khen"), {}) is None


def test_merged_cells_count_for_all_their_rows_and_no_further() -> None:
    """A unit that is merged over two rows is that of both."""
    text = """
        Họ và tên | Đơn vị
        Đồng chí B | Tổ Một
        Đồng chí C |
        Đồng chí D |
        """
    result = found(text.replace("\n        ", "\n"), spans=(Span(2, 1, 3, 1),))

    assert [line.cells.get("unit") for line in result.lines] == ["Tổ Một", "Tổ Một", None]


class Unscanned(list[int]):
    """Numbers of rows that may be looked up, but not gone through."""

    def __iter__(self) -> Iterator[int]:
        raise AssertionError

    def index(self, *_: Any) -> int:
        raise AssertionError


def test_a_heading_is_read_without_going_through_all_rows() -> None:
    """A file of nothing but headings takes as long as its lines, not as their square."""
    sheet = Sheet(grid("TT | Họ và tên | Danh hiệu\n | | (ghi đủ)\n1 | Đồng chí B | Giấy khen"))
    rows = [Row(number, sheet.rows[number]) for number in sheet.numbers]
    sheet.numbers = Unscanned(sheet.numbers)

    section = section_at(sheet, rows[0], {})

    assert (section.first, section.last) == (1, 2)
    assert section.columns[2].heading == "Danh hiệu (ghi đủ)"


def test_a_second_page_repeats_the_heading() -> None:
    """The same heading again is no entry and begins no other table."""
    result = found(
        "TT | Họ và tên\n1 | Đồng chí B\nTrang 2\nTT | Họ và tên\n2 | Đồng chí C".replace(
            "Trang 2\n", ""
        )
    )

    assert names(result) == ["Đồng chí B", "Đồng chí C"]
    assert len(result.sections) == 1


@pytest.mark.parametrize(
    ("number_format", "precision"),
    [
        ("dd/mm/yyyy", "day"),
        ("[$-42A]dd\\ mmmm\\ yyyy;@", "day"),
        ("mm/yyyy", "month"),
        ("yyyy", "year"),
        ('#,##0 "đồng"', ""),
        ("h:mm", ""),
        ("General", ""),
        ("0.00_);[Red]", ""),
    ],
)
def test_formats_of_cells_tell_how_precise_a_date_is(number_format: str, precision: str) -> None:
    """A cell that shows 9/2024 holds a month, whatever day Excel keeps for it."""
    assert precision_of(number_format) == precision


@given(st.integers(0, 16_383))
def test_columns_have_letters(column: int) -> None:
    """Letters and numbers of columns are each other's inverse."""
    assert column_of(letters(column)) == column


@given(
    st.lists(
        st.lists(st.sampled_from(["", "1", "TT", "Họ và tên", "Đơn vị", "I. Tập thể", "x"])),
        max_size=12,
    )
)
def test_every_row_of_any_sheet_is_accounted_for(rows: list[list[str]]) -> None:
    """A row is above or below, a heading, a group, a total or number row, an entry, or reported."""
    text = "\n".join(" | ".join(row) for row in rows)
    sheet = grid(text or "x")
    result = find(sheet, {})
    if result is None:
        return
    known = {line.row for line in result.lines} | {each.row for each in result.unplaced}
    known |= {each.row for each in result.groups} | set(result.below)
    first = min(section.first for section in result.sections)
    left = [row for row in sheet.rows if row.number > first and row.number not in known]
    assert all(_is_heading_or_number(row) for row in left)


def _is_heading_or_number(row: Row) -> bool:
    texts = {str(value) for value in row.cells.values()}
    return texts == {"1"} or bool(texts & {"TT", "Họ và tên", "Đơn vị"})
