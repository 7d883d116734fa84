"""All campaigns on one axis of years."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from generator.views.campaign import Bar, Timeline, Zoom
from generator.views.common import Pager, Phrase
from tests.builders import AS_OF, pages_of, view_of


def files(*periods: str, lines: str = "") -> dict[str, str]:
    return {
        f"campaigns/c{number}.yaml": f"title: C{number}\nperiod: {period}\n{lines}\n"
        for number, period in enumerate(periods)
    }


def timeline(*periods: str, lines: str = "", as_of: date = AS_OF) -> Timeline:
    view = view_of(files(*periods, lines=lines), "timeline/", as_of=as_of)
    assert isinstance(view, Timeline)
    return view


def test_an_empty_timeline_is_of_this_year():
    """One year, one tick, no bar."""
    view = view_of({}, "timeline/")

    assert view == Timeline(
        2020, 2020, (2020,), (Zoom(2020, 2020, "timeline/", True),), (), Pager(1, ("timeline/",), 0)
    )


def test_campaigns_are_in_order_of_their_start():
    """From the first year of the first to the last of the last."""
    view = timeline("{start: 2011, end: 2015}", "{start: 2006-05, end: 2010}", "{start: 2006}")

    assert (view.first, view.last) == (2006, 2015)
    assert [each.link.text for each in view.bars] == [Phrase("C2"), Phrase("C1"), Phrase("C0")]


@pytest.mark.parametrize(
    ("period", "left", "width"),
    [
        ("{start: 2011, end: 2014}", 0.0, 0.9993),
        ("{start: 2011-01-01, end: 2011-12-31}", 0.0, 0.2491),
        ("{start: 2012-12-31, end: 2013-01-01}", 0.4997, 0.0007),
        ("{start: 2014-12-31, end: 2014-12-31}", 0.9993, 0.0),
    ],
)
def test_bars_lie_where_their_days_lie(period, left, width):
    """Parts of an axis from the first of January 2011 to the end of 2014."""
    view = timeline("{start: 2011, end: 2014}", period)
    bar = next(each for each in view.bars if each.link.text.text == "C1")

    assert bar.left == left
    assert bar.width == pytest.approx(width, abs=0.00015)


def test_an_open_campaign_ends_with_what_is_known_of_it():
    """The last milestone or measurement up to the day, else its start."""
    lines = (
        "milestones: [{kind: event, on: 1965-03, title: E}, {kind: event, on: 2099, title: F}]\n"
        "targets: [{id: t, indicator: I, measurements: [{value: 1, on: 1967}]}]\n"
    )
    assert (
        timeline("{start: 1961}", lines=lines).first,
        timeline("{start: 1961}", lines=lines).last,
    ) == (
        1961,
        1967,
    )
    assert timeline("{start: 1961-10}").last == 1961


def test_reviews_are_marked_in_the_middle_of_what_their_date_may_mean():
    """Interim and final ones that have a date, in order."""
    lines = (
        "milestones:\n  - {kind: final_review, on: 2014-07, title: F}\n"
        "  - {kind: interim_review, on: 2012, title: I}\n"
        "  - {kind: final_review, planned: 2014-09, title: P}\n"
        "  - {kind: check, on: 2013, title: C}\n"
    )
    (bar,) = timeline("{start: 2011, end: 2014}", lines=lines).bars

    assert [(each.kind, each.on) for each in bar.reviews] == [
        ("interim_review", "2012"),
        ("final_review", "2014-07"),
    ]
    assert bar.reviews[0].position == pytest.approx(1.5 / 4, abs=0.001)
    assert bar.reviews[1].position == pytest.approx(3.54 / 4, abs=0.002)


def test_a_bar_tells_dates_state_and_targets():
    """As precise as they are."""
    lines = "targets: [{id: t, indicator: I, goal: {value: 1}}]"
    (bar,) = timeline("{start: 2019-05, end: 2021}", lines=lines).bars

    assert isinstance(bar, Bar)
    assert (bar.start, bar.end, bar.state, bar.tally.not_measured) == (
        "2019-05",
        "2021",
        "running",
        1,
    )


def test_up_to_twenty_years_need_no_zoom():
    """One page for the whole."""
    assert timeline("{start: 2000, end: 2020}").zooms == (Zoom(2000, 2020, "timeline/", True),)


def test_long_timelines_are_zoomed_by_twenty_years():
    """The whole first, then each period that holds a campaign, with a page in each language."""
    content = files(
        "{start: 1961, end: 1965}", "{start: 2011, end: 2021}", "{start: 1979, end: 1980}"
    )
    pages = pages_of(content)
    whole = pages["timeline/"].view

    assert [(each.first, each.last, each.href) for each in whole.zooms] == [
        (1961, 2021, "timeline/"),
        (1960, 1979, "timeline/1960-1979/"),
        (1980, 1999, "timeline/1980-1999/"),
        (2000, 2019, "timeline/2000-2019/"),
        (2020, 2039, "timeline/2020-2039/"),
    ]
    part = pages["en/timeline/1980-1999/"].view
    assert [each.current for each in part.zooms] == [False, False, True, False, False]
    assert part.zooms[2].href == "en/timeline/1980-1999/"
    assert [each.link.text.text for each in part.bars] == ["C2"]
    assert (part.bars[0].left, 0 < part.bars[0].width < 0.06) == (0, True)
    assert [each.key for each in pages["timeline/1960-1979/"].address.crumbs] == [
        "home",
        "timeline",
    ]


def test_reviews_outside_of_a_period_are_not_marked_in_it():
    """A review of 1981 has no place before 1980."""
    content = files(
        "{start: 1961, end: 1985}", lines="milestones: [{kind: final_review, on: 1981, title: F}]"
    )
    pages = pages_of(content)

    assert pages["timeline/1960-1979/"].view.bars[0].reviews == ()
    assert len(pages["timeline/1980-1999/"].view.bars[0].reviews) == 1


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (2011, 2011, (2011,)),
        (2011, 2015, (2011, 2012, 2013, 2014, 2015)),
        (2011, 2021, (2012, 2014, 2016, 2018, 2020)),
        (1961, 2021, (1970, 1980, 1990, 2000, 2010, 2020)),
        (1900, 2000, (1900, 1920, 1940, 1960, 1980, 2000)),
    ],
)
def test_ticks_are_round_years(first, last, ticks):
    """Few enough to be read on a telephone."""
    assert timeline(f"{{start: {first}, end: {last}}}").ticks == ticks


def test_a_campaign_without_an_end_in_sight():
    """9999 as "for ever" makes a long axis and no failure."""
    view = timeline("{start: 2000, end: 9999}")

    assert (view.first, view.last) == (2000, 9999)
    assert view.bars[0].left == 0


days = st.dates(date(1700, 1, 1), date(2100, 12, 31))


@hypothesis_settings(max_examples=25)
@given(st.lists(st.tuples(days, days).map(sorted), min_size=1, max_size=3), days)
def test_everything_lies_on_the_axis(periods, as_of):
    """Of any campaigns, on any day, on every page of the timeline."""
    content = files(
        *(f"{{start: {start}, end: {end}}}" for start, end in periods),
        lines=f"milestones: [{{kind: final_review, on: {periods[0][1]}, title: F}}]",
    )
    views = [
        page.view
        for page in pages_of(content, as_of=as_of).values()
        if isinstance(page.view, Timeline)
    ]

    for view in views:
        assert view.first <= view.ticks[0] <= view.ticks[-1] <= view.last
        assert view.bars
        for bar in view.bars:
            assert 0 <= bar.left <= 1
            assert 0 <= bar.width <= 1
            assert bar.left + bar.width <= 1.0001
            assert all(0 <= each.position <= 1 for each in bar.reviews)
    assert len(views[0].bars) == len(periods)
