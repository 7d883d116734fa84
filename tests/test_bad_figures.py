"""Figures of bad input, as readers see them: a reason instead of a number, and never nonsense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.build import build
from generator.examine import examine
from generator.load import load
from generator.task import Options
from tests.builders import TITLES, folder_of
from tests.fairness import decision, units

AS_OF = date(2026, 1, 31)
NONSENSE = re.compile(r"(?i:\b(?:nan|infinity|undefined)\b)|[>\"(,:]-?(?:inf|None)[<\"%),\r\n]")
SITE = "title: A\nlanguages: [en, vi]\ntheme: guong\nfrontline_goal: 60\n"
CAMPAIGN = "title: C\nperiod: {start: 2020, end: 2025}\n"
SCORES = {
    "once": "a1,2020,5\n",
    "mixed": "a1,2020,5\na1,2021-Q1,6\n",
    "twice": "a1,2021,5\na1,2020,9\na1,2021,7\n",
    "empty": "",
}
PEOPLE = {"a": (10, 0), "b": (10, 10), "c": (None, None), "d": (0, 0), "e": (9, 9)}
"""Head counts of the units of each parent: of all, and of the last one."""


def parents() -> str:
    """Five agencies with five units each, a sixth with one, and a seventh with none."""
    lines = []
    for parent, (most, last) in PEOPLE.items():
        sizes = {f"{parent}{number}": most for number in range(1, 5)} | {f"{parent}5": last}
        part = units(sizes, frontline=0.5).replace("{id: so, name: Sở", f"{{id: {parent}, name: Sở")
        lines.append(part.replace("parent: so", f"parent: {parent}"))
    alone = "- {id: so, name: Sở, kind: agency}\n- {id: f1, name: F, kind: school, parent: so}\n"
    return "".join(lines) + alone


def bad_content() -> Mapping[str, str]:
    """Everything that can be wrong with figures and still be well formed."""
    won = {
        "a": {"a1": 10, "a2": 10},
        "b": {"b1": 11, "b2": 9},
        "c": {"c1": 20},
        "d": {"d1": 3},
        "e": {"e1": 9, "e2": 9},
    }
    positions = {"a": "leader", "b": "unknown", "c": "frontline", "d": "unknown", "e": "manager"}
    trail = "selection: {steps: [{kind: nomination}, {kind: public_notice}]}\n"
    return {
        "site.yaml": SITE,
        "titles.yaml": TITLES,
        "units.yaml": parents(),
        **{
            f"decisions/{parent}.yaml": decision("2020", counts, position=positions[parent]) + trail
            for parent, counts in won.items()
        },
        **{f"campaigns/{name}.yaml": CAMPAIGN for name in SCORES},
        **{
            f"campaigns/{name}.scores.csv": f"unit,period,score\n{lines}"
            for name, lines in SCORES.items()
        },
    }


def built(files: Mapping[str, str], root: Path) -> tuple[Path, list[str]]:
    with folder_of(files) as content:
        options = Options(content, root / "output", root / "state", as_of=AS_OF)
        problems = build(options).problems
    return options.output, [str(each).removeprefix("content/") for each in problems]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of bad figures."""
    found, problems = built(bad_content(), tmp_path_factory.mktemp("bad"))
    assert problems == []
    return found


@pytest.fixture(scope="module")
def remarks() -> list[str]:
    """What the rules find in it, a line each: code, record and sentence."""
    with folder_of(bad_content()) as folder:
        content, _ = load(folder, as_of=AS_OF, drafts=False)
    assert content is not None
    return [
        f"{each.code} {each.finding.id}: {each.finding.message.format(**each.finding.values)}"
        for each in examine(content.graph, AS_OF)
    ]


@pytest.mark.parametrize(
    "reason",
    [
        'because the head count is zero (<a href="../units/a5/">a5</a>).',
        'because more people were recognised in a year than there are (<a href="../units/b1/">b1<',
        "because the head count is not recorded (<a",
        'because more people were recognised in a year than there are (<a href="../units/d1/">d1<',
        "because there are fewer than 20 awards to people.",
        "because no unit was scored in two periods.",
        "because the scores mix years, quarters and months.",
        "because no unit rose.",
        "because the first day of the notice is not recorded.",
    ],
)
def test_what_cannot_be_computed_says_why(output: Path, reason: str) -> None:
    """Where the figure would stand, with the units that it is about."""
    assert reason in (output / "accountability/index.html").read_text(encoding="utf-8")


def test_a_unit_of_which_no_position_is_known_says_so(output: Path) -> None:
    """On its own page too."""
    page = (output / "units/b/index.html").read_text(encoding="utf-8")

    assert "Cannot be computed, because no position is recorded." in page


def test_no_file_has_a_number_that_is_none(output: Path) -> None:
    """Nothing is divided by nothing: words, attributes and data of all languages."""
    assert list(nonsense_in(output)) == []


def test_nonsense_would_be_seen() -> None:
    """The search above knows the forms that it looks for, and leaves words alone."""
    assert all(
        NONSENSE.search(each)
        for each in ("NaN%", "<td>None</td>", 'x1="inf"', ">-inf<", "a,None,b", ",inf\r\n")
    )
    assert not any(NONSENSE.search(each) for each in ("None recorded", "information", "finance"))


@pytest.mark.parametrize(
    "said",
    [
        "F401 d1: In 2020 3 people of this unit were recognised, more than its head count.",
        "F401 b1: In 2020 11 people of this unit were recognised, more than its head count.",
        "F405 b: The position of 20 of 20 people is not recorded.",
        "F406 twice: The unit 'a1' has a second score for 2021; this one counts.",
        (
            "F406 mixed: Improvement cannot be computed, because the scores mix years, quarters and"
            " months."
        ),
        "S303 a: How long the notice lasted cannot be computed: its `start` or `end` is missing.",
    ],
)
def test_a_mistake_is_asked_about(remarks: list[str], said: str) -> None:
    """What the page cannot compute by mistake, the editor is told of."""
    assert said in remarks


def test_a_site_of_nothing_has_its_page(tmp_path: Path) -> None:
    """Without a unit, a decision or a campaign every question is still there."""
    files = {"site.yaml": SITE, "units.yaml": "[]\n", "titles.yaml": "[]\n"}
    output, problems = built(files, tmp_path)
    page = (output / "accountability/index.html").read_text(encoding="utf-8")

    assert problems == []
    assert "Cannot be computed, because there are fewer than 5 units." in page
    assert page.count("<h2") == 9
    assert list(nonsense_in(output)) == []


def test_a_score_of_an_unknown_unit_stops_the_build(tmp_path: Path) -> None:
    """It is a dangling reference at its line; nothing is computed of it."""
    scores = {"campaigns/once.scores.csv": "unit,period,score\nnobody,2020,5\n"}
    _, problems = built({**bad_content(), **scores}, tmp_path)

    assert [each.split(" ")[:2] for each in problems] == [
        ["campaigns/once.scores.csv:2:1:", "L101"]
    ]


def nonsense_in(output: Path) -> list[str]:
    """Each file with what is no number in it."""
    return [
        f"{path.relative_to(output)}: {found[0]}"
        for path in sorted(output.rglob("*"))
        if path.suffix in {".html", ".csv", ".json", ".xml", ".svg", ".txt"}
        for found in NONSENSE.finditer(path.read_text(encoding="utf-8"))
    ]
