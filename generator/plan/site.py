"""Plans the whole site: every page of every language, each address taken once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import ModuleType
from typing import Any
from urllib.parse import quote

from generator.diagnostics import Diagnostic, Location, problem
from generator.graph.site import SiteGraph
from generator.plan import pages
from generator.plan.addresses import Addresses
from generator.plan.frame import frame
from generator.plan.linked_data import linked_data
from generator.plan.page import OWN, DataFile, Page, Planned
from generator.plan.scribe import MEDIA_FOLDER, Scribe, media_path
from generator.views.common import Body
from generator.views.frame import Site


def plan_site(graph: SiteGraph, as_of: date) -> tuple[Planned | None, tuple[Diagnostic, ...]]:
    """Plan every page as of a day; two pages on one address are a diagnostic."""
    addresses = Addresses(graph)
    scribes = [Scribe(graph, addresses, each, as_of) for each in addresses.languages]
    planned = tuple(page for scribe in scribes for page in _pages(scribe))
    files = tuple(file for scribe in scribes for file in _files(scribe))
    problems = (*_clashes([*planned, *files]), *_astray(graph, planned))
    if problems:
        return None, problems
    frames = {scribe.language: frame(scribe) for scribe in scribes}
    described = tuple(_described(page, frames[page.address.language]) for page in planned)
    return Planned(frames, described, files, _media(graph, planned)), ()


@cache
def _page_types() -> tuple[ModuleType, ...]:
    names = sorted(each.name for each in pkgutil.iter_modules(pages.__path__))
    return tuple(importlib.import_module(f"{pages.__name__}.{name}") for name in names)


def _pages(scribe: Scribe) -> Iterator[Page]:
    for module in _page_types():
        yield from module.plan(scribe)


def _files(scribe: Scribe) -> Iterator[DataFile]:
    for module in _page_types():
        if hasattr(module, "plan_files"):
            yield from module.plan_files(scribe)


def _described(page: Page, site: Site) -> Page:
    data = linked_data(page.address, page.view, site)
    return replace(page, address=replace(page.address, linked_data=data)) if data else page


def _clashes(found: Iterable[Page | DataFile]) -> tuple[Diagnostic, ...]:
    """What wants an address that is taken, or that is a folder of other addresses."""
    taken: dict[str, Location] = {}
    folders: dict[str, Location] = {}
    problems = []
    for each in found:
        path = each.file if isinstance(each, Page) else each.path
        other = taken.get(path) or folders.get(path)
        parts = path.split("/")
        above = ["/".join(parts[:length]) for length in range(1, len(parts))]
        other = other or next((taken[folder] for folder in above if folder in taken), None)
        if other is not None:
            problems.append(_clash(path, other, each.origin))
        taken.setdefault(path, each.origin)
        for folder in above:
            folders.setdefault(folder, each.origin)
    return tuple(problems)


def _clash(path: str, first: Location, second: Location) -> Diagnostic:
    # A page that every site has cannot give way.
    at = second if second != OWN else first
    return problem(
        at,
        "C303",
        "The address /{path} is taken twice, by {first} and by {second}.",
        "Rename one of them.",
        path=path.removesuffix("index.html"),
        first=first if first != OWN else "guong",
        second=second if second != OWN else "guong",
    )


def _astray(graph: SiteGraph, planned: Iterable[Page]) -> tuple[Diagnostic, ...]:
    """Redirects to addresses inside the site that have no page."""
    known = {page.address.path for page in planned} | {page.file for page in planned}
    problems = []
    for old, new in (graph.settings.redirects or {}).items():
        if ":" in new or new.strip("/") == "" or {new.lstrip("/"), f"{new.strip('/')}/"} & known:
            continue
        nearest = get_close_matches(f"{new.strip('/')}/", list(known), 1, 0.6)
        problems.append(
            problem(
                graph.redirects[old][1],
                "L103",
                "'{target}' is not there.",
                "Did you mean `{nearest}`?" if nearest else "Name the address of a page.",
                target=new[:200],
                nearest=nearest[0] if nearest else "",
            )
        )
    return tuple(problems)


def _media(graph: SiteGraph, planned: Iterable[Page]) -> tuple[tuple[str, str], ...]:
    """The files that views show or offer, found by their published address."""
    by_address = {quote(media_path(path)): path for path in graph.media}
    used = {
        address
        for page in planned
        for address in _strings(page.view)
        if address.startswith(MEDIA_FOLDER) and address in by_address
    }
    return tuple((media_path(path), path) for path in sorted(by_address[each] for each in used))


def _strings(view: Any) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif isinstance(view, Body):
        yield from view.hrefs
    elif isinstance(view, tuple):
        for each in view:
            yield from _strings(each)
    elif hasattr(view, "__dataclass_fields__"):
        for name in view.__dataclass_fields__:
            yield from _strings(getattr(view, name))
