"""Every target of every campaign in one table."""

from __future__ import annotations

import csv
import io

from generator.views.common import Tally
from tests.builders import SITE, pages_of, planned

EARLY = """\
title: Sớm
period: {start: 2011, end: 2015}
targets:
  - {id: a, indicator: {vi: Xã, en: Communes}, unit: "%", baseline: {value: 0, on: 2010},
     goal: {value: 20, by: 2015-12-31}, measurements: [{value: 14.5, on: 2015-12-08}]}
  - {id: b, indicator: =1+1}
"""
LATE = """\
title: Muộn
period: {start: 2016, end: 2025}
targets:
  - {id: c, indicator: C, direction: down, goal: {value: 0, by: 2025},
     measurements: [{value: 3, on: 2019}]}
  - {id: d, indicator: D, goal: {value: 5, by: 2018}, measurements: [{value: 5, on: 2018}]}
"""
FILES = {"campaigns/early.yaml": EARLY, "campaigns/late.yaml": LATE}


def test_all_targets_are_listed_by_campaign():
    """The latest campaign first, its targets in the order written."""
    view = pages_of(FILES)["outcomes/"].view

    assert [
        (each.campaign.text.text, each.target.id, each.target.state) for each in view.outcomes
    ] == [
        ("Muộn", "c", "under_way"),
        ("Muộn", "d", "met"),
        ("Sớm", "a", "missed"),
        ("Sớm", "b", "no_goal"),
    ]
    assert view.tally == Tally(met=1, missed=1, under_way=1, no_goal=1)
    assert (view.as_of, view.csv) == ("2020-06-15", "data/outcomes.vi.csv")


def test_states_filter_the_table():
    """A page for each state that occurs, with its count, and all of them linked from each."""
    pages = pages_of(FILES)
    view = pages["en/outcomes/under-way/"].view

    assert [(each.state, each.href, each.count, each.current) for each in view.filters] == [
        ("", "en/outcomes/", 4, False),
        ("met", "en/outcomes/met/", 1, False),
        ("missed", "en/outcomes/missed/", 1, False),
        ("under_way", "en/outcomes/under-way/", 1, True),
        ("no_goal", "en/outcomes/no-goal/", 1, False),
    ]
    assert [each.target.id for each in view.outcomes] == ["c"]
    assert view.csv == "data/outcomes.en.csv"
    assert "outcomes/not-measured/" not in pages
    assert [each.key for each in pages["outcomes/met/"].address.crumbs] == ["home", "outcomes"]
    assert [each.key for each in pages["outcomes/"].address.crumbs] == ["home"]


def test_the_table_is_open_data():
    """The same targets as CSV in each language, formulas defused."""
    files = {each.path: each.data for each in planned(FILES).files}
    rows = list(csv.DictReader(io.StringIO(files["data/outcomes.en.csv"].decode(), newline="")))

    assert [row["target"] for row in rows] == ["c", "d", "a", "b"]
    assert rows[2] == {
        "campaign": "early",
        "target": "a",
        "indicator": "Communes",
        "unit": "%",
        "direction": "up",
        "baseline": "0",
        "baseline_on": "2010",
        "goal": "20",
        "goal_by": "2015-12-31",
        "latest": "14.5",
        "latest_on": "2015-12-08",
        "state": "missed",
        "as_of": "2020-06-15",
    }
    assert rows[0]["goal"] == "0"
    assert (rows[3]["indicator"], rows[3]["goal"], rows[3]["latest"]) == ("'=1+1", "", "")
    assert files["data/outcomes.vi.csv"].decode().splitlines()[3].startswith("early,a,Xã,%")


def test_no_targets():
    """An empty table of one page, and a CSV file with its header."""
    plan = planned({"site.yaml": SITE})
    paths = [page.address.path for page in plan.pages if "outcomes" in page.address.path]

    assert paths == ["outcomes/", "en/outcomes/"]
    (csv_file,) = [each for each in plan.files if each.path == "data/outcomes.vi.csv"]
    assert csv_file.data.count(b"\r\n") == 1
