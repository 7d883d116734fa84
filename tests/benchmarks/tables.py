"""Results in words: medians, ratios and Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Row = Mapping[str, Any]

GOALS = (
    ("cold", "wall_seconds", 0.7),
    ("unchanged", "wall_seconds", 0.06),
    ("profile", "wall_seconds", 0.10),
    ("cold", "peak_bytes", 0.4),
)
"""What guong is to need at most, as a part of what Hugo needs."""
GOALS_AT = 10_000
GROWTH = (1_000, 100_000)
MOST_GROWTH = 0.15
"""How far the time of a cold build may grow beyond the number of profiles."""
MOST_BYTES = 2_500_000_000
"""For a site of the larger of these sizes."""
RELOAD_SECONDS = 0.7
"""From a save to the page that shows it, at GOALS_AT profiles."""
PICTURE_MEGABYTES = 500
"""What a build of a thousand portraits may hold at one time."""
LOAD_RATIO = 0.9
"""What part of the requests for one file nginx is to answer for pages of a site."""
RULES_SECONDS = 1.5
"""What the rules may take beyond reading, at GOALS_AT profiles."""
LOCATE_SECONDS = 2.0
"""What it may take to find the places of a thousand findings there."""
DEMONSTRATION_SECONDS = {"cold": 1.2, "unchanged": 0.4}
SCENARIOS = {
    "cold": "cold",
    "unchanged": "nothing changed",
    "profile": "one profile edited",
    "campaign": "one campaign edited",
    "template": "template edited",
}
METRICS = {"wall_seconds": "wall time", "peak_bytes": "peak memory"}


@dataclass(frozen=True, slots=True)
class Medians:
    """The middle of several runs, by size, scenario and tool."""

    builds: Sequence[Row]

    @property
    def sizes(self) -> list[int]:
        return sorted({each["size"] for each in self.builds})

    def of(self, size: int, scenario: str, tool: str, metric: str) -> float:
        return median(
            float(each[metric])
            for each in self.builds
            if (each["size"], each["scenario"], each["tool"]) == (size, scenario, tool)
        )

    def ratio(self, size: int, scenario: str, metric: str) -> float:
        """What guong needs, as a part of what Hugo needs."""
        ours, theirs = (self.of(size, scenario, tool, metric) for tool in ("guong", "hugo"))
        return ours / theirs


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is words, the others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def build_page(results: Row) -> str:
    """The results of builds as a page."""
    medians = Medians(results["builds"])
    parts = ["# Builds beside Hugo\n", about(results["about"]), _how(results["runs"])]
    parts.append("![Wall time by number of profiles](build.svg)\n")
    for size in medians.sizes:
        parts += [f"## {size:,} profiles\n", _of_size(medians, size)]
    goals = list(_goals(medians))
    if goals:
        parts += ["## Goals\n", table(("goal", "at most", "measured", ""), goals)]
    parts += ["## The demonstration site\n", _demonstration_table(results["demonstration"])]
    return "\n".join(parts)


def check_page(results: Row) -> str:
    """What the rules take as a page."""
    rows = results["checks"]
    sizes = sorted({each["size"] for each in rows})
    parts = ["# The rules\n", about(results["about"])]
    parts.append(
        f"Processor time of one process, medians of {results['runs']} runs; nothing is recalled "
        "from an earlier build.\n"
    )
    head = ["profiles", "reading", "of it for rules", "rules", "rules / reading", "findings"]
    head += ["places of 1,000", "places of all", "files of all"]
    parts.append(table(head, (list(_row_of_rules(rows, size)) for size in sizes)))
    if GOALS_AT in sizes:
        asked, placed = (_middle(rows, GOALS_AT, step) for step in ("rules", "locate_few"))
        goals = (
            (f"rules, {GOALS_AT:,}", RULES_SECONDS, asked),
            (f"places of 1,000 findings, {GOALS_AT:,}", LOCATE_SECONDS, placed),
        )
        lines = [(name, seconds(most), seconds(x), verdict(x, most)) for name, most, x in goals]
        parts += ["## Goals\n", table(("goal", "at most", "measured", ""), lines)]
    return "\n".join(parts)


def _row_of_rules(rows: Sequence[Row], size: int) -> Iterator[str]:
    read, asked = (_middle(rows, size, step) for step in ("read", "rules"))
    yield f"{size:,}"
    yield seconds(read)
    yield seconds(_middle(rows, size, "within"))
    yield seconds(asked)
    yield f"{asked / read:.3f}"
    yield f"{_middle(rows, size, 'findings'):,.0f}"
    yield seconds(_middle(rows, size, "locate_few"))
    yield seconds(_middle(rows, size, "locate_all"))
    yield f"{_middle(rows, size, 'files'):,.0f}"


def _middle(rows: Sequence[Row], size: int, step: str) -> float:
    return median(float(each[step]) for each in rows if each["size"] == size)


def serve_page(results: Row) -> str:
    """The time from saving to seeing as a page."""
    rows = [
        (f"{each['size']:,}", seconds(took), seconds(RELOAD_SECONDS), verdict(took, RELOAD_SECONDS))
        for each in results["sites"]
        for took in (median(each["reload_seconds"]),)
    ]
    parts = ["# From saving a profile to seeing it\n", about(results["about"])]
    parts.append(f"Medians of {results['runs']} edits, in Chromium, while `guong serve` runs.\n")
    return "\n".join([*parts, table(("profiles", "until shown", "goal", ""), rows)])


def picture_page(results: Row) -> str:
    """Builds of a site with many portraits as a page."""
    rows = [
        (
            each["build"],
            seconds(each["seconds"]),
            seconds(each["processor_seconds"]),
            f"{each['peak_megabytes']} MB",
            verdict(each["peak_megabytes"], PICTURE_MEGABYTES),
        )
        for each in results["builds"]
    ]
    count = results["builds"][0]["portraits"]
    parts = ["# Pictures\n", about(results["about"])]
    parts.append(f"Builds of a site with {count:,} portraits of 3 megapixels, once each.\n")
    head = ("build", "wall", "processor", "peak memory", f"at most {PICTURE_MEGABYTES} MB")
    return "\n".join([*parts, table(head, rows)])


def load_page(results: Row) -> str:
    """Requests that nginx answers as a page."""
    rates = {
        site: median(each["rate"] for each in results["loads"] if each["site"] == site)
        for site in ("site", "one file")
    }
    ratio = rates["site"] / rates["one file"]
    first = results["loads"][0]
    rows = [
        ("the demonstration site", f"{rates['site']:,.0f}"),
        ("one file", f"{rates['one file']:,.0f}"),
        ("ratio", f"{ratio:.2f} ({'met' if ratio >= LOAD_RATIO else 'missed'}: {LOAD_RATIO})"),
    ]
    parts = ["# Readers' load\n", about(results["about"])]
    parts.append(
        f"Requests a second that one process of nginx answers, medians of {results['runs']} runs "
        f"by turns: all {first['pages']:,} pages of the site with the configuration that `guong "
        f"hosting nginx` prints, and one file of {first['bytes']:,} bytes, their average, with the "
        "least configuration there is. wrk keeps 32 connections open and shares the machine.\n"
    )
    return "\n".join([*parts, table(("nginx serves", "requests a second"), rows)])


def _how(runs: int) -> str:
    return (
        f"Medians of {runs} runs, in which both took turns. A ratio below 1 means that guong needs "
        "less. Where other programs kept the machine busy, trust processor time before wall time.\n"
    )


def about(told: Row) -> str:
    """Where, when and with what it was measured."""
    busy = " ".join(map(str, told["load_average_at_start"]))
    return (
        f"- date: {told['date']}\n"
        f"- machine: {told['processor']}, {told['cores_used']} cores used, "
        f"{told['memory_bytes'] / 1e9:.0f} GB, {told['system']}\n"
        f"- load when it began: {busy}\n"
        f"- versions: {', '.join(f'{name} {each}' for name, each in told['versions'].items())}\n"
    )


def _of_size(medians: Medians, size: int) -> str:
    head = ["", "guong", "Hugo", "ratio", "cpu: guong", "Hugo", "ratio"]
    head += ["memory: guong", "Hugo", "ratio", "files written: guong", "Hugo"]
    return table(head, (list(_row(medians, size, scenario)) for scenario in SCENARIOS))


def _row(medians: Medians, size: int, scenario: str) -> Iterator[str]:
    yield SCENARIOS[scenario]
    for metric, write in (
        ("wall_seconds", seconds),
        ("cpu_seconds", seconds),
        ("peak_bytes", megabytes),
    ):
        yield write(medians.of(size, scenario, "guong", metric))
        yield write(medians.of(size, scenario, "hugo", metric))
        yield f"{medians.ratio(size, scenario, metric):.2f}"
    for tool in ("guong", "hugo"):
        yield f"{medians.of(size, scenario, tool, 'files_written'):,.0f}"


def _goals(medians: Medians) -> Iterator[Sequence[str]]:
    if GOALS_AT in medians.sizes:
        for scenario, metric, most in GOALS:
            ratio = medians.ratio(GOALS_AT, scenario, metric)
            name = f"{SCENARIOS[scenario]}, {GOALS_AT:,}: {METRICS[metric]}"
            yield name, f"{most} × Hugo", f"{ratio:.2f} × Hugo", verdict(ratio, most)
    small, large = GROWTH
    if {small, large} <= set(medians.sizes):
        times = [medians.of(size, "cold", "guong", "wall_seconds") / size for size in GROWTH]
        growth = times[1] / times[0] - 1
        name = f"cold, time by profile from {small:,} to {large:,}"
        yield name, f"{MOST_GROWTH:+.0%}", f"{growth:+.0%}", verdict(growth, MOST_GROWTH)
        held = medians.of(large, "cold", "guong", "peak_bytes")
        name = f"cold, {large:,}: peak memory"
        yield name, megabytes(MOST_BYTES), megabytes(held), verdict(held, MOST_BYTES)


def _demonstration_table(runs: Sequence[Row]) -> str:
    return table(("", "wall", "goal", "cpu", "memory", ""), _demonstration(runs))


def _demonstration(runs: Sequence[Row]) -> Iterator[Sequence[str]]:
    for scenario, most in DEMONSTRATION_SECONDS.items():
        wall, cpu, peak = (
            median(each[metric] for each in runs if each["scenario"] == scenario)
            for metric in ("wall_seconds", "cpu_seconds", "peak_bytes")
        )
        name = SCENARIOS[scenario]
        yield name, seconds(wall), seconds(most), seconds(cpu), megabytes(peak), verdict(wall, most)


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


def megabytes(value: float) -> str:
    return f"{value / 1e6:,.0f} MB"


def kilobytes(value: float) -> str:
    return f"{value / 1e3:,.1f} kB"


def verdict(value: float, most: float) -> str:
    return "met" if value <= most else "missed"
