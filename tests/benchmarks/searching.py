"""The search of guong beside Pagefind, on the same pages."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from generator.load import load
from generator.plan.addresses import Addresses
from generator.plan.pages.search import plan_files
from generator.plan.scribe import Scribe
from generator.plan.search.words import folded
from tests.benchmarks import browsing, machine
from tests.benchmarks.building import Say
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.finding import judged
from tests.benchmarks.for_guong import write_guong
from tests.benchmarks.measure import Cost, cost_of
from tests.benchmarks.pages import Shown, read_page
from tests.nobel.convert import convert
from tests.test_nobel import SOURCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from generator.graph.site import SiteGraph

AS_OF = date(2026, 11, 22)
_RECORD = re.compile(
    r"(?:[a-z]{2}/)?(?:profiles|campaigns|models|decisions|articles|units|titles|topics|pages)"
    r"/(?!page-\d+/)[^/]+/index\.html"
)
_VIETNAMESE = ("Da Nang", "Đà Nẵng", "thi dua", "nong thon moi")
_UNDER = "search/index"


@dataclass(frozen=True, slots=True)
class Site:
    """A site to search, and what to ask there."""

    name: str
    language: str
    """Its default language, in which is asked."""
    questions: Sequence[str]
    write: Callable[[Path], None]
    """Writes `content/` into a folder."""


def sites(profiles: int) -> tuple[Site, ...]:
    return (
        Site("demonstration", "vi", ("dang van ngu", *_VIETNAMESE), _demonstration),
        Site(
            "nobel",
            "en",
            ("marie curie", "Garcia Marquez", "García Márquez", "quantum mechanics", "peace"),
            _nobel,
        ),
        Site(
            f"generated, {profiles:,} profiles",
            "vi",
            ("dang van lua", *_VIETNAMESE),
            lambda folder: write_guong(Corpus(profiles), folder),
        ),
    )


def compare(profiles: int, runs: int, folder: Path, say: Say) -> Iterator[dict[str, Any]]:
    """Build each site, index it in turn with both, and ask both the same."""
    for number, site in enumerate(sites(profiles)):
        say(f"{site.name}: building")
        here = folder / str(number)
        site.write(here)
        _build(here)
        records = _records(here)
        say(f"{site.name}: indexing {len(records):,} pages")
        measured = {"name": site.name, "pages": len(records), "runs": runs}
        measured |= {"indexing": _indexing(here, runs), "sizes": _sizes(here)}
        say(f"{site.name}: asking")
        with browsing.chromium() as browser:
            measured |= {"chromium": browser.version, "answers": _answers(browser, here, site)}
        yield measured


def _demonstration(folder: Path) -> None:
    shutil.copytree(machine.REPOSITORY / "content", folder / "content")


def _nobel(folder: Path) -> None:
    convert(SOURCE, folder / "content")


def _build(folder: Path) -> None:
    command = Path(sys.executable).with_name("guong")
    cost_of([command, "build", "--quiet", "--theme", "guong", "--as-of", str(AS_OF)], folder)


def _records(folder: Path) -> list[str]:
    """The pages of records, gathered once more in a folder of their own.

    Pagefind would index listings too, which the search of guong leaves out.
    """
    output = folder / "output"
    found = [path.relative_to(output).as_posix() for path in output.rglob("index.html")]
    records = [each for each in found if _RECORD.fullmatch(each)]
    for each in records:
        target = folder / "records" / each
        target.parent.mkdir(parents=True)
        os.link(output / each, target)
    return records


# -- indexing


def _indexing(folder: Path, runs: int) -> dict[str, Any]:
    """Seconds that each took, in turn."""
    graph = _graph(folder)
    bundle = folder / "output" / "pagefind"
    pagefind: list[str | Path] = [machine.pagefind(), "--site", "records", "--silent"]
    pagefind += ["--root-selector", "main", "--output-path", bundle]
    ours: list[tuple[float, float, float]] = []
    theirs: list[Cost] = []
    for _ in range(runs):
        gc.collect()
        ours.append(_index(graph, folder / "index"))
        shutil.rmtree(bundle, ignore_errors=True)
        theirs.append(cost_of(pagefind, folder))
    return {
        "guong_made_seconds": [made for made, _, _ in ours],
        "guong_written_seconds": [written for _, written, _ in ours],
        "guong_cpu_seconds": [cpu for _, _, cpu in ours],
        "pagefind_seconds": [each.wall_seconds for each in theirs],
        "pagefind_cpu_seconds": [each.cpu_seconds for each in theirs],
    }


def _graph(folder: Path) -> SiteGraph:
    content, problems = load(folder / "content", as_of=AS_OF, drafts=False)
    assert content is not None, problems
    return content.graph


def _index(graph: SiteGraph, folder: Path) -> tuple[float, float, float]:
    """Make the index of every language as planning does, and write it.

    Gives the seconds for making and for writing, and the processor time for both.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folded.cache_clear()
    begun, worked = perf_counter(), process_time()
    addresses = Addresses(graph)
    scribes = [Scribe(graph, addresses, each, AS_OF) for each in addresses.languages]
    files = [each for scribe in scribes for each in plan_files(scribe)]
    made = perf_counter()
    for each in files:
        path = folder / each.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.data)
    return made - begun, perf_counter() - made, process_time() - worked


def _sizes(folder: Path) -> dict[str, dict[str, int]]:
    """What must lie on the web server; without the ready-made interfaces of Pagefind."""
    output = folder / "output"
    ours = [path for path in (output / _UNDER).rglob("*") if path.is_file()]
    theirs = [path for path in (output / "pagefind").rglob("*") if path.suffix.startswith(".pf_")]
    theirs.append(output / "pagefind" / "pagefind-entry.json")
    return {
        tool: {"files": len(paths), "bytes": sum(path.stat().st_size for path in paths)}
        for tool, paths in (("guong", ours), ("pagefind", theirs))
    }


# -- asking


def _answers(browser: Browser, folder: Path, site: Site) -> list[dict[str, Any]]:
    pages = dict(_pages(folder, site.language))
    (folder / "output" / "pagefind" / "ask.html").write_text(
        f'<!doctype html>\n<html lang="{site.language}">\n<title>Ask</title>\n</html>\n',
        encoding="utf-8",
    )
    return [
        {"asked": asked} | dict(_asked(browser, folder / "output", asked, pages))
        for asked in site.questions
    ]


def _pages(folder: Path, language: str) -> Iterator[tuple[str, Shown]]:
    """The pages of records in one language, by address."""
    for path in sorted((folder / "records").rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        if f'<html lang="{language}"' in text:
            yield (
                path.relative_to(folder / "records").as_posix().removesuffix("index.html"),
                read_page(path),
            )


def _asked(
    browser: Browser, output: Path, asked: str, pages: Mapping[str, Shown]
) -> Iterator[tuple[str, Any]]:
    for tool, ask in (("guong", browsing.ask_guong), ("pagefind", browsing.ask_pagefind)):
        with browsing.serving(output, compress=False) as (url, sent):
            plain = ask(browser, url, sent, asked)
            wide = plain
            if tool == "guong":
                wide = browsing.ask_guong(browser, url, sent, asked, browsing.WIDE)
        with browsing.serving(output, compress=True) as (url, sent):
            packed = ask(browser, url, sent, asked)
        verdict = judged(asked, plain.count, plain.found, pages)
        yield (
            tool,
            asdict(verdict)
            | {
                "good": verdict.good,
                "code_bytes": plain.code_bytes,
                "index_bytes": plain.index_bytes,
                "index_bytes_wide": wide.index_bytes,
                "index_files": plain.index_files,
                "code_bytes_packed": packed.code_bytes,
                "index_bytes_packed": packed.index_bytes,
            },
        )
