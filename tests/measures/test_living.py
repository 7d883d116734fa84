"""Whether a person may be alive, or is a minor."""

from __future__ import annotations

from datetime import date

import pytest

from generator.measures.living import is_minor, may_live
from tests.builders import record_of

AS_OF = date(2026, 6, 15)


def person(life: str, kind: str = "individual"):
    return record_of("profile", f"---\nname: A\nkind: {kind}\n{life}\n---\n")


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ("", True),
        ("life: {born: 1985}", True),
        ("life: {born: 1911}", True),
        ("life: {born: 1910}", False),
        ("life: {born: 1985, died: 2015}", False),
        ("life: {died: 2015}", False),
    ],
)
def test_who_is_not_known_to_have_died_may_live(life, expected):
    """Up to an age of 115 years."""
    assert may_live(person(life), AS_OF) is expected


def test_a_collective_is_no_person():
    """Whatever its dates."""
    assert not may_live(person("life: {founded: 1985}", "collective"), AS_OF)


@pytest.mark.parametrize(
    ("life", "expected"),
    [
        ("", False),
        ("life: {born: 2008-06-15}", False),
        ("life: {born: 2008-06-16}", True),
        ("life: {born: 2008-06}", True),
        ("life: {born: 2008}", True),
        ("life: {born: 2007}", False),
        ("life: {born: 2010, died: 2015}", False),
    ],
)
def test_a_minor_is_under_eighteen_by_the_latest_birthday(life, expected):
    """A partial date is taken for its last day, so that nobody is overlooked."""
    assert is_minor(person(life), AS_OF) is expected
