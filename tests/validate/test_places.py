"""Where each value was written."""

from __future__ import annotations

from generator.diagnostics import Location
from generator.reading.yaml import read_yaml
from generator.validate.places import Places

TEXT = """\
name: A
list:
  - {one: 1, two: 2}
  - three
story: |
  First
  second
"""


def places(prefix: tuple[str | int, ...] = ()) -> Places:
    tree, problems = read_yaml(TEXT, "a.yaml")
    assert tree is not None
    assert problems == ()
    return Places("a.yaml", tree.positions, prefix)


def test_values_and_keys():
    """A value has one place, its key another."""
    assert places().of(("name",)) == Location("a.yaml", 1, 7)
    assert places().of_key(("name",)) == Location("a.yaml", 1, 1)
    assert places().of(("list", 0, "two")) == Location("a.yaml", 3, 19)


def test_what_was_not_written_is_placed_at_what_is_around_it():
    """A missing value is sought in the nearest that there is."""
    assert places().of(("list", 0, "four")) == places().of(("list", 0))
    assert places().of(("list", 7)) == places().of(("list",))


def test_places_below_a_prefix():
    """A record of a list knows its values by paths of its own."""
    assert places(("list", 0)).of(("two",)) == Location("a.yaml", 3, 19)
    assert places(("list", 0)).of_key(("two",)) == Location("a.yaml", 3, 14)
    assert places(("list", 0)).of(()) == Location("a.yaml", 3, 5)


def test_moved_values_are_where_they_came_from():
    """What a translation or table gave is placed there, with all below it."""
    found = places()
    found.moved[("list",)] = Location("b.csv", 9, 1)

    assert found.of(("list", 7, "x")) == Location("b.csv", 9, 1)
    assert found.of(("list", 0, "two")) == Location("a.yaml", 3, 19)
    assert found.of(("name",)) == Location("a.yaml", 1, 7)


def test_blocks_begin_on_the_line_after_their_key():
    """The first line of words, not the line with the bar."""
    assert places().first_line(("story",)) == 6
    assert places().first_line(("name",)) == 1
