"""Ids that records mention, and rings of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.graph.chains import chains_of
from generator.graph.resolve import MOST_LEVELS
from tests.builders import TITLES, UNITS, codes_of, graph_of, problems_of

PERSON = "---\nname: A\nkind: individual\n{}\n---\n"
MODEL = "---\ntitle: A\nkind: practice\n{}\n---\n"
CAMPAIGN = "title: A\nperiod: {{start: 2011}}\n{}\n"
ARTICLE = "---\ntitle: A\ndate: 2020\n{}\n---\n"


def test_unknown_ids_are_located_with_the_nearest():
    """A slip of the pen gets the id that was meant."""
    assert problems_of({"units.yaml": UNITS, "profiles/a.md": PERSON.format("unit: soo")}) == [
        (
            "profiles/a.md:4:7: L101 `unit` names the unit 'soo', which does not exist."
            " Did you mean 'so'?"
        )
    ]


def test_unknown_ids_far_from_any_name_the_place():
    """Without a near id the hint says where records of the kind are written."""
    assert problems_of({"profiles/a.md": PERSON.format("campaigns: [xyz]")}) == [
        (
            "profiles/a.md:4:13: L101 `campaigns` names the campaign 'xyz', which does not exist."
            " Add it to campaigns, or correct the id."
        )
    ]


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("profiles/a.md", PERSON.format("topics: [x]"), "4:10"),
        ("profiles/a.md", PERSON.format("models: [x]"), "4:10"),
        ("campaigns/a.yaml", CAMPAIGN.format("launched_by: x"), "3:14"),
        ("campaigns/a.yaml", CAMPAIGN.format("predecessor: x"), "3:14"),
        (
            "campaigns/a.yaml",
            CAMPAIGN.format("milestones: [{kind: event, title: M, decision: x}]"),
            "3:48",
        ),
        ("models/a.md", MODEL.format("adapted_from: x"), "4:15"),
        ("models/a.md", MODEL.format("adoptions: [{by: Sở, learned_from: x}]"), "4:36"),
        ("models/a.md", MODEL.format("origin: {profile: x}"), "4:19"),
        ("articles/a.md", ARTICLE.format("about: [x]"), "4:9"),
        ("articles/a.md", ARTICLE.format("about: [profile:a]"), "4:9"),
        ("articles/a.md", ARTICLE.format("about: [foo:a]"), "4:9"),
    ],
)
def test_every_kind_of_reference_must_resolve(name, text, place):
    """Its own line and column."""
    assert codes_of({name: text}) == [f"{name}:{place}: L101"]


def test_a_learned_from_is_an_adoption_or_a_model():
    """The nearest of both is offered."""
    text = MODEL.format("adoptions: [{id: quang-ninh, by: Sở}, {by: Hội, learned_from: quang-nin}]")
    (found,) = problems_of({"models/a.md": text})

    assert "names the adoption or model 'quang-nin'" in found
    assert found.endswith("Did you mean 'quang-ninh'?")


def test_an_id_of_two_kinds_needs_its_kind():
    """`about: [a]` may be the profile or the campaign."""
    files = {"profiles/a.md": PERSON.format(""), "campaigns/a.yaml": CAMPAIGN.format("")}

    assert problems_of({**files, "articles/b.md": ARTICLE.format("about: [a]")}) == [
        (
            "articles/b.md:4:9: L101 'a' may be several records: profile:a, campaign:a."
            " Write the kind before it, such as `profile:a`."
        )
    ]
    assert problems_of({**files, "articles/b.md": ARTICLE.format("about: [profile:a]")}) == []


def test_two_records_of_one_id_name_both_files():
    """In folders of one kind an id stands once; the second in file order is reported."""
    assert problems_of(
        {"profiles/x/a.md": PERSON.format(""), "profiles/y/a.md": PERSON.format("")}
    ) == [
        (
            "profiles/y/a.md: C301 Two profile records have the id 'a': content/profiles/x/a.md and"
            " content/profiles/y/a.md. Rename one of the files, or give it an `id:` of its own."
        )
    ]
    assert codes_of({"units.yaml": UNITS + UNITS}) == ["units.yaml:2:3: C301"]


def test_one_id_in_two_kinds_is_no_clash():
    """Ids are unique by kind."""
    assert problems_of({"profiles/a.md": PERSON.format(""), "models/a.md": MODEL.format("")}) == []


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "units.yaml": "- {id: a, name: A, kind: agency, parent: b}\n"
                "- {id: b, name: B, kind: agency, parent: c}\n"
                "- {id: c, name: C, kind: agency, parent: a}\n"
            },
            (
                "units.yaml:1:42: C302 `parent` runs in a circle: a → b → c → a."
                " Take one of these out."
            ),
        ),
        (
            {"campaigns/a.yaml": CAMPAIGN.format("predecessor: a")},
            (
                "campaigns/a.yaml:3:14: C302 `predecessor` runs in a circle: a → a."
                " Take one of these out."
            ),
        ),
        (
            {
                "models/a.md": MODEL.format("adapted_from: b"),
                "models/b.md": MODEL.format("adapted_from: a"),
            },
            (
                "models/a.md:4:15: C302 `adapted_from` runs in a circle: a → b → a."
                " Take one of these out."
            ),
        ),
        (
            {
                "models/a.md": MODEL.format(
                    "adoptions: [{id: x, by: X, learned_from: y}, {id: y, by: Y, learned_from: x}]"
                )
            },
            (
                "models/a.md:4:42: C302 `learned_from` runs in a circle: x → y → x."
                " Take one of these out."
            ),
        ),
    ],
)
def test_rings_are_refused(files, expected):
    """Units, campaigns, models, ledgers: each ring once, where its smallest id names the next."""
    assert problems_of(files) == [expected]


def test_a_long_ring_is_said_in_short():
    """Thousands of ids would fill the screen."""
    ids = [f"u-{number:03}" for number in range(100)]
    units = "".join(
        f"- {{id: {id_}, name: A, kind: agency, parent: {parent}}}\n"
        for id_, parent in zip(ids, [*ids[1:], ids[0]], strict=True)
    )
    (found,) = problems_of({"units.yaml": units})

    assert " → u-019 → … → u-000. Take" in found


def test_every_ring_is_said():
    """A second ring does not hide behind the first."""
    units = "".join(
        f"- {{id: {id_}, name: A, kind: agency, parent: {parent}}}\n"
        for id_, parent in map(tuple, ["ab", "ba", "cd", "dc", "ea"])
    )

    assert codes_of({"units.yaml": units}) == ["units.yaml:1:42: C302", "units.yaml:3:42: C302"]


def test_learning_from_the_model_itself_is_no_ring():
    """An entry may name the model of its ledger."""
    text = MODEL.format("adoptions: [{id: x, by: X, learned_from: a}]")

    assert problems_of({"models/a.md": text}) == []


edges = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6
)


@given(edges)
def test_rings_are_real_and_none_is_left(graph):
    """Each ring follows arrows and begins with its smallest; without their arrows none remains."""
    found = chains_of(graph).rings
    left = {node: set(targets) for node, targets in graph.items()}

    for ring in found:
        assert ring[0] == min(ring)
        for one, next_ in zip(ring, (*ring[1:], ring[0]), strict=True):
            assert next_ in graph[one]
            left[one].discard(next_)
    assert bool(found) == _has_ring(graph)
    assert chains_of({node: sorted(targets) for node, targets in left.items()}).rings == ()


def test_every_arrow_is_followed_once():
    """However many rings there are: two thousand pairs, each other's parents, and a long chain."""
    followed: list[str] = []

    class Watched(list[str]):
        def __iter__(self) -> Iterator[str]:
            for each in super().__iter__():
                followed.append(each)
                yield each

    pairs = {f"{one}{n}": [f"{other}{n}"] for n in range(2000) for one, other in ("ab", "ba")}
    chain = {f"c{n}": [f"c{n + 1}"] for n in range(5000)}
    found = chains_of({node: Watched(targets) for node, targets in {**pairs, **chain}.items()})

    assert len(found.rings) == 2000
    assert found.levels["c0"] == 5000
    # Once on the way there and once on the way back.
    assert len(followed) == 2 * len(pairs | chain)


CHAINS = {
    "parent": lambda count: {
        "units.yaml": "- {id: u1, name: A, kind: agency}\n"
        + "".join(
            f"- {{id: u{n}, name: A, kind: agency, parent: u{n - 1}}}\n"
            for n in range(2, count + 1)
        )
    },
    "adapted_from": lambda count: {
        f"models/m{n}.md": MODEL.format(f"adapted_from: m{n - 1}" if n > 1 else "topics: []")
        for n in range(1, count + 1)
    },
    "learned_from": lambda count: {
        "models/a.md": MODEL.format(
            "adoptions:\n"
            + "\n".join(
                f"  - {{id: x{n}, by: X{f', learned_from: x{n - 1}' if n > 1 else ''}}}"
                for n in range(1, count + 1)
            )
        )
    },
}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("parent", "units.yaml:41:44: C304 `parent` leads from 'u41'"),
        ("adapted_from", "models/m41.md:4:15: C304 `adapted_from` leads from 'm41'"),
        ("learned_from", "models/a.md:45:36: C304 `learned_from` leads from 'x41'"),
    ],
)
def test_chains_have_an_end(field, place):
    """Where a chain passes the limit it is said once, however much longer it is."""
    assert problems_of(CHAINS[field](MOST_LEVELS)) == []
    assert problems_of(CHAINS[field](MOST_LEVELS + 9)) == [
        f"{place} through more than 40 levels. Let it name what stands further up."
    ]


def test_phases_of_a_campaign_may_follow_one_another_for_ever():
    """Pages show the one before only."""
    assert not problems_of(
        {
            f"campaigns/c{n}.yaml": CAMPAIGN.format(f"predecessor: c{n - 1}" if n else "topics: []")
            for n in range(MOST_LEVELS + 2)
        }
    )


def _has_ring(graph: dict[str, list[str]]) -> bool:
    def reaches(start: str, goal: str, seen: frozenset[str]) -> bool:
        return any(
            each == goal or (each not in seen and reaches(each, goal, seen | {each}))
            for each in graph.get(start, ())
        )

    return any(reaches(node, node, frozenset()) for node in graph)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("number: 12/QĐ\nname: {vi: Đợt một, en: First}", "Đợt một"),
        ("number: 12/QĐ", "12/QĐ"),
        ("", "Bằng khen"),
    ],
)
def test_what_a_decision_is_called(lines, name):
    """By its name, else its number, else the title that it confers."""
    text = f"date: 2020\nauthority: so\ntitle: bang-khen\nrecipients: [{{name: A}}]\n{lines}\n"
    graph = graph_of({"units.yaml": UNITS, "titles.yaml": TITLES, "decisions/d.yaml": text})

    assert str(graph.names["decision", "d"]) == name
