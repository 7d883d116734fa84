"""Calendars, as another library reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar

from tests.builders import TITLES, Files, planned

HOSTILE = 'Hội nghị, "A"; \\n 🏅 \u202eabc\u202c\nBEGIN:VEVENT ]]>'
QUOTED = "'" + HOSTILE.replace("\n", "\n\n        ") + "'"
CAMPAIGN = f"""\
title: {{vi: Phong trào C, en: Campaign C}}
period: {{start: 2018-01-01, end: 2020-12-31}}
milestones:
  - {{kind: launch, on: 2018-01-02, end: 2018-01-04, title: {QUOTED}}}
  - {{kind: check, on: 2018-05, title: Tháng}}
  - {{kind: check, on: 2018, title: Năm}}
  - {{kind: check, on: 2018-06-01, end: 2018-07, title: Đến tháng}}
  - {{kind: interim_review, planned: 2020-07-01, title: Sơ kết, note: Hẹn}}
"""
FILES: Files = {
    "units.yaml": "- {id: so, name: Sở, kind: agency}\n",
    "titles.yaml": TITLES,
    "campaigns/c.yaml": CAMPAIGN,
    "decisions/d.yaml": "number: 1\ndate: 2020-05-20\nauthority: so\ntitle: bang-khen\n"
    "campaign: c\nrecipients: [{name: N}]\nselection:\n  steps:\n"
    "    - {kind: public_notice, start: 2020-05-04, end: 2020-05-15}\n"
    "    - {kind: public_notice, start: 2020-04-01}\n"
    "    - {kind: vote, on: 2020-04-02}\n",
    "decisions/e.yaml": "number: 2\ndate: 2020-05-20\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{name: N}]\nselection: {steps: [{kind: public_notice, on: 2020-05-01}]}\n",
}


def data(path: str, **more: str) -> bytes:
    (found,) = [each.data for each in planned({**FILES, **more}).files if each.path == path]
    return found


def events(path: str, **more: str) -> list[Any]:
    return icalendar.Calendar.from_ical(data(path, **more)).walk("VEVENT")


def days(event: Any) -> tuple[date, date]:
    return event.decoded("dtstart"), event.decoded("dtend")


def test_a_campaign_has_all_its_days_and_no_other() -> None:
    """Milestones, notices and the review due at its end; months and years are no days."""
    found = events("campaigns/c/calendar.ics")

    assert [(days(each), str(each["summary"])) for each in found] == [
        ((date(2018, 1, 2), date(2018, 1, 5)), f"{HOSTILE} – Phong trào C"),
        ((date(2020, 5, 4), date(2020, 5, 16)), "Public notice – 1"),
        ((date(2020, 7, 1), date(2020, 7, 2)), "Sơ kết – Phong trào C"),
        ((date(2020, 12, 31), date(2021, 1, 1)), "Final review – Phong trào C"),
    ]
    assert [str(each["status"]) for each in found] == [
        "CONFIRMED", "CONFIRMED", "TENTATIVE", "TENTATIVE"
    ]  # fmt: skip
    assert str(found[2]["description"]) == "Hẹn"


def test_the_site_has_what_belongs_to_no_campaign_too() -> None:
    """One more notice; in English the same appointments in other words."""
    here, there = events("calendar.ics"), events("en/calendar.ics")

    assert len(here) == 5
    assert [each["uid"] for each in here] == [each["uid"] for each in there]
    assert str(there[-1]["summary"]) == "Final review – Campaign C"


def test_an_appointment_that_moves_stays_the_same() -> None:
    """Its id depends on neither its day nor its words, and no two share one."""
    moved = {
        "campaigns/c.yaml": CAMPAIGN.replace("2020-07-01, title: Sơ kết", "2020-09-01, title: X")
    }
    before, after = events("calendar.ics"), events("calendar.ics", **moved)

    ids = [str(each["uid"]) for each in before]
    assert sorted(ids) == sorted(str(each["uid"]) for each in after)
    assert len(set(ids)) == len(ids)


def test_the_calendar_is_as_of_the_day_of_the_site() -> None:
    """Its stamp is that of the argument, so that two builds give the same bytes."""
    (stamp,) = {each.decoded("dtstamp") for each in events("calendar.ics")}

    assert stamp == datetime(2020, 6, 15, tzinfo=UTC)
    assert data("calendar.ics") == data("calendar.ics")


def test_addresses_are_told_where_the_site_knows_its_own() -> None:
    """With a url each event leads to its place; without one it leads nowhere."""
    site = {"site.yaml": "title: A\nlanguages: [vi, en]\nurl: https://a.vn/\n"}

    assert [str(each["url"]) for each in events("campaigns/c/calendar.ics", **site)] == [
        "https://a.vn/campaigns/c/#milestone-1",
        "https://a.vn/decisions/d/",
        "https://a.vn/campaigns/c/#milestone-5",
        "https://a.vn/campaigns/c/",
    ]
    assert all("url" not in each for each in events("calendar.ics"))


def test_lines_are_as_short_as_the_standard_wants() -> None:
    """75 bytes at most, ended by CRLF, and never a character cut in two."""
    lines = data("campaigns/c/calendar.ics").split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() == line.decode("utf-8", "strict") for line in lines)
    assert b"\n" not in b"".join(lines)


def test_nothing_dated_no_calendar() -> None:
    """A campaign whose dates are years has none."""
    files = {"campaigns/c.yaml": "title: C\nperiod: {start: 2018}\n"}

    assert [each.path for each in planned(files).files if "calendar" in each.path] == []
