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
    assert max(len(view.decided) for view in views) == SIZE // 3
    below = pages_of(
        {
            **FILES,
            "units.yaml": FILES["units.yaml"].replace("enterprise}", "enterprise, parent: so}"),
        }
    )
    path = "units/so/"
    parts = [below[each].view.children for each in below[path].view.pager.pages]
    assert sum(map(len, parts)) == MANY
    assert max(map(len, parts)) == SIZE


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
    assert {view.selection.decisions for view in views} == {MANY}


def test_a_long_roll_of_honour_goes_on():
    """Nobody is lost, numbers run on, and how they were chosen is told once."""
    titles = TITLES + "- {id: co, name: Cờ, form: flag, level: province}\n"
    named = "".join(
        f"  - {{name: Cá nhân {n:02}, title: {'co' if n % 2 else 'bang-khen'}}}\n"
        for n in range(MANY)
    )
    pages = pages_of(
        {
            "site.yaml": f"{SITE}page_size: 2\n",
            "units.yaml": UNITS,
            "titles.yaml": titles,
            "decisions/d.yaml": "date: 2001\nauthority: so\ntitle: bang-khen\n"
            f"selection: {{steps: [{{kind: vote, on: 2000}}]}}\nrecipients:\n{named}",
        }
    )
    views = [pages[path].view for path in pages["decisions/d/"].view.pager.pages]
    groups = [group for view in views for group in view.roll]

    assert [sum(len(g.recipients) for g in view.roll) for view in views] == [4, 4, 3]
    found = [each.recipient.text.text for group in groups for each in group.recipients]
    assert sorted(found) == EVERYBODY
    assert [(g.title.text.text, g.first, g.count) for g in groups] == [
        ("Bằng khen", 1, 6),
        ("Bằng khen", 5, 6),
        ("Cờ", 1, 5),
        ("Cờ", 3, 5),
    ]
    assert [bool(view.trail) for view in views] == [True, False, False]


RECOGNISED = {
    "site.yaml": f"{SITE}page_size: 12\n",
    "units.yaml": FILES["units.yaml"],
    "titles.yaml": TITLES,
    "campaigns/c.yaml": "title: C\nperiod: {start: 2011, end: 2015}\n",
    "campaigns/c.scores.csv": "unit,period,score\n"
    + "".join(f"u{n:02},2012,{n}\n" for n in range(MANY)),
    "decisions/d.yaml": "date: 2012\nauthority: so\ntitle: bang-khen\ncampaign: c\nrecipients:\n"
    + "".join(f"  - {{name: Cá nhân {n:02}}}\n" for n in range(MANY)),
}


def test_a_campaign_names_everybody_whom_it_recognised():
    """Its lists share the room of a page, and each stands whole on all pages together."""
    pages = pages_of(RECOGNISED)
    views = [pages[path].view for path in pages["campaigns/c/"].view.pager.pages]

    assert [len(view.awards) for view in views] == [5, 5, 1]
    named = [each.recipient.text.text for view in views for each in view.awards]
    assert sorted(named) == EVERYBODY
    assert {view.awarded for view in views} == {MANY}
    ranks = [row.rank for view in views for row in view.standings.rows]
    assert ranks == list(range(1, MANY + 1))
    assert [len(view.decisions) for view in views] == [1, 0, 0]


def test_a_campaign_whose_lists_fit_has_one_page():
    """However many lists they are."""
    files = {**RECOGNISED, "site.yaml": f"{SITE}page_size: {2 * MANY + 1}\n"}
    pages = pages_of(files)

    assert pages["campaigns/c/"].view.pager.pages == ("campaigns/c/",)


CAMPAIGNS = {
    f"campaigns/c{n:02}.yaml": f"title: Phong trào {n:02}\n"
    f"period: {{start: {1970 + n}, end: {1972 + n}}}\n"
    "targets:\n  - {id: a, indicator: A, unit: '%', goal: {value: 5}}\n"
    for n in range(30)
}


def test_outcomes_go_on():
    """Every target stands on one page of the whole, and on one of its state."""
    pages = pages_of({"site.yaml": f"{SITE}page_size: {SIZE}\n", **CAMPAIGNS})
    for start in ("outcomes/", "outcomes/not-measured/"):
        views = [pages[path].view for path in pages[start].view.pager.pages]
        shown = [each.campaign.href for view in views for each in view.outcomes]

        assert sorted(shown) == [f"campaigns/c{n:02}/" for n in range(30)]
        assert max(len(view.outcomes) for view in views) == SIZE
        assert {view.tally.not_measured for view in views} == {30}


def test_the_timeline_goes_on():
    """All pages of a span have the same axis."""
    pages = pages_of(CAMPAIGNS)
    views = [pages[path].view for path in pages["timeline/"].view.pager.pages]

    assert [len(view.bars) for view in views] == [24, 6]
    assert {(view.first, view.last) for view in views} == {(1970, 2001)}
    assert pages["timeline/page-2/"].address.crumbs[-1].href == "timeline/"


@pytest.mark.parametrize(
    ("path", "record"),
    [("titles/bang-khen/page-2/", "titles/bang-khen/"), ("units/so/page-2/", "units/so/")],
)
def test_a_further_page_leads_back_and_has_its_languages(path, record):
    """The way back goes through the record's first page; other languages have the same page."""
    address = PAGES[path].address

    assert address.crumbs[-1].href == record
    assert [each.href for each in address.alternates] == [path, f"en/{path}"]
