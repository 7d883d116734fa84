"""Bytes to text: the encodings in which Vietnamese offices save lists."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable

from generator.importers.sheets.trouble import Refused, damaged, refused

_SAMPLE = 200_000
_BOMS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
"""Letters that no other language has, so that old encodings cannot show them."""
_COMBINING = re.compile("[\u0300\u0301\u0303\u0309\u0323]")

# What letters of the encodings of old fonts look like when they are read as Windows-1252.
_TCVN3 = re.compile(
    "[A-Za-z][\u00a8\u00a9\u00ab-\u00ae\u00b5-\u00be\u00c6-\u00cb]|\u00ae[a-z¹¸µ¶·]"
)
_VNI = re.compile(
    "[aeouyAEOUY\u00f4\u00f6\u00d4\u00d6][\u00f8\u00fb\u00ef\u00d8\u00db\u00cf]|\u00f1[aeo\u00f4\u00f6u]"
)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_ENOUGH = 3


def decoded(data: bytes, file: str) -> str:
    """The text of a CSV file, NFC, with LF line ends and no byte order mark.

    Raises:
        Refused: If it is in the encoding of an old Vietnamese font, or no text.
    """
    text = _text(data, file)
    if "\x00" in text:
        raise damaged(file)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    told = old_font([text[:_SAMPLE]], file)
    if told:
        raise told
    if not _VIETNAMESE.search(text) and len(_LOST.findall(text[:_SAMPLE])) >= _ENOUGH:
        raise refused(
            file,
            "I110",
            "Letters are lost: question marks stand in the middle of words.",
            "Save the list as CSV UTF-8, or import the .xlsx or .ods file itself.",
        )
    return text


def old_font(texts: Iterable[str], file: str) -> Refused | None:
    """Why texts are refused: their letters are those of a font that is not Unicode."""
    sample = " ".join(texts)[:_SAMPLE]
    if _VIETNAMESE.search(sample):
        return None
    for name, signs in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        if len(signs.findall(sample)) >= _ENOUGH:
            return refused(
                file,
                "I106",
                "The text is in {encoding}, an encoding of old Vietnamese fonts, not in Unicode.",
                "Convert it to Unicode first, with the toolkit of UniKey (Ctrl+Shift+F6).",
                encoding=name,
            )
    return None


def _text(data: bytes, file: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise damaged(file) from None
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 5:
        return _utf16(data, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _one_byte(data)


def _utf16(data: bytes, file: str) -> str:
    """UTF-16 without a mark: what of each pair is zero tells the order."""
    little = data[1:_SAMPLE:2].count(0) >= data[0:_SAMPLE:2].count(0)
    try:
        return data.decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        raise damaged(file) from None


def _one_byte(data: bytes) -> str:
    """Windows-1258 where that gives Vietnamese syllables, else Windows-1252."""
    western = data.decode("cp1252", "replace")
    if len(_TCVN3.findall(western[:_SAMPLE])) >= _ENOUGH:
        return western
    vietnamese = data.decode("cp1258", "replace")
    composed = unicodedata.normalize("NFC", vietnamese[:_SAMPLE])
    stray = len(_COMBINING.findall(composed))
    return vietnamese if len(_VIETNAMESE.findall(composed)) > stray else western
