"""Which units compete with each other."""

from __future__ import annotations

from generator.measures.headcount import head_count
from generator.measures.peers import participants, peers_below
from generator.records.campaign import Registration, Score
from generator.records.types import Number
from tests.builders import TITLES, campaign, graph_of, record_of
from tests.fairness import decision

UNITS = (
    "- {id: so, name: Sở, kind: agency}\n"
    "- {id: a, name: A, kind: commune, parent: so}\n"
    "- {id: b, name: B, kind: commune, parent: so}\n"
    "- {id: t, name: T, kind: school, parent: so}\n"
    "- {id: a1, name: A1, kind: other, parent: a}\n"
)


def test_peers_are_the_sub_units_of_one_kind():
    """A school among communes has no peer; awards of a part count for the whole."""
    files = {
        "units.yaml": UNITS,
        "titles.yaml": TITLES,
        "decisions/d.yaml": decision("2020", {"a1": 1, "b": 1, "t": 1, "so": 1}),
    }
    graph = graph_of(files)
    (peers,) = peers_below(graph.back.sub_units["so"])

    assert peers.units == ("a", "b")
    assert [peer for peer, _ in peers.awards(graph.awards, graph.units)] == ["a", "b"]


def test_participants_signed_up_or_were_scored():
    """Each once; organisations that are no units do not count."""
    found = campaign("")
    assert participants(found).units == ()

    more = type(found)(
        id=found.id,
        title=found.title,
        period=found.period,
        registrations=(Registration(unit="b"), Registration(organisation="Đoàn")),
        scores=(
            Score(unit="b", period="2024", score=Number(1)),
            Score(unit="a", period="2024", score=Number(1)),
        ),
    )
    assert participants(more).units == ("a", "b")


def test_the_head_count_of_a_year_is_the_last_one_before():
    """Else the first; a unit may have none."""
    counted = record_of(
        "unit", "- {id: a, name: A, kind: other, workforce: {2015: {total: 5}, 2020: {total: 9}}}"
    )
    bare = record_of("unit", "- {id: a, name: A, kind: other}")

    totals = [
        found.total for year in (2010, 2019, 2020, 2030) if (found := head_count(counted, year))
    ]
    assert totals == [5, 5, 9, 9]
    assert head_count(bare, 2020) is None
