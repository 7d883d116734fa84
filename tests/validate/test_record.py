"""The whole way from a bundle's files to its record."""

from __future__ import annotations

import pytest

from generator.diagnostics import Location
from tests.builders import record_of, validated, wrong

PERSON = "---\nname: A\nkind: individual\n{}---\n"


def test_an_entry_knows_where_it_came_from():
    """Kind, record and file; of a list also the line."""
    (profile,) = validated("profile", PERSON.format("")).entries
    _, unit = validated(
        "unit", "- {id: a, name: A, kind: agency}\n\n- {id: b, name: B, kind: agency}"
    ).entries

    assert (profile.kind, profile.record.id, profile.at) == (
        "profile",
        "a",
        Location("content/profiles/a.md"),
    )
    assert (unit.kind, unit.record.id, unit.at) == (
        "unit",
        "b",
        Location("content/units.yaml", 3, 3),
    )


def test_the_id_is_the_file_unless_given():
    """An `id:` of its own comes before the file's name."""
    assert record_of("profile", PERSON.format(""), id_="ho-giao").id == "ho-giao"
    assert record_of("profile", PERSON.format("id: other\n"), id_="Hồ Giáo").id == "other"


def test_a_file_name_that_is_no_id_is_named():
    """The name of the file is checked like an id that was written."""
    (found,) = wrong("profile", PERSON.format(""), id_="Ho_Giao")

    assert found.startswith("profiles/Ho_Giao.md:")
    assert "C207 `id` is not an id: 'Ho_Giao'." in found


def test_entries_of_a_list_must_have_an_id():
    """There is no file name to take it from; the others are made all the same."""
    found = validated("topic", "- {name: A}\n- {id: b, name: B}\n")

    assert [entry.record.id for entry in found.entries] == ["b"]
    assert [str(each) for each in found.problems] == [
        "content/topics.yaml:1:3: C202 `id` is missing. Add a line that begins with `id:`."
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_an_empty_list_is_no_mistake(text):
    """A site may have no units yet."""
    found = validated("unit", text)

    assert (found.entries, found.problems) == ((), ())


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("unit", "a: b\n", "units.yaml:1:1: C111 This file is not a list."),
        ("campaign", "- a\n", "campaigns/a.yaml:1:1: C111 This file has no fields."),
        ("campaign", "", "campaigns/a.yaml:1:1: C111 This file has no fields."),
        ("profile", "---\n- a\n---\n", "profiles/a.md:1:1: C111 This file has no fields."),
        ("profile", "name: A\n", "profiles/a.md:1:1: C109 "),
        ("profile", "---\nname: [\n---\n", "profiles/a.md:"),
    ],
)
def test_files_of_the_wrong_form(kind, text, expected):
    """One problem, and no record."""
    found = validated(kind, text)

    assert found.entries == ()
    assert [str(each).removeprefix("content/").startswith(expected) for each in found.problems] == [
        True
    ]


def test_a_body_is_the_text_below():
    """`body:` among the fields of a Markdown file is refused, in translations too."""
    assert wrong("profile", PERSON.format("body: x\n")) == [
        "profiles/a.md:4:1: C203 `body` is the text below the second `---`. Move it there."
    ]
    assert wrong("profile", PERSON.format(""), translations={"en": "---\nbody: x\n---\n"}) == [
        "profiles/a.en.md:2:1: C203 `body` is the text below the second `---`. Move it there."
    ]


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_translations_are_into_the_other_languages_of_the_site(language):
    """Neither into the default language nor into one that the site does not have."""
    assert wrong("profile", PERSON.format(""), translations={language: "---\n---\n"}) == [
        (
            f"profiles/a.{language}.md: C211 `{language}` is not a language of this site to"
            f" translate"
            " into. The site has vi, en; `languages` in site.yaml lists them."
        )
    ]


def test_a_translation_that_is_a_list():
    """It has no fields."""
    (found,) = wrong("profile", PERSON.format(""), translations={"en": "---\n- x\n---\n"})

    assert found.startswith("profiles/a.en.md:1:1: C111 ")


def test_figures_name_sources_of_their_own_record():
    """A source that is not listed is an error at the figure, with the nearest as a hint."""
    lines = (
        "sources: [{id: bao-cao, title: S}]\n"
        "achievements:\n"
        "  - {indicator: I, after: 1, unit: U, source: bao-cao}\n"
        "  - {indicator: I, after: 1, unit: U, source: bao-cáo}\n"
        "  - {indicator: I, after: 1, unit: U, source: xyz}\n"
    )

    assert wrong("profile", PERSON.format(lines)) == [
        (
            "profiles/a.md:7:47: L106 Source 'bao-cáo' is not in this record's `sources`."
            " Did you mean 'bao-cao'?"
        ),
        (
            "profiles/a.md:8:47: L106 Source 'xyz' is not in this record's `sources`."
            " Add it there with an `id` and a `title`."
        ),
    ]


def test_tables_fill_their_fields():
    """Rows become lines of the record, numbers and dates among them."""
    record = record_of(
        "campaign",
        "title: A\nperiod: {start: 2020}\n",
        tables={
            "registrations": "organisation,registered_on,goal\nĐoàn,2020-03,14.5\n",
            "scores": "unit,period,score\nu,2020-Q1,3\n",
        },
    )

    assert record.registrations[0].organisation == "Đoàn"
    assert str(record.registrations[0].registered_on) == "2020-03"
    assert record.registrations[0].goal == 14.5
    assert (record.scores[0].unit, record.scores[0].period, record.scores[0].score) == (
        "u",
        "2020-Q1",
        3,
    )


def test_mistakes_of_tables_are_located_in_them():
    """The line of the row, counted as spreadsheets count."""
    assert [
        each.split(": ")[0] + " " + each.split(" ")[1]
        for each in wrong(
            "campaign",
            "title: A\nperiod: {start: 2020}\n",
            tables={"scores": "unit,period,score\nu,2020,x\n\n,2020,1\n"},
        )
    ] == [
        "campaigns/a.scores.csv:2:1 C208",
        "campaigns/a.scores.csv:4:1 C202",
    ]


def test_unknown_columns_of_tables_are_located_in_them():
    """Whoever reads the message opens the table, not the campaign."""
    (found,) = wrong(
        "campaign",
        "title: A\nperiod: {start: 2020}\n",
        tables={"scores": "unit,period,score,foo\nu,2020,1,y\n"},
    )

    assert found.startswith("campaigns/a.scores.csv:")
    assert "C203 `foo` is not a field of `score`." in found


def test_a_broken_translation_leaves_the_other_problems_to_be_said():
    """Mistakes of the main file and of the translation are said in one run."""
    found = wrong(
        "profile", PERSON.format("draft: x\n"), translations={"en": "---\nkind: collective\n---\n"}
    )

    assert [each.split(" ")[1] for each in found] == ["C215", "C201"]
