"""What programs that find pages ask for: robots.txt, and a description of the site's own search."""

from __future__ import annotations

from xml.etree import ElementTree

from generator.plan.machines.feeds import written
from generator.plan.page import DataFile
from generator.views.frame import Site

_SHORT, _LONG, _DESCRIPTION = 16, 48, 1024
"""The most characters that OpenSearch 1.1 allows in names and the description."""


def robots(url: str) -> DataFile:
    """All may read everything, and here is the list of it (RFC 9309)."""
    return DataFile(
        "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {url}sitemap.xml\n".encode()
    )


def opensearch(site: Site) -> DataFile:
    """How to search the site in one language, for browsers (OpenSearch 1.1)."""
    root = ElementTree.Element(
        "OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"}
    )
    home = next(each.home for each in site.languages if each.code == site.language)
    title = site.title.text
    said = {
        "ShortName": title[:_SHORT].strip(),
        "LongName": title[:_LONG].strip(),
        "Description": (site.tagline.text or title)[:_DESCRIPTION].strip(),
        "Language": site.language,
        "InputEncoding": "UTF-8",
        "OutputEncoding": "UTF-8",
    }
    for name, words in said.items():
        ElementTree.SubElement(root, name).text = words
    template = f"{site.url}{home}search/?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", {"type": "text/html", "template": template})
    return DataFile(site.opensearch, written(root))
