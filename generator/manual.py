"""The manual: the pages of `docs/`, as `guong help` shows them."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

_HERE = Path(__file__).parent
_PLACES = (_HERE / "bundled" / "docs", _HERE.parent / "docs")
"""Beside the installed code, or in a checkout."""


def topics(language: str) -> dict[str, str]:
    """The heading of each page, by topic, in *language* where it is written in it."""
    folder = _folder()
    names = sorted(each.stem for each in folder.glob("*.md") if "." not in each.stem)
    return {name: _page(name, language).partition("\n")[0].lstrip("# ") for name in names}


def page(topic: str, language: str) -> str | None:
    """The page on *topic*, in English where it is not written in *language*; None without one."""
    return _page(topic, language) if topic in topics(language) else None


def nearest(topic: str, language: str) -> str:
    """The topic that *topic* may be a slip of, or ""."""
    return next(iter(get_close_matches(topic.lower(), topics(language), 1, 0.5)), "")


def _folder() -> Path:
    return next((each for each in _PLACES if each.is_dir()), _PLACES[0])


def _page(name: str, language: str) -> str:
    own = _folder() / f"{name}.{language}.md"
    file = own if own.is_file() else _folder() / f"{name}.md"
    return file.read_text(encoding="utf-8")
