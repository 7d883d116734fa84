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
    model: Model, entry: Adoption | None, models: Mapping[str, Model], above: frozenset[str]
) -> Node:
    above = above | {model.id}
    entries = {each.model: each for each in model.adoptions if each.model}
    followers = [
        each
        for each in models.values()
        if each.id not in above and _parent(each, models) == model.id
    ]
    children = [_node(each, entries.get(each.id), models, above) for each in followers]
    of_models = {each.id for each in followers}
    children += [
        child
        for child in _adopters(model, None, models)
        if not (child.adoption and child.adoption.model in of_models)
    ]
    return Node(model, entry, tuple(model.adapted_from[1:]), tuple(sorted(children, key=_begun)))


def _parent(model: Model, models: Mapping[str, Model]) -> str | None:
    return next((each for each in model.adapted_from if each in models), None)


def _adopters(model: Model, teacher: str | None, models: Mapping[str, Model]) -> list[Node]:
    ledger = {each.id for each in model.adoptions if each.id}
    found = []
    for entry in model.adoptions:
        learned_from = entry.learned_from if entry.learned_from in ledger else None
        if learned_from == teacher:
            below = _adopters(model, entry.id, models) if entry.id else []
            found.append(Node(None, entry, (), tuple(sorted(below, key=_begun))))
    return found


def _begun(node: Node) -> tuple[str, str]:
    on = node.adoption.on if node.adoption else None
    if on is None and node.model and node.model.origin:
        on = node.model.origin.since
    name = node.model.id if node.model else str(node.adoption and (node.adoption.by.unit or ""))
    return (str(on) if on else "9999", name)
