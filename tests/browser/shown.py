"""What the browser tests know of the site they look at."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.plan.page import Page

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")

WIDTHS = (320, 390, 768, 1280, 1920)
STICKS_OUT = "() => document.documentElement.scrollWidth - window.innerWidth"


def needs(there: object, what: str) -> None:
    """Skip without *what*; where everything is checked it must be there."""
    if not there:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{what} is missing")


def axe_script() -> str:
    """The source of axe-core, to be run in a page."""
    needs(find_spec("axe_playwright_python"), "axe-playwright-python (in the extra `test`)")
    from axe_playwright_python.sync_playwright import Axe

    return str(Axe().axe_script)


@dataclass(frozen=True, slots=True)
class Shown:
    """A built and served site."""

    output: Path
    url: str
    pages: tuple[Page, ...]
    special: tuple[str, ...] = ()
    """Paths of pages with something rare in them."""
    own_templates: Container[str] | None = None
    """The page types that differ in more than their style from another site; None for all."""

    def at(self, path: str) -> str:
        return self.url + path

    def is_own(self, page: Page) -> bool:
        """Whether no other site shows the page as this one does, but for its style."""
        return self.own_templates is None or page.address.template in self.own_templates

    def size(self, page: Page) -> int:
        """Bytes of the page."""
        return (self.output / page.file).stat().st_size

    @property
    def staying(self) -> tuple[Page, ...]:
        """All pages but redirects, which lead away at once and have tests of their own."""
        return tuple(page for page in self.pages if page.address.template != "redirect")

    @property
    def many(self) -> tuple[Page, ...]:
        """The specimens and every fourth other page; all of them with GUONG_PAGES=all."""
        if os.environ.get("GUONG_PAGES") == "all":
            return self.staying
        pages = (*self.specimens(), *self.staying[::4])
        return tuple({page.address.path: page for page in pages}.values())

    def specimens(self) -> tuple[Page, ...]:
        """The longest page of each page type in each language, and the special ones."""
        longest: dict[tuple[str, str], Page] = {}
        for page in sorted(self.staying, key=self.size):
            longest[page.address.template, page.address.language] = page
        rare = [page for page in self.staying if page.address.path in self.special]
        return tuple({page.address.path: page for page in (*longest.values(), *rare)}.values())

    def of_type(self, template: str, language: str) -> Iterator[Page]:
        return (
            page
            for page in self.pages
            if (page.address.template, page.address.language) == (template, language)
        )
