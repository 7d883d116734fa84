"""Results in words."""

from __future__ import annotations

import pytest

from tests.benchmarks.search_page import search_page
from tests.benchmarks.tables import SCENARIOS, Medians, build_page, check_page, serve_page, table

ABOUT = {
    "date": "2026-01-01T00:00+00:00",
    "system": "Linux",
    "processor": "Processor A",
    "cores_used": 2,
    "memory_bytes": 8e9,
    "load_average_at_start": [0.5, 0.4, 0.3],
    "versions": {"guong": "1", "hugo": "2"},
}

DEMONSTRATION = [
    {"scenario": scenario, "wall_seconds": 1.0, "cpu_seconds": 1.0, "peak_bytes": 1e8}
    for scenario in ("cold", "unchanged")
]


def build(size: int, scenario: str, tool: str, seconds: float) -> dict[str, object]:
    return {
        "size": size,
        "scenario": scenario,
        "tool": tool,
        "wall_seconds": seconds,
        "cpu_seconds": seconds,
        "peak_bytes": seconds * 1e8,
        "files_written": size,
    }


def builds(size: int, ours: float, theirs: float) -> list[dict[str, object]]:
    return [
        build(size, scenario, tool, seconds)
        for scenario in SCENARIOS
        for tool, each in (("guong", ours), ("hugo", theirs))
        for seconds in (each, each, each * 100)
    ]


def page_of(made: list[dict[str, object]]) -> str:
    return build_page({"about": ABOUT, "runs": 3, "builds": made, "demonstration": DEMONSTRATION})


def test_the_median_passes_over_what_strays() -> None:
    """One slow run of three changes nothing."""
    medians = Medians(builds(200, 1, 2))

    assert medians.of(200, "cold", "guong", "wall_seconds") == 1
    assert medians.ratio(200, "cold", "wall_seconds") == 0.5


def test_a_table_is_markdown() -> None:
    """Words are on the left, figures on the right."""
    assert table(("", "a"), [("b", 1)]) == "|  | a |\n| --- | ---: |\n| b | 1 |\n"


@pytest.mark.parametrize(("ours", "verdict"), [(7.0, "met"), (7.1, "missed")])
def test_goals_are_judged(ours: float, verdict: str) -> None:
    """A cold build may need 0.7 of the time of Hugo, and a hair more misses the goal."""
    page = page_of(builds(10_000, ours, 10))

    line = next(each for each in page.splitlines() if each.startswith("| cold, 10,000: wall"))
    assert line.endswith(f"| 0.7 × Hugo | {ours / 10:.2f} × Hugo | {verdict} |")


@pytest.mark.parametrize(("seconds", "verdict"), [(110.0, "met"), (120.0, "missed")])
def test_growth_is_judged_by_the_profile(seconds: float, verdict: str) -> None:
    """A hundred times the profiles may take 115 times as long."""
    page = page_of([*builds(1_000, 1, 1), *builds(100_000, seconds, 1)])

    line = next(each for each in page.splitlines() if each.startswith("| cold, time by profile"))
    assert line.endswith(f"{verdict} |")


def test_the_demonstration_site_has_goals() -> None:
    """Each of its two builds is judged by the median of its time."""
    page = page_of([])

    assert "| cold | 1.00 s | 1.20 s | 1.00 s | 100 MB | met |" in page
    assert "| nothing changed | 1.00 s | 0.40 s | 1.00 s | 100 MB | missed |" in page


def test_serving_has_a_goal() -> None:
    """The page is to show a save within 0.7 s; the median decides."""
    sites = [{"size": 10_000, "reload_seconds": [0.5, 0.6, 9.0]}]

    page = serve_page({"about": ABOUT, "runs": 3, "sites": sites})

    assert "| 10,000 | 0.60 s | 0.70 s | met |" in page


def test_rules_have_goals() -> None:
    """Medians decide whether the rules and the places of their findings come soon enough."""
    row = {"size": 10_000, "read": 20.0, "within": 2.0, "locate_few": 0.5, "locate_all": 6.0}
    rows = [row | {"rules": rules, "findings": 5, "files": 3} for rules in (1.6, 1.0, 9.0)]

    page = check_page({"about": ABOUT, "runs": 3, "checks": rows})

    assert "| 10,000 | 20.00 s | 2.00 s | 1.60 s | 0.080 | 5 | 0.50 s | 6.00 s | 3 |" in page
    assert "| rules, 10,000 | 1.50 s | 1.60 s | missed |" in page
    assert "| places of 1,000 findings, 10,000 | 2.00 s | 0.50 s | met |" in page


def test_searches_are_told_side_by_side() -> None:
    """Costs have a ratio, and each question the answers of both."""
    told = {
        "count": 1,
        "first": "Đồng chí A",
        "first_says": True,
        "saying": 1,
        "seen": 1,
        "called": 1,
        "all_called": 1,
        "say_so": 1,
        "good": True,
        "code_bytes": 2_000,
        "index_bytes": 3_000,
        "index_bytes_wide": 4_000,
        "code_bytes_packed": 1_000,
        "index_bytes_packed": 1_000,
    }
    theirs = told | {"good": False, "code_bytes_packed": 3_000}
    site = {
        "name": "small",
        "pages": 1,
        "runs": 1,
        "indexing": {
            "guong_made_seconds": [1.0],
            "guong_written_seconds": [0.5],
            "guong_cpu_seconds": [1.2],
            "pagefind_seconds": [3.0],
            "pagefind_cpu_seconds": [3.0],
        },
        "sizes": {
            "guong": {"files": 1, "bytes": 1_000},
            "pagefind": {"files": 2, "bytes": 2_000},
        },
        "answers": [{"asked": "dong chi", "guong": told, "pagefind": theirs}],
    }

    page = search_page({"about": ABOUT, "sites": [site]})

    assert "| index time | 1.50 s | 3.00 s | 0.50 |" in page
    assert "| a query loads, compressed | 2.0 kB | 4.0 kB | 0.50 |" in page
    assert "| `dong chi` | guong | 1 | Đồng chí A | 1 of 1 | 1 of 1 | 2.0 kB | yes |" in page
    assert "| `dong chi` | Pagefind | 1 | Đồng chí A | 1 of 1 | 1 of 1 | 4.0 kB | no |" in page
