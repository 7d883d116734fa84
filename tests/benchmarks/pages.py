"""What a reader sees of a page."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

_UNSEEN = ("script", "style", "template")


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a page, parted by single spaces."""

    heading: str
    main: str
    """Without menus in it."""
    whole: str
    """With title, menu and foot."""


def read_page(path: Path) -> Shown:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return Shown(*(" ".join("".join(part).split()) for part in reader.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.heading: list[str] = []
        self.main: list[str] = []
        self.whole: list[str] = []
        self._open: dict[str, int] = {}

    @property
    def parts(self) -> tuple[list[str], ...]:
        return self.heading, self.main, self.whole

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[tag] = self._open.get(tag, 0) + 1

    def handle_endtag(self, tag: str) -> None:
        self._open[tag] = self._open.get(tag, 0) - 1

    def handle_data(self, data: str) -> None:
        if any(self._is_open(tag) for tag in _UNSEEN):
            return
        self.whole.append(data)
        if self._is_open("main") and not self._is_open("nav"):
            self.main.append(data)
        if self._is_open("h1"):
            self.heading.append(data)

    def _is_open(self, tag: str) -> bool:
        return self._open.get(tag, 0) > 0
