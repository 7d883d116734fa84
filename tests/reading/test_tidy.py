"""Tidying of files: what it changes, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.tidy import tidied, untidy

FRONT = "---\nname: A\n---\n"


def body(words: str) -> str:
    return tidied(FRONT + words, markdown=True).removeprefix(FRONT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hai  chữ", "Hai chữ"),
        ("Ba   chữ,  rồi", "Ba chữ, rồi"),
        ('“Một” và "hai"', "“Một” và “hai”"),
        ('“Một”, ("hai"), **"ba"**', "“Một”, (“hai”), **“ba”**"),
        ("e\u0302\u0301", "ế"),
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
    assert tidied(before, markdown=False) == after


@pytest.mark.parametrize("begin", ["\ufeff", "\n\n", ""])
def test_fields_of_a_story_are_known_by_the_first_rule(begin):
    """A byte order mark or empty lines before it do not make prose of fields."""
    text = f'{begin}---\nname: "A"\nsummary: "“B”"\n---\n“C” "D"\n'

    assert tidied(text, markdown=True) == text.replace('"D"', "“D”")
    assert tidied(text.replace("---\n", "", 1), markdown=True) == text.replace("---\n", "", 1)


@given(st.text(alphabet='ab “”"|`-#:>\n ế', max_size=60), st.booleans())
def test_tidying_is_done_at_once_and_changes_no_line(text, markdown):
    """A second time changes nothing, nothing is found then, and every line stays a line."""
    once = tidied(text, markdown=markdown)

    assert tidied(once, markdown=markdown) == once
    assert list(untidy(once.encode(), markdown=markdown)) == []
    assert once.count("\n") == unicodedata.normalize("NFC", text).count("\n")


def test_what_is_found_is_counted_and_located():
    """Each sort once, at its first place."""
    text = 'Một  hai\n\n“A” "B"  "C"\n'

    assert list(untidy((FRONT + text).encode(), markdown=True)) == [
        ("quotes", 6, 5, 4),
        ("spaces", 4, 4, 2),
    ]
    assert list(untidy("e\u0302".encode(), markdown=False)) == [("not_nfc", 1, 1, 1)]
    assert list(untidy(b"\xff  ", markdown=False)) == []
