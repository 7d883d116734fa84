"""Open data."""

from __future__ import annotations

import json

from generator.validate.values import LARGEST
from tests.builders import TITLES, UNITS, planned, view_of

FILES = {
    "units.yaml": "- {id: so, name: Sở, kind: agency,"
    " workforce: {2020: {total: 3, frontline: 0}}}\n",
    "titles.yaml": TITLES,
    "profiles/a.md": "---\nname: {vi: A, en: B}\nkind: individual\nunit: so\n"
    "life: {born: 1930-05}\n"
    "extra: {x: 1}\nsources: [{id: s, title: S}]\n---\nLời\n",
    "profiles/draft.md": "---\nname: D\nkind: individual\ndraft: true\n---\n",
    "decisions/d.yaml": "date: 2020-05-20\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{profile: a}, {name: N, count: 3}]\n"
    "selection: {steps: [{kind: vote, by: so, ballots: 0}, {kind: vote, by: Hội}]}\n",
    "campaigns/c.yaml": "title: C\nperiod: {start: 2020}\ntargets:\n"
    "  - {id: t, indicator: I, goal: {value: 0}, measurements: [{value: 14.5, on: 2019-05}]}\n",
}


def data(name: str):
    files = {each.path: each.data for each in planned(FILES).files}
    return json.loads(files[f"data/{name}.json"])


def test_records_are_told_whole():
    """Texts by language, dates as written, no empty fields, no stories, nothing of themes."""
    assert data("profiles") == [
        {
            "id": "a",
            "status": "published",
            "sources": [{"id": "s", "title": {"vi": "S"}}],
            "name": {"vi": "A", "en": "B"},
            "kind": "individual",
            "unit": "so",
            "position": "unknown",
            "life": {"born": "1930-05"},
        }
    ]


def test_nothing_that_is_zero_is_left_out():
    """0 ballots, a goal of 0 and no front-line worker are figures."""
    (decision,) = data("decisions")
    (campaign,) = data("campaigns")

    assert decision["selection"]["steps"] == [
        {"kind": "vote", "by": {"unit": "so"}, "ballots": 0},
        {"kind": "vote", "by": {"name": {"vi": "Hội"}}},
    ]
    assert decision["recipients"][1] == {"name": {"vi": "N"}, "position": "unknown", "count": 3}
    assert campaign["targets"][0]["goal"] == {"value": 0}
    assert campaign["targets"][0]["measurements"] == [{"value": 14.5, "on": "2019-05"}]
    assert data("units")[0]["workforce"] == {"2020": {"total": 3, "frontline": 0}}


def test_files_for_every_kind_are_made_once():
    """In all languages at once, also for kinds of which there is nothing."""
    every = [each.path for each in planned(FILES).files]
    paths = [path for path in every if path.startswith("data/")]

    assert len(paths) == len(set(paths))
    for kind in (
        "articles", "campaigns", "decisions", "models", "pages", "profiles", "titles", "topics",
        "units",
    ):  # fmt: skip
        assert {f"data/{kind}.json", f"data/{kind}.csv"} <= set(paths)
    assert data("models") == []


def test_the_page_lists_the_files():
    """How many records each kind has, what holds everything, and figures in the page's language."""
    view = view_of(FILES, "en/data/")
    by_kind = {each.kind: each for each in view.kinds}

    assert set(by_kind) == {"units", "titles", "profiles", "decisions", "campaigns"}
    profiles = by_kind["profiles"]
    assert (profiles.json, profiles.csv, profiles.records) == (
        "data/profiles.json",
        "data/profiles.csv",
        1,
    )
    assert [each.csv for each in view.figures] == [
        "data/outcomes.en.csv",
        "data/accountability.en.csv",
    ]
    assert "data/records.sqlite" in view.whole
    assert view.licence is None


def test_a_page_a_kind_tells_what_each_column_means():
    """In the page's language where the catalogue has it; what is only for editors is no column."""
    by_name = {each.name: each for each in view_of(FILES, "data/campaigns/").tables}
    targets = {each.name: each for each in by_name["campaigns_targets"].columns}

    assert by_name["campaigns_targets"].keys == ("campaign_id", "targets_number")
    assert targets["indicator_en"].language == "en"
    assert targets["indicator_en"].meaning == "Chỉ tiêu được đo"
    assert targets["goal_value"].datatype == "decimal"
    assert not {"body", "extra", "draft", "story"} & {
        each.name for each in by_name["campaigns"].columns
    }


def test_figures_of_any_size_can_be_published():
    """The largest number that content may hold comes out as it went in."""
    big = (
        "title: A\nperiod: {start: 2020}\ntargets:\n  - {id: t, indicator: I, goal: {value: %s}}\n"
    )
    files = {"units.yaml": UNITS, "campaigns/c.yaml": big % LARGEST}
    (found,) = [each for each in planned(files).files if each.path == "data/campaigns.json"]

    assert json.loads(found.data)[0]["targets"][0]["goal"]["value"] == LARGEST
