"""Tables as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan.table import to_csv


def test_lines_end_as_rfc_4180_says():
    """A header and rows, CRLF after each, UTF-8."""
    assert to_csv(["a", "b"], [("Gương", 1.5), (None, "")]) == "a,b\r\nGương,1.5\r\n,\r\n".encode()


def test_a_table_without_rows_has_its_header():
    """An empty table still says what it would hold."""
    assert to_csv(["a", "b"], []) == b"a,b\r\n"


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_texts_that_a_spreadsheet_would_run_are_defused(sign):
    """An apostrophe before the sign; negative numbers stay numbers."""
    (row,) = list(csv.reader(io.StringIO(to_csv([], [(f"{sign}1+1", -3)]).decode(), newline="")))[
        1:
    ]

    assert row == [f"'{sign}1+1", "-3"]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2
        )
    )
)
def test_cells_read_back(rows):
    """Quotes, separators and line ends inside a cell come back as they were."""
    written = to_csv(["a", "b"], rows).decode()
    read = list(csv.reader(io.StringIO(written, newline="")))[1:]

    for row, cells in zip(read, rows, strict=True):
        for cell, given_cell in zip(row, cells, strict=True):
            assert cell == given_cell or cell == f"'{given_cell}"
