"""The sitemap: every page that is worth finding, with its other languages (sitemaps.org, hreflang).

No page says when it changed: what a search engine would ask for is the day its content changed,
which no record tells of everything that a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from generator.plan.page import DataFile
from generator.views.frame import Address

UNFIT = frozenset(("not_found", "redirect", "withdrawn"))
"""Templates of pages that nobody should be sent to."""
URLS = 50_000
BYTES = 50 * 2**20
"""What one file may hold at most."""
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_FOOT = "</urlset>\n"


def entry(url: str, address: Address) -> tuple[str, bytes] | None:
    """The path of a page and what the sitemap says of it; None where nobody should be sent.

    Of all pages of a large site these are less than their addresses.
    """
    return None if address.template in UNFIT else (address.path, _entry(url, address))


def sitemap(url: str, entries: Iterable[tuple[str, bytes]]) -> Iterator[DataFile]:
    """One file, or an index of several where one could not hold them."""
    parts = list(_parts(data for _, data in sorted(entries)))
    if len(parts) == 1:
        yield DataFile("sitemap.xml", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, data in zip(names, parts, strict=True):
        yield DataFile(name, data)
    lines = "".join(f"<sitemap><loc>{_escaped(url + name)}</loc></sitemap>\n" for name in names)
    yield DataFile(
        "sitemap.xml",
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}</sitemapindex>\n".encode(),
    )


def _entry(url: str, address: Address) -> bytes:
    lines = [f"<url><loc>{_escaped(url + address.path)}</loc>"]
    if len(address.alternates) > 1:
        # A page names itself among its languages too.
        lines += [
            f'<xhtml:link rel="alternate" hreflang="{each.language}"'
            f" href={quoteattr(url + each.href)}/>"
            for each in address.alternates
        ]
    return ("\n".join(lines) + "</url>\n").encode()


def _parts(entries: Iterable[bytes]) -> Iterator[bytes]:
    part: list[bytes] = []
    empty = len(_HEAD) + len(_FOOT)
    size = empty
    for entry in entries:
        if part and (len(part) == URLS or size + len(entry) > BYTES):
            yield _whole(part)
            part, size = [], empty
        part.append(entry)
        size += len(entry)
    yield _whole(part)


def _whole(entries: list[bytes]) -> bytes:
    return b"".join((_HEAD.encode(), *entries, _FOOT.encode()))


def _escaped(address: str) -> str:
    return quoteattr(address)[1:-1]
