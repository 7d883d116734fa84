"""Resolves the files that stories and fields point at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from generator.diagnostics import Diagnostic, problem
from generator.graph.site import Key, Media
from generator.records.types import Prose
from generator.validate.entry import Entry
from generator.validate.references import Mention


def resolved(file: str, target: str) -> tuple[str, str]:
    """The path inside the project that *target*, written in *file*, means, and its anchor.

    A path that begins with `..` lies outside.
    """
    parts = urlsplit(target)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path)))
    return path, unquote(parts.fragment)


def broken_mentions(
    entries: Iterable[Entry],
    destinations: Mapping[str, Key],
    media: Mapping[str, Media],
    root: str,
) -> list[Diagnostic]:
    """A diagnostic for each mention that leads to nothing; *root* is the content folder's name."""
    entries = list(entries)
    anchors: dict[Key, frozenset[str]] = {
        (entry.kind, entry.record.id): _anchors(entry) for entry in entries
    }
    return [
        found
        for entry in entries
        for mention in entry.mentions
        if (found := _broken(mention, destinations, media, root, anchors)) is not None
    ]


def _broken(
    mention: Mention,
    destinations: Mapping[str, Key],
    media: Mapping[str, Media],
    root: str,
    anchors: Mapping[Key, frozenset[str]],
) -> Diagnostic | None:
    parts = urlsplit(mention.target)
    if parts.scheme or parts.netloc:
        return _say(
            mention,
            "L102",
            "The picture '{target}' lies on another host.",
            "Put it into the content folder: pages load nothing from elsewhere.",
        )
    path, anchor = resolved(mention.at.file, mention.target)
    if parts.path.startswith("/") or not path.startswith(root + "/"):
        return _say(
            mention,
            "C210",
            "'{target}' leads out of the content folder.",
            "Write the path from this file, such as `../profiles/ho-giao.md`.",
        )
    if path in media:
        return None
    key = destinations.get(f"{path}#{anchor}") or destinations.get(path)
    if mention.picture or key is None:
        known = [*media] if mention.picture else [*destinations, *media]
        nearest = get_close_matches(path, known, 1, 0.6)
        hint = (
            "Did you mean `{nearest}`?"
            if nearest
            else "Check the path; it is taken from the folder of this file."
        )
        relative = (
            posixpath.relpath(nearest[0], posixpath.dirname(mention.at.file)) if nearest else ""
        )
        code = "L102" if mention.picture else "L103"
        return _say(mention, code, "'{target}' is not there.", hint, nearest=relative)
    if anchor and f"{path}#{anchor}" not in destinations and f"s-{anchor}" not in anchors[key]:
        nearest = get_close_matches(f"s-{anchor}", list(anchors[key]), 1, 0.5)
        hint = (
            "Did you mean `#{nearest}`?"
            if nearest
            else "Take the part after # out, or name a heading."
        )
        return _say(
            mention,
            "L104",
            "'{target}' names a heading that is not there.",
            hint,
            nearest=nearest[0][2:] if nearest else "",
        )
    return None


def _say(mention: Mention, code: str, message: str, hint: str, **values: object) -> Diagnostic:
    return problem(mention.at, code, message, hint, target=mention.target[:200], **values)


def _anchors(entry: Entry) -> frozenset[str]:
    proses = (getattr(entry.record, name, None) for name in ("body", "story", "problem"))
    return frozenset(
        anchor
        for prose in proses
        if isinstance(prose, Prose)
        for _, body in prose.versions
        for _, anchor, _ in body.headings
    )
