"""Everything of a topic."""

from __future__ import annotations

from generator.views.common import Phrase
from tests.builders import view_of

PERSON = "---\nname: {}\nkind: individual\ntopics: t\n---\n"
CAMPAIGN = "title: {}\nperiod: {{start: {}}}\ntopics: [t]\n"
FILES = {
    "topics.yaml": "- {id: t, name: Đất, summary: S}\n- {id: u, name: Dân}\n",
    "profiles/p.md": PERSON.format("Lê Yến"),
    "profiles/q.md": PERSON.format("Vũ An"),
    "campaigns/c.yaml": CAMPAIGN.format("C", "1961"),
    "campaigns/d.yaml": CAMPAIGN.format("D", "2011"),
    "models/m.md": "---\ntitle: M\nkind: practice\ntopics: t\n---\n",
    "articles/r.md": "---\ntitle: R\ndate: 2020\ntopics: t\n---\n",
}


def test_topics_are_listed_with_what_they_hold():
    """In Vietnamese order, with all kinds counted; an empty one counts 0."""
    view = view_of(FILES, "topics/")

    assert [(each.link.text.text, each.link.href, each.count) for each in view.topics] == [
        ("Dân", "topics/u/", 0),
        ("Đất", "topics/t/", 6),
    ]


def test_what_a_topic_holds():
    """People by given name, campaigns latest first, models and articles."""
    view = view_of(FILES, "topics/t/")

    assert (view.name, view.summary) == (Phrase("Đất"), Phrase("S"))
    assert [each.emblem for each in view.profiles] == ["q", "p"]
    assert [each.emblem for each in view.campaigns] == ["d", "c"]
    assert [each.emblem for each in view.models] == ["m"]
    assert [each.link.href for each in view.articles] == ["articles/r/"]


def test_a_topic_of_which_nothing_is_told():
    """It has a page all the same."""
    view = view_of(FILES, "topics/u/")

    assert (view.profiles, view.campaigns, view.models, view.articles) == ((), (), (), ())
