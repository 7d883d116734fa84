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


def test_a_file_a_kind_made_once():
    """In all languages at once, also for kinds of which there is nothing."""
    every = (each.path for each in planned(FILES).files)
    paths = sorted(path for path in every if path.startswith("data/"))

    assert paths == sorted(
        [
            *(
                f"data/{kind}.json"
                for kind in (
                    "articles", "campaigns", "decisions", "models", "pages", "profiles", "titles",
                    "topics", "units",
                )
            ),
            "data/accountability.en.csv",
            "data/accountability.vi.csv",
            "data/outcomes.en.csv",
            "data/outcomes.vi.csv",
        ]
    )  # fmt: skip
    assert data("models") == []


def test_the_page_lists_the_files():
    """How many records each has, and its fields; the table in the page's language."""
    view = view_of(FILES, "en/data/")
    by_kind = {each.kind: each for each in view.files}

    assert (by_kind["profiles"].href, by_kind["profiles"].format, by_kind["profiles"].records) == (
        "data/profiles.json",
        "JSON",
        1,
    )
    assert {"name", "unit", "life", "sources"} <= set(by_kind["profiles"].columns)
    assert not {"body", "extra", "draft"} & set(by_kind["profiles"].columns)
    assert (by_kind["outcomes"].href, by_kind["outcomes"].format, by_kind["outcomes"].records) == (
        "data/outcomes.en.csv",
        "CSV",
        1,
    )


def test_figures_of_any_size_can_be_published():
    """The largest number that content may hold comes out as it went in."""
    big = (
        "title: A\nperiod: {start: 2020}\ntargets:\n  - {id: t, indicator: I, goal: {value: %s}}\n"
    )
    files = {"units.yaml": UNITS, "campaigns/c.yaml": big % LARGEST}
    (found,) = [each for each in planned(files).files if each.path == "data/campaigns.json"]

    assert json.loads(found.data)[0]["targets"][0]["goal"]["value"] == LARGEST
