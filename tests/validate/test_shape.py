"""The shape of record types."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.records.kinds import KINDS
from generator.records.model import Model
from generator.records.profile import Profile
from generator.records.types import PartialDate, Party, Ref, Text
from generator.records.unit import Unit
from generator.settings import Settings
from generator.validate.shape import Held, Shape, shape_of


def test_a_record_has_the_shapes_of_its_fields():
    """Texts, stories, references, lists and parts are told apart; None is not seen."""
    shape = shape_of(Profile)
    forms = {name: part.form for name, part in shape.fields.items()}

    assert (shape.form, shape.type) == ("record", Profile)
    assert shape.required == {"id", "name", "kind"}
    assert forms["name"] == "text"
    assert forms["body"] == "prose"
    assert forms["unit"] == "leaf"
    assert shape.fields["unit"].ref == Ref("unit")
    assert forms["achievements"] == "list"
    assert forms["life"] == "record"
    assert shape.fields["life"].fields["born"] == Shape("leaf", PartialDate)
    assert forms["extra"] == "free"


def test_items_of_lists_and_maps():
    """A list knows its item, a map the value of its keys."""
    topics = shape_of(Profile).fields["topics"].item
    workforce = shape_of(Unit).fields["workforce"]

    assert topics is not None
    assert topics.ref == Ref("topic")
    assert workforce.form == "map"
    assert workforce.item is not None
    assert workforce.item.required == {"total"}


def test_parties_are_references_to_units():
    """A party may name a unit; only words are readable."""
    held: frozenset[Held] = frozenset(("reference",))
    assert shape_of(Party) == Shape("party", Party, ref=Ref("unit"), holds=held)
    assert shape_of(Text).readable
    assert not shape_of(Party).readable
    assert shape_of(Model).fields["body"].readable


def test_defaults_made_by_a_function_are_no_duty():
    """`notice` of the settings may be left out."""
    assert shape_of(Settings).required == {"title"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_type_has_a_shape_without_holes(kind):
    """No field of any record is a container whose inside is unknown."""

    def check(shape: Shape) -> None:
        assert (shape.form in ("list", "map")) == (shape.item is not None)
        assert (
            shape.form == "free"
            or not str(shape.type).startswith("collections.abc.Mapping")
            or (shape.form == "map")
        )
        for part in (*shape.fields.values(), *([shape.item] if shape.item else [])):
            check(part)

    check(shape_of(kind.type))


def test_free_mappings():
    """Of `extra` nothing is known."""
    assert shape_of(Mapping[str, object]).form == "free"


def test_a_shape_knows_what_is_below_it():
    """So that a walk for one sort of leaf can pass by what has none."""
    fields = shape_of(Model).fields
    below = {name: sorted(fields[name].holds) for name in ("body", "campaign", "image", "steps")}
    assert below == {"body": ["story"], "campaign": ["reference"], "image": ["file"], "steps": []}
    assert shape_of(Model).holds == {"story", "reference", "file"}
