"""The sitemap, robots.txt and the description of the search, as their standards want them."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from generator.plan.machines import sitemap as sitemaps
from generator.plan.machines.sitemap import entry, sitemap
from generator.views.frame import Address, Alternate
from tests.builders import UNITS, Files, planned

HOSTILE = "Gương “A” & <b> ]]> 'x' 🏅 \u202eabc\u202c của một đơn vị có tên dài"
SITE = f"title: {{vi: {HOSTILE!r}, en: Mirror}}\nlanguages: [vi, en]\nurl: https://a.vn/g\n"
FILES: Files = {
    "site.yaml": SITE.replace("\\u202e", "\u202e").replace("\\u202c", "\u202c")
    + "redirects: {cu: profiles/a/}\n",
    "units.yaml": UNITS,
    "profiles/a.md": "---\nname: A\nkind: individual\nsummary: {vi: A, en: B}\n---\n",
    "profiles/b.md": "---\nname: B\nkind: individual\nsummary: B\n---\n",
    "profiles/w.md": "---\nname: W\nkind: individual\nstatus: withdrawn\n"
    "withdrawal: {on: 2020-01-01, reason: Sai}\n---\n",
}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def files(given: Files = FILES) -> dict[str, bytes]:
    return {each.path: each.data for each in planned(given).files}


def addresses_in(data: bytes) -> list[str]:
    return [each.text or "" for each in etree.fromstring(data).iterfind(".//s:loc", NAMES)]


def test_the_sitemap_lists_the_pages_worth_finding() -> None:
    """Every page of every language once, but no redirect, no tombstone and no 404 page."""
    found = addresses_in(files()["sitemap.xml"])
    pages = [each.address for each in planned(FILES).pages]
    unfit = {"cu/", "profiles/w/", "en/profiles/w/", "404.html"}

    assert found == sorted(f"https://a.vn/g/{p.path}" for p in pages if p.path not in unfit)
    assert unfit <= {each.path for each in pages}


def test_pages_name_their_other_languages_and_themselves() -> None:
    """Those told in one language only name none."""
    urls = {
        url.findtext("s:loc", namespaces=NAMES): [
            (link.get("hreflang"), link.get("href")) for link in url.iterfind("x:link", NAMES)
        ]
        for url in etree.fromstring(files()["sitemap.xml"]).iterfind("s:url", NAMES)
    }
    both = [("vi", "https://a.vn/g/profiles/a/"), ("en", "https://a.vn/g/en/profiles/a/")]

    assert urls["https://a.vn/g/profiles/a/"] == urls["https://a.vn/g/en/profiles/a/"] == both
    assert urls["https://a.vn/g/profiles/b/"] == []


@pytest.mark.parametrize(("urls", "size"), [(2, 10**6), (9, 620)])
def test_a_long_list_is_parted_and_loses_nothing(
    urls: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the number of addresses nor the bytes of a part are over what is allowed."""
    monkeypatch.setattr(sitemaps, "URLS", urls)
    monkeypatch.setattr(sitemaps, "BYTES", size)
    languages = tuple(Alternate(each, f"{each}/") for each in ("vi", "en"))
    pages = [Address(f"p&{n}/", "vi", "profile", "", languages) for n in range(5)]

    entries = [found for each in pages if (found := entry("https://a.vn/", each))]
    made = {each.path: each.data for each in sitemap("https://a.vn/", entries)}
    index = addresses_in(made.pop("sitemap.xml"))
    parts = [addresses_in(data) for data in made.values()]

    assert index == [f"https://a.vn/{name}" for name in made]
    assert len(parts) == 3
    assert max(map(len, parts)) == 2
    assert max(map(len, made.values())) <= size
    assert [each for part in parts for each in part] == [f"https://a.vn/p&{n}/" for n in range(5)]


def test_the_limits_are_those_of_the_standard() -> None:
    """50,000 addresses and 50 MiB."""
    assert (sitemaps.URLS, sitemaps.BYTES) == (50_000, 52_428_800)


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    """As Python's own reader of the file understands it."""
    robots = RobotFileParser()
    robots.parse(files()["robots.txt"].decode().splitlines())

    assert robots.can_fetch("*", "https://a.vn/g/profiles/a/")
    assert robots.site_maps() == ["https://a.vn/g/sitemap.xml"]


@pytest.mark.parametrize(("path", "home"), [("opensearch.xml", ""), ("en/opensearch.xml", "en/")])
def test_browsers_learn_to_search(path: str, home: str) -> None:
    """The address with the words, in the language; names no longer than allowed."""
    root = etree.fromstring(files()[path])
    said = {str(each.tag).removeprefix(OPENSEARCH): each.text or "" for each in root}
    url = root.find(f"{OPENSEARCH}Url")
    title = HOSTILE if home == "" else "Mirror"

    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert url is not None
    assert dict(url.attrib) == {
        "type": "text/html",
        "template": f"https://a.vn/g/{home}search/?q={{searchTerms}}",
    }
    assert (said["ShortName"], said["LongName"]) == (title[:16].strip(), title[:48].strip())
    assert said["Description"] == title
    assert said["Language"] == (home.strip("/") or "vi")


def test_without_the_sites_url_there_is_none_of_it() -> None:
    """They must name whole addresses."""
    paths = files({"site.yaml": "title: A\nlanguages: [vi, en]\n"})

    assert [each for each in paths if "sitemap" in each or "opensearch" in each] == []
    assert "robots.txt" not in paths
