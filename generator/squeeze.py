"""Squeeze: files of text in fewer bytes, for servers that send them as they lie there."""

from __future__ import annotations

import gzip

import brotli

ENDINGS = (".gz", ".br")
TEXTS = frozenset(("html", "css", "js", "json", "xml", "ics", "csv", "txt", "svg"))
_QUALITY = 10
"""Of Brotli: pages come within 2 % of what its best makes of them, in under half the time."""

Squeezed = tuple[bytes, bytes]
"""A text by gzip and by Brotli; b"" where that would be no smaller."""


def is_text(path: str) -> bool:
    """Is a file worth squeezing, by its name? Pictures are small already."""
    return path.rpartition(".")[2].lower() in TEXTS


def plain_path(path: str) -> str:
    """The file that a squeezed one stands beside; another file's own path."""
    plain = path.removesuffix(ENDINGS[0]).removesuffix(ENDINGS[1])
    return plain if is_text(plain) else path


def squeezed(data: bytes) -> Squeezed:
    # Without a time in its head, so that the same text always gives the same bytes.
    found = gzip.compress(data, 9, mtime=0), brotli.compress(data, quality=_QUALITY)
    by_gzip, by_brotli = (each if len(each) < len(data) else b"" for each in found)
    return by_gzip, by_brotli
