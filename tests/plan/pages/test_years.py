"""Everything of a year."""

from __future__ import annotations

from tests.builders import TITLES, UNITS, pages_of, view_of

CAMPAIGN = "title: A\nperiod: {{start: {}}}\n"
DECISION = "date: {}\nauthority: so\ntitle: bang-khen\nrecipients: [{{name: N, count: {}}}]\n"
FILES = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "campaigns/c.yaml": "title: C\nperiod: {start: 1961-10, end: 1965}\n",
    "campaigns/d.yaml": CAMPAIGN.format("1965"),
    "decisions/x.yaml": DECISION.format("1962-05", 3),
    "decisions/y.yaml": DECISION.format("1962-03", 1),
    "articles/r.md": "---\ntitle: R\ndate: 2020-01-02\n---\n",
}


def test_years_are_listed_latest_first():
    """Only those of which something is dated: begun campaigns, decisions, recipients."""
    view = view_of(FILES, "years/")

    assert [
        (each.link.text.text, each.link.href, each.campaigns, each.decisions, each.recipients)
        for each in view.years
    ] == [
        ("2020", "years/2020/", 0, 0, 0),
        ("1965", "years/1965/", 1, 0, 0),
        ("1962", "years/1962/", 0, 2, 4),
        ("1961", "years/1961/", 1, 0, 0),
    ]


def test_years_lead_to_their_neighbours():
    """Over years of which nothing is told, in the page's language."""
    pages = pages_of(FILES)
    year = pages["en/years/1962/"].view

    assert (year.previous.href, year.next.href) == ("en/years/1961/", "en/years/1965/")
    assert pages["years/1961/"].view.previous is None
    assert pages["years/2020/"].view.next is None
    assert [each.key for each in pages["years/1962/"].address.crumbs] == ["home", "years"]


def test_a_campaign_is_begun_running_and_ended():
    """In its first year begun, in its last ended, between them running; an open one only begun."""
    pages = pages_of(FILES)

    def told(year: int) -> tuple[list[str], list[str], list[str]]:
        view = pages[f"years/{year}/"].view
        return (
            [each.link.href for each in view.campaigns_begun],
            [each.href for each in view.campaigns_running],
            [each.href for each in view.campaigns_ended],
        )

    assert told(1961) == (["campaigns/c/"], [], [])
    assert told(1962) == ([], ["campaigns/c/"], [])
    assert told(1965) == (["campaigns/d/"], [], ["campaigns/c/"])
    assert told(2020) == ([], [], [])


def test_decisions_and_articles_of_a_year():
    """By date, with everybody counted."""
    pages = pages_of(FILES)
    view = pages["years/1962/"].view

    assert [each.date for each in view.decisions] == ["1962-03", "1962-05"]
    assert view.recipients == 4
    assert [each.date for each in pages["years/2020/"].view.articles] == ["2020-01-02"]


def test_a_site_without_dates_has_no_years():
    """An empty list, and no page of a year."""
    pages = pages_of({})

    assert pages["years/"].view.years == ()
    assert not [path for path in pages if path.startswith("years/1")]
