"""The listing of campaigns and a page each."""

from __future__ import annotations

from datetime import date

from generator.views.campaign import Coordinator, Criterion, Registration, Stage, Standing
from generator.views.common import Link, Named, Phrase, Tally
from tests.builders import TITLES, UNITS, pages_of, view_of

BASE = {"units.yaml": UNITS + "- {id: xa, name: Xã, kind: commune}\n", "titles.yaml": TITLES}


def campaign(lines: str = "", period: str = "{start: 2011, end: 2015}", **files: str | bytes):
    text = f"title: A\nperiod: {period}\n{lines}\n"
    return view_of({**BASE, "campaigns/a.yaml": text, **files}, "campaigns/a/")


def test_the_listing_is_latest_first():
    """By start, and equal starts by id."""
    files = {
        f"campaigns/{id_}.yaml": f"title: A\nperiod: {{start: {start}}}\n"
        for id_, start in {"a": "1961", "b": "1961-02", "c": "2011", "d": "1961"}.items()
    }

    assert [each.emblem for each in view_of(files, "campaigns/").campaigns] == ["c", "b", "d", "a"]


def test_head_of_a_campaign():
    """Period, state, scope, who launched it and with which document."""
    view = campaign("""\
summary: S
scope: Toàn quốc
launched_by: so
coordinators: [{unit: xa, role: R}, {unit: Đoàn}]
sources: [{id: q, title: Q}]
decision: {number: 558/QĐ, date: 2016-04-05, url: 'https://a.vn/', source: q}
topics: []
""")

    assert (view.title, view.emblem, view.summary) == (Phrase("A"), "a", Phrase("S"))
    assert (view.start, view.end, view.state, view.as_of) == ("2011", "2015", "ended", "2020-06-15")
    assert (view.scope, view.launched_by) == (Phrase("Toàn quốc"), Named(Phrase("Sở"), "units/so/"))
    assert view.coordinators == (
        Coordinator(Named(Phrase("Xã"), "units/xa/"), Phrase("R")),
        Coordinator(Named(Phrase("Đoàn")), Phrase("")),
    )
    assert (view.document_number, view.document_date) == ("558/QĐ", "2016-04-05")
    assert (view.document_url, view.document_source) == ("https://a.vn/", 1)


def test_a_campaign_of_which_little_is_known():
    """An open end, no document, no story."""
    view = campaign(period="{start: 1961-10}")

    assert (view.start, view.end, view.state) == ("1961-10", "", "open")
    assert (view.launched_by, view.document_number, view.document_source) == (None, "", 0)
    assert (view.standings, view.story, view.image, view.predecessor) == (None, None, None, None)
    assert (view.log, view.log_length, view.tally) == ((), 0, Tally())


def test_stages_lead_to_the_log():
    """A stage with a milestone names its entry."""
    view = campaign("""\
milestones:
  - {kind: event, on: 2012, title: E}
  - {kind: launch, on: 2011-02, title: L}
""")

    assert view.stages == (
        Stage("launch", "done", "2011-02", "milestone-2"),
        Stage("check", "not_held", "", ""),
        Stage("interim_review", "not_held", "", ""),
        Stage("final_review", "not_held", "", ""),
        Stage("replication", "not_held", "", ""),
    )
    assert [entry.anchor for year in view.log for entry in year.entries] == [
        "milestone-2",
        "milestone-1",
    ]


def test_the_log_is_in_order_of_date():
    """By year; a plan stands at its planned date, and what has no date last."""
    view = campaign("""\
milestones:
  - {kind: event, title: Undated}
  - {kind: final_review, planned: 2021, title: Planned}
  - {kind: check, on: 2012-05, title: May}
  - {kind: check, on: 2012, title: Year}
  - {kind: launch, on: 2011-12-31, title: Launch}
""")

    assert [(year.year, [each.title.text for each in year.entries]) for year in view.log] == [
        ("2011", ["Launch"]),
        ("2012", ["Year", "May"]),
        ("2021", ["Planned"]),
        ("", ["Undated"]),
    ]
    assert view.log_length == 5
    assert view.log[2].entries[0].state == "planned"


def test_milestones_of_one_day_stay_in_the_order_written():
    """The tenth does not slip before the second."""
    lines = "".join(f"  - {{kind: event, on: 2012, title: M{number}}}\n" for number in range(1, 13))
    (year,) = campaign(f"milestones:\n{lines}").log

    assert [each.title.text for each in year.entries] == [f"M{number}" for number in range(1, 13)]


def test_what_a_review_found():
    """Done, shortcomings and lessons, who held it, its decision and source."""
    files = {
        "decisions/d.yaml": "date: 2015\nauthority: so\ntitle: bang-khen\nrecipients: {name: N}\n",
        "decisions/e.yaml": "date: 2015\nauthority: so\ntitle: bang-khen\nrecipients: {name: N}\n"
        "draft: true\n",
    }
    view = campaign(
        """\
sources: [{id: s, title: S}]
milestones:
  - kind: final_review
    on: 2015-12-08
    end: 2015-12-09
    planned: 2015-11
    title: Tổng kết
    by: so
    decision: d
    source: s
    note: N
    findings: {done: [Một, Hai], shortcomings: Ba, lessons: [Bốn]}
  - {kind: award, on: 2016, title: T, decision: e}
""",
        **files,
    )
    review, award = (year.entries[0] for year in view.log)

    assert (review.on, review.end, review.planned) == ("2015-12-08", "2015-12-09", "2015-11")
    assert (review.done, review.shortcomings, review.lessons) == (
        (Phrase("Một"), Phrase("Hai")),
        (Phrase("Ba"),),
        (Phrase("Bốn"),),
    )
    assert (review.by, review.source, review.note) == (
        Named(Phrase("Sở"), "units/so/"),
        1,
        Phrase("N"),
    )
    assert review.decision == Link("decisions/d/", Phrase("Bằng khen"))
    assert award.decision is None
    assert (award.done, award.shortcomings, award.lessons) == ((), (), ())


def test_targets_and_their_tally():
    """Points by date with their sources; the tally counts this campaign alone."""
    view = campaign("""\
sources: [{id: s, title: S}]
targets:
  - id: t
    indicator: {vi: Xã, en: Communes}
    unit: '%'
    baseline: {value: 1.5, on: 2010, source: s, note: B}
    goal: {value: 20, by: 2015, source: s, note: G}
    note: T
    measurements:
      - {value: 24, on: 2016-06, note: M}
      - {value: 14.5, on: 2015-12-08, source: s}
  - {id: u, indicator: Chất lượng}
""")
    target, bare = view.targets

    assert view.tally == Tally(missed=1, no_goal=1)
    assert (target.id, target.state, target.direction) == ("t", "missed", "up")
    assert (target.indicator, target.unit, target.note) == (Phrase("Xã"), Phrase("%"), Phrase("T"))
    assert (target.goal, target.goal_by, target.goal_source, target.goal_note) == (
        20,
        "2015",
        1,
        Phrase("G"),
    )
    assert (target.baseline.value, target.baseline.on, target.baseline.source) == (1.5, "2010", 1)
    assert target.baseline.note == Phrase("B")
    assert [(each.value, each.on, each.source) for each in target.measurements] == [
        (14.5, "2015-12-08", 1),
        (24, "2016-06", 0),
    ]
    assert (target.latest.value, target.judged.value, target.met_on) == (24, 14.5, "2016-06")
    assert (target.gap, target.missing) == (5.5, ())
    assert round(target.progress, 4) == 1.2162
    assert (bare.goal, bare.goal_by, bare.baseline, bare.latest, bare.unit) == (
        None,
        "",
        None,
        None,
        Phrase(""),
    )
    assert bare.missing == ("goal", "unit", "by", "baseline", "measurement")


def test_criteria_registrations_and_standings():
    """Names linked where there is a unit; ranks and the most improved."""
    view = campaign(
        "criteria: [{name: C, weight: 40, period: month, measured: M}, {name: D}]\n",
        **{
            "campaigns/a.registrations.csv": "unit,organisation,registered_on,indicator,measure,"
            "goal,result\nso,,2011-03,I,tấn,3,4.5\n,Đoàn,,,,,\n",
            "campaigns/a.scores.csv": "unit,period,score\nso,2011,70\nso,2012,75\nxa,2012,90\n",
        },
    )

    assert view.criteria == (
        Criterion(Phrase("C"), 40, "month", Phrase("M")),
        Criterion(Phrase("D"), None, "", Phrase("")),
    )
    assert view.registrations == (
        Registration(
            Named(Phrase("Sở"), "units/so/"), "2011-03", Phrase("I"), Phrase("tấn"), 3, 4.5
        ),
        Registration(Named(Phrase("Đoàn")), "", Phrase(""), Phrase(""), None, None),
    )
    assert view.standings.periods == ("2011", "2012")
    assert view.standings.rows == (
        Standing(1, Named(Phrase("Xã"), "units/xa/"), 90, 90, 0, (None, 90)),
        Standing(2, Named(Phrase("Sở"), "units/so/"), 70, 75, 5, (70, 75)),
    )
    assert view.standings.most_improved == (Named(Phrase("Sở"), "units/so/"),)
    assert view.standings.improvement == 5


def test_nobody_improved():
    """One score each is no improvement."""
    view = campaign(**{"campaigns/a.scores.csv": "unit,period,score\nso,2011,70\n"})

    assert (view.standings.most_improved, view.standings.improvement) == ((), None)


def test_what_belongs_to_a_campaign():
    """Awards and decisions by date, people by given name, models, phases and articles."""
    decision = "date: {}\nauthority: so\ntitle: bang-khen\ncampaign: a\nrecipients: {{name: {}}}\n"
    person = "---\nname: {}\nkind: individual\ncampaigns: a\n---\n"
    phase = "title: {}\nperiod: {{start: 2016}}\npredecessor: a\n{}\n"
    view = campaign(
        "predecessor: before\ntopics: t",
        **{
            "topics.yaml": "- {id: t, name: T}\n",
            "campaigns/before.yaml": "title: B\nperiod: {start: 2006}\n",
            "campaigns/after.yaml": phase.format("C", ""),
            "campaigns/draft.yaml": phase.format("D", "draft: true"),
            "decisions/d.yaml": decision.format("2015", "Sau"),
            "decisions/e.yaml": decision.format("2012", "Trước"),
            "decisions/f.yaml": "date: 2015\nauthority: so\ntitle: bang-khen\n"
            "recipients: {name: X}\n",
            "profiles/p.md": person.format("Lê Yến"),
            "profiles/q.md": person.format("Vũ An"),
            "models/m.md": "---\ntitle: M\nkind: practice\ncampaign: a\n---\n",
            "articles/x.md": "---\ntitle: X\ndate: 2020\ncampaigns: a\n---\n",
        },
    )

    assert [each.date for each in view.decisions] == ["2012", "2015"]
    assert [each.recipient.text.text for each in view.awards] == ["Trước", "Sau"]
    assert [each.emblem for each in view.profiles] == ["q", "p"]
    assert [each.emblem for each in view.models] == ["m"]
    assert view.predecessor == Link("campaigns/before/", Phrase("B"))
    assert view.successors == (Link("campaigns/after/", Phrase("C")),)
    assert [each.text.text for each in view.topics] == ["T"]
    assert [each.link.href for each in view.articles] == ["articles/x/"]


def test_a_predecessor_that_is_held_back_is_not_linked():
    """A link to nowhere would be worse than none."""
    view = campaign(
        "predecessor: b",
        **{"campaigns/b.yaml": "title: B\nperiod: {start: 2006}\ndraft: true\n"},
    )

    assert view.predecessor is None


def test_the_state_is_that_of_the_day():
    """The same campaign on another day."""
    files = {"campaigns/a.yaml": "title: A\nperiod: {start: 2011, end: 2015}\n"}

    assert view_of(files, "campaigns/a/", as_of=date(2010, 1, 1)).state == "planned"
    assert view_of(files, "campaigns/a/", as_of=date(2015, 12, 31)).state == "running"


def test_a_campaign_without_english_has_no_english_page():
    """And one with an English story has."""
    story = "title: A\nperiod: {{start: 2011}}\nstory: {}\n"
    pages = pages_of(
        {
            "campaigns/a.yaml": story.format("Một"),
            "campaigns/b.yaml": story.format("{vi: Một, en: One}"),
        }
    )

    assert "en/campaigns/a/" not in pages
    assert pages["en/campaigns/b/"].view.story.lang == ""
