"""Titles by level and who holds each."""

from __future__ import annotations

from generator.views.common import Named, Phrase
from tests.builders import UNITS, view_of

TITLES = """\
- {id: c, name: Cờ, form: flag, level: state}
- {id: b, name: Huân chương hạng Nhì, form: order, level: state, rank: 2}
- {id: a, name: Huân chương hạng Nhất, form: order, level: state, rank: 1}
- {id: d, name: Chiến sĩ, form: title, level: grassroots, eligible: individual,
   criteria: K, conferred_by: so}
- {id: n, name: Nobel, form: prize, level: international}
"""
DECISION = "date: {}\nauthority: so\ntitle: {}\nrecipients: {}\n{}\n"
FILES = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "decisions/x.yaml": DECISION.format("1962-05", "a", "[{name: A}, {name: B, count: 20}]", ""),
    "decisions/y.yaml": DECISION.format(
        "1962", "a", "[{name: C}]", "revocations: {recipient: C, on: 1963}"
    ),
    "decisions/z.yaml": DECISION.format("1970", "a", "[{name: D}]", ""),
}


def test_titles_are_listed_from_the_highest_level():
    """International first, and of one level by rank, then by name."""
    view = view_of(FILES, "titles/")

    assert [
        (each.level, [card.link.text.text for card in each.titles]) for each in view.levels
    ] == [
        ("international", ["Nobel"]),
        ("state", ["Huân chương hạng Nhất", "Huân chương hạng Nhì", "Cờ"]),
        ("grassroots", ["Chiến sĩ"]),
    ]


def test_revoked_awards_are_not_counted():
    """Whoever lost a title holds it no more."""
    state = view_of(FILES, "titles/").levels[1].titles

    assert [(each.form, each.level, each.recipients) for each in state] == [
        ("order", "state", 22),
        ("order", "state", 0),
        ("flag", "state", 0),
    ]


def test_holders_of_a_title_by_year():
    """The latest year first; the year's count is of all that it conferred."""
    view = view_of(FILES, "titles/a/")

    assert [
        (each.year, [award.recipient.text.text for award in each.awards], each.count)
        for each in view.years
    ] == [("1970", ["D"], 1), ("1962", ["A", "B", "C"], 22)]
    assert view.recipients == 22
    assert [award.revoked for award in view.years[1].awards] == ["", "", "1963"]


def test_what_a_title_is():
    """Form, level, rank, for whom, by whom and for what."""
    view = view_of(FILES, "titles/d/")

    assert (view.name, view.emblem, view.form, view.level, view.rank) == (
        Phrase("Chiến sĩ"),
        "d",
        "title",
        "grassroots",
        None,
    )
    assert view.eligible == ("individual",)
    assert view.criteria == Phrase("K")
    assert view.conferred_by == Named(Phrase("Sở"), "units/so/")
    assert (view.years, view.recipients) == ((), 0)
    assert view_of(FILES, "titles/a/").eligible == ("individual", "collective")
