"""The manual: the pages of `docs/`, as `guong help` shows them."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

TASKS = ("first-profile", "import", "campaign", "model", "publish", "forms", "theme")
_IN_MENU = 5
"""Pages in the menu, the contents among them."""
_OTHER_LANGUAGE = re.compile(r"\A\s*\*[^*]+\[[^*]+\*\n")
"""The line that leads to the page in the other language: a site has its own way there."""
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?!http)(?P<name>[^():]+?)(\.vi)?\.md\)")
_COMMENT = re.compile(r"\A<!--.*?-->\s*", re.DOTALL)
_SITE = """\
title: {en: The manual of guong, vi: Sổ tay guong}
tagline: {en: Publication sites for public recognition, vi: Trang công bố thi đua khen thưởng}
languages: [en, vi]
theme: guong
"""
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


def as_content() -> dict[str, str]:
    """The manual as the content of a site: files by their path in a content folder."""
    files = {"site.yaml": _SITE, **_contents()}
    for number, name in enumerate(_ordered(topics("en")), 2):
        for language in ("en", "vi"):
            text = _page(name, language)
            if language == "en" or text != _page(name, "en"):
                ending = "" if language == "en" else f".{language}"
                menu = f"menu: {number}\n" if not ending and number <= _IN_MENU else ""
                files[f"pages/{name}{ending}.md"] = _as_page(text, menu)
    return files


def _contents() -> dict[str, str]:
    """A page that leads to all others."""
    words = {"en": ("Contents", "menu: 1\n", ""), "vi": ("Mục lục", "", ".vi")}
    return {
        f"pages/contents{ending}.md": f"---\ntitle: {title}\n{menu}---\n"
        + "".join(f"- [{topics(language)[each]}]({each}.md)\n" for each in _ordered(topics("en")))
        for language, (title, menu, ending) in words.items()
    }


def _ordered(names: Collection[str]) -> list[str]:
    """The tasks in the order in which they come up, then what explains the rest."""
    return [*(each for each in TASKS if each in names), *sorted({*names} - {*TASKS})]


def _as_page(text: str, menu: str) -> str:
    heading, _, story = text.partition("\n")
    story = _OTHER_LANGUAGE.sub("", story, count=1)
    # Pages in both languages are one record, and what is no page here has no address.
    linked = _LINK.sub(_linked, story)
    title = heading.lstrip("# ").replace('"', '\\"')
    return f'---\ntitle: "{title}"\n{menu}---\n{linked}'


def _linked(link: re.Match[str]) -> str:
    name = link["name"]
    return f"[{link['words']}]({name}.md)" if name in topics("en") else link["words"]


def nearest(topic: str, language: str) -> str:
    """The topic that *topic* may be a slip of, or ""."""
    return next(iter(get_close_matches(topic.lower(), topics(language), 1, 0.5)), "")


def _folder() -> Path:
    return next((each for each in _PLACES if each.is_dir()), _PLACES[0])


def _page(name: str, language: str) -> str:
    own = _folder() / f"{name}.{language}.md"
    file = own if own.is_file() else _folder() / f"{name}.md"
    return _COMMENT.sub("", file.read_text(encoding="utf-8"))
