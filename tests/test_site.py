"""The demonstration site, built whole from content/ with the default theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.build import build
from generator.load import Content, load
from generator.plan.page import Planned
from generator.plan.site import plan_site
from generator.records.campaign import Baseline, Goal, Measurement
from generator.records.common import Change
from generator.task import Options
from generator.theme import PAGES
from tests.html_pages import Page, broken_references, foreign_loads, pages_of

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
AS_OF = date(2026, 11, 22)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    result = build(Options(CONTENT, folder / "output", folder / "state", as_of=AS_OF))
    assert [str(each) for each in result.problems] == []
    return folder / "output"


@pytest.fixture(scope="module")
def content() -> Content:
    loaded, problems = load(CONTENT, as_of=AS_OF, drafts=False)
    assert loaded is not None, problems
    return loaded


@pytest.fixture(scope="module")
def planned(content: Content) -> Planned:
    made, problems = plan_site(content.graph, AS_OF)
    assert made is not None, problems
    return made


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[Path, Page]:
    return pages_of(output)


def test_it_holds_what_it_promises(content: Content) -> None:
    """At least eight campaigns, six models and nine profiles are there, and all other kinds."""
    counts = content.counts

    assert counts["campaign"] >= 8
    assert counts["model"] >= 6
    assert counts["profile"] >= 9
    assert all(counts[kind] for kind in ("unit", "title", "topic", "decision", "article", "page"))


def test_every_page_type_is_shown(planned: Planned) -> None:
    """Each template of the theme is used, but for tombstones and redirects, which nothing needs."""
    used = {page.address.template for page in planned.pages}

    assert set(PAGES) - used == {"withdrawn", "redirect"}


def test_every_reference_leads_somewhere(output: Path, pages: dict[Path, Page]) -> None:
    """No link, picture or anchor inside the site is broken, and nothing loads from elsewhere."""
    assert broken_references(output, pages) == []
    assert foreign_loads(pages) == []


def test_the_pages_are_well_formed(output: Path, pages: dict[Path, Page]) -> None:
    """Tags close in order, ids are unique, there is one h1, and the language is said."""
    wrong = {
        str(path.relative_to(output)): page.wrong
        for path, page in pages.items()
        if page.wrong or page.tags["h1"] != 1 or page.ids.most_common(1)[0][1] > 1
    }
    languages = {page.attributes[0][1].get("lang") for page in pages.values()}

    assert wrong == {}
    assert languages == {"vi", "en"}


def test_the_pages_obey_a_strict_policy(output: Path, pages: dict[Path, Page]) -> None:
    """No script but the search page's own file, no inline style and no event handler stands
    in any page.
    """
    found = [
        f"{path.relative_to(output)}: {tag} {sorted(given)}"
        for path, page in pages.items()
        for tag, given in page.attributes
        if (tag == "script" and not _is_harmless(path.relative_to(output), given))
        or tag == "style"
        or any(n == "style" or n.startswith("on") for n in given)
    ]

    assert found == []


def _is_harmless(page: Path, script: dict[str, str | None]) -> bool:
    if script == {"type": "application/ld+json"}:
        return True
    on_search = page.as_posix() in ("search/index.html", "en/search/index.html")
    return on_search and script.keys() == {"type", "src"} and script["type"] == "module"


def _allowed(path: Path, script: dict[str, str | None]) -> bool:
    """Data, which does not run, anywhere; a file of the site's own on the search page."""
    is_data = script == {"type": "application/ld+json"}
    return is_data or (path.parent.name == "search" and "://" not in (script.get("src") or "://"))


def test_every_page_tells_machines_what_it_is(output: Path, pages: dict[Path, Page]) -> None:
    """Each has a description and Open Graph data, nothing of them empty, in its language."""
    wrong = {}
    for path, page in pages.items():
        meta = {
            str(given.get("name") or given.get("property")): given.get("content") or ""
            for tag, given in page.attributes
            if tag == "meta" and "content" in given
        }
        needed = {"description", *(f"og:{each}" for each in ("title", "type", "locale"))}
        locale = {"vi": "vi_VN", "en": "en_GB"}[str(page.attributes[0][1]["lang"])]
        if not needed <= meta.keys() or "" in meta.values() or meta["og:locale"] != locale:
            wrong[path.relative_to(output)] = meta

    assert wrong == {}


def test_every_record_is_told_in_both_languages(planned: Planned) -> None:
    """Each page has its twin, so that the language switch always stays on the same page."""
    alone = [
        page.address.path
        for page in planned.pages
        if {each.language for each in page.address.alternates} != {"vi", "en"}
    ]

    assert alone == ["404.html"]


def test_every_figure_has_a_source(content: Content) -> None:
    """No achievement, result, measurement, baseline or goal goes without its source."""
    graph = content.graph
    records = [*graph.profiles.values(), *graph.campaigns.values(), *graph.models.values()]
    bare = [
        f"{record.id}: {part}"
        for record in records
        for part in _parts(record)
        if isinstance(part, Change | Measurement | Baseline | Goal)
        and part.source is None
        and getattr(part, "value", 0) is not None
    ]

    assert bare == []


def test_missed_targets_are_told_as_missed(output: Path) -> None:
    """The rural targets of 2015 and 2025 are shown as missed, with the measured figures."""
    first = Page(output / "en/campaigns/nong-thon-moi-2011-2015/index.html").text
    third = Page(output / "campaigns/nong-thon-moi-2021-2025/index.html").text

    assert "Missed" in first
    assert "14.5" in first
    assert "Không đạt" in third
    assert "79,3" in third


def test_the_lineage_of_ocop_is_drawn(output: Path) -> None:
    """From Ōita by way of Quảng Ninh to the whole country, each step is named on each page."""
    text = Page(output / "en/models/ocop-toan-quoc/index.html").text

    for name in ("OVOP", "OTOP", "Malawi", "Quảng Ninh"):
        assert name in text


def test_no_english_on_vietnamese_pages(pages: dict[Path, Page], output: Path) -> None:
    """No interface word is left untranslated: none of these appears outside titles of sources."""
    words = ("not recorded", "Under way", "Met:", "Missed", "Selection trail", "Adopter's kit")
    found = [
        f"{path.relative_to(output)}: {word}"
        for path, page in pages.items()
        if path.relative_to(output).parts[0] not in ("en", "404.html")
        for word in words
        if word in page.text
    ]

    assert found == []


def test_building_again_changes_nothing(output: Path, tmp_path: Path) -> None:
    """The same content on the same day gives the same bytes, in another folder too."""
    again = tmp_path / "output"
    build(Options(CONTENT, again, tmp_path / "state", as_of=AS_OF))

    assert _bytes(again) == _bytes(output)


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _parts(value: Any) -> Iterator[Any]:
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from _parts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
