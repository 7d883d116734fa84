"""Bytes become clean text; front matter and body are parted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.document import MAX_BYTES, decode, read_document


def only(problems) -> str:
    assert len(problems) == 1
    return str(problems[0])


def test_text_is_normalised():
    """A byte order mark goes, line ends become LF, letters are composed."""
    data = b"\xef\xbb\xbf" + "a\r\nb\rTi\u00ea\u0301n\n".encode()

    assert decode(data, "f") == ("a\nb\nTiến\n", ())


def test_a_large_file_is_refused():
    """Two million bytes are read, one more is C102."""
    assert decode(b"a" * MAX_BYTES, "f")[1] == ()
    assert only(decode(b"a" * (MAX_BYTES + 1), "f")[1]).startswith("f: C102 ")


@pytest.mark.parametrize(
    ("data", "at", "hint"),
    [
        ("a: b".encode("utf-16"), "1:1", "UTF-16"),
        ("a: b\n".encode("utf-16-le"), "1:1", "UTF-16"),
        ("ok\r\ncafé và".encode("cp1252"), "2:4", "Windows-1252"),
        (
            unicodedata.normalize("NFC", "Th").encode()
            + "i \u0111ua y\u00eau n\u01b0\u01a1\u0301c".encode("cp1258"),
            "1:5",
            "Windows-1258",
        ),
        ("ế".encode() + b"\n\xe9", "2:1", "check the text here"),
        (b"ab\x81\xff", "1:3", "Save it as UTF-8."),
    ],
)
def test_other_encodings_are_named(data, at, hint):
    """C101 stands at the first bad byte and names the encoding where it can be guessed."""
    said = only(decode(data, "f")[1])

    assert said.startswith(f"f:{at}: C101 ")
    assert hint in said


@pytest.mark.parametrize(
    ("data", "at"), [(b"a\x00", "1:2"), (b"\r\na\x0cb", "2:2"), (b"\n\n\x1b", "3:1")]
)
def test_control_characters_are_refused(data, at):
    """C116 stands at the first control character."""
    assert only(decode(data, "f")[1]).startswith(f"f:{at}: C116 ")


def test_a_markdown_file_has_two_parts():
    """Fields and body keep the lines they have in the file."""
    document, problems = read_document(b"---\ntitle: A\n---\n\nB\n", "a.md")

    assert problems == ()
    assert document is not None
    assert document.tree.value == {"title": "A"}
    assert document.tree.positions.at(("title",)) == (2, 8)
    assert (document.body, document.body_line) == ("\nB\n", 4)


@pytest.mark.parametrize("text", [b"---\na: |\n  x\n---", b"\n--- \na: |\n  x\n---\n \n"])
def test_a_body_may_be_missing(text):
    """Without a body the text is empty and has no line."""
    document, _ = read_document(text, "A.MD")

    assert document is not None
    assert document.tree.value == {"a": "x\n"}
    assert (document.body, document.body_line) == ("", 0)


@pytest.mark.parametrize(
    ("data", "at"),
    [(b"", "1:1"), (b"\n# Title\n---\n", "2:1"), (b"---\ntitle: A\n", "1:1")],
)
def test_front_matter_must_begin_and_end(data, at):
    """C109 stands where the fields should begin, or where they begin and never end."""
    document, problems = read_document(data, "a.md")

    assert document is None
    assert only(problems).startswith(f"a.md:{at}: C109 ")


@pytest.mark.parametrize("name", ["a.yaml", "a.yml"])
def test_a_yaml_file_is_all_fields(name):
    """There is no body in YAML."""
    document, problems = read_document(b"a: 1\n", name)

    assert problems == ()
    assert document is not None
    assert (document.tree.value, document.body, document.body_line) == ({"a": "1"}, "", 0)


def test_problems_of_both_layers_are_passed_on():
    """What decoding or YAML finds comes out, with the line in the file."""
    assert only(read_document(b"\xff", "a.yaml")[1]).startswith("a.yaml:1:1: C101")
    assert only(read_document(b"---\na: 1\na: 2\n---\n", "a.md")[1]).startswith("a.md:3:1: C105")
    assert read_document(b"a: [", "a.yaml")[0] is None


def test_other_files_are_not_documents():
    """Asking for a picture is a mistake of the program."""
    with pytest.raises(ValueError, match=r"a\.png"):
        read_document(b"", "a.png")


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    """Any bytes give a clean text or a problem."""
    text, problems = decode(data, "f")

    assert (text is None) == bool(problems)
    if text is not None:
        assert unicodedata.is_normalized("NFC", text)
        assert "\r" not in text
        assert "\0" not in text
