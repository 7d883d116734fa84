"""What is packed comes back as it was."""

from __future__ import annotations

import pickle
from dataclasses import dataclass

from generator.packing import packed
from generator.recall import unpickled
from generator.validate.entry import Validated
from tests.builders import validated


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class One:
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    first: object
    second: object = None


def test_dataclasses_of_every_form_come_back():
    """Without fields, with one, with named ones, within each other, and the same one twice."""
    shared = One("a")
    value = (Nothing(), One((1, None)), Named(first=shared, second=[shared, Named(first=2.5)]))
    found = pickle.loads(packed(value))

    assert found == value
    assert found[2].first is found[2].second[0]


def test_records_come_back():
    """A record with all that belongs to it is read back by the reader that trusts nobody."""
    text = "---\nname: A\nkind: individual\nsummary: S.\nlife: {born: 1950-03}\n---\n[x](b.md)\n"
    records = validated("profile", text)

    assert records.entries
    assert unpickled(packed(records)) == records
    assert isinstance(unpickled(packed(Validated((), ()))), Validated)
