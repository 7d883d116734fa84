"""When an answer of a search is a good one."""

from __future__ import annotations

import pytest

from tests.benchmarks.finding import judged, says
from tests.benchmarks.pages import Shown


def page(heading: str, text: str = "") -> Shown:
    return Shown(heading, f"{heading} {text}", "")


PAGES = {
    "a/": page("Cảng Đà Nẵng"),
    "b/": page("Trường B", "ở Đà Nẵng"),
    "c/": page("Đa năng"),
}


@pytest.mark.parametrize(
    ("text", "asked", "said"),
    [
        ("Đà Nẵng", "da nang", True),
        ("Đà Nẵng", "Da Nang", True),
        ("Đà Nẵng", "Đà Nẵng", True),
        ("Đa năng", "Đà Nẵng", False),
        ("Đa năng", "da nang", True),
        ("nâng đã", "da nang", False),
        ("Đà Nẵngg", "da nang", False),
        ("thi-đua", "thi dua", True),
    ],
)
def test_marks_that_are_typed_count(text: str, asked: str, said: bool) -> None:
    """Without marks any will do, with marks only these; words are whole and in order."""
    assert says(text, asked) is said


def test_an_answer_is_judged_by_the_pages_found() -> None:
    """The first page, those seen at once and those called so are counted."""
    answer = judged("Đà Nẵng", 3, ["a/", "b/", "c/"], PAGES)

    assert (answer.first, answer.first_says) == ("Cảng Đà Nẵng", True)
    assert (answer.saying, answer.seen) == (2, 3)
    assert (answer.called, answer.all_called) == (1, 1)
    assert answer.good


def test_a_wrong_first_page_is_not_good() -> None:
    """It does not help that the right page comes later."""
    assert not judged("Đà Nẵng", 2, ["c/", "a/"], PAGES).good


def test_a_page_that_is_missing_is_not_good() -> None:
    """A page that bears the words in its heading must be found."""
    assert not judged("Đà Nẵng", 1, ["b/"], PAGES).good


def test_finding_nothing_is_good_where_nothing_is() -> None:
    """No page says it, so none is missing."""
    assert judged("Huế", 0, [], PAGES).good


def test_what_is_not_looked_through_is_not_missing() -> None:
    """Among more than a hundred pages of one name, one stranger among the first is no fault."""
    many = {f"{number}/": page("Thi đua") for number in range(150)} | PAGES

    answer = judged("thi dua", 151, ["1/", "a/", *many], many)

    assert (answer.called, answer.all_called) == (99, 100)
    assert answer.good
