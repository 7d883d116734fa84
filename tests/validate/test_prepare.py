"""Translations laid over, blanks taken out, stories turned into bodies."""

from __future__ import annotations

import pytest

from generator.records.types import Party, Text
from tests.builders import record_of, wrong

PERSON = """\
---
name: Hồ Giáo
kind: individual
{}
---
"""


def profile(lines: str, translation: str, **more):
    return record_of("profile", PERSON.format(lines), translations={"en": translation}, **more)


def problems(lines: str, translation: str) -> list[str]:
    return wrong("profile", PERSON.format(lines), translations={"en": translation})


def text(*versions: tuple[str, str]) -> Text:
    return Text(versions)


def test_readable_fields_are_translated():
    """The base's words become those of the default language, the translation's are added."""
    record = profile("summary: Anh", "---\nsummary: Hero\n---\n")

    assert record.summary == text(("vi", "Anh"), ("en", "Hero"))
    assert record.name == Text.of("Hồ Giáo")


def test_words_that_the_base_lacks_are_added():
    """A summary in the translation alone is in that language alone."""
    assert profile("", "---\nsummary: Hero\n---\n").summary == text(("en", "Hero"))


def test_a_text_with_languages_of_its_own_is_completed():
    """Inline Vietnamese and a translation beside it come together."""
    record = profile("summary: {vi: Anh}", "---\nsummary: Hero\n---\n")

    assert record.summary == text(("vi", "Anh"), ("en", "Hero"))


def test_nested_fields_and_lists_are_translated_by_position():
    """Each entry's words go to the entry of the same place; a blank entry changes nothing."""
    record = profile(
        """life: {place: Hà Nội, born: 1930}
achievements:
  - {indicator: Sữa, after: 3, unit: lít}
  - {indicator: Bê, after: 4, unit: con}
  - {indicator: Cỏ, after: 5, unit: tấn}""",
        """---
life: {place: Hanoi}
achievements:
  - {indicator: Milk, unit: litre}
  -
  - {indicator: Grass}
---
""",
    )

    assert record.life.place == text(("vi", "Hà Nội"), ("en", "Hanoi"))
    assert record.life.born.year == 1930
    assert [each.indicator for each in record.achievements] == [
        text(("vi", "Sữa"), ("en", "Milk")),
        Text.of("Bê"),
        text(("vi", "Cỏ"), ("en", "Grass")),
    ]
    assert record.achievements[0].unit == text(("vi", "lít"), ("en", "litre"))
    assert [each.after for each in record.achievements] == [3, 4, 5]


def test_lists_of_texts_are_translated():
    """Conditions of a model are texts without keys."""
    record = record_of(
        "model",
        "---\ntitle: A\nkind: practice\nconditions: [một, hai]\n---\n",
        translations={"en": "---\nconditions: [one, two]\n---\n"},
    )

    assert record.conditions == (
        text(("vi", "một"), ("en", "one")),
        text(("vi", "hai"), ("en", "two")),
    )


def test_a_party_named_by_language_is_translated():
    """A name may be said in another language; a unit's id may not."""
    base = "---\ntitle: A\nkind: practice\nadoptions: [{by: %s}]\n---\n"
    translation = {"en": "---\nadoptions: [{by: Ministry}]\n---\n"}
    record = record_of("model", base % "{vi: Bộ}", translations=translation)

    assert record.adoptions[0].by == Party(name=text(("vi", "Bộ"), ("en", "Ministry")))
    assert wrong("model", base % "bo", translations=translation) == [
        (
            "models/a.en.md:2:14: C215 `by` cannot be translated. A translation holds words only;"
            " leave the rest to content/models/a.md."
        )
    ]


def test_stories_are_translated():
    """The body of each file is the story in its language."""
    record = record_of(
        "profile",
        PERSON.format("") + "Chuyện\n",
        translations={"en": "---\n---\nA *story*\n"},
    )

    assert [(language, body.html) for language, body in record.body.versions] == [
        ("vi", "<p>Chuyện</p>"),
        ("en", "<p>A <em>story</em></p>"),
    ]


def test_an_empty_translation_changes_nothing():
    """Front matter without fields and a body without words."""
    record = profile("summary: Anh", "---\n---\n\n")

    assert record.summary == Text.of("Anh")
    assert record.body is None


@pytest.mark.parametrize(
    ("lines", "translation", "expected"),
    [
        (
            "summary: {vi: Anh, en: Hero}",
            "summary: Hero",
            (
                "2:10: C216 `summary` is given in 'en' twice. Keep it here or in"
                " content/profiles/a.md, not in both."
            ),
        ),
        (
            "",
            "position: leader",
            (
                "2:1: C215 `position` cannot be translated. A translation holds words only; leave"
                " the"
                " rest to content/profiles/a.md."
            ),
        ),
        (
            "life: {born: 1930}",
            "life: {born: 1931}",
            (
                "2:8: C215 `born` cannot be translated. A translation holds words only; leave the"
                " rest to content/profiles/a.md."
            ),
        ),
        (
            "",
            "topics: [a]",
            (
                "2:1: C215 `topics` cannot be translated. A translation holds words only; leave the"
                " rest to content/profiles/a.md."
            ),
        ),
        (
            "life: {born: 1930}",
            "life: Hanoi",
            (
                "2:1: C215 `life` cannot be translated. A translation holds words only; leave the"
                " rest"
                " to content/profiles/a.md."
            ),
        ),
        (
            "achievements: [{indicator: A, after: 1, unit: B}]",
            "achievements: [{}, {}]",
            (
                "2:15: C214 `achievements` has 2 entries here and 1 in content/profiles/a.md."
                " A translated list has the same entries in the same order."
            ),
        ),
        (
            "",
            "sumary: Hero",
            "2:1: C203 `sumary` is not a field of `profile`. Did you mean `summary`?",
        ),
        (
            "life: {born: 1930}",
            "life: {plaice: Hanoi}",
            "2:8: C203 `plaice` is not a field of `life`. Did you mean `place`?",
        ),
    ],
)
def test_what_a_translation_may_not_hold(lines, translation, expected):
    """Each mistake is located in the translation and names the file it adds to."""
    assert problems(lines, f"---\n{translation}\n---\n") == [f"profiles/a.en.md:{expected}"]


@pytest.mark.parametrize(("value", "code"), [("''", "C201"), ("[]", "C201"), ("{vi: x}", "C201")])
def test_wrong_words_of_a_translation_are_located_in_it(value, code):
    """Whoever reads the message opens the file with the mistake."""
    (found,) = problems("summary: Anh", f"---\n\nsummary: {value}\n---\n")

    assert found.startswith(f"profiles/a.en.md:3:10: {code} ")


def test_keys_without_a_value_count_as_not_written():
    """A blank line of a form is no mistake, in lists and maps neither."""
    record = record_of(
        "profile",
        PERSON.format("summary:\nlife:\n  born:\n  place: A\ntopics:\n  -\n  - a\ncampaigns:"),
    )

    assert record.summary is None
    assert record.life.born is None
    assert record.topics == ("a",)
    assert record.campaigns == ()
    unit = record_of(
        "unit", "- {id: a, name: A, kind: agency, workforce: {2020: , 2021: {total: 1}}}"
    )
    assert list(unit.workforce) == [2021]


def test_a_single_entry_is_a_list_of_one():
    """`topics: a` says the same as `topics: [a]`."""
    assert record_of("profile", PERSON.format("topics: a")).topics == ("a",)
    assert record_of("profile", PERSON.format("corrections: {on: 2020, note: N}")).corrections


def test_blank_required_fields_are_missing():
    """`name:` without a name is asked for."""
    (found,) = wrong("profile", "---\nname:\nkind: individual\n---\n")

    assert found.startswith("profiles/a.md:2:1: C202 `name` is missing.")


def test_stories_by_language_in_one_file():
    """A campaign's story has its languages inside; one that is no text is left to validation."""
    record = record_of(
        "campaign",
        "title: A\nperiod: {start: 2020}\nstory:\n  vi: |\n    Một\n  en: |\n    One\n",
    )

    assert [(language, body.words) for language, body in record.story.versions] == [
        ("vi", 1),
        ("en", 1),
    ]
    (found,) = wrong("campaign", "title: A\nperiod: {start: 2020}\nstory: {vi: A, en: [x]}\n")
    assert found.startswith("campaigns/a.yaml:3:8: C201 `story` is not a text.")


def test_links_of_stories_know_their_line_in_each_file():
    """A block's first line, a body's first line and a translation's are told apart."""
    campaign = record_of(
        "campaign",
        "title: A\nperiod: {start: 2020}\nstory:\n  vi: |\n    Một\n\n    [x](../a.md)\n",
    )
    both = record_of(
        "profile",
        PERSON.format("") + "\n[x](../b.md)\n",
        translations={"en": "---\n---\n\n\n[y](../c.md)\n"},
    )

    assert [link.line for link in campaign.story.versions[0][1].links] == [7]
    assert [body.links[0].line for _, body in both.body.versions] == [7, 5]
