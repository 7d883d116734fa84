"""Small sites for tests: content in, records, graph or pages out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic
from generator.graph.site import SiteGraph
from generator.ingest import Loaded, ingest
from generator.load import Content, load
from generator.plan.addresses import Addresses
from generator.plan.page import Page, Planned
from generator.plan.scribe import Scribe
from generator.plan.site import plan_site
from generator.reading.document import read_document
from generator.records.kinds import KIND_BY_NAME
from generator.settings import Settings
from generator.validate.entry import Configured, Validated
from generator.validate.record import validate_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = date(2020, 6, 15)
SITE = "title: Gương\nlanguages: [vi, en]\n"
LANGUAGES = ("vi", "en")
UNITS = "- {id: so, name: Sở, kind: agency}\n"
TITLES = "- {id: bang-khen, name: Bằng khen, form: certificate, level: province}\n"

Files = Mapping[str, str | bytes]


@contextmanager
def folder_of(files: Files) -> Iterator[Path]:
    """A content folder that holds *files*, with a site.yaml of two languages unless given."""
    with TemporaryDirectory() as place:
        content = Path(place) / "content"
        for name, text in {"site.yaml": SITE, **files}.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        yield content


def loaded(
    files: Files, *, as_of: date = AS_OF, drafts: bool = False
) -> tuple[Content | None, tuple[Diagnostic, ...]]:
    with folder_of(files) as content:
        return load(content, as_of=as_of, drafts=drafts)


def graph_of(files: Files, *, as_of: date = AS_OF, drafts: bool = False) -> SiteGraph:
    """The graph of content without problems."""
    content, problems = loaded(files, as_of=as_of, drafts=drafts)
    assert content is not None, "\n".join(map(str, problems))
    return content.graph


def problems_of(files: Files, *, as_of: date = AS_OF) -> list[str]:
    """What is wrong with the content, a line each, without the folder's name."""
    _, problems = loaded(files, as_of=as_of)
    return [str(each).removeprefix("content/") for each in problems]


def codes_of(files: Files) -> list[str]:
    """Place and code of each problem: `profiles/a.md:3:7: L101`."""
    return [" ".join(line.split(" ")[:2]) for line in problems_of(files)]


def scribe_of(
    files: Files, language: str = "vi", *, as_of: date = AS_OF, drafts: bool = False
) -> Scribe:
    graph = graph_of(files, as_of=as_of, drafts=drafts)
    return Scribe(graph, Addresses(graph), language, as_of)


def planned(files: Files, *, as_of: date = AS_OF, drafts: bool = False) -> Planned[Page]:
    """The plan of content whose addresses do not clash."""
    plan, problems = plan_site(graph_of(files, as_of=as_of, drafts=drafts), as_of)
    assert plan is not None, problems
    return plan


def pages_of(files: Files, *, as_of: date = AS_OF, drafts: bool = False) -> dict[str, Page]:
    """Every page by its address."""
    plan = planned(files, as_of=as_of, drafts=drafts)
    return {page.address.path: page for page in plan.pages}


def view_of(files: Files, path: str, *, as_of: date = AS_OF, drafts: bool = False) -> Any:
    """What the page at *path* shows."""
    return pages_of(files, as_of=as_of, drafts=drafts)[path].view


def validated(
    kind: str,
    text: str,
    *,
    id_: str = "a",
    translations: Mapping[str, str] | None = None,
    tables: Mapping[str, str] | None = None,
    languages: tuple[str, ...] = LANGUAGES,
) -> Validated:
    """Validate one bundle; its files are called as in a content folder."""
    of = KIND_BY_NAME[kind]
    listed = of.form == "list"
    stem = f"content/{of.plural}" + ("" if listed else f"/{id_}")

    def file(name: str, words: str) -> tuple[str, bytes]:
        return name, dedent(words).encode()

    return ingest(
        Loaded(
            kind,
            "" if listed else id_,
            file(f"{stem}{of.ending}", text),
            {key: file(f"{stem}.{key}.md", each) for key, each in (translations or {}).items()},
            {key: file(f"{stem}.{key}.csv", each) for key, each in (tables or {}).items()},
        ),
        languages,
    )


def record_of(kind: str, text: str, **more: Any) -> Any:
    """The record that *text* makes."""
    found = validated(kind, text, **more)
    assert not found.problems, "\n".join(map(str, found.problems))
    return found.entries[0].record


def wrong(kind: str, text: str, **more: Any) -> list[str]:
    """The problems that *text* has, a line each, without the folder's name."""
    return [str(each).removeprefix("content/") for each in validated(kind, text, **more).problems]


def configured(text: str) -> tuple[Configured | None, list[str]]:
    """What site.yaml with *text* says, and its problems, a line each."""
    document, problems = read_document(dedent(text).encode(), "content/site.yaml")
    assert document is not None, problems
    found, broken = validate_settings(document)
    return found, [str(each).removeprefix("content/") for each in broken]


def settings_of(text: str) -> tuple[Settings | None, list[str]]:
    found, problems = configured(text)
    return (found.settings if found else None), problems


def campaign(text: str) -> Any:
    """A campaign of 2011 to 2015 with the fields of *text* added."""
    return record_of("campaign", "title: A\nperiod: {start: 2011, end: 2015}\n" + dedent(text))
