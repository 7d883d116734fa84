"""Link: records become a graph, or diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic, Location
from generator.graph.back import awards_of, back_references
from generator.graph.mentions import broken_mentions
from generator.graph.resolve import Records, cycles, dangling, index, keys_of, name_of
from generator.graph.site import SITE, Key, Media, SiteGraph
from generator.nearest import Nearest
from generator.records.common import Published, Record
from generator.records.kinds import KIND_BY_NAME
from generator.settings import Settings
from generator.validate.entry import Configured, Entry
from generator.validate.references import Reference

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unread:
    """What became no record because of problems of its own; that others miss it is no news."""

    keys: frozenset[Key] = frozenset()
    """The id is "" where any record of a list may be missing."""
    files: frozenset[str] = frozenset()

    def others(self, references: Iterable[Reference]) -> list[Reference]:
        """The references that do not wait for something unread."""
        return [each for each in references if not self._awaits(each)]

    def _awaits(self, reference: Reference) -> bool:
        kinds = _MEANT.get(reference.kind, (reference.kind,))
        id_ = reference.id.rpartition(":")[2]
        return any(key in self.keys for kind in kinds for key in ((kind, id_), (kind, "")))


_MEANT = {
    "any": tuple(KIND_BY_NAME),
    "adoption_or_model": ("model",),
    "section_or_page": ("page",),
}


def link(
    configured: Configured,
    entries: Iterable[Entry],
    media: Iterable[Media],
    unread: Unread,
    *,
    as_of: date,
    drafts: bool,
    root: str,
) -> tuple[SiteGraph | None, tuple[Diagnostic, ...]]:
    """Resolve every reference between the records of *entries* and to the files of *media*.

    Records are held back and retired by *as_of*, the day the site is of, unless *drafts* are
    shown. *root* is the name of the content folder, with which every file begins.
    """
    by_kind, problems = index(entries)
    kept = [entry for by_id in by_kind.values() for entry in by_id.values()]
    records: Records = {
        kind: {id_: entry.record for id_, entry in by_id.items()} for kind, by_id in by_kind.items()
    }
    places: dict[Key, Location] = {(entry.kind, entry.record.id): entry.at for entry in kept}
    media_by_path = {each.path: each for each in media}
    destinations = _destinations(kept, root)
    nearest = Nearest()
    problems += dangling(unread.others(configured.references), records, nearest)
    for entry in kept:
        problems += dangling(unread.others(entry.references), records, nearest, entry.record)
    problems += cycles(records, kept)
    problems += broken_mentions(kept, destinations, media_by_path, root, unread.files)
    if problems or unread.keys:
        return None, tuple(problems)
    graph = _graph(configured.settings, records, as_of, drafts)
    made = _with(
        graph,
        origins=places,
        redirects=configured.redirects,
        destinations=destinations,
        media=media_by_path,
        untidy={
            SITE: configured.untidy,
            **{(each.kind, each.record.id): each.untidy for each in kept if each.untidy},
        },
        outdated={
            SITE: configured.outdated,
            **{(each.kind, each.record.id): each.outdated for each in kept if each.outdated},
        },
    )
    return made, ()


def _graph(settings: Settings, records: Records, as_of: date, drafts: bool) -> dict[str, Any]:
    held = frozenset(
        (kind, id_)
        for kind, by_id in records.items()
        for id_, record in by_id.items()
        if not _due(record, as_of, drafts)
    )
    withdrawn = {
        (kind, id_): record
        for kind, by_id in records.items()
        for id_, record in by_id.items()
        if isinstance(record, Published)
        and record.status == "withdrawn"
        and (kind, id_) not in held
    }
    shown = {
        kind: {
            id_: record
            for id_, record in by_id.items()
            if (kind, id_) not in held and (kind, id_) not in withdrawn
        }
        for kind, by_id in records.items()
    }
    awards = awards_of(shown)
    return {
        "settings": settings,
        **{KIND_BY_NAME[kind].plural: by_id for kind, by_id in shown.items()},
        "withdrawn": withdrawn,
        "held": held,
        "names": {
            (kind, id_): name_of(record, records)
            for kind, by_id in records.items()
            for id_, record in by_id.items()
        },
        "awards": awards,
        "back": back_references(shown, awards, lambda id_: keys_of(id_, records)[0]),
    }


def _with(parts: Mapping[str, Any], **more: Any) -> SiteGraph:
    return SiteGraph(**parts, **more)


def _due(record: Record, as_of: date, drafts: bool) -> bool:
    if not isinstance(record, Published):
        return True
    if record.expires_on and record.expires_on.first_day <= as_of:
        return False
    if drafts:
        return True
    return not record.draft and not (record.publish_on and record.publish_on.first_day > as_of)


def _destinations(entries: Iterable[Entry], root: str) -> dict[str, Key]:
    found: dict[str, Key] = {}
    for entry in entries:
        key = (entry.kind, entry.record.id)
        if KIND_BY_NAME[entry.kind].form == "list":
            found[f"{entry.at.file}#{entry.record.id}"] = key
        else:
            found[entry.at.file] = key
    return found
