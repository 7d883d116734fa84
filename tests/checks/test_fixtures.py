"""Each rule finds what is bad in its fixture, where it stands, and leaves alone what is good.

A fixture is a folder of content, laid over `fixtures/base/`, with what its rule says of it in
`expected.txt`. After a change that is meant, run this with GUONG_GOLDEN=write and read the
differences.
"""

from __future__ import annotations

import os
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from generator.examine import examine
from generator.load import load
from generator.locate import Locator, outline
from generator.rulebook import rules
from tests.builders import folder_of
from tests.deprecations import deprecated

FIXTURES = Path(__file__).parent / "fixtures"
AS_OF = date(2026, 6, 15)
CODES = sorted(each.name for each in FIXTURES.iterdir() if each.name in rules())


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "expected.txt"
    }


def said_of(code: str) -> list[str]:
    """What the rule says of its fixture, a line each."""
    files = {**files_in(FIXTURES / "base"), **files_in(FIXTURES / code)}
    # Nothing is deprecated today.
    surroundings = deprecated() if code == "E805" else nullcontext()
    with surroundings, folder_of(files) as folder:
        content, problems = load(folder, as_of=AS_OF, drafts=False)
        assert content is not None, problems
        locator = Locator(outline(content, folder))
        remarks = examine(content.graph, AS_OF, only=[code])
        located = [(each.level, locator.diagnostic(each)) for each in remarks]
    ordered = sorted(located, key=lambda each: each[1].at)
    return [f"{level} {str(found).removeprefix('content/')}" for level, found in ordered]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_what_is_bad_and_nothing_else(code):
    """Its level, place and words are as expected, true positives and near misses alike."""
    lines = said_of(code)
    file = FIXTURES / code / "expected.txt"
    if os.environ.get("GUONG_GOLDEN") == "write":
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    assert lines == file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("code", CODES)
def test_a_fixture_has_both_sides(code):
    """There is something bad that is found, and a file called good in which nothing is."""
    lines = said_of(code)

    assert lines
    assert any("good" in name for name in files_in(FIXTURES / code))
    assert not any("good" in line.split(": ")[0] for line in lines)


@pytest.mark.parametrize("code", rules())
def test_a_rule_says_what_it_finds_and_why_it_matters(code):
    """Its documentation is whole: a line, a reason, a bad and a good example."""
    rule = rules()[code]

    assert rule.code == code
    assert rule.title.endswith(".")
    assert rule.why
    assert rule.bad
    assert rule.good
