"""How findings are weighed, silenced and located."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from generator.checks.finding import Finding
from generator.diagnostics import Location
from generator.examine import at_least, examine
from generator.load import load
from generator.locate import Locator, outline
from generator.rulebook import Rule, nearest_rule, rules
from tests.builders import SITE, TITLES, UNITS, folder_of, graph_of, problems_of

AS_OF = date(2026, 6, 15)
CAMPAIGN = "title: A\nperiod: {start: 2026}\n"
SILENT = CAMPAIGN + "silence:\n  - {rule: T101, reason: Phong trào chỉ để kỷ niệm}\n"


def remarks(files, **chosen):
    return examine(graph_of(files, as_of=AS_OF), AS_OF, **chosen)


def weighing(text):
    return {"site.yaml": f"{SITE}checks: {{{text}}}\n", "campaigns/a.yaml": CAMPAIGN}


def codes(files, **chosen):
    return [(each.code, each.level) for each in remarks(files, **chosen)]


def test_a_rule_weighs_what_it_says():
    """Without a word in site.yaml, its own level counts."""
    assert ("T101", "warning") in codes({"campaigns/a.yaml": CAMPAIGN})


@pytest.mark.parametrize("level", ["note", "error"])
def test_a_site_weighs_a_rule_as_it_likes(level):
    """`checks:` raises and lowers."""
    assert ("T101", level) in codes(weighing(f"T101: {level}"))


def test_a_site_turns_a_rule_off():
    """Then it is not asked at all."""
    assert "T101" not in dict(codes(weighing("T101: off")))


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (weighing("T102: off, T1O1: off"), "site.yaml:3:21: C217 There is no rule 'T1O1'. Did"),
        (weighing("T101: loud"), "site.yaml:3:16: C206 `T101` cannot be 'loud'."),
        (
            {"campaigns/a.yaml": SILENT.replace("T101", "T999X")},
            "campaigns/a.yaml:4:12: C217 There is no rule 'T999X'.",
        ),
        (
            {"campaigns/a.yaml": CAMPAIGN + "silence:\n  - {rule: T101}\n"},
            "campaigns/a.yaml:4:5: C202 `reason` is missing.",
        ),
        (
            {"campaigns/a.yaml": CAMPAIGN + "silence:\n  - {rule: T101, reason: ''}\n"},
            "campaigns/a.yaml:4:26: C201 `reason` is empty.",
        ),
    ],
)
def test_a_slip_in_weighing_or_silencing_is_an_error_at_its_place(files, expected):
    """A rule nobody knows, a level there is not, a silence without a reason."""
    said = problems_of(files)

    assert len(said) == 1
    assert said[0].startswith(expected)


def test_a_silenced_finding_keeps_its_reason_and_counts_no_more():
    """It is still there, so that the report can repeat why."""
    found = [each for each in remarks({"campaigns/a.yaml": SILENT}) if each.code == "T101"]

    assert [each.silenced for each in found] == ["Phong trào chỉ để kỷ niệm"]
    assert at_least("note", found) == ()


def test_silence_is_for_its_own_record_and_rule():
    """Another campaign, and another rule, still speak."""
    found = remarks(
        {"campaigns/a.yaml": SILENT, "campaigns/b.yaml": CAMPAIGN}, only=["T101", "L105"]
    )

    assert {(each.code, each.finding.id): bool(each.silenced) for each in found} == {
        ("L105", "a"): False,
        ("L105", "b"): False,
        ("T101", "a"): True,
        ("T101", "b"): False,
    }


def test_silence_is_not_published():
    """It is between the editors; the data of the site leave it out."""
    from tests.builders import planned

    files = planned({"campaigns/a.yaml": SILENT}).files

    assert not any(b"silence" in each.data for each in files)


def test_rules_are_chosen_by_code_or_by_the_beginning_of_one():
    """`--only T` means all rules of targets; `--ignore` takes single ones out of them."""
    files = {"campaigns/a.yaml": CAMPAIGN}

    assert set(dict(codes(files, only=["T", "L"]))) == {"T101", "L105"}
    assert set(dict(codes(files, only=["T", "L"], ignore=["L1"]))) == {"T101"}


def test_the_heaviest_comes_first():
    """Errors, then warnings, then notes, each by record."""
    levels = [level for _, level in codes(weighing("L105: error"))]

    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert levels[0] == "error"


def test_the_order_of_rules_does_not_matter():
    """However the book is shuffled, the remarks are the same."""
    files = {
        "campaigns/a.yaml": CAMPAIGN,
        "profiles/a.md": "---\nname: A\nkind: individual\n---\n",
        "units.yaml": UNITS,
        "titles.yaml": TITLES,
    }
    graph = graph_of(files, as_of=AS_OF)
    every = [rules()[code] for code in ("T101", "L105", "M501", "R201")]
    first, *others = (
        examine(graph, AS_OF, book={rule.code: rule for rule in order})
        for order in permutations(every)
    )

    assert first
    assert all(other == first for other in others)


def test_a_finding_may_weigh_more_than_its_rule_unless_the_site_says_otherwise():
    """`level` of a finding counts before its rule's and behind the site's."""

    def find(graph, as_of):
        yield Finding("campaign", "a", (), "A b.", "C d.", level="error")

    rule = replace(rules()["T101"], code="X1", find=find)
    book: dict[str, Rule] = {"X1": rule}

    def weighed(text):
        graph = graph_of(weighing(text), as_of=AS_OF)
        weights: Any = {"X1": "note"} if text else None
        settings = replace(graph.settings, checks=weights)
        return [each.level for each in examine(replace(graph, settings=settings), AS_OF, book=book)]

    assert weighed("") == ["error"]
    assert weighed("T101: off") == ["note"]


@pytest.mark.parametrize(("slip", "meant"), [("t101", "T101"), ("T1O2", "T102"), ("zzz", "")])
def test_a_slip_of_a_code_is_recognised(slip, meant):
    """Small letters, and letters for digits."""
    assert nearest_rule(slip) == meant


def located(files, path, kind="profile", id_="a", **values):
    with folder_of(files) as folder:
        content, problems = load(folder, as_of=AS_OF, drafts=False)
        assert content is not None, problems
        found = Finding(kind, id_, path, "A b.", "", values)
        return str(Locator(outline(content, folder)).place(found)).removeprefix("content/")


PROFILE = {
    "profiles/a.md": "---\nname: A\nkind: individual\nsummary: Lời\n---\nMột hai\nba hai\n",
    "profiles/a.en.md": "---\nsummary: Words\n---\nOne two\n",
}


@pytest.mark.parametrize(
    ("path", "written", "expected"),
    [
        (("summary",), "", "profiles/a.md:4:10"),
        (("summary", "en"), "", "profiles/a.en.md:2:10"),
        (("body",), "ba", "profiles/a.md:7:1"),
        (("body", "vi"), "hai", "profiles/a.md:6:5"),
        (("body", "en"), "two", "profiles/a.en.md:4:5"),
        (("body", "en"), "nowhere", "profiles/a.en.md:4:1"),
        (("life", "born"), "", "profiles/a.md:2:1"),
    ],
)
def test_a_finding_stands_where_its_value_is_written(path, written, expected):
    """In the file of its language, at the value, and at what is written in it."""
    assert located(PROFILE, path, written=written) == expected


def test_findings_in_lists_tables_and_settings_are_located():
    """A unit in its list, a registration in its table, a figure of the site in site.yaml."""
    files = {
        "site.yaml": f"{SITE}frontline_goal: 60\n",
        "units.yaml": "- {id: so, name: Sở, kind: agency}\n- id: xa\n  name: Xã\n  kind: commune\n",
        "campaigns/a.yaml": CAMPAIGN,
        "campaigns/a.registrations.csv": "unit,result\nso,1\nxa,2\n",
    }

    assert located(files, ("name",), "unit", "xa") == "units.yaml:3:9"
    assert located(files, ("registrations", 1), "campaign") == "campaigns/a.registrations.csv:3:1"
    assert located(files, ("frontline_goal",), "site", "") == "site.yaml:3:17"


def test_a_place_that_is_given_is_kept():
    """What is no value of a record knows its place itself."""
    with folder_of(PROFILE) as folder:
        content, _ = load(folder, as_of=AS_OF, drafts=False)
        assert content is not None
        found = Finding("profile", "a", (), "A b.", "", at=Location("x.md", 7, 1))

        assert Locator(outline(content, folder)).place(found) == Location("x.md", 7, 1)
