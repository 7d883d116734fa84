"""Reads built pages without the generator's help: tags, anchors, references."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
LOADS = frozenset(
    (("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "srcset"), ("link", "href"))
)


@dataclass
class Page(HTMLParser):
    """One page: its text, anchors and references, and what is wrong with its tags."""

    path: Path
    ids: Counter[str] = field(default_factory=Counter)
    references: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self.feed(self.path.read_text(encoding="utf-8"))
        self.close()
        if self._open:
            self.wrong.append(f"never closed: {self._open}")

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._element(tag, attrs)

    def _element(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        self.attributes.append((tag, given))
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        for name in ("href", "src", "srcset", "action"):
            value = given.get(name)
            if value is not None:
                self.references.append((tag, name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()} closes nothing")

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["script"]:
            self.words.append(data)


def pages_of(output: Path) -> dict[Path, Page]:
    """Every page of a built site."""
    return {path: Page(path) for path in sorted(output.rglob("*.html"))}


def broken_references(output: Path, pages: dict[Path, Page]) -> list[str]:
    """Each reference inside the site that leads to no file or anchor."""
    found = []
    for path, page in pages.items():
        for tag, name, value in page.references:
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                continue
            base = output if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchor = unquote(parts.fragment)
            lost = not target.is_relative_to(output) or not target.is_file()
            if lost or (anchor and target in pages and anchor not in pages[target].ids):
                found.append(f"{path.relative_to(output)}: {tag} {name}={value!r}")
    return found


def foreign_loads(pages: dict[Path, Page]) -> list[str]:
    """Each picture, script or style that a page would load from another host."""
    return [
        f"{path}: {value}"
        for path, page in pages.items()
        for tag, name, value in page.references
        if (tag, name) in LOADS and urlsplit(value).netloc and not _is_pointer(page, value)
    ]


def _is_pointer(page: Page, value: str) -> bool:
    """Canonical and alternate links name an address and load nothing."""
    return any(
        tag == "link"
        and given.get("href") == value
        and given.get("rel") in ("canonical", "alternate")
        for tag, given in page.attributes
    )
