"""Dates as precise as their source, and the other types of fields."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.types import Body, PartialDate, Prose, Text


@st.composite
def partial_dates(draw):
    year = draw(st.integers(1, 9999))
    month = draw(st.integers(0, 12))
    day = draw(st.integers(0, monthrange(year, month)[1])) if month else 0
    hour, minute = draw(st.integers(0, 23)), draw(st.integers(0, 59))
    time = draw(st.sampled_from(["", f"{hour:02}:{minute:02}"])) if day else ""
    return PartialDate(year, month, day, time)


@given(partial_dates())
def test_written_dates_read_back(moment):
    """What a date is written as is read as the same date."""
    assert PartialDate.parse(str(moment)) == moment


@given(partial_dates())
def test_first_and_last_day_enclose_all_it_may_mean(moment):
    """From first to last day lie all days of the date, and no other."""
    first, last = moment.first_day, moment.last_day
    year_days = 365 + (monthrange(moment.year, 2)[1] == 29)
    days = 1 if moment.day else monthrange(moment.year, moment.month or 1)[1]

    assert (last - first).days + 1 == (days if moment.month else year_days)
    assert (first.year, last.year) == (moment.year, moment.year)
    assert not moment.month or {first.month, last.month} == {moment.month}
    assert not moment.day or first.day == last.day == moment.day


@given(partial_dates(), partial_dates())
def test_dates_order_by_their_start(one, other):
    """No date sorts before one that begins earlier; of one start, the less precise comes first."""
    lower, higher = sorted([one, other])

    assert lower.first_day <= higher.first_day
    if lower.first_day == higher.first_day:
        assert lower.last_day >= higher.last_day


def test_order_of_one_start():
    """Year before month before day before time of day."""
    written = ["1961", "1961-01", "1961-01-01", "1961-01-01T08:48", "1961-01-02", "1961-02"]
    moments = [PartialDate.parse(each) for each in written]

    assert [str(each) for each in sorted(moments[3:] + moments[:3])] == written


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("1961", (1961, 0, 0, "")),
        (" 1961-10\n", (1961, 10, 0, "")),
        ("1961-10-18", (1961, 10, 18, "")),
        ("1961-10-18T08:48", (1961, 10, 18, "08:48")),
        ("1961-10-18 23:59", (1961, 10, 18, "23:59")),
        ("2000-02-29", (2000, 2, 29, "")),
        ("0001", (1, 0, 0, "")),
    ],
)
def test_dates_are_read(written, parts):
    """Four forms, and nothing is padded with an invented day."""
    assert PartialDate.parse(written) == PartialDate(*parts)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000",
        "61",
        "19610",
        "1961-1",
        "1961-00",
        "1961-13",
        "1961-10-00",
        "1961-10-32",
        "1961-02-29",
        "1900-02-29",
        "1961-10-18T24:00",
        "1961-10-18T08:60",
        "1961-10-18T8:48",
        "1961-10 08:48",
        "18/10/1961",
        "1961–10–18",
        "-1961",
        "1961-10-18-01",
    ],
)
def test_what_no_calendar_has_is_refused(written):
    """A wrong form or an impossible day raises ValueError."""
    with pytest.raises(ValueError):
        PartialDate.parse(written)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_value_error(text):
    """Parsing ends in a date that reads back, or in ValueError."""
    try:
        moment = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(moment)) == moment
    assert moment.first_day <= moment.last_day


def test_a_year_ends_on_its_last_day():
    """February knows leap years; a year ends in December."""
    assert PartialDate(2020, 2).last_day == date(2020, 2, 29)
    assert PartialDate(2021, 2).last_day == date(2021, 2, 28)
    assert PartialDate(2021).last_day == date(2021, 12, 31)
    assert PartialDate(2021).last_day + timedelta(1) == PartialDate(2022).first_day


def test_texts_know_their_languages():
    """A plain text has the nameless language; the first version stands for the whole."""
    both = Text((("vi", "Gương"), ("en", "Mirror")))

    assert Text.of("A").languages == {""}
    assert both.languages == {"vi", "en"}
    assert str(both) == "Gương"


def test_stories_know_their_languages():
    """The languages of a story are those of its versions."""
    assert Prose((("vi", Body("")), ("en", Body("")))).languages == {"vi", "en"}
