"""Problems as values."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Location, in_order, problem

AT = Location("content/a.md", 3, 7)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 7), "a.md:3:7"),
        (Location("a.md", 0, 7), "a.md"),
    ],
)
def test_places_are_written_as_editors_read_them(place, written):
    """File, line and column, as far as they are known."""
    assert str(place) == written


def test_a_problem_is_one_line():
    """Place, code, sentence and hint, with the values filled in."""
    found = problem(AT, "C201", "`{field}` is not a {kind}.", "Try {n}.", field="on", kind="x", n=3)

    assert str(found) == "content/a.md:3:7: C201 `on` is not a x. Try 3."
    assert found.severity == "error"


def test_a_problem_without_a_hint_ends_with_its_sentence():
    """Nothing trails behind the sentence."""
    assert str(problem(AT, "C201", "No.")) == "content/a.md:3:7: C201 No."


def test_braces_of_values_stay_text():
    """What an author wrote is never taken for a template."""
    found = problem(AT, "C1", "{first} and {second}", first="{second}", second="}{")

    assert found.sentence() == "{second} and }{"


def test_unknown_and_open_braces_stay():
    """Words such as `{vi: …, en: …}` in a hint are shown as they stand."""
    found = problem(AT, "C1", "Write `{vi: …}`, {field} or {.", "{", field="x")

    assert found.sentence() == "Write `{vi: …}`, x or {."
    assert found.advice() == "{"


def test_translations_get_the_same_values():
    """A translation may name the values in another order, and the code stays."""
    words = {"{a} before {b}.": "{b} sau {a}.", "Hint {a}.": "Gợi ý {a}."}
    found = problem(AT, "C1", "{a} before {b}.", "Hint {a}.", a="x", b="y")

    assert found.line(words.__getitem__) == "content/a.md:3:7: C1 y sau x. Gợi ý x."


def test_problems_are_sorted_by_place_and_said_once():
    """File, then line as a number, then column, code and words; doubles are dropped."""

    def at(file: str, line: int, column: int, code: str) -> Diagnostic:
        return problem(Location(file, line, column), code, "x")

    ordered = [
        at("a.md", 0, 0, "C2"),
        at("a.md", 2, 9, "C2"),
        at("a.md", 10, 1, "C1"),
        at("a.md", 10, 1, "C3"),
        at("b.md", 1, 1, "C1"),
    ]

    assert in_order([*reversed(ordered), ordered[2]]) == tuple(ordered)


def test_what_is_told_commands_no_terminal() -> None:
    """Names of files and what servers say may hold anything; it is one line all the same."""
    at = Location("\x1b[2J\udcff.md", 3)
    line = problem(at, "V1", "It says {what}.", what="a\nb\u202ec\x9b d ả").line()

    assert line == r"\x1b[2J\udcff.md:3: V1 It says a\nb\u202ec\x9b d ả."
