"""The showcase, a page a model, and the adopter's kit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.views.common import Link, Money, Named, Phrase
from generator.views.model import File, LineageNode, Pitfall, Step
from tests.builders import AS_OF, UNITS, Files, pages_of, view_of
from tests.pictures import picture

MODEL = "---\ntitle: {}\nkind: practice\n{}\n---\n{}\n"
BASE = {"units.yaml": UNITS + "- {id: xa, name: Xã, kind: commune}\n"}


def files(lines: str = "", body: str = "X", more: Files | None = None) -> Files:
    return {**BASE, "models/a.md": MODEL.format("A", lines, body), **(more or {})}


def model(lines: str = "", body: str = "X", more: Files | None = None, as_of: date = AS_OF) -> Any:
    return view_of(files(lines, body, more), "models/a/", as_of=as_of)


def test_the_listing_begins_with_what_spread_most():
    """By the length of the ledger, then by title."""
    view = view_of(
        {
            "models/x.md": MODEL.format("Ắ", "", ""),
            "models/y.md": MODEL.format("An", "", ""),
            "models/z.md": MODEL.format("Z", "adoptions: [{by: X}, {by: Y}]", ""),
        },
        "models/",
    )

    assert [each.emblem for each in view.models] == ["z", "y", "x"]


def test_everything_that_a_model_tells():
    """Problem, steps, resources, conditions, pitfalls, evidence, contact and files."""
    view = model(
        """\
summary: S
origin: {profile: p, unit: so, since: 1979}
campaign: c
topics: t
image: {file: i.jpg, alt: I}
problem: "## Vấn đề"
sources: [{id: s, title: S}]
steps:
  - {title: Một, detail: D, duration: 2 tháng, cost: {amount: 5, currency: VND}}
  - {title: Hai}
resources: {people: 3 người, budget: {amount: 14.5, currency: USD, note: N}, time: 1 năm, note: R}
conditions: [C1, C2]
pitfalls: [{what: W, why: Y, source: s}, {what: V}]
evidence: [{indicator: I, before: 1, after: 2, unit: U, source: s}]
contact: {unit: so, channel: Điện thoại}
files: [{file: ../tai/f.pdf, title: Mẫu}]""",
        "## Cách làm",
        more={
            "topics.yaml": "- {id: t, name: T}\n",
            "campaigns/c.yaml": "title: C\nperiod: {start: 1961}\n",
            "profiles/p.md": "---\nname: P\nkind: individual\n---\n",
            "profiles/q.md": "---\nname: Q\nkind: individual\nmodels: a\n---\n",
            "articles/x.md": "---\ntitle: X\ndate: 2020\nabout: [a]\n---\n",
            "models/i.jpg": picture(),
            "tai/f.pdf": b"12345",
        },
    )

    assert (view.title, view.kind, view.emblem, view.summary) == (
        Phrase("A"),
        "practice",
        "a",
        Phrase("S"),
    )
    assert (view.origin, view.since) == (Named(Phrase("P"), "profiles/p/"), "1979")
    assert view.campaign == Link("campaigns/c/", Phrase("C"))
    assert view.image.src.startswith("media/models/i-")
    assert view.problem.headings == ((2, "s-van-de", "Vấn đề"),)
    assert view.body.headings == ((2, "s-cach-lam", "Cách làm"),)
    nothing = Phrase("")
    assert view.steps == (
        Step(Phrase("Một"), Phrase("D"), Phrase("2 tháng"), Money(5, "VND", nothing)),
        Step(Phrase("Hai"), nothing, nothing, None),
    )
    assert (view.people, view.time, view.resources_note) == (
        Phrase("3 người"),
        Phrase("1 năm"),
        Phrase("R"),
    )
    assert view.budget == Money(14.5, "USD", Phrase("N"))
    assert view.conditions == (Phrase("C1"), Phrase("C2"))
    assert view.pitfalls == (Pitfall(Phrase("W"), Phrase("Y"), 1), Pitfall(Phrase("V"), nothing, 0))
    assert [(each.before, each.after, each.source) for each in view.evidence] == [(1, 2, 1)]
    assert (view.contact, view.contact_channel) == (
        Named(Phrase("Sở"), "units/so/"),
        Phrase("Điện thoại"),
    )
    assert view.files == (File("media/tai/f.pdf", Phrase("Mẫu"), 5),)
    assert view.profiles == (Link("profiles/q/", Phrase("Q")),)
    assert [each.link.href for each in view.articles] == ["articles/x/"]
    assert [each.text.text for each in view.topics] == ["T"]


def test_a_model_that_tells_little():
    """Nobody has adopted it, and that is said."""
    view = model(body="")

    assert (view.origin, view.since, view.campaign, view.budget) == (None, "", None, None)
    assert (view.problem, view.body, view.contact, view.lineage) == (None, None, None, None)
    assert (view.adoptions, view.adopters_by_year, view.adapted_from) == ((), (), ())
    assert (view.confirmed, view.months_since_confirmed) == ("", None)


@pytest.mark.parametrize(
    ("confirmed", "as_of", "months"),
    [
        ("2019-06-15", date(2020, 6, 15), 12),
        ("2019-06-15", date(2020, 6, 14), 11),
        ("2020-06-15", date(2020, 6, 15), 0),
        ("2020-01-31", date(2020, 2, 29), 0),
        ("2020-01-31", date(2020, 3, 1), 1),
        ("2019", date(2020, 1, 31), 1),
        ("2019", date(2020, 1, 30), 0),
        ("2019-05", date(2020, 6, 15), 12),
        ("2021", date(2020, 6, 15), 0),
    ],
)
def test_months_since_a_model_was_confirmed(confirmed, as_of, months):
    """Whole months from the last day that the date may mean."""
    assert model(f"confirmed: {confirmed}", as_of=as_of).months_since_confirmed == months


def test_the_ledger():
    """By date, undated last; who learned from whom, and what came of it."""
    view = model(
        """\
sources: [{id: s, title: S}]
adoptions:
  - {by: Undated}
  - {id: y, by: xa, on: 1985, learned_from: x, status: ended, ended: 1990, reason: R, source: s}
  - {id: x, by: {vi: Hội, en: Union}, on: 1980-05, learned_from: a, changes: C, model: b}
  - {by: Z, on: 2001, learned_from: b, status: planned, model: d,
     results: [{indicator: I, before: 1, after: 2, unit: U, source: s}]}""",
        more={
            "models/b.md": MODEL.format("B", "", ""),
            "models/d.md": MODEL.format("D", "draft: true", ""),
        },
    )
    hoi, xa, zet, undated = view.adoptions

    assert [each.anchor for each in view.adoptions] == [
        "adoption-1",
        "adoption-2",
        "adoption-3",
        "adoption-4",
    ]
    assert (hoi.by, hoi.on, hoi.learned_from, hoi.changes) == (
        Named(Phrase("Hội")),
        "1980-05",
        None,
        Phrase("C"),
    )
    assert hoi.model == Link("models/b/", Phrase("B"))
    assert (xa.by, xa.learned_from) == (Named(Phrase("Xã"), "units/xa/"), Named(Phrase("Hội")))
    assert (xa.status, xa.ended, xa.reason, xa.source) == ("ended", "1990", Phrase("R"), 1)
    assert (zet.learned_from, zet.model, zet.status) == (
        Named(Phrase("B"), "models/b/"),
        None,
        "planned",
    )
    assert [(each.after, each.source) for each in zet.results] == [(2, 1)]
    assert (undated.on, undated.learned_from, undated.status) == ("", None, "unknown")


def test_adopters_are_counted_up_by_year():
    """Planned and undated ones do not count; ended ones did adopt."""
    view = model("""\
adoptions:
  - {by: A, on: 1985-05, status: ended}
  - {by: B, on: 1980}
  - {by: C, on: 1985}
  - {by: D, on: 1990, status: planned}
  - {by: E}
  - {by: F, on: 2001-02-03}""")

    assert view.adopters_by_year == ((1980, 1), (1985, 3), (2001, 4))


def test_the_lineage_shows_where_one_stands():
    """From the first ancestor; the page's own model is marked, once."""
    more = {
        "models/root.md": MODEL.format(
            "Root", "origin: {since: 1979}\nadoptions: [{by: xa, on: 1980, status: running}]", ""
        ),
        "models/other.md": MODEL.format("Other", "", ""),
    }
    view = model("adapted_from: [root, other]\norigin: {since: 2001}", more=more)

    assert view.lineage == LineageNode(
        Named(Phrase("Root"), "models/root/"),
        "1979",
        "",
        False,
        (),
        (
            LineageNode(Named(Phrase("Xã"), "units/xa/"), "1980", "running", False, (), ()),
            LineageNode(
                Named(Phrase("A"), "models/a/"),
                "2001",
                "",
                True,
                (Named(Phrase("Other"), "models/other/"),),
                (),
            ),
        ),
    )
    assert view.adapted_from == (
        Link("models/root/", Phrase("Root")),
        Link("models/other/", Phrase("Other")),
    )


def test_each_model_has_a_kit():
    """Page and kit lead to each other; the kit knows where it hangs."""
    pages = pages_of(files())
    page, kit = pages["models/a/"], pages["models/a/kit/"]

    assert (page.view.kit, kit.view.kit) == ("models/a/kit/", "models/a/")
    assert (page.address.template, kit.address.template) == ("model", "kit")
    assert [(each.key, each.text.text, each.href) for each in kit.address.crumbs] == [
        ("home", "", ""),
        ("models", "", "models/"),
        ("", "A", "models/a/"),
    ]
    assert "en/models/a/kit/" not in pages
    assert [each.href for each in kit.address.alternates] == ["models/a/kit/"]


def test_a_translated_model_has_a_kit_in_each_language():
    """With alternates between the kits."""
    pages = pages_of(files(more={"models/a.en.md": "---\n---\nY\n"}))

    assert [each.href for each in pages["en/models/a/kit/"].address.alternates] == [
        "models/a/kit/",
        "en/models/a/kit/",
    ]
