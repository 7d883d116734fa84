"""The frame of a language: what stands around every page."""

from __future__ import annotations

from generator.plan.addresses import MENU
from generator.plan.scribe import Scribe
from generator.records.kinds import KIND_BY_PLURAL
from generator.records.types import Text
from generator.settings import SECTIONS
from generator.views.common import Link
from generator.views.frame import Language, Section, Site

LANGUAGE_NAMES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "fr": "Français",
    "de": "Deutsch",
    "ja": "日本語",
    "ko": "한국어",
    "zh": "中文",
    "lo": "ລາວ",
    "km": "ខ្មែរ",
    "th": "ไทย",
    "ru": "Русский",
    "es": "Español",
}


def frame(scribe: Scribe) -> Site:
    settings = scribe.graph.settings
    return Site(
        title=scribe.name(settings.title),
        tagline=scribe.words(settings.tagline),
        url=(settings.url or "").rstrip("/") + "/" if settings.url else "",
        language=scribe.language,
        languages=tuple(
            Language(each, LANGUAGE_NAMES.get(each, each), scribe.addresses.at("", each))
            for each in scribe.addresses.languages
        ),
        publisher=scribe.link("unit", settings.publisher) if settings.publisher else None,
        menu=_menu(scribe),
        sections=tuple(_section(scribe, each) for each in SECTIONS if _has_pages(scribe, each)),
        portable=settings.portable,
        integrity=settings.integrity,
    )


def _menu(scribe: Scribe) -> tuple[Section, ...]:
    chosen = scribe.graph.settings.menu
    if chosen:
        return tuple(_chosen(scribe, each.to, each.title) for each in chosen)
    sections = [_section(scribe, each) for each in MENU if _has_pages(scribe, each)]
    pages = sorted(
        (each for each in scribe.graph.pages.values() if each.menu is not None),
        key=lambda each: (each.menu or 0, each.id),
    )
    return (*sections, *(Section("page", scribe.link("page", each.id)) for each in pages))


def _chosen(scribe: Scribe, to: str, title: Text | None) -> Section:
    words = scribe.words(title)
    if to in SECTIONS:
        return Section(to, Link(scribe.at(f"{to}/"), words))
    link = scribe.link("page", to)
    return Section("page", Link(link.href, words or link.text, link.lang))


def _section(scribe: Scribe, section: str) -> Section:
    return Section(section, Link(scribe.at(f"{section}/"), scribe.words(None)))


def _has_pages(scribe: Scribe, section: str) -> bool:
    kind = KIND_BY_PLURAL.get(section)
    if kind is not None:
        return bool(scribe.graph.shown(kind.name))
    if section in ("timeline", "outcomes"):
        return bool(scribe.graph.campaigns)
    return True
