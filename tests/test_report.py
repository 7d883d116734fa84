"""Results of a run in words."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.diagnostics import Location, problem
from generator.report import clean, problem_lines, summary, verdict

ONE = problem(Location("a.md", 1, 2), "C1", "No {x}.", "Try {x}.", x="y")
TWO = problem(Location("a.md", 3), "C2", "Bad.")
OTHER = problem(Location("b.md"), "C3", "Worse.")


def test_a_line_a_problem():
    """Place, code, sentence and hint, in the words of whoever reads."""
    words = {"No {x}.": "Không {x}.", "Try {x}.": "Thử {x}."}

    assert list(problem_lines([ONE, OTHER], str)) == [
        "a.md:1:2: C1 No y. Try y.",
        "b.md: C3 Worse.",
    ]
    assert list(problem_lines([ONE], words.__getitem__)) == ["a.md:1:2: C1 Không y. Thử y."]


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ((ONE,), "1 error."),
        ((ONE, TWO), "2 errors in 1 file."),
        ((ONE, TWO, OTHER), "3 errors in 2 files."),
    ],
)
def test_the_verdict_counts_errors_and_files(problems, said):
    """And says that nothing was published, where that is so."""
    assert verdict(problems, str, untouched=False) == said
    assert verdict(problems, str, untouched=True) == f"{said} The published site is as it was."


def test_clean_content_is_counted():
    """All records of all kinds."""
    assert clean(Counter(profile=2, unit=3), str) == "No errors in 5 records."


def test_a_summary_counts_pages_files_and_seconds():
    """Written, removed and unchanged in this order."""
    assert summary(7, (1, 2, 3), 1.26, str) == (
        "7 pages: 1 files written, 2 removed, 3 unchanged in 1.3 s."
    )
