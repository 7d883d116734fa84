"""Old names of fields: read as the new ones, told of with a way on, written anew when asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from generator import __version__
from generator.build import build, check
from generator.checks.finding import Finding
from generator.examine import examine
from generator.inventory import Inventory, inventory
from generator.load import load
from generator.locate import Locator, outline
from generator.manifest import MANIFEST
from generator.records.kinds import KINDS
from generator.schema.schemas import schemas
from generator.settings import Settings
from generator.task import Options
from generator.tidying import apply, changes
from generator.validate.shape import Shape, shape_of
from tests.builders import folder_of, loaded
from tests.deprecations import OLD_NAMES, deprecated

GOLDEN = Path(__file__).parents[1] / "golden" / "content"
AS_OF = date(2026, 1, 31)
AGED = (
    ("site.yaml", r"^tagline:", "subtitle:"),
    ("site.yaml", r"^languages:", "tongues:"),
    ("units.yaml", r"^  name:", "  called:"),
    ("units.yaml", r"^  kind:", "  sort:"),
    ("profiles/*.md", r"^role:", "work:"),
    ("campaigns/*.yaml", r"^targets:", "aims:"),
    ("campaigns/*.yaml", r"(goal: \{[^}]*)by:", r"\1until:"),
    ("campaigns/*.registrations.csv", r"^(unit.*),goal,", r"\1,promise,"),
)
"""What turns content into such as was written under the old names."""


@pytest.fixture
def old_names() -> Iterator[None]:
    with deprecated():
        yield


@pytest.fixture
def aged(tmp_path: Path) -> Path:
    """The golden content under the old names."""
    content = shutil.copytree(GOLDEN, tmp_path / "old" / "content")
    for pattern, new, old in AGED:
        files = list(content.glob(pattern))
        before = [file.read_text(encoding="utf-8") for file in files]
        after = [re.sub(new, old, text, flags=re.MULTILINE) for text in before]
        assert after != before, new
        for file, text in zip(files, after, strict=True):
            file.write_text(text, encoding="utf-8")
    return content


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def published(content: Path) -> dict[str, bytes]:
    project = content.parent
    built = build(Options(content, project / "output", project / ".guong", as_of=AS_OF))
    assert [str(each) for each in built.problems] == []
    return files_in(project / "output")


def marks_in(shape: Shape) -> Iterator[tuple[str, str]]:
    """Each field of a shape and below that is read until some version, with the version."""
    yield from ((name, mark.until) for name, mark in shape.old_names.values())
    yield from ((name, mark.until) for name, mark in shape.leaving.items())
    for part in (*shape.fields.values(), *([shape.item] if shape.item else [])):
        yield from marks_in(part)


def overdue(version: str) -> list[str]:
    """The fields that should have gone by a version."""
    today = tuple(map(int, version.split(".")[:2]))
    return [
        name
        for type_ in (Settings, *(kind.type for kind in KINDS))
        for name, until in marks_in(shape_of(type_))
        if tuple(map(int, until.split("."))) <= today
    ]


def test_content_under_old_names_makes_the_same_site(aged, tmp_path, old_names):
    """In settings, lists, stories, parts of parts, and columns of tables."""
    today = shutil.copytree(GOLDEN, tmp_path / "new" / "content")

    assert published(aged) == published(today)


def test_without_the_registration_old_names_are_no_fields(aged):
    """What the test before this one proves is not that anything goes."""
    assert load(aged, as_of=AS_OF, drafts=False)[0] is None


def test_each_old_name_is_told_of_where_it_stands(aged, old_names):
    content, _ = load(aged, as_of=AS_OF, drafts=False)
    assert content is not None
    told = {str(each.finding.at) for each in examine(content.graph, AS_OF, only=["E805"])}

    assert "content/site.yaml:2:1" in told
    assert "content/units.yaml:3:3" in told
    assert "content/profiles/dong-chi-b.md:6:1" in told
    assert "content/campaigns/phong-trao-dai.yaml:4:1" in told
    assert "content/campaigns/phong-trao-dai.yaml:9:24" in told
    assert "content/campaigns/phong-trao-vi-du.registrations.csv:1:38" in told


def test_tidying_writes_the_new_names_and_nothing_else(aged, old_names):
    """Byte for byte what it was before it was aged; then nothing is told of any more."""
    for change in changes(aged):
        assert not apply(change)

    assert files_in(aged) == files_in(GOLDEN)
    content, _ = load(aged, as_of=AS_OF, drafts=False)
    assert content is not None
    assert not examine(content.graph, AS_OF, only=["E805"])


def test_tidying_finds_names_however_they_are_written(old_names):
    """In quotes, in one line, behind a mark of the order of bytes, with any line ends."""
    files: dict[str, str | bytes] = {
        "site.yaml": b"\xef\xbb\xbfsubtitle: A\r\ntitle: A\r\n",
        "units.yaml": "- {id: a, name: A, 'sort': other}\n- {\"sort\": other, id: b, name: B}\n",
        "campaigns/a.yaml": b"title: A\rperiod: {start: 2024}\rlaunched_by: a\r",
        "campaigns/a.registrations.csv": 'unit;indicator; "Promise" ;measure\na;A;5;kg\n',
    }
    with folder_of(files) as content:
        after = {each.path.removeprefix("content/"): each.after for each in changes(content)}

    assert after == {
        "site.yaml": b"\xef\xbb\xbftagline: A\r\ntitle: A\r\n",
        "units.yaml": b"- {id: a, name: A, 'kind': other}\n- {\"kind\": other, id: b, name: B}\n",
        "campaigns/a.registrations.csv": b'unit;indicator; "goal" ;measure\na;A;5;kg\n',
    }


def test_a_field_under_both_names_is_a_problem_among_others(old_names):
    """Which of them is meant nobody knows; everything else is still looked at."""
    _, problems = loaded(
        {
            "site.yaml": "title: A\nsubtitle: A\ntagline: B\n",
            "units.yaml": "- {id: so, name: Sở, sort: agency, kind: school, parent: none}\n",
            "campaigns/a.registrations.csv": "unit,promise,goal,indicator,measure\nso,1,2,A,kg\n",
            "campaigns/a.yaml": "title: A\nperiod: {start: x}\nlaunched_by: so\n",
        }
    )

    assert [f"{each.at} {each.code}" for each in problems] == [
        "content/campaigns/a.registrations.csv:1:6 C218",
        "content/campaigns/a.yaml:2:17 C204",
        "content/site.yaml:2:1 C218",
        "content/units.yaml:1:22 C218",
    ]
    assert str(problems[2]) == (
        "content/site.yaml:2:1: C218 `subtitle` is the old name of `tagline`, and both are here."
        " Keep `tagline`, and take `subtitle` out."
    )


def test_problems_below_an_old_name_have_their_place(old_names):
    """The line and column of what was written, not of the new name, which stands nowhere."""
    _, problems = loaded(
        {
            "units.yaml": "- {id: so, name: Sở, sort: agency}\n",
            "campaigns/a.yaml": (
                "title: A\nperiod: {start: 2024}\nlaunched_by: so\n"
                "aims:\n  - id: a\n    indicator: A\n    goal: {value: x, until: 2024}\n"
            ),
        }
    )

    assert [f"{each.at} {each.code}" for each in problems] == ["content/campaigns/a.yaml:7:19 C208"]


def test_editors_know_old_names_and_warn_of_them(old_names):
    """The schema takes them, and says in the words of editors what they are called now."""
    schema = schemas(Inventory(("vi",), {}))["units"]
    sort = schema["items"]["properties"]["sort"]

    assert Draft202012Validator(schema).is_valid([{"id": "a", "name": "A", "sort": "school"}])
    assert not Draft202012Validator(schema).is_valid([{"id": "a", "name": "A", "sort": "x"}])
    assert sort["deprecated"]
    assert sort["deprecationMessage"] == "Nay gọi là `kind`. Now called `kind`."
    assert schema["items"]["properties"]["url"]["deprecated"]


def test_forms_and_schemas_know_what_stands_under_old_names(aged, old_names):
    """The languages of the site, and what units are called."""
    assert inventory(aged) == inventory(GOLDEN)


def test_what_an_earlier_run_knew_is_told_again(aged, old_names):
    """Records that come out of the state bring along what stands in them under old names."""
    options = Options(aged, aged.parent / "output", aged.parent / ".guong", as_of=AS_OF)
    first, second = (check(options, only=["E805"]).advice for _ in range(2))

    assert len(first) > 5
    assert second == first


def test_the_place_of_a_setting_is_that_of_its_old_name(aged, old_names):
    """Where a rule asks about a value of site.yaml."""
    content, _ = load(aged, as_of=AS_OF, drafts=False)
    assert content is not None
    finding = Finding("site", "", ("tagline",), "?", "")

    assert str(Locator(outline(content, aged)).place(finding)) == "content/site.yaml:2:11"


def test_nothing_is_kept_for_longer_than_was_said():
    """A release in which an old name should be gone does not have it."""
    assert overdue(__version__) == []


def test_what_is_overdue_would_be_seen(old_names):
    assert overdue("8.9.9") == []
    names = {name for renamed in OLD_NAMES.values() for name in renamed}
    assert set(overdue("9.0.1")) == {*names, "url"}
