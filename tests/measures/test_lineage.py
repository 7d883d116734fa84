"""Who learned a model from whom."""

from __future__ import annotations

from generator.measures.lineage import Node, has_lineage, lineage_of
from generator.records.model import Model
from tests.builders import record_of


def models(**texts: str) -> dict[str, Model]:
    """Models by id, each with the fields given."""
    return {
        id_: record_of("model", f"---\ntitle: {id_}\nkind: practice\n{text}\n---\n", id_=id_)
        for id_, text in texts.items()
    }


def shape(node: Node) -> object:
    """A tree as nested lists: a model by its id, an adopter by its unit."""
    name = node.model.id if node.model else f"@{node.adoption and node.adoption.by.unit}"
    return [name, *map(shape, node.children)] if node.children else name


def test_a_model_alone_has_no_lineage():
    """Its tree is the model alone."""
    known = models(a="")
    tree = lineage_of(known["a"], known)

    assert (shape(tree), has_lineage(tree)) == ("a", False)


def test_the_tree_is_the_same_from_every_place_in_it():
    """From a leaf the first ancestor is found."""
    known = models(
        ovop="", otop="adapted_from: ovop", ocop="adapted_from: otop", malawi="adapted_from: ovop"
    )
    trees = [lineage_of(each, known) for each in known.values()]

    assert shape(trees[0]) == ["ovop", "malawi", ["otop", "ocop"]]
    assert all(tree == trees[0] for tree in trees)
    assert has_lineage(trees[0])


def test_a_diamond_stands_below_its_first_parent():
    """A model of two origins is shown once, and the other origin is named."""
    known = models(a="", b="adapted_from: a", c="adapted_from: a", d="adapted_from: [b, c]")
    tree = lineage_of(known["d"], known)

    assert shape(tree) == ["a", ["b", "d"], "c"]
    assert tree.children[0].children[0].also_from == ("c",)


def test_a_model_with_two_roots_is_found_below_the_first():
    """The other root is a tree of its own, without the model."""
    known = models(a="", b="", c="adapted_from: [a, b]")

    assert shape(lineage_of(known["c"], known)) == ["a", "c"]
    assert shape(lineage_of(known["b"], known)) == "b"


def test_a_parent_without_a_page_is_passed_over():
    """A model stands below the first of its origins that is shown; the rest are the others."""
    known = models(b="", c="adapted_from: [held, b]")
    tree = lineage_of(known["c"], known)

    assert shape(tree) == ["b", "c"]
    assert tree.children[0].also_from == ("held",)


def test_the_ledger_is_a_tree():
    """Whoever learned from an earlier adopter stands below it, three deep."""
    known = models(
        a="""adoptions:
  - {id: x, by: x, on: 1970}
  - {id: y, by: y, on: 1980, learned_from: x}
  - {id: z, by: z, on: 1990, learned_from: y}
  - {by: w, on: 1975, learned_from: x}
  - {by: v, on: 1960, learned_from: a}"""
    )
    tree = lineage_of(known["a"], known)

    assert shape(tree) == ["a", "@v", ["@x", "@w", ["@y", "@z"]]]
    assert tree.children[1].adoption is known["a"].adoptions[0]


def test_an_adopter_with_its_own_model_is_shown_once():
    """The model it made stands in its place, with the entry of the ledger."""
    known = models(
        a="adoptions: [{id: x, by: x, on: 1970, model: b}, {by: y, on: 1980}]",
        b="adapted_from: a",
    )
    tree = lineage_of(known["a"], known)

    assert shape(tree) == ["a", "b", "@y"]
    assert tree.children[0].adoption is known["a"].adoptions[0]
    assert tree.children[1].model is None


def test_whoever_learned_from_an_adopter_with_its_own_model_is_shown():
    """Nobody of the ledger is lost when the entry above gives way to its model."""
    known = models(
        a="adoptions: [{id: x, by: x, model: b}, {by: y, learned_from: x}]",
        b="adapted_from: a",
    )

    assert "@y" in str(shape(lineage_of(known["a"], known)))


def test_an_adopter_whose_model_stands_elsewhere_is_shown_in_the_ledger():
    """A model that says it came from another is no child, so the entry stays."""
    known = models(a="adoptions: [{by: x, model: b}]", b="")

    assert shape(lineage_of(known["a"], known)) == ["a", "@x"]


def test_learning_from_another_model_is_learning_from_this_one_here():
    """An entry whose teacher is not in the ledger hangs from the model."""
    known = models(a="adoptions: [{id: x, by: x, learned_from: other}]")

    assert shape(lineage_of(known["a"], known)) == ["a", "@x"]


def test_children_are_ordered_by_the_year_they_began():
    """By the ledger's date, else the model's own; undated ones last, then by id."""
    known = models(
        a="adoptions: [{by: u}, {by: t}, {by: s, on: 1985-05}, {by: r, on: 1985}]",
        old="adapted_from: a\norigin: {since: 1950}",
        late="adapted_from: a\norigin: {since: 2001}",
        dateless="adapted_from: a",
    )

    assert shape(lineage_of(known["a"], known)) == [
        "a",
        "old",
        "@r",
        "@s",
        "late",
        "dateless",
        "@t",
        "@u",
    ]


def test_a_ring_that_slipped_through_ends():
    """Even of records that no link step checked a tree is made, in finite time."""
    known = models(a="adapted_from: b", b="adapted_from: a")

    assert shape(lineage_of(known["a"], known)) == ["b", "a"]
