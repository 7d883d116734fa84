"""Tables as spreadsheets write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading import table as reading
from generator.reading.table import Table, read_table


def read(text: str) -> tuple[Table | None, list[str]]:
    table, problems = read_table(text.encode(), "t.csv")
    return table, [f"{each.at.line}:{each.at.column} {each.code}" for each in problems]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_found(separator):
    """The sign that the first line holds most of parts the cells."""
    text = f'Unit{separator} "Score; x,y" \na{separator}1\n'

    assert read(text) == (
        Table(("unit", "score; x,y"), ((2, {"unit": "a", "score; x,y": "1"}),), ((1, 1), (1, 6))),
        [],
    )


def test_rows_keep_their_lines():
    """Quoted cells may hold line ends and quotes; empty cells and empty rows are left out."""
    text = '\ufeff\r\nA,B\r\n"x\r\n""y""",\r\n,,\r\n\r\n  ,2\r\n'

    assert read(text) == (
        Table(("a", "b"), ((3, {"a": 'x\n"y"'}), (7, {"b": "2"})), ((2, 1), (2, 3))),
        [],
    )


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n"])
def test_an_empty_table_has_no_columns(text):
    """The validator says which columns are missing."""
    assert read(text) == (Table((), (), ()), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,A\n", ["1:3 C117"]),
        ("a,,b,\n", ["1:3 C117", "1:6 C117"]),
        ('a,b\n1,"x\n2,3\n', ["2:3 C119"]),
        ('a,b\n"x\ny"z,1\n', ["3:3 C119"]),
    ],
)
def test_malformed_tables_are_refused(text, expected):
    """Each problem has its code and place, and there is no table."""
    assert read(text) == (None, expected)


def test_a_row_must_not_be_longer_than_the_header():
    """C118 stands at the first cell without a column; the table is read without it."""
    assert read("a\n1,,2\n3,,\n") == (
        Table(("a",), ((2, {"a": "1"}), (3, {"a": "3"})), ((1, 1),)),
        ["2:4 C118"],
    )


def test_sizes_are_limited(monkeypatch):
    """Too many rows or columns are C102 of the whole file."""
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    monkeypatch.setattr(reading, "MAX_COLUMNS", 2)

    assert read("a\n1\n2\n")[1] == []
    assert read("a\n1\n2\n3\n") == (None, ["0:0 C102"])
    assert read("a,b,c\n") == (None, ["0:0 C102"])


def test_text_must_be_utf8():
    """What decoding finds is passed on."""
    _, problems = read_table(b"a\n\xff", "t.csv")

    assert [each.code for each in problems] == ["C101"]


cells = st.text(st.sampled_from("ab \"',;\n1"), max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_what_csv_writes_is_read_back(rows):
    """Tables written by Python's own writer come back, apart from blanks around cells."""
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["x", "y", "z"], *rows])
    table, problems = read_table(file.getvalue().encode(), "t.csv")
    stripped = [{k: c.strip() for k, c in zip("xyz", row, strict=True)} for row in rows]
    expected = [{k: c for k, c in row.items() if c} for row in stripped]

    assert problems == ()
    assert table is not None
    assert [row for _, row in table.rows] == [row for row in expected if row]


@given(st.text(max_size=60) | st.text('ab",;\t\n ', max_size=60))
def test_no_text_raises(text):
    """Any text gives a table or a problem."""
    table, problems = read_table(text.encode("utf-8", "replace"), "t")

    assert table is not None or problems
