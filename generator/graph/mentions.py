"""Resolves the files that stories and fields point at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Diagnostic, problem
from generator.graph.site import Key, Media
from generator.nearest import Nearest
from generator.reading.slugs import slug
from generator.records.types import Prose
from generator.validate.entry import Entry
from generator.validate.references import Mention

LINKED = ("body", "story")
"""The stories whose headings other records may link to."""
STORIES = (*LINKED, "problem")


def resolved(file: str, target: str) -> tuple[str, str]:
    """The path inside the project that the address *target*, written in *file*, means, and its
    anchor.

    A path that begins with `..` lies outside.
    """
    return _resolved(posixpath.dirname(file), target)


def resolved_path(file: str, path: str) -> str:
    """The path inside the project of the file that *file* calls *path*."""
    return _resolved_path(posixpath.dirname(file), path)


@lru_cache(10_000)
def _resolved(folder: str, target: str) -> tuple[str, str]:
    # The files of a folder call the same things by the same names.
    parts = urlsplit(target)
    return _resolved_path(folder, unquote(parts.path)), unquote(parts.fragment)


def _resolved_path(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


def broken_mentions(
    entries: Iterable[Entry],
    destinations: Mapping[str, Key],
    media: Mapping[str, Media],
    root: str,
    unread: Set[str] = frozenset(),
) -> list[Diagnostic]:
    """A diagnostic for each mention that leads to nothing.

    *root* is the content folder's name; *unread* are files that have problems of their own.
    """
    entries = list(entries)
    anchors: dict[Key, frozenset[str]] = {
        (entry.kind, entry.record.id): _anchors(entry, LINKED) for entry in entries
    }
    known = _Known(destinations, media, root, anchors, unread)
    return [
        found
        for entry in entries
        for own in [_anchors(entry, STORIES)]
        for mention in entry.mentions
        if (found := _broken(mention, known, own)) is not None
    ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a mention may lead to."""

    destinations: Mapping[str, Key]
    media: Mapping[str, Media]
    root: str
    anchors: Mapping[Key, frozenset[str]]
    unread: Set[str]
    nearest_path: Nearest = field(default_factory=lambda: Nearest(0.6))
    nearest_heading: Nearest = field(default_factory=Nearest)


def heading_anchor(written: str) -> str:
    """The anchor of the heading that a link calls `#written`."""
    return f"s-{slug(written)}"


def _broken(mention: Mention, known: _Known, own: frozenset[str]) -> Diagnostic | None:
    """What is wrong with a mention; *own* are the anchors of the record that has it."""
    here, anchor = mention.at.file, ""
    if mention.path:
        path = resolved_path(here, mention.target)
    else:
        try:
            parts = urlsplit(mention.target)
        except ValueError:
            return _lost(mention, "")
        if parts.scheme or parts.netloc:
            return _say(
                mention,
                "L102",
                "The picture '{target}' lies on another host.",
                "Put it into the content folder: pages load nothing from elsewhere.",
            )
        if mention.target.startswith("#"):
            return _without_heading(mention, unquote(mention.target[1:]), own, known)
        path, anchor = resolved(here, mention.target)
    if mention.target.startswith("/") or not path.startswith(known.root + "/"):
        return _say(
            mention,
            "C210",
            "'{target}' leads out of the content folder.",
            "Write the path from this file, such as `../profiles/ho-giao.md`.",
        )
    if path in known.media or path in known.unread:
        return None
    key = known.destinations.get(f"{path}#{anchor}") or known.destinations.get(path)
    if mention.picture or key is None:
        paths = chain(() if mention.picture else known.destinations, known.media)
        return _lost(mention, known.nearest_path.to(path, paths, mention.picture))
    if anchor and f"{path}#{anchor}" not in known.destinations:
        return _without_heading(mention, anchor, known.anchors[key], known)
    return None


def _lost(mention: Mention, nearest: str) -> Diagnostic:
    return _say(
        mention,
        "L102" if mention.picture else "L103",
        "'{target}' is not there.",
        "Did you mean `{nearest}`?"
        if nearest
        else "Check the path; it is taken from the folder of this file.",
        nearest=posixpath.relpath(nearest, posixpath.dirname(mention.at.file)) if nearest else "",
    )


def _without_heading(
    mention: Mention, anchor: str, anchors: frozenset[str], known: _Known
) -> Diagnostic | None:
    wanted = heading_anchor(anchor)
    if wanted in anchors:
        return None
    nearest = known.nearest_heading.to(wanted, anchors, anchors)
    return _say(
        mention,
        "L104",
        "'{target}' names a heading that is not there.",
        "Did you mean `#{nearest}`?"
        if nearest
        else "Take the part after # out, or name a heading.",
        nearest=nearest[2:],
    )


def _say(mention: Mention, code: str, message: str, hint: str, **values: object) -> Diagnostic:
    return problem(mention.at, code, message, hint, target=mention.target[:200], **values)


def _anchors(entry: Entry, stories: Iterable[str]) -> frozenset[str]:
    proses = (getattr(entry.record, name, None) for name in stories)
    return frozenset(
        anchor
        for prose in proses
        if isinstance(prose, Prose)
        for _, body in prose.versions
        for _, anchor, _ in body.headings
    )
