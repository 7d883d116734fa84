"""Runs the benchmarks and writes their results.

.venv/bin/python -m tests.benchmarks build --sizes 1000 10000
.venv/bin/python -m tests.benchmarks search
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks import building, checking, loading, picturing, searching
from tests.benchmarks.machine import described
from tests.benchmarks.measure import use_cores
from tests.benchmarks.plot import draw
from tests.benchmarks.search_page import search_page
from tests.benchmarks.serving import reload_seconds
from tests.benchmarks.tables import build_page, check_page, load_page, picture_page, serve_page

RESULTS = Path(__file__).parent / "results"


def main() -> None:
    options = _options()
    use_cores(options.cores)
    options.results.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder, prefix="guong-benchmark-") as made:
        options.run(options, Path(made))


def _build(options: argparse.Namespace, folder: Path) -> None:
    results: dict[str, Any] = {
        "about": described(("hugo", "markdown", "jinja2")),
        "runs": options.runs,
        "demonstration": [*building.demonstration(options.runs, folder / "demonstration", _say)],
        "builds": [],
    }
    for size in sorted(options.sizes):
        here = folder / str(size)
        results["builds"] += building.compare(size, options.runs, here, _say)
        shutil.rmtree(here)
        # A long run that is stopped has not been for nothing.
        _write(options.results, "build", results, build_page(results))
        draw(results["builds"], options.results / "build.svg")


def _check(options: argparse.Namespace, folder: Path) -> None:
    results: dict[str, Any] = {"about": described(()), "runs": options.runs, "checks": []}
    for size in sorted(options.sizes):
        here = folder / str(size)
        results["checks"] += checking.check(size, options.runs, here, _say)
        shutil.rmtree(here)
        _write(options.results, "check", results, check_page(results))


def _serve(options: argparse.Namespace, folder: Path) -> None:
    sites = [
        {
            "size": size,
            "reload_seconds": reload_seconds(size, options.runs, folder / str(size), _say),
        }
        for size in sorted(options.sizes)
    ]
    results = {"about": described(("livereload",)), "runs": options.runs, "sites": sites}
    _write(options.results, "serve", results, serve_page(results))


def _picture(options: argparse.Namespace, folder: Path) -> None:
    rows = [*picturing.picture(options.portraits, folder, _say)]
    results = {"about": described(("pillow",)), "builds": rows}
    _write(options.results, "picture", results, picture_page(results))


def _load(options: argparse.Namespace, folder: Path) -> None:
    rows = [*loading.load(options.runs, folder, _say)]
    results = {"about": described(()), "runs": options.runs, "loads": rows}
    _write(options.results, "load", results, load_page(results))


def _search(options: argparse.Namespace, folder: Path) -> None:
    about = described(("pagefind", "playwright"))
    results: dict[str, Any] = {"about": about, "sites": []}
    for site in searching.compare(options.profiles, options.runs, folder, _say):
        results["sites"].append(site)
        _write(options.results, "search", results, search_page(results))


def _write(folder: Path, name: str, results: Mapping[str, Any], page: str) -> None:
    data = json.dumps(results, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(f"{data}\n", encoding="utf-8")
    (folder / f"{name}.md").write_text(page, encoding="utf-8")
    _say(f"written: {folder / name}.md")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--cores", type=int, default=2, help="cores that all may use (default: 2)")
    parser.add_argument("--folder", type=Path, help="where to build (default: a temporary folder)")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where to write the results")
    what = parser.add_subparsers(required=True)
    build = what.add_parser("build", help="builds beside Hugo")
    build.set_defaults(run=_build)
    build.add_argument("--sizes", type=int, nargs="+", default=[200, 1_000, 2_000, 10_000])
    check = what.add_parser("check", help="the rules beside the reading of the same site")
    check.set_defaults(run=_check)
    check.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    serve = what.add_parser("serve", help="the time from saving a profile to seeing it")
    serve.set_defaults(run=_serve)
    serve.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    search = what.add_parser("search", help="the search beside Pagefind")
    search.set_defaults(run=_search)
    search.add_argument("--profiles", type=int, default=10_000)
    picture = what.add_parser("picture", help="a site with many portraits")
    picture.set_defaults(run=_picture)
    picture.add_argument("--portraits", type=int, default=1_000)
    load = what.add_parser("load", help="nginx with a site, beside nginx with one file (needs wrk)")
    load.set_defaults(run=_load)
    for each in (build, check, serve, search, picture, load):
        each.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
