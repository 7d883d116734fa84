"""Feeds: the news of the site, of a campaign, of a topic or of a unit, as Atom and JSON Feed.

Entries carry summaries. The stories are on the pages, with their pictures, sources and
corrections, and a feed of them all would be heavy to fetch every hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import orjson

from generator.formats import timestamp
from generator.graph.site import SITE, Key
from generator.plan.machines.news import Event
from generator.plan.scribe import Scribe
from generator.records.types import Text
from generator.views.common import Phrase
from generator.views.frame import Site

NAMES = 20
"""Recipients of a decision that are named in a feed."""
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in words. The dates are RFC 3339."""

    id: str
    """The address of what it tells of: it stays as long as that does."""
    href: str
    lang: str
    """The language of the page that tells more."""
    kind: str
    title: Phrase
    text: Phrase
    published: str
    """When it was first told, "" where that is not recorded."""
    updated: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What both forms tell. The addresses are whole."""

    title: str
    home: str
    atom: str
    json: str
    author: str
    language: str
    entries: tuple[Entry, ...]


def feed_of(scribe: Scribe, site: Site, key: Key, path: str, events: Sequence[Event]) -> Feed:
    """The feed of a record, or of the site, whose page in the scribe's language is at *path*."""
    name = site.title.text
    return Feed(
        name if key == SITE else f"{scribe.name(scribe.graph.names[key]).text} – {name}",
        f"{site.url}{path}",
        f"{site.url}{path}feed.xml",
        f"{site.url}{path}feed.json",
        site.publisher.text.text if site.publisher else name,
        site.language,
        tuple(_entry(scribe, site, each) for each in events),
    )


def _entry(scribe: Scribe, site: Site, event: Event) -> Entry:
    link = scribe.link(*event.key)
    page = f"{site.url}{link.href}"
    zone = scribe.graph.settings.timezone
    id_, href, title, text = page, page, link.text, _summary(scribe, event.key)
    if event.review is not None:
        milestones = scribe.graph.campaigns[event.key[1]].milestones
        review = milestones[event.review]
        # Its place in the page counts all milestones, and may move when one is found later.
        same = [each for each in milestones[: event.review] if each.kind == review.kind]
        id_, href = f"{page}#{review.kind}-{len(same) + 1}", f"{page}#milestone-{event.review + 1}"
        title = Phrase(f"{link.text.text}: {scribe.words(review.title).text}", link.text.lang)
        text = scribe.words(review.note)
    published = timestamp(str(event.published), zone) if event.published else ""
    updated = timestamp(str(event.updated), zone)
    lang = link.lang or site.language
    return Entry(id_, href, lang, event.key[0], title, text, published, updated)


def _summary(scribe: Scribe, key: Key) -> Phrase:
    record = scribe.graph.shown(key[0])[key[1]]
    summary: Text | None = getattr(record, "summary", None)
    if summary is not None or key[0] != "decision":
        return scribe.words(summary)
    awards = scribe.graph.back.awards_by_decision.get(key[1], ())
    standing = [each for each in awards if each.revocation is None]
    title = scribe.name(scribe.graph.names["title", scribe.graph.decisions[key[1]].title])
    names = [scribe.award(each).recipient.text.text for each in standing[:NAMES]]
    more = ", …" if len(standing) > NAMES else ""
    return Phrase(f"{title.text}: {', '.join(names)}{more}", title.lang)


def atom(feed: Feed) -> bytes:
    """The feed as RFC 4287 has it."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, _LANG: feed.language})
    _put(root, "id", feed.home)
    _put(root, "title", feed.title)
    _put(root, "updated", max(each.updated for each in feed.entries))
    _put(root, "link", rel="self", type="application/atom+xml", href=feed.atom)
    _put(root, "link", rel="alternate", type="text/html", href=feed.home)
    _put(_put(root, "author"), "name", feed.author)
    for each in feed.entries:
        entry = _put(root, "entry")
        _put(entry, "id", each.id)
        _phrase(entry, "title", each.title)
        _put(entry, "link", rel="alternate", type="text/html", hreflang=each.lang, href=each.href)
        if each.published:
            _put(entry, "published", each.published)
        _put(entry, "updated", each.updated)
        _put(entry, "category", term=each.kind)
        if each.text:
            _phrase(entry, "summary", each.text)
    return written(root)


def _phrase(parent: ElementTree.Element, tag: str, phrase: Phrase) -> None:
    element = _put(parent, tag, phrase.text)
    if phrase.lang:
        element.set(_LANG, phrase.lang)


def _put(
    parent: ElementTree.Element, tag: str, text: str = "", **attributes: str
) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def written(root: ElementTree.Element) -> bytes:
    """A document of XML, an element a line."""
    ElementTree.indent(root, "")
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1 has it."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": list(_items(feed.entries)),
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _items(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for each in entries:
        known = {
            "id": each.id,
            "url": each.href,
            "title": each.title.text,
            "content_text": each.text.text or each.title.text,
            "date_published": each.published,
            "date_modified": each.updated if each.updated != each.published else "",
            "tags": [each.kind],
            "language": each.lang,
        }
        yield {name: value for name, value in known.items() if value}
