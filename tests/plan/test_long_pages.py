"""Pages whose lists grow without end go on over further pages, and lose nothing."""

from __future__ import annotations

import pytest

from tests.builders import SITE, TITLES, UNITS, pages_of

SIZE = 4
MANY = 11
FILES = {
    "site.yaml": f"{SITE}page_size: {SIZE}\n",
    "units.yaml": UNITS
    + "".join(f"- {{id: u{n:02}, name: Đơn vị {n:02}, kind: enterprise}}\n" for n in range(MANY)),
    "titles.yaml": TITLES,
    "topics.yaml": "- {id: chu-de, name: Chủ đề}\n",
    "articles/a.md": "---\ntitle: A\ndate: 2019\ntopics: chu-de\n---\n",
    **{
        f"profiles/p{n:02}.md": f"---\nname: Cá nhân {n:02}\nkind: individual\nunit: so\n"
        "topics: chu-de\n---\n"
        for n in range(MANY)
    },
    **{
        f"decisions/d{n:02}.yaml": f"date: {2000 + n // 3}\nauthority: so\ntitle: bang-khen\n"
        f"recipients: {{profile: p{n:02}}}\n"
        for n in range(MANY)
    },
}
PAGES = pages_of(FILES)


def over_pages(path):
    """The views of a page and of those that it goes on over, which all name one another."""
    views = [PAGES[path].view]
    views += [PAGES[each].view for each in views[0].pager.pages[1:]]
    assert all(view.pager.pages == views[0].pager.pages for view in views)
    assert [view.pager.number for view in views] == list(range(1, len(views) + 1))
    return views


def names(links):
    return sorted(each.text.text for each in links)


EVERYBODY = [f"Cá nhân {n:02}" for n in range(MANY)]


def test_a_title_names_every_holder_once():
    """Years that are torn by the end of a page keep the count of the whole year."""
    views = over_pages("titles/bang-khen/")
    groups = [group for view in views for group in view.years]

    assert len(views) == 3
    holders = [each.recipient for group in groups for each in group.awards]
    assert sorted(each.text.text for each in holders) == EVERYBODY
    assert all(sum(len(group.awards) for group in view.years) <= SIZE for view in views)
    assert {group.year: group.count for group in groups} == {
        "2000": 3,
        "2001": 3,
        "2002": 3,
        "2003": 2,
    }
    assert {view.recipients for view in views} == {MANY}


def test_a_topic_lists_everybody_and_the_rest_once():
    """Articles, campaigns and models stand on the first page."""
    views = over_pages("topics/chu-de/")

    assert [len(view.profiles) for view in views] == [4, 4, 3]
    assert names(card.link for view in views for card in view.profiles) == EVERYBODY
    assert [len(view.articles) for view in views] == [1, 0, 0]


def test_a_unit_lists_everything_it_did():
    """Each of its lists goes on by itself; the counts are of all pages."""
    views = over_pages("units/so/")

    assert names(card.link for view in views for card in view.profiles) == EVERYBODY
    assert sum(len(view.decided) for view in views) == MANY
    assert {view.won for view in views} == {MANY}
    assert all(len(view.decided) <= SIZE // 2 for view in views)


def test_the_tree_of_units_goes_on():
    """Each top of the tree stands on one page."""
    views = over_pages("units/")

    assert len(views) == 2
    shown = [node.link.text.text for view in views for node in view.units]
    assert len(shown) == len(set(shown))
    assert {f"Đơn vị {n:02}" for n in range(MANY)} <= set(shown)


def test_accountability_lists_every_decision():
    """Shares are of all decisions, on every page."""
    views = over_pages("accountability/")

    assert sum(len(view.trails) for view in views) == MANY
    assert {view.decisions for view in views} == {MANY}


@pytest.mark.parametrize(
    ("path", "record"),
    [("titles/bang-khen/page-2/", "titles/bang-khen/"), ("units/so/page-2/", "units/so/")],
)
def test_a_further_page_leads_back_and_has_its_languages(path, record):
    """The way back goes through the record's first page; other languages have the same page."""
    address = PAGES[path].address

    assert address.crumbs[-1].href == record
    assert [each.href for each in address.alternates] == [path, f"en/{path}"]
