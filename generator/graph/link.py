"""Link: records become a graph, or diagnostics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from generator.diagnostics import Diagnostic, Location, problem
from generator.graph.back import awards_of, back_references
from generator.graph.mentions import broken_mentions
from generator.graph.resolve import Records, cycles, dangling, index, keys_of, name_of
from generator.graph.site import Key, Media, SiteGraph
from generator.records.common import Published, Record
from generator.records.kinds import KIND_BY_NAME
from generator.settings import Settings
from generator.validate.entry import Entry

T = TypeVar("T")


def link(
    settings: Settings,
    entries: Iterable[Entry],
    media: Iterable[Media],
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
    problems += dangling(kept, records)
    problems += cycles(records, places)
    problems += broken_mentions(kept, destinations, media_by_path, root)
    problems += _settings_problems(settings, records, root)
    if problems:
        return None, tuple(problems)
    graph = _graph(settings, records, as_of, drafts)
    files = {key: place.file for key, place in places.items()}
    return _with(graph, files=files, destinations=destinations, media=media_by_path), ()


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


def _settings_problems(settings: Settings, records: Records, root: str) -> list[Diagnostic]:
    at = Location(f"{root}/site.yaml")
    wanted: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if settings.publisher and settings.publisher not in records["unit"]:
        wanted["unit"].append(("publisher", settings.publisher))
    wanted["record"] += [
        ("featured", id_) for id_ in settings.featured if len(keys_of(id_, records)) != 1
    ]
    return [
        problem(
            at,
            "L101",
            "`{field}` names the {kind} '{id}', which does not exist.",
            "Correct the id.",
            field=field,
            kind=kind,
            id=id_,
        )
        for kind, names in wanted.items()
        for field, id_ in names
    ]
