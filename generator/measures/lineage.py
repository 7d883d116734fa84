"""Lineage: who learned a model from whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.records.model import Adoption, Model


@dataclass(frozen=True, slots=True)
class Node:
    """A model, or an adopter of one without a page of its own model, with those who followed."""

    model: Model | None
    adoption: Adoption | None
    """The ledger entry by which it took the model up, where there is one."""
    also_from: tuple[str, ...]
    """Ids of further models it was adapted from."""
    children: tuple[Node, ...]


def lineage_of(model: Model, models: Mapping[str, Model]) -> Node:
    """The whole tree that *model* stands in, from its first ancestor.

    A model adapted from several stands below the first of them; `also_from` names the others.
    """
    root, seen = model, {model.id}
    while parents := [each for each in root.adapted_from if each in models and each not in seen]:
        root = models[parents[0]]
        seen.add(root.id)
    return _node(root, None, models, frozenset())


def has_lineage(node: Node) -> bool:
    """Whether the tree shows more than one model alone."""
    return bool(node.children)


def _node(
    model: Model,
    entry: Adoption | None,
    models: Mapping[str, Model],
    above: frozenset[str],
    pupils: tuple[Node, ...] = (),
) -> Node:
    """The tree below *model*; *pupils* learned from it by the ledger of the model above."""
    above = above | {model.id}
    parent = _parent(model, models)
    entries = {each.model: each for each in model.adoptions if each.model}
    followers: dict[str, Model] = {
        each.id: each
        for each in models.values()
        if each.id not in above and _parent(each, models) == model.id
    }
    children = list(pupils)
    for id_, follower in followers.items():
        taught = _adopters(model, entries[id_].id, followers) if id_ in entries else []
        children.append(_node(follower, entries.get(id_), models, above, tuple(taught)))
    children += _adopters(model, None, followers)
    others = tuple(each for each in model.adapted_from if each != parent)
    return Node(model, entry, others, tuple(sorted(children, key=_begun)))


def _parent(model: Model, models: Mapping[str, Model]) -> str | None:
    return next((each for each in model.adapted_from if each in models), None)


def _adopters(model: Model, teacher: str | None, followers: Mapping[str, Model]) -> list[Node]:
    """Who learned from *teacher* by the ledger, without those that stand here as models."""
    ledger = {each.id for each in model.adoptions if each.id}
    found = []
    for entry in model.adoptions:
        learned_from = entry.learned_from if entry.learned_from in ledger else None
        if learned_from != teacher or (teacher is not None and entry.id == teacher):
            continue
        if entry.model in followers:
            continue
        below = _adopters(model, entry.id, followers) if entry.id else []
        found.append(Node(None, entry, (), tuple(sorted(below, key=_begun))))
    return found


def _begun(node: Node) -> tuple[str, str]:
    on = node.adoption.on if node.adoption else None
    if on is None and node.model and node.model.origin:
        on = node.model.origin.since
    name = node.model.id if node.model else str(node.adoption and (node.adoption.by.unit or ""))
    return (str(on) if on else "9999", name)
