"""Resolves the ids that records mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from generator.diagnostics import Diagnostic, problem
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
    """A diagnostic for each ring of parents, predecessors, models or adoptions."""
    by_key = {(entry.kind, str(entry.record.id)): entry for entry in entries}
    found = []
    for kind, field in (("unit", "parent"), ("campaign", "predecessor"), ("model", "adapted_from")):
        edges = {id_: _targets(record, field) for id_, record in records[kind].items()}
        found += [_ring(ring, field, by_key[kind, ring[0]]) for ring in rings(edges)]
    for id_, model in records["model"].items():
        assert isinstance(model, Model)
        ledger = {
            str(each.id): _targets(each, "learned_from") for each in model.adoptions if each.id
        }
        found += [_ring(ring, "learned_from", by_key["model", id_]) for ring in rings(ledger)]
    return found


def _targets(holder: object, field: str) -> list[str]:
    given = getattr(holder, field)
    return [given] if isinstance(given, str) else list(given or ())


def rings(edges: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """The rings of a directed graph, each beginning with its smallest node.

    One ring is found and opened at a time, so that none hides behind another.
    """
    left = {node: set(targets) for node, targets in edges.items()}
    found = []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as failure:
            ring = tuple(reversed(failure.args[1]))[:-1]
            left[ring[-1]].discard(ring[0])
            smallest = ring.index(min(ring))
            found.append(ring[smallest:] + ring[:smallest])
        else:
            return sorted(found)


def _ring(ring: tuple[str, ...], field: str, entry: Entry) -> Diagnostic:
    following = ring[1] if len(ring) > 1 else ring[0]
    places = [r.at for r in entry.references if r.field == field and r.id == following]
    return problem(
        places[0] if places else entry.at,
        "C302",
        "`{field}` runs in a circle: {ring}.",
        "Take one of these out.",
        field=field,
        ring=" → ".join([*ring, ring[0]]),
    )
