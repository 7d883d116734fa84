"""Tidying of files: what it changes, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.table import read_table
from generator.reading.tidy import tidied, untidy

FRONT = "---\nname: A\n---\n"


def body(words: str) -> str:
    return tidied(FRONT + words, "markdown").removeprefix(FRONT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hai  chữ", "Hai chữ"),
        ("Ba   chữ,  rồi", "Ba chữ, rồi"),
        ('“Một” và "hai"', "“Một” và “hai”"),
        ('“Một”, ("hai"), **"ba"**', "“Một”, (“hai”), **“ba”**"),
        ("e\u0302\u0301", "ế"),
        ("e\u200b\u0301 `\u202ea`", "é `a`"),
    ],
)
def test_what_is_untidy_is_mended(before, after):
    """Double spaces, straight quotation marks beside curly ones, letters in parts."""
    assert body(before) == after


@pytest.mark.parametrize(
    "words",
    [
        'Chỉ "thẳng"',
        'Màn hình 24" và “câu”',
        'Số lẻ " và “câu”',
        "Ngắt dòng  \nở đây",
        "- mục\n  - mục con",
        "`mã  nguồn`",
        '<abbr title="a  b">c</abbr>',
        "    mã  lệnh",
        "```\nmã  lệnh\n```",
        "| A  |  B |\n| -- | -- |",
        '“A” [chữ](b.md "Tên")',
        '“A” <abbr title="B">C</abbr>',
        '“A”\n\n[b]: c.md "Tên"',
        '“A” {: title="B"}',
        "A\r\nB\r\n",
    ],
)
def test_what_has_a_meaning_is_left_alone(words):
    """Code, tables, line breaks, titles and attributes, inches, line ends."""
    assert body(words) == words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: Tổ  1\n", "name: Tổ 1\n"),
        ("- {id: a,  name: Tổ  1}\n", "- {id: a,  name: Tổ 1}\n"),
        ("name:   Tổ 1    # chú  thích\n", "name:   Tổ 1    # chú  thích\n"),
        ("# chú  thích\n", "# chú  thích\n"),
        ('name: "“A” \\"B\\""\n', 'name: "“A” \\"B\\""\n'),
        (
            'story: |\n  “A” và "B"\n\n  C  D\nname: "E"  \n',
            'story: |\n  “A” và “B”\n\n  C D\nname: "E"  \n',
        ),
        ('s:\n  vi: |\n    “A”\n  en: "B"\n', 's:\n  vi: |\n    “A”\n  en: "B"\n'),
    ],
)
def test_fields_keep_their_syntax(before, after):
    """Only spaces within values, and the prose of block scalars, are tidied."""
    assert tidied(before, "fields") == after


@pytest.mark.parametrize("begin", ["\ufeff", "\n\n", ""])
def test_fields_of_a_story_are_known_by_the_first_rule(begin):
    """A byte order mark or empty lines before it do not make prose of fields."""
    text = f'{begin}---\nname: "A"\nsummary: "“B”"\n---\n“C” "D"\n'

    assert tidied(text, "markdown") == text.replace('"D"', "“D”")
    assert tidied(text.replace("---\n", "", 1), "markdown") == text.replace("---\n", "", 1)


@given(
    st.text(alphabet='ab “”"|`-#:>,;\n ế', max_size=60),
    st.sampled_from(["markdown", "fields", "table"]),
)
def test_tidying_is_done_at_once_and_changes_no_line(text, form):
    """A second time changes nothing, nothing is found then, and every line stays a line."""
    once = tidied(text, form)

    assert tidied(once, form) == once
    assert list(untidy(once.encode(), form)) == []
    assert bool(list(untidy(text.encode(), form))) == (once != text)
    assert once.count("\n") == unicodedata.normalize("NFC", text).count("\n")


HEAD = "unit,indicator\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a,Tấn  thóc\n", "a,Tấn thóc\n"),
        ('a,"Tấn  thóc,  khô"\n', 'a,"Tấn thóc,  khô"\n'),
        ("a,  Tấn thóc  ,\n", "a,  Tấn thóc  ,\n"),
        ('“Một”,"Gọi là ""tốt"""\r\n', '“Một”,"Gọi là “tốt”"\r\n'),
        ('“Một”,"Màn hình 24"""\n', '“Một”,"Màn hình 24"""\n'),
        ('“Một”,Gọi là ""tốt""\n', '“Một”,Gọi là ""tốt""\n'),
        ('"Gọi là ""tốt""",b\n', '"Gọi là ""tốt""",b\n'),
        ('“Một”,"Gọi là ""tốt""', '“Một”,"Gọi là ""tốt""'),
        ('“Một”,"a" b,"Gọi là ""tốt"""\n', '“Một”,"a" b,"Gọi là ""tốt"""\n'),
        ("a,e\u0302\u0301\n", "a,ế\n"),
    ],
)
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_cells_keep_their_syntax(begin, before, after):
    """Spaces within cells, and quotation marks within quoted cells of a table that is whole."""
    assert tidied(begin + HEAD + before, "table") == begin + HEAD + after


@pytest.mark.parametrize("mark", ",;\t")
def test_tidying_leaves_a_table_with_the_same_cells(mark):
    """Read again, it has the same rows, with their words tidied."""
    rows = [["unit", "indicator"], ["a", 'Gọi  là ""tốt"", “khá”'], ["b", f"1{mark}2"]]
    text = "".join(f"{mark.join(chr(34) + cell + chr(34) for cell in row)}\n" for row in rows)
    table, problems = read_table(tidied(text, "table").encode(), "a.csv")

    assert problems == ()
    assert table is not None
    assert [cells["indicator"] for _, cells in table.rows] == ["Gọi là “tốt”, “khá”", f"1{mark}2"]


def test_what_is_found_is_counted_and_located():
    """Each sort once, at its first place."""
    text = 'Một  hai\n\n“A” "B"  "C"\n'

    assert list(untidy((FRONT + text).encode(), "markdown")) == [
        ("quotes", 6, 5, 4),
        ("spaces", 4, 4, 2),
    ]
    assert list(untidy("e\u0302".encode(), "fields")) == [("not_nfc", 1, 1, 1)]
    assert list(untidy(b"\xff  ", "fields")) == []


def test_a_byte_order_mark_is_not_unseen():
    """It begins files of some editors; anywhere else it is taken out."""
    assert tidied("\ufeffa: b\ufeff c\n", "fields") == "\ufeffa: b c\n"
    assert list(untidy("\ufeffa: b\n".encode(), "fields")) == []
    assert list(untidy("a: b\nc: \u202ed\u202c\n".encode(), "fields")) == [("unseen", 2, 4, 2)]
