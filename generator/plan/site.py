"""Plans the whole site: every page of every language, each address taken once."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache
from types import ModuleType

from generator.diagnostics import Diagnostic, Location, problem
from generator.graph.chains import chains_of
from generator.graph.resolve import circle
from generator.graph.site import SiteGraph
from generator.names import as_many_systems_see
from generator.nearest import Nearest
from generator.plan import pages
from generator.plan.addresses import Addresses
from generator.plan.frame import frame
from generator.plan.machines.machines import Machines
from generator.plan.memory import Memory
from generator.plan.page import OWN, DataFile, Page, Planned, Taken
from generator.plan.pictures import Recipe, media_path
from generator.plan.scribe import Scribe
from generator.views.frame import Site

Frames = Mapping[str, Site]
"""The frame of each language."""
Words = Mapping[str, Callable[[str], str]]
"""What the theme says for an English word, by language."""
NONE = Memory()
NO_WORDS: Words = {}


def plan_site(
    graph: SiteGraph, as_of: date, memory: Memory = NONE
) -> tuple[Planned[Page] | None, tuple[Diagnostic, ...]]:
    """Plan every page as of a day; two pages on one address are a diagnostic."""
    return plan_each(graph, as_of, memory, lambda page, _: page)


def plan_each(
    graph: SiteGraph,
    as_of: date,
    memory: Memory,
    take: Callable[[Page, Frames], Taken],
    words: Words = NO_WORDS,
) -> tuple[Planned[Taken] | None, tuple[Diagnostic, ...]]:
    """Plan every page as `plan_site` does, and keep only what *take* takes of each."""
    addresses = Addresses(graph)
    scribes = [
        Scribe(graph, addresses, each, as_of, memory, words.get(each, str))
        for each in addresses.languages
    ]
    machines = Machines(scribes, {scribe.language: frame(scribe) for scribe in scribes})
    frames = machines.frames
    places: list[tuple[str, Location]] = []
    known: set[str] = set()
    taken: list[Taken] = []
    for page in (machines.told(page) for scribe in scribes for page in _pages(scribe)):
        places.append((page.file, page.origin))
        known |= {page.file, page.address.path}
        taken.append(take(page, frames))
    files = (*(file for scribe in scribes for file in _files(scribe)), *machines.files())
    places += [(each.path, each.origin) for each in files]
    problems = (*_clashes(places), *_astray(graph, known), *_circles(graph))
    if problems:
        return None, problems
    return Planned(frames, tuple(taken), files, _media(scribes), _pictures(scribes)), ()


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


def _clashes(places: Iterable[tuple[str, Location]]) -> tuple[Diagnostic, ...]:
    """What wants an address that is taken, or that is a folder of other addresses."""
    taken: dict[str, tuple[str, Location]] = {}
    folders: dict[str, tuple[str, Location]] = {}
    problems = []
    for path, origin in places:
        key = as_many_systems_see(path)
        other = taken.get(key) or folders.get(key)
        parts = key.split("/")
        above = ["/".join(parts[:length]) for length in range(1, len(parts))]
        other = other or next((taken[folder] for folder in above if folder in taken), None)
        if other is not None:
            alike = path != other[0] and key == as_many_systems_see(other[0])
            clash = _clash(path, other[1], origin)
            problems.append(_alike(path, other[0], clash.at) if alike else clash)
        taken.setdefault(key, (path, origin))
        for folder in above:
            folders.setdefault(folder, (path, origin))
    return tuple(problems)


def _alike(path: str, other: str, at: Location) -> Diagnostic:
    return problem(
        at,
        "C303",
        "Many systems take the address /{path} for /{other}.",
        "Keep one of them: small and capital letters do not tell files apart.",
        path=path.removesuffix("index.html"),
        other=other.removesuffix("index.html"),
    )


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


def _astray(graph: SiteGraph, known: Set[str]) -> tuple[Diagnostic, ...]:
    """Redirects to addresses inside the site that are not among the *known* ones of pages."""
    problems = []
    nearest = Nearest(0.6)
    for old, new in (graph.settings.redirects or {}).items():
        if ":" in new or new.strip("/") == "" or {new.lstrip("/"), f"{new.strip('/')}/"} & known:
            continue
        near = nearest.to(f"{new.strip('/')}/", known)
        problems.append(
            problem(
                graph.redirects[old][1],
                "L103",
                "'{target}' is not there.",
                "Did you mean `{nearest}`?" if near else "Name the address of a page.",
                target=new[:200],
                nearest=near,
            )
        )
    return tuple(problems)


def _circles(graph: SiteGraph) -> Iterator[Diagnostic]:
    """Redirects that lead back to where they began, in however many steps."""
    redirects = graph.settings.redirects or {}
    home = (graph.settings.url or "").rstrip("/") + "/"
    at = {_place(old): graph.redirects[old][1] for old in redirects}
    onward = {_place(old): [_place(new.removeprefix(home))] for old, new in redirects.items()}
    for ring in chains_of(onward).rings:
        yield circle(ring, "redirects", at[ring[0]])


def _place(address: str) -> str:
    """The same for all ways to write an address of this site."""
    return f"/{address.strip('/')}".removesuffix("/index.html")


def _media(scribes: Iterable[Scribe]) -> tuple[tuple[str, str], ...]:
    """The files that pages offer: published path, and path in the project."""
    offered = {path for scribe in scribes for path in scribe.media_offered}
    return tuple((media_path(path), path) for path in sorted(offered))


def _pictures(scribes: Iterable[Scribe]) -> tuple[Recipe, ...]:
    """The pictures that pages show, each once for each way in which it is cut."""
    shown = {path: recipe for scribe in scribes for path, recipe in scribe.pictures_shown.items()}
    return tuple(recipe for _, recipe in sorted(shown.items()))
