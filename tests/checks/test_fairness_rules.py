"""Rules of fairness: content in, questions out; what is only similar is left alone."""

from __future__ import annotations

from importlib import import_module

import pytest

from generator.measures.levelling import FEWEST_AWARDS
from tests.builders import AS_OF, SITE, TITLES, UNITS, graph_of
from tests.fairness import decision, site

GOAL = {"site.yaml": f"{SITE}frontline_goal: 60\n"}
FIVE = ("a", "b", "c", "d", "e")
CAMPAIGN = "title: C\nperiod: {start: 2020, end: 2025}\n"


def found(code: str, files) -> list[str]:
    """What a rule says: the record, the place in it, and the sentence with its numbers."""
    rule = import_module(f"generator.checks.{code.lower()}")
    assert code == rule.CODE
    lines = []
    for each in rule.find(graph_of(files), AS_OF):
        path = ".".join(map(str, each.path))
        lines.append(f"{each.record}:{each.id} {path} {each.message.format(**each.values)}")
    return lines


def people(frontline: int, others: int, unknown: int = 0, **more: str) -> dict[str, str]:
    """A decision with as many people of each position."""
    positions = ["frontline"] * frontline + ["leader"] * others + ["unknown"] * unknown
    lines = "".join(
        f"  - {{name: N{number}, kind: individual, unit: so, position: {position}}}\n"
        for number, position in enumerate(positions)
    )
    return {
        **GOAL,
        "units.yaml": more.get("units", UNITS),
        "titles.yaml": TITLES,
        "campaigns/c.yaml": CAMPAIGN,
        "decisions/d.yaml": f"date: 2020\nauthority: so\ntitle: bang-khen\n{more.get('top', '')}"
        f"recipients:\n{lines}",
    }


def test_a_share_below_the_goal_is_asked_about():
    """For the site where it declares the goal, and for the campaign whose awards these are."""
    lines = found("F401", people(5, 5, top="campaign: c\n"))

    assert [line.split(" Of ")[0] for line in lines] == ["site: frontline_goal", "campaign:c "]
    assert lines[0].endswith(
        "Of 10 people recognised whose position is known, 5 are front-line people (50 %);"
        " the declared goal is 60 %."
    )


@pytest.mark.parametrize(
    "files",
    [
        people(6, 4),
        people(0, 9),
        people(0, 0, 20),
        people(5, 5) | {"site.yaml": SITE},
        people(0, 0, 1),
    ],
    ids=["at the goal", "fewer than ten", "all unknown", "no goal", "one unknown"],
)
def test_a_share_that_says_little_is_not_asked_about(files):
    """Exactly the goal is no question, and neither is what few or unknown people show."""
    assert found("F401", files) == []


@pytest.mark.parametrize(("frontline", "asked"), [(4, 1), (14, 0)])
def test_a_share_below_the_workforce_is_asked_about(frontline, asked):
    """Four of twenty where four in five work on the front line; fourteen may be chance."""
    units = "- {id: so, name: Sở, kind: agency, workforce: {2020: {total: 100, frontline: 80}}}\n"
    files = people(frontline, 20 - frontline, units=units) | {"site.yaml": SITE}

    assert len(found("F401", files)) == asked


@pytest.mark.parametrize(("total", "asked"), [(9, 1), (0, 1), (10, 0)])
def test_more_people_than_there_are_is_a_mistake(total, asked):
    """Ten people recognised in a unit of nine, or of none."""
    units = f"- {{id: so, name: Sở, kind: agency, workforce: {{2020: {{total: {total}}}}}}}\n"
    lines = found("F401", people(10, 0, units=units))

    assert [line.split(" In ")[0] for line in lines] == ["unit:so workforce"] * asked


def test_awards_that_are_shared_out_are_asked_about():
    """Of five units of a thousand each has one award in each of five years."""
    sizes = dict.fromkeys(FIVE, 1000)

    (line,) = found("F402", site(sizes, *[dict.fromkeys(FIVE, 1)] * 5))
    assert line.startswith("unit:so  25 awards to people are spread over 5 units more evenly")


@pytest.mark.parametrize(
    "files",
    [
        site(dict.fromkeys(FIVE, 1000), *[{"a": 3, "b": 2}] * 5),
        site(dict.fromkeys("abcd", 1000), *[dict.fromkeys("abcd", 1)] * 9),
        site(dict.fromkeys(FIVE, 1000), *[dict.fromkeys(FIVE, 1)] * (FEWEST_AWARDS // 5 - 1)),
        site(dict.fromkeys(FIVE, None), *[dict.fromkeys(FIVE, 1)] * 9),
        site(dict.fromkeys(FIVE, 1), *[dict.fromkeys(FIVE, 1)] * 9),
        {"units.yaml": "[]\n"},
    ],
    ids=["uneven", "four units", "few awards", "no head count", "everybody wins", "no units"],
)
def test_what_may_be_chance_is_no_levelling(files):
    """Nor is what is too little to tell, or could not be otherwise."""
    assert found("F402", files) == []


@pytest.mark.parametrize(
    ("turns", "asked"),
    [("abcdebcadeacbed", 1), ("abcdeabcde", 0), ("abcdebcaaeacbed", 0), ("abcabcabcabcabc", 0)],
    ids=["three rounds", "two rounds", "one out of turn", "two units never win"],
)
def test_a_title_that_goes_round_is_asked_about(turns, asked):
    """Three whole rounds of all five units, whatever the order within each."""
    files = site(dict.fromkeys(FIVE, None), *({each: 1} for each in turns))

    lines = found("F403", files)
    assert len(lines) == asked
    assert all("went round among 5 units, 3 rounds in a row" in line for line in lines)


def test_two_units_by_turns_may_be_chance():
    """Three rounds of two are seen by lot in one case of eight; six rounds are not."""
    sizes = dict.fromkeys("ab", None)

    assert found("F403", site(sizes, *({each: 1} for each in "abbaab"))) == []
    assert len(found("F403", site(sizes, *({each: 1} for each in "abbaab" * 2)))) == 1


def test_few_who_hold_most_are_asked_about():
    """One of ten holders has twelve of 21 awards; with eleven of 22 it is half and no question."""
    others = "".join(f"  - {{name: N{number}}}\n" for number in range(9))
    top = "  - {name: A}\n"
    start = "date: 2020\nauthority: so\ntitle: bang-khen\nrecipients:\n"

    def lines(of_top: int, twice: int) -> list[str]:
        again = "".join(f"  - {{name: N{number}}}\n" for number in range(twice))
        files = {"d.yaml": start + top * of_top + others + again}
        base = {"units.yaml": UNITS, "titles.yaml": TITLES}
        return found("F404", base | {f"decisions/{name}": text for name, text in files.items()})

    assert lines(12, 0) == ["site:  1 of 10 holders have 12 of 21 awards."]
    assert lines(11, 2) == []


@pytest.mark.parametrize(
    ("known", "unknown", "asked"), [(4, 1, []), (3, 1, ["position"]), (0, 1, ["position"])]
)
def test_unknown_positions_are_asked_about(known, unknown, asked):
    """More than a fifth; exactly a fifth is none."""
    lines = found("F405", people(known, 0, unknown))

    assert ["position" if "position" in line else "unit" for line in lines] == asked


def test_unknown_units_are_asked_about():
    """Collectives have a unit too; a line of several counts as many."""
    start = "date: 2020\nauthority: so\ntitle: bang-khen\nrecipients:\n  - {name: A, unit: so}\n"
    files = {
        "units.yaml": UNITS,
        "titles.yaml": TITLES,
        "decisions/d.yaml": start + "  - {name: Khác, count: 3}\n",
    }

    assert found("F405", files) == [
        "decision:d recipients The unit of 3 of 4 recipients is not recorded."
    ]


def scored(*lines: str, **files: str) -> dict[str, str]:
    """A campaign with these scores, one a line: `unit,period,score`."""
    return {
        "units.yaml": site(dict.fromkeys("ab", None))["units.yaml"],
        "titles.yaml": TITLES,
        "campaigns/c.yaml": CAMPAIGN,
        "campaigns/c.scores.csv": "unit,period,score\n" + "".join(f"{each}\n" for each in lines),
        **{name.replace("__", "/") + ".md": text for name, text in files.items()},
    }


ROSE = ("a,2023,50", "a,2024,60", "b,2023,90", "b,2024,91")


def test_a_unit_that_rose_unseen_is_asked_about():
    """The first of the rise, not of the score."""
    (line,) = found("F406", scored(*ROSE))

    assert line == (
        "campaign:c scores The unit 'a' improved most, from 50 to 60 points, and nothing on the"
        " site tells of it."
    )


@pytest.mark.parametrize(
    "files",
    [
        scored(*ROSE, articles__x="---\ntitle: X\ndate: 2024\nabout: unit:a\n---\n"),
        scored(*ROSE, profiles__x="---\nname: X\nkind: collective\nunit: a\n---\n"),
        scored(*ROSE) | {"decisions/d.yaml": decision("2024", {"a": 1})},
        scored("a,2023,60", "a,2024,60"),
        scored("a,2021,50", "a,2022,50", "a,2023,50", "a,2024,50", "a,2025,90"),
        scored(),
    ],
    ids=["article", "profile", "award", "nobody rose", "one odd score", "no scores"],
)
def test_a_unit_that_is_told_of_is_not_asked_about(files):
    """Nor is a rise that rests on one score."""
    assert found("F406", files) == []


def test_scores_that_cannot_be_followed_are_named():
    """Periods of different lengths, and a second score for one period."""
    (mixed,) = found("F406", scored("a,2023,1", "a,2024-Q1,2"))
    (twice,) = found("F406", scored("a,2023,1", "b,2023,1", "a,2023,2"))

    assert mixed.startswith("campaign:c scores Improvement cannot be computed, because")
    assert twice == "campaign:c scores.2 The unit 'a' has a second score for 2023; this one counts."
