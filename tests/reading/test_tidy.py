"""Tidying of files: what it changes, and what it leaves alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.table import read_table
from generator.reading.tidy import tidied, untidy
from generator.records.kinds import KINDS
from generator.settings import Settings
from generator.validate.shape import Shape, shape_of, shape_of_row

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
        '“A” [chữ](b.md\n"Tên  B")',
        '“A” [chữ](b_(c).md "Tên (x)  B")',
        '“A”\n\n[b]: c.md\n  "Tên  B"',
        '“A”\n\n[b]:\n  c.md\n  "Tên  B"',
        '“A”\n\n> [b]: c.md\n> "Tên  B"',
        '“A” <abbr\ntitle="B  C">D</abbr>',
        '“A” `b\n"c"  d`',
        '“A” ``b ` "c"  d`` e',
        '“A” <code>b  "c"</code>',
        '“A” <code>b\n\n"c"  d</code>',
        '“A”\n\n<pre>\nb  "c"\n\nd  "e"\n</pre>',
        '“A”\n\n<!-- b\n\n"c"  d -->',
        '“A”\n\n\tmã  "lệnh"',
        "A\r\nB\r\n",
    ],
)
def test_what_has_a_meaning_is_left_alone(words):
    """Code, tables, line breaks, titles and attributes, inches, line ends."""
    assert body(words) == words


CODE = 'print("a",  "b")'


@pytest.mark.parametrize(
    "words",
    [
        f"````\n```\n{CODE}\n```\n{CODE}\n````",
        f"~~~\n```\n{CODE}\n~~~",
        f"```\n~~~\n{CODE}\n```",
        f"```\n{CODE}\n````\n{CODE}\n```",
        f"```python\n{CODE}\n```python\n{CODE}\n```",
        f"``` x=1 y\n{CODE}\n```",
        f"``` x=1 y\n\n```\n{CODE}\n```",
        f"- ```\n\n  {CODE}\n\n  ```",
        f"> ```\n> {CODE}\n>\n> ```",
        f"  ```\n\n```\n{CODE}\n```",
        f"```\n{CODE}",
    ],
)
def test_a_fence_lasts_until_its_own_end(words):
    """Fences within it are code, as is what an author meant to be some."""
    text = f"“A”\n\n{words}\n"

    assert body(text) == text
    story = "".join(f"  {line}\n" for line in text.split("\n"))
    assert tidied(f"story: |\n{story}", "fields") == f"story: |\n{story}"


def test_prose_goes_on_behind_code():
    """Behind a fence, a block of preformatted text, and what is code within a paragraph."""
    code = f"````\n{CODE}\n````\n\n<pre>{CODE}</pre>\n\n`a  b`\n\n"

    assert body(f'“A”\n\n{code}"B"  C') == f"“A”\n\n{code}“B” C"
    assert body('“A” `<pre>` x\n\n"B"  C') == "“A” `<pre>` x\n\n“B” C"


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
        ('s: |\n  “A”\n\n      a  "b"\n  "B"\n', 's: |\n  “A”\n\n      a  "b"\n  “B”\n'),
        ('s: |2 # x\n      “a”  "b"\n  “A” "B"\n', 's: |2 # x\n      “a”  "b"\n  “A” “B”\n'),
        ('- |-\n  “A” "B"\n- name: "C"\n', '- |-\n  “A” “B”\n- name: "C"\n'),
        ('"s":\n  |\n  “A” "B"\n', '"s":\n  |\n  “A” “B”\n'),
        ("s: Tổ  1 `a  b` <i x='c  d'>e</i>\n", "s: Tổ 1 `a  b` <i x='c  d'>e</i>\n"),
        ("file: ../pictures/vi  du.svg\n", "file: ../pictures/vi  du.svg\n"),
        ("- {file: vi  du.JPG, alt: a}\n", "- {file: vi  du.JPG, alt: a}\n"),
        ("theme: của  tôi\n", "theme: của  tôi\n"),
        ("name: Sở  A TP.HCM\n", "name: Sở A TP.HCM\n"),
    ],
)
def test_fields_keep_their_syntax(before, after):
    """Only spaces within values, and the prose of block scalars, are tidied."""
    assert tidied(before, "fields") == after


def names_of_files(shape: Shape) -> Iterator[str]:
    for name, part in shape.fields.items():
        if part.form == "leaf" and "file" in part.holds:
            yield name
        yield from names_of_files(part)
    if shape.item:
        yield from names_of_files(shape.item)


def test_every_field_that_names_a_file_or_folder_is_left_alone():
    """Pictures and documents end as files do; a folder is known by its field."""
    shapes = [shape_of(each) for each in (Settings, *(kind.type for kind in KINDS))]
    found = {name for shape in shapes for name in names_of_files(shape)}

    assert found == {"file", "folder"}
    assert tidied("folder: của  tôi\nfile: của  tôi.pdf\n", "fields").count("  ") == 2
    assert not any(
        "file" in shape_of_row(kind, each).holds for kind in KINDS for each in kind.tables
    )


@pytest.mark.parametrize("begin", ["\ufeff", "\n\n", ""])
def test_fields_of_a_story_are_known_by_the_first_rule(begin):
    """A byte order mark or empty lines before it do not make prose of fields."""
    text = f'{begin}---\nname: "A"\nsummary: "“B”"\n---\n“C” "D"\n'

    assert tidied(text, "markdown") == text.replace('"D"', "“D”")
    assert tidied(text.replace("---\n", "", 1), "markdown") == text.replace("---\n", "", 1)


@given(
    st.text(alphabet='ab “”"|`-#:>,;~<()[]\t\n ế', max_size=60),
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
