"""Lists within listings: each link says how many entries stand where it leads."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from generator.plan.site import plan_site
from tests.builders import SITE, TITLES, UNITS, graph_of, pages_of

SIZE = 3
LISTINGS = ("profiles", "campaigns", "models", "decisions", "articles")
FILES = {
    "site.yaml": f"{SITE}page_size: {SIZE}\n",
    "units.yaml": UNITS + "- {id: to-mot, name: Tổ Một, kind: other, parent: so}\n",
    "titles.yaml": TITLES,
    "topics.yaml": "- {id: chu-de, name: {vi: Chủ đề, en: Topic}}\n",
    **{
        f"profiles/p{n}.md": f"---\nname: Cá nhân {n}\nkind: individual\n"
        f"unit: {'to-mot' if n < 5 else 'so'}\ntopics: chu-de\n---\n"
        for n in range(6)
    },
    "profiles/t.md": "---\nname: Tập thể T\nkind: collective\n---\n",
    **{
        f"decisions/d{n}.yaml": f"date: {2000 + n // 2}\nauthority: so\ntitle: bang-khen\n"
        f"recipients: {{profile: p{n}}}\n"
        for n in range(5)
    },
}


def entries_of(view) -> int:
    """How many cards stand on the page."""
    for field in fields(view):
        value = getattr(view, field.name)
        if field.name == "years":
            return sum(len(year.decisions) for year in value)
        if field.name in LISTINGS:
            return len(value)
    raise AssertionError("not a listing")


def entries_over_pages(pages, path) -> int:
    view = pages[path].view
    return sum(entries_of(pages[each].view) for each in view.pager.pages)


@pytest.fixture(scope="module", params=["small", "demonstration"])
def pages(request):
    """Every page of a site, by path."""
    if request.param == "small":
        return pages_of(FILES)
    content = Path(__file__).parents[2] / "content"
    files = {
        str(path.relative_to(content)): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file()
    }
    planned, _ = plan_site(graph_of(files, as_of=date(2026, 11, 22)), date(2026, 11, 22))
    assert planned is not None
    return {page.address.path: page for page in planned.pages}


def listing_pages(pages):
    return [page for page in pages.values() if page.address.template in LISTINGS]


def test_every_count_is_that_of_the_list_it_leads_to(pages):
    """On each page of each listing, in every language."""
    links = [
        option
        for page in listing_pages(pages)
        for group in page.view.facets.groups
        for option in group.options
    ]

    assert len(links) > 10
    for option in links:
        assert pages[option.link.href].view.pager.total == option.count
        assert entries_over_pages(pages, option.link.href) == option.count


def test_no_list_is_left_alone(pages):
    """The listing itself leads to each list within it."""
    offered = {
        option.link.href
        for page in listing_pages(pages)
        if page.address.path == page.view.facets.all
        for group in page.view.facets.groups
        for option in group.options
    }
    within = {page.view.pager.pages[0] for page in listing_pages(pages) if page.view.facets.key}

    assert within
    assert within == offered


def test_values_of_all_or_of_one_have_no_list():
    """They would say nothing new; kinds are told apart even then."""
    groups = pages_of(FILES)["profiles/"].view.facets.groups
    found = {group.key: {each.value: each.count for each in group.options} for group in groups}

    assert found == {
        "kind": {"individual": 6, "collective": 1},
        "unit": {"to-mot": 5},
        "title": {"bang-khen": 5},
        "year": {"2001": 2, "2000": 2},
        "topic": {"chu-de": 6},
    }
    assert [each.more for each in groups] == ["", "units/", "", "years/", ""]


def test_a_list_says_what_it_is_and_where_it_belongs():
    """In its own language, with the way back, its twin and the same list in the search."""
    pages = pages_of(FILES)
    first, second = (pages[f"en/profiles/topic/chu-de/{page}"] for page in ("", "page-2/"))
    facets = first.view.facets

    assert (facets.key, facets.value, facets.name.text) == ("topic", "chu-de", "Topic")
    assert (facets.all, facets.total) == ("en/profiles/", 7)
    assert (facets.search, facets.query) == ("en/search/", "kind=profile&topic=chu-de")
    assert [crumb.href for crumb in first.address.crumbs] == ["en/", "en/profiles/"]
    assert [crumb.href for crumb in second.address.crumbs] == [
        "en/",
        "en/profiles/",
        "en/profiles/topic/chu-de/",
    ]
    assert [each.href for each in first.address.alternates] == [
        "profiles/topic/chu-de/",
        "en/profiles/topic/chu-de/",
    ]


def test_only_the_most_frequent_values_are_offered():
    """However many units there are; the page of all units leads to the others."""
    units = "".join(f"- {{id: u{n:02}, name: Đơn vị {n:02}, kind: other}}\n" for n in range(30))
    people = {
        f"profiles/p{n}-{each}.md": f"---\nname: A\nkind: individual\nunit: u{n:02}\n---\n"
        for n in range(30)
        for each in range(3 if n >= 25 else 2)
    }
    group = next(
        group
        for group in pages_of({"units.yaml": units, **people})["profiles/"].view.facets.groups
        if group.key == "unit"
    )

    assert len(group.options) == 24
    assert [each.count for each in group.options].count(3) == 5
    assert group.more == "units/"
