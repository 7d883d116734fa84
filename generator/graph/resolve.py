"""Resolves the ids that records mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from generator.diagnostics import Diagnostic, Location, problem
from generator.graph.chains import chains_of
from generator.graph.site import Key
from generator.nearest import Nearest
from generator.records.common import Record
from generator.records.decision import Decision
from generator.records.kinds import KIND_BY_NAME, KINDS
from generator.records.model import Model
from generator.records.types import Text
from generator.settings import SECTIONS
from generator.validate.entry import Entry
from generator.validate.references import Reference

MOST_SHOWN = 20
"""Ids of a ring that are named."""
MOST_LEVELS = 40
"""Pages draw such trees level within level, which neither templates nor readers bear for ever."""
Records = Mapping[str, Mapping[str, Record]]
"""Records by kind and id."""


def index(entries: Iterable[Entry]) -> tuple[dict[str, dict[str, Entry]], list[Diagnostic]]:
    """Entries by kind and id; of two with one id the first in file order stays."""
    found: dict[str, dict[str, Entry]] = {kind.name: {} for kind in KINDS}
    problems = []
    for entry in sorted(entries, key=lambda each: (each.kind, each.at)):
        first = found[entry.kind].setdefault(entry.record.id, entry)
        if first is not entry:
            problems.append(
                problem(
                    entry.at,
                    "C301",
                    "Two {kind} records have the id '{id}': {first} and {second}.",
                    "Rename one of the files, or give it an `id:` of its own.",
                    kind=entry.kind,
                    id=entry.record.id,
                    first=first.at,
                    second=entry.at,
                )
            )
    return found, problems


def dangling(
    references: Iterable[Reference],
    records: Records,
    nearest: Nearest,
    owner: Record | None = None,
) -> list[Diagnostic]:
    """A diagnostic for each reference of *owner*, or of the settings, that nothing answers to."""
    return [
        found
        for reference in references
        if reference.kind != "rule"
        and (found := _unanswered(reference, records, nearest, owner)) is not None
    ]


def keys_of(id_: str, records: Records) -> tuple[Key, ...]:
    """The records that a kind-free id (`ho-giao`, `profile:ho-giao`) may mean."""
    kind, colon, name = id_.partition(":")
    if colon:
        return ((kind, name),) if name in records.get(kind, {}) else ()
    return tuple((kind, id_) for kind, by_id in records.items() if id_ in by_id)


def _unanswered(
    reference: Reference, records: Records, nearest: Nearest, owner: Record | None
) -> Diagnostic | None:
    if reference.kind == "any":
        return _unanswered_any(reference, records, nearest)
    if reference.kind == "adoption_or_model":
        assert isinstance(owner, Model)
        ledger = {each.id: each for each in owner.adoptions if each.id}
        if reference.id in ledger or reference.id in records["model"]:
            return None
        near = nearest.to(reference.id, chain(ledger, records["model"]), f"model {owner.id}")
        return _not_found(reference, "adoption or model", near)
    if reference.kind == "section_or_page":
        if reference.id in SECTIONS or reference.id in records["page"]:
            return None
        near = nearest.to(reference.id, chain(SECTIONS, records["page"]), reference.kind)
        return _not_found(reference, "section or page", near)
    if reference.id in records[reference.kind]:
        return None
    near = nearest.to(reference.id, records[reference.kind], reference.kind)
    return _not_found(reference, reference.kind, near)


def _unanswered_any(reference: Reference, records: Records, nearest: Nearest) -> Diagnostic | None:
    found = keys_of(reference.id, records)
    if len(found) == 1:
        return None
    if not found:
        near = nearest.to(reference.id, chain.from_iterable(records.values()), reference.kind)
        return _not_found(reference, "record", near)
    return problem(
        reference.at,
        "L101",
        "'{id}' may be several records: {found}.",
        "Write the kind before it, such as `{example}`.",
        id=reference.id,
        found=", ".join(f"{kind}:{id_}" for kind, id_ in found),
        example=":".join(found[0]),
    )


def _not_found(reference: Reference, kind: str, nearest: str) -> Diagnostic:
    where = KIND_BY_NAME[kind].plural if kind in KIND_BY_NAME else ""
    if nearest:
        hint = "Did you mean '{nearest}'?"
    elif where:
        hint = "Add it to {where}, or correct the id."
    else:
        hint = "Correct the id."
    return problem(
        reference.at,
        "L101",
        "`{field}` names the {kind} '{id}', which does not exist.",
        hint,
        field=reference.field,
        kind=kind,
        id=reference.id,
        nearest=nearest,
        where=where,
    )


def name_of(record: Record, records: Records) -> Text:
    """What to call a record: a decision without a name by its number, or the title it confers."""
    name = getattr(record, "name", None) or getattr(record, "title", None)
    if isinstance(record, Decision) and record.name is None:
        title = records["title"][record.title]
        name = Text.of(record.number) if record.number else name_of(title, records)
    assert isinstance(name, Text)
    return name


def cycles(records: Records, entries: Iterable[Entry]) -> list[Diagnostic]:
    """A diagnostic for each ring and each endless chain of parents, models or adoptions."""
    by_key = {(entry.kind, str(entry.record.id)): entry for entry in entries}
    found = []
    for kind, field in (("unit", "parent"), ("campaign", "predecessor"), ("model", "adapted_from")):
        edges = {id_: _targets(record, field) for id_, record in records[kind].items()}
        found += _chained(edges, field, {id_: by_key[kind, id_] for id_ in edges})
    for id_, model in records["model"].items():
        assert isinstance(model, Model)
        ledger = {
            str(each.id): _targets(each, "learned_from") for each in model.adoptions if each.id
        }
        entry = by_key["model", id_]
        found += _chained(ledger, "learned_from", dict.fromkeys(ledger, entry))
    return found


def _chained(
    edges: Mapping[str, list[str]], field: str, entries: Mapping[str, Entry]
) -> list[Diagnostic]:
    """What is wrong with the chains of a *field*; *entries* say where each of their ids stands."""
    chains = chains_of(edges)
    # Predecessors are shown one at a time.
    bearable = len(edges) if chains.rings or field == "predecessor" else MOST_LEVELS
    deep = [id_ for id_, count in chains.levels.items() if count == bearable + 1]
    if not chains.rings and not deep:
        return []
    places = {
        (entry.at, each.id): each.at
        for entry in {entry.at: entry for entry in entries.values()}.values()
        for each in reversed(entry.references)
        if each.field == field
    }

    def place_of(id_: str, named: str) -> Location:
        at = entries[id_].at
        return places.get((at, named), at)

    def furthest(id_: str) -> str:
        return max(edges[id_], key=lambda each: chains.levels.get(each, 0))

    found = [circle(each, field, place_of(*(each * 2)[:2])) for each in chains.rings]
    return found + [_deep(each, field, place_of(each, furthest(each))) for each in deep]


def _targets(holder: object, field: str) -> list[str]:
    given = getattr(holder, field)
    return [given] if isinstance(given, str) else list(given or ())


def circle(ring: tuple[str, ...], field: str, at: Location) -> Diagnostic:
    """What is said of a ring of what a *field* names."""
    return problem(
        at,
        "C302",
        "`{field}` runs in a circle: {ring}.",
        "Take one of these out.",
        field=field,
        ring=" → ".join([*ring[:MOST_SHOWN], *(["…"] if len(ring) > MOST_SHOWN else []), ring[0]]),
    )


def _deep(id_: str, field: str, at: Location) -> Diagnostic:
    return problem(
        at,
        "C304",
        "`{field}` leads from '{id}' through more than {limit} levels.",
        "Let it name what stands further up.",
        field=field,
        id=id_,
        limit=MOST_LEVELS,
    )
