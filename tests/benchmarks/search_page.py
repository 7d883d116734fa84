"""Results of searches in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from tests.benchmarks.tables import about, kilobytes, seconds, table

Row = Mapping[str, Any]

_HEAD = ("asked", "", "found", "first", "right", "so called", "loaded", "good")


def search_page(results: Row) -> str:
    """The results of searches as a page."""
    parts = ["# Search beside Pagefind\n", about(results["about"])]
    for site in results["sites"]:
        parts += [f"## {site['name'].capitalize()}\n", _how(site)]
        parts.append(table(("", "guong", "Pagefind", "ratio"), _costs(site)))
        parts.append(table(_HEAD, _answers(site["answers"])))
    return "\n".join(parts)


def _how(site: Row) -> str:
    return (
        f"{site['pages']:,} pages of records. Times are medians of {site['runs']} runs, in which "
        "both took turns; bytes of a query are medians over the questions.\n"
    )


def _costs(site: Row) -> Iterator[Sequence[str]]:
    times = {key: median(values) for key, values in site["indexing"].items()}
    made = times["guong_made_seconds"] + times["guong_written_seconds"]
    theirs = times["pagefind_seconds"]
    yield "index time", seconds(made), seconds(theirs), _ratio(made, theirs)
    made, theirs = times["guong_cpu_seconds"], times["pagefind_cpu_seconds"]
    yield "its processor time", seconds(made), seconds(theirs), _ratio(made, theirs)
    ours, theirs = site["sizes"]["guong"], site["sizes"]["pagefind"]
    for key, write in (("bytes", kilobytes), ("files", str)):
        yield f"index {key}", write(ours[key]), write(theirs[key]), _ratio(ours[key], theirs[key])
    for name, keys in {
        "a query loads, as files": ("code_bytes", "index_bytes"),
        "in a wide window, as files": ("code_bytes", "index_bytes_wide"),
        "a query loads, compressed": ("code_bytes_packed", "index_bytes_packed"),
        "of it index, compressed": ("index_bytes_packed",),
    }.items():
        sums = [
            median(sum(each[tool][key] for key in keys) for each in site["answers"])
            for tool in ("guong", "pagefind")
        ]
        yield name, *map(kilobytes, sums), _ratio(*sums)


def _answers(answers: Sequence[Row]) -> Iterator[Sequence[str]]:
    for answer in answers:
        for tool, name in (("guong", "guong"), ("pagefind", "Pagefind")):
            told = answer[tool]
            yield (
                f"`{answer['asked']}`",
                name,
                f"{told['count']:,}",
                _cut(told["first"]),
                f"{told['saying']} of {told['seen']}",
                f"{told['called']} of {told['all_called']}",
                kilobytes(told["code_bytes_packed"] + told["index_bytes_packed"]),
                _good(told),
            )


def _good(told: Row) -> str:
    if not told["say_so"]:
        return "nothing to find"
    return "yes" if told["good"] else "no"


def _cut(heading: str, most: int = 40) -> str:
    return heading if len(heading) <= most else f"{heading[:most].rstrip()}…"


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}"
