"""Records from plain values."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.records.decision import Recipient
from generator.records.kinds import KINDS
from generator.records.topic import Topic
from generator.records.types import Body, Prose, Text
from generator.records.unit import Unit, Workforce
from generator.validate.border import adapter_for


def errors(declared: type, value: object) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as failure:
        adapter_for(declared).validate_python(value)
    return [(each["loc"], each["type"]) for each in failure.value.errors()]


def test_plain_values_become_a_record():
    """The record's own type, with defaults where nothing is written."""
    made = adapter_for(Topic).validate_python({"id": "a", "name": "A"})

    assert made == Topic(id="a", name=Text.of("A"))  # type: ignore[arg-type]


def test_keys_of_maps_are_read_as_well():
    """Years are numbers, and a wrong one is located at its key."""
    whole = {"id": "a", "name": "A", "kind": "agency"}
    made = adapter_for(Unit).validate_python({**whole, "workforce": {"2020": {"total": "3"}}})

    assert made.workforce == {2020: Workforce(total=3)}
    assert errors(Unit, {**whole, "workforce": {"x": {"total": "3"}}}) == [
        (("workforce", "x", "[key]"), "not_number")
    ]


def test_every_error_is_found_at_once():
    """Missing, unknown and wrong fields of one record, each with its path."""
    found = errors(Unit, {"name": [], "kind": "x", "place": {"latitude": "?"}, "foo": 1})

    assert sorted(found) == sorted(
        [
            (("id",), "missing"),
            (("name",), "not_text"),
            (("kind",), "literal_error"),
            (("place", "name"), "missing"),
            (("place", "latitude"), "not_number"),
            (("foo",), "extra_forbidden"),
        ]
    )


def test_stories_must_have_been_made_before():
    """Only a body is a story."""
    from generator.records.page import Page

    body = Prose((("", Body("<p>x</p>")),))

    assert adapter_for(Page).validate_python({"id": "a", "title": "A", "body": body}).body is body
    assert errors(Page, {"id": "a", "title": "A", "body": ["x"]}) == [(("body",), "not_text")]


def test_free_fields_are_left_as_they_are():
    """`extra` holds what a theme wants."""
    extra = {"a": [1, {"b": None}]}

    assert (
        adapter_for(Topic).validate_python({"id": "a", "name": "A", "extra": extra}).extra == extra
    )
    assert errors(Topic, {"id": "a", "name": "A", "extra": 3}) == [(("extra",), "dict_type")]


@pytest.mark.parametrize("value", [None, 3, "x", [], [{}]])
def test_what_is_no_mapping_is_no_record(value):
    """A recipient that is a plain word has no fields."""
    assert errors(Recipient, value) == [((), "dict_type")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_read(kind):
    """Whatever is missing, the validator of each kind can be made and says what."""
    missing = {path for path, type_ in errors(kind.type, {}) if type_ == "missing"}

    assert ("id",) in missing
