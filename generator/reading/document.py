"""Bytes of a content file to text, values and places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Location, problem
from generator.reading.yaml import Tree, read_yaml

MAX_BYTES = 2_000_000

_BOM = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_VIETNAMESE = re.compile("[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u0102\u0103\u1ea0-\u1ef9]")
# Enough of a file to guess its encoding.
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Document:
    """A content file: its values, and the text below its front matter."""

    file: str
    tree: Tree
    body: str
    body_line: int
    """The line on which the body begins; 0 when there is none."""


def read_document(data: bytes, file: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a `.md`, `.yaml` or `.yml` file.

    There is a document beside problems when reading could go on after each of them.

    Raises:
        ValueError: If *file* ends in something else.
    """
    name = file.lower()
    if not name.endswith((".md", ".yaml", ".yml")):
        raise ValueError(file)
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    front, first_line, body, body_line = text, 1, "", 0
    if name.endswith(".md"):
        parts = _split(text, file)
        if isinstance(parts, Diagnostic):
            return None, (parts,)
        front, first_line, body, body_line = parts
    tree, problems = read_yaml(front, file, first_line)
    return (Document(file, tree, body, body_line) if tree else None), problems


def decode(data: bytes, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Turn UTF-8 into NFC text with LF line ends and without a byte order mark."""
    if len(data) > MAX_BYTES:
        return None, (
            problem(
                Location(file),
                "C102",
                "The file holds {size} bytes, more than the {limit} allowed.",
                "Divide it into several files.",
                size=len(data),
                limit=MAX_BYTES,
            ),
        )
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _normal(data[: error.start].decode("utf-8"))
        return None, (_not_utf8(data, before, _end_of(before, file)),)
    if _is_utf16(data):
        return None, (_utf16(Location(file, 1, 1)),)
    text = _normal(text)
    found = _CONTROL.search(text)
    if found:
        return None, (
            problem(
                _end_of(text[: found.start()], file),
                "C116",
                "Here is a control character (U+{number}), which is not text.",
                "Delete it and type the text around it again.",
                number=f"{ord(found[0]):04X}",
            ),
        )
    return text, ()


def _normal(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def _end_of(text: str, file: str) -> Location:
    """The place just behind *text*."""
    return Location(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def front_and_body(text: str) -> tuple[str, str] | None:
    """The front matter and the body of a decoded `.md` file as they stand there, if it has both."""
    parts = _split(text, "")
    if isinstance(parts, Diagnostic):
        return None
    front, _, body, _ = parts
    return front, body


def _split(text: str, file: str) -> tuple[str, int, str, int] | Diagnostic:
    """Part front matter and body: each with the line on which it begins."""
    lines = text.split("\n")
    start = next((row for row, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return problem(
            Location(file, start + 1, 1),
            "C109",
            "The file does not begin with the line '---'.",
            "Write '---' on the first line, then the fields, then '---' again.",
        )
    for row in range(start + 1, len(lines)):
        if lines[row].rstrip() == "---":
            front = "".join(line + "\n" for line in lines[start + 1 : row])
            body = "\n".join(lines[row + 1 :])
            if not body.strip():
                return front, start + 2, "", 0
            return front, start + 2, body, row + 2
    return problem(
        Location(file, start + 1, 1),
        "C109",
        "The fields that begin here never end.",
        "Write a line '---' between the fields and the text.",
    )


def _is_utf16(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or sample.count(0) > max(len(sample) // 5, 1)


def _utf16(at: Location) -> Diagnostic:
    return problem(
        at,
        "C101",
        "The file is not UTF-8 text.",
        'Save it as UTF-8; it seems to be saved as UTF-16 ("Unicode") now.',
    )


def _not_utf8(data: bytes, before: str, at: Location) -> Diagnostic:
    if _is_utf16(data):
        return _utf16(at)
    if not before.isascii():
        # What stands before is UTF-8, so the file is a mixture and not of another encoding.
        return problem(
            at,
            "C101",
            "From here on, the file is not UTF-8 text.",
            "Save it as UTF-8, and check the text here.",
        )
    sample = data[:_SAMPLE]
    vietnamese = unicodedata.normalize("NFC", sample.decode("cp1258", "ignore"))
    western = sample.decode("cp1252", "replace")
    if len(_VIETNAMESE.findall(vietnamese)) > len(vietnamese) // 50:
        return problem(
            at,
            "C101",
            "The file is not UTF-8 text.",
            "Save it as UTF-8; it seems to be saved as Windows-1258 (Vietnamese) now.",
        )
    if "\ufffd" not in western:
        return problem(
            at,
            "C101",
            "The file is not UTF-8 text.",
            "Save it as UTF-8; it seems to be saved as Windows-1252 (Western European) now.",
        )
    return problem(at, "C101", "The file is not UTF-8 text.", "Save it as UTF-8.")
