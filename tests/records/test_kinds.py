"""The kinds of records."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from generator.records.kinds import KIND_BY_NAME, KIND_BY_PLURAL, KINDS
from tests.builders import record_of


@pytest.mark.parametrize(
    ("name", "plural", "ending"),
    [
        ("unit", "units", ".yaml"),
        ("title", "titles", ".yaml"),
        ("topic", "topics", ".yaml"),
        ("profile", "profiles", ".md"),
        ("decision", "decisions", ".yaml"),
        ("campaign", "campaigns", ".yaml"),
        ("model", "models", ".md"),
        ("article", "articles", ".md"),
        ("page", "pages", ".md"),
    ],
)
def test_kinds_are_found_by_name_and_folder(name, plural, ending):
    """Each kind has its folder and its ending."""
    assert KIND_BY_NAME[name] is KIND_BY_PLURAL[plural]
    assert KIND_BY_NAME[name].ending == ending


def test_no_kind_is_forgotten():
    """Nine kinds, each with a type of its own that has an id."""
    assert len(KINDS) == len(KIND_BY_NAME) == len(KIND_BY_PLURAL) == 9
    assert len({kind.type for kind in KINDS}) == 9
    assert all("id" in {each.name for each in fields(kind.type)} for kind in KINDS)


def test_tables_fill_fields():
    """A table beside a record is named after the field that it fills."""
    for kind in KINDS:
        assert set(kind.tables) <= {each.name for each in fields(kind.type)}
    assert KIND_BY_NAME["campaign"].tables == ("registrations", "scores")


def test_records_are_frozen():
    """Nobody changes a record once it is made."""
    record = record_of("topic", "- {id: a, name: A}\n")

    with pytest.raises(FrozenInstanceError):
        record.name = "B"
