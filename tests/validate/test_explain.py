"""What pydantic found, in sentences."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import Location
from generator.reading.yaml import read_yaml
from generator.records.kinds import KINDS
from generator.records.profile import Profile
from generator.validate.explain import EXPLANATIONS, explained
from generator.validate.places import Places
from generator.validate.shape import shape_of
from tests.builders import wrong

PROFILE = "---\nname: A\nkind: individual\n{}\n---\n"
UNIT = "- id: a\n  name: A\n  kind: agency\n  {}\n"


def profile(lines: str) -> list[str]:
    return wrong("profile", PROFILE.format(lines))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "nmae: B",
            "4:1: C203 `nmae` is not a field of `profile`. Did you mean `name`?",
        ),
        (
            "life: {founding: 1961, xyz: 3}",
            "4:8: C203 `founding` is not a field of `life`. Did you mean `founded`?",
        ),
        (
            "position: frontlin",
            "4:11: C206 `position` cannot be 'frontlin'. Did you mean `frontline`?",
        ),
        (
            "position: xyz",
            (
                "4:11: C206 `position` cannot be 'xyz'. It is one of: frontline, specialist,"
                " manager,"
                " leader, unknown."
            ),
        ),
        (
            "summary: [a, b]",
            (
                "4:10: C201 `summary` is not a text. Write words, or one text a language:"
                " `{vi: …, en: …}`."
            ),
        ),
        ("summary: ''", "4:10: C201 `summary` is empty. Write something, or take the line out."),
        (
            "summary: {fr: A}",
            (
                "4:10: C211 `fr` is not a language of this site. The site has en, vi;"
                " `languages` in site.yaml lists them."
            ),
        ),
        (
            "id: Hồ Giáo",
            (
                "4:5: C207 `id` is not an id: 'Hồ Giáo'. Ids are small letters a-z and digits,"
                " joined"
                " by single hyphens, such as `ho-giao`."
            ),
        ),
        (
            "draft: maybe",
            "4:8: C201 `draft` is not a yes or no: 'maybe'. Write `true` or `false`.",
        ),
        (
            "life: {born: 1961-13}",
            (
                "4:14: C204 `born` is not a date: '1961-13'. Write 1961, 1961-10 or 1961-10-18;"
                " months run from 01 to 12."
            ),
        ),
        (
            "publish_on: 1961-10-18T08:48",
            (
                "4:13: C204 `publish_on` takes no time of day: '1961-10-18T08:48'. Write the date"
                " alone, such as 1961-10-18."
            ),
        ),
        (
            "achievements: [{indicator: I, unit: '%', after: 10.322}]",
            (
                "4:49: C208 `after` can be read in two ways: '10.322'. Write 10322 for thousands,"
                " or"
                " 10.3220 for a decimal."
            ),
        ),
        (
            "achievements: [{indicator: I, unit: '%', after: many}]",
            (
                "4:49: C208 `after` is not a number: 'many'. Write digits with a point as the"
                " decimal"
                " mark, such as 14.5."
            ),
        ),
        (
            "achievements: [{indicator: I, after: 3}]",
            "4:16: C202 `unit` is missing. Add a line that begins with `unit:`.",
        ),
        (
            "portrait: {file: /a.jpg, alt: A}",
            (
                "4:18: C210 `file` leads out of the content folder: '/a.jpg'. Name a file beside"
                " this"
                " one, such as `portrait.jpg`."
            ),
        ),
        (
            "sources: [{id: s, title: S, url: guong.vn}]",
            (
                "4:34: C209 `url` is not an address: 'guong.vn'. Begin with https://, http://,"
                " mailto:"
                " or tel:."
            ),
        ),
        (
            "life: 1961",
            (
                "4:7: C201 `life` has no fields of its own. Write its fields beneath it, indented"
                " by"
                " two spaces."
            ),
        ),
        (
            "corrections: [a]",
            (
                "4:15: C201 `corrections[1]` has no fields of its own. Write its fields beneath it,"
                " indented by two spaces."
            ),
        ),
    ],
)
def test_each_mistake_is_one_sentence_and_one_hint(line, expected):
    """File, line, column, code, what is wrong and how to mend it."""
    assert profile(line)[0] == f"profiles/a.md:{expected}"


def test_unknown_fields_far_from_any_name_list_the_fields():
    """Where no name is near, all are shown in order."""
    assert profile("life: {xyz: 3}") == [
        (
            "profiles/a.md:4:8: C203 `xyz` is not a field of `life`."
            " The fields are: born, died, dissolved, founded, place."
        )
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("workforce: {abc: {total: 3}}", "4:15: C208 `abc` is not a number: 'abc'."),
        ("workforce: {2020: {total: 1.5}}", "4:29: C208 `total` is not a whole number: '1.5'."),
        ("workforce: {2020: {total: -1}}", "4:29: C212 `total` is below zero: '-1'."),
        ("workforce: {2020: {totl: 1}}", "4:22: C203 `totl` is not a field of `workforce`."),
        ("place: {name: A, latitude: x}", "4:30: C208 `latitude` is not a number: 'x'."),
        ("workforce: 3", "4:14: C201 `workforce` has no fields of its own."),
    ],
)
def test_places_inside_lists_of_records_and_maps(line, expected):
    """Keys of maps are located as keys, values as values."""
    assert any(
        each.startswith(f"units.yaml:{expected}") for each in wrong("unit", UNIT.format(line))
    )


def test_all_mistakes_of_a_record_are_said():
    """Three wrong fields are three lines."""
    found = profile("draft: maybe\nposition: x\nlife: {born: x}")

    assert sorted(each.split(" ")[0] for each in found) == [
        "profiles/a.md:4:8:",
        "profiles/a.md:5:11:",
        "profiles/a.md:6:14:",
    ]


@pytest.mark.parametrize("key", EXPLANATIONS)
def test_every_explanation_can_be_filled(key):
    """No template names a value that its readers do not give."""
    given = {
        "language": {"language", "languages"},
        "long_text": {"limit"},
        "thousands": {"value", "plain", "decimal"},
        "grouped": {"value", "plain"},
    }.get(key, {"value"})
    _, message, hint = EXPLANATIONS[key]
    names = set(re.findall(r"{(\w+)}", message + hint))

    assert names <= given | {"field"}


def test_what_nobody_foresaw_is_still_located():
    """An error of pydantic's own without an explanation is shown with its own words."""
    tree, _ = read_yaml("name: A\n", "content/profiles/a.md")
    assert tree is not None
    places = Places("content/profiles/a.md", tree.positions)
    error = {"loc": ("name",), "type": "new_in_pydantic", "msg": "odd", "input": 1}

    (found,) = explained([error], shape_of(Profile), places)
    assert found.at == Location("content/profiles/a.md", 1, 7)
    assert str(found).endswith(
        "C201 `name` cannot be read: odd. Compare it with the documentation."
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_required_fields_are_asked_for(kind):
    """A record without any field names each that it needs, but not the id of its file."""
    text = {"markdown": "---\nextra: {}\n---\n", "yaml": "extra: {}\n", "list": "- extra: {}\n"}
    found = wrong(kind.name, text[kind.form])
    required = shape_of(kind.type).required - ({"id"} if kind.form != "list" else set())

    assert {re.findall(r"C202 `(\w+)`", each)[0] for each in found} == required
