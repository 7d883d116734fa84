"""Feeds, as a reader of feeds sees them."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest

from generator.plan.machines.news import MOST
from tests.builders import TITLES, Files, pages_of, planned

SITE = "title: {vi: Gương, en: Mirror}\nlanguages: [vi, en]\nurl: https://a.vn/g\n"
HOSTILE = "“A” & <b> ]]> 'x' \" 🏅 \u202eabc\u202c ¶"
QUOTED = "'" + HOSTILE.replace("'", "''") + "'"
DECISION = "date: {date}\nauthority: so\ntitle: bang-khen\ncampaign: c\nnumber: {number}\n{more}"
FILES: Files = {
    "site.yaml": SITE,
    "units.yaml": "- {id: so, name: Sở, kind: agency}\n- {id: xa, name: Xã, kind: commune}\n",
    "titles.yaml": TITLES,
    "topics.yaml": "- {id: nuoc, name: Nước}\n- {id: trong, name: Trống}\n",
    "profiles/a.md": "---\nname: Đồng chí A\nkind: individual\nunit: xa\npublish_on: 2020-03-01\n"
    "topics: [nuoc]\nsummary: Người thợ\ncorrections: [{on: 2020-04-05, note: Sửa}]\n---\n",
    "profiles/b.md": "---\nname: Đồng chí B\nkind: individual\ntopics: [nuoc]\n---\n",
    "decisions/d.yaml": DECISION.format(date="2020-05-20", number="1", more="recipients:\n")
    + "  - {profile: a}\n  - {name: N}\n  - {name: R}\n"
    "revocations: [{recipient: R, on: 2020-06-01}]\n",
    "decisions/year.yaml": DECISION.format(
        date="2019", number="2", more="recipients: [{name: N}]\n"
    ),
    "decisions/later.yaml": DECISION.format(
        date="2020-06-16", number="3", more="recipients: [{name: N}]\n"
    ),
    "campaigns/c.yaml": "title: {vi: Phong trào C, en: Campaign C}\nperiod: {start: 2015}\n"
    "milestones:\n  - {kind: launch, on: 2015-01-02, title: Phát động}\n"
    "  - {kind: interim_review, on: 2017-05-06, title: Sơ kết, note: Nửa đường}\n"
    "  - {kind: final_review, on: 2019-05, title: Tổng kết}\n"
    "  - {kind: final_review, planned: 2020-01-01, title: Hẹn}\n",
    "articles/t.md": f"---\ntitle: {QUOTED}\ndate: 2020-02-03 08:48\nabout: [so]\n"
    f"campaigns: [c]\nsummary: {QUOTED}\n---\nLời\n",
}


def files(given: Files = FILES) -> dict[str, bytes]:
    return {each.path: each.data for each in planned(given).files}


def atom(path: str, given: Files = FILES) -> Any:
    parsed = feedparser.parse(files(given)[path])
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def told(path: str) -> list[tuple[str, str]]:
    return [(each.title, each.updated[:10]) for each in atom(path).entries]


def test_the_site_tells_what_is_dated_to_the_day_the_latest_first() -> None:
    """Neither a year, nor a date to come, nor a profile without a date is news."""
    feed = atom("feed.xml")

    assert (feed.feed.title, feed.feed.id, feed.version) == ("Gương", "https://a.vn/g/", "atom10")
    assert [(each.title, each.updated) for each in feed.entries] == [
        ("1", "2020-06-01T00:00:00+07:00"),
        ("Đồng chí A", "2020-04-05T00:00:00+07:00"),
        (HOSTILE, "2020-02-03T08:48:00+07:00"),
        ("Phong trào C: Sơ kết", "2017-05-06T00:00:00+07:00"),
    ]
    assert feed.feed.updated == "2020-06-01T00:00:00+07:00"


def test_entries_keep_their_words_and_their_addresses() -> None:
    """Texts survive as they are; what was published and what was changed are told apart."""
    decision, person, article, review = atom("feed.xml").entries

    assert (article.summary, article.id) == (HOSTILE, "https://a.vn/g/articles/t/")
    assert (person.published[:10], person.updated[:10]) == ("2020-03-01", "2020-04-05")
    # R's award was taken back, which is the news.
    assert decision.summary == "Bằng khen: Đồng chí A, N"
    assert decision.published == "2020-05-20T00:00:00+07:00"
    assert (review.id, review.link) == (
        "https://a.vn/g/campaigns/c/#interim_review-1",
        "https://a.vn/g/campaigns/c/#milestone-2",
    )
    assert [each.tags[0].term for each in (decision, person, review)] == [
        "decision", "profile", "campaign"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("campaigns/c/feed.xml", ["1", HOSTILE, "Phong trào C: Sơ kết"]),
        ("topics/nuoc/feed.xml", ["Đồng chí A"]),
        ("units/so/feed.xml", ["1", HOSTILE]),
        ("units/xa/feed.xml", ["1", "Đồng chí A"]),
    ],
)
def test_each_subject_has_its_own_news(path: str, titles: list[str]) -> None:
    """A campaign, a topic, and a unit: those who conferred, those who received."""
    assert [title for title, _ in told(path)] == titles


def test_without_news_there_is_no_feed() -> None:
    """A topic of which nothing is dated has none, and without the site's url nobody has."""
    without = files({**FILES, "site.yaml": "title: A\nlanguages: [vi, en]\n"})

    assert "topics/trong/feed.xml" not in files()
    assert [path for path in without if "feed" in path] == []


def test_languages_have_their_own_feeds() -> None:
    """In their own words and with their own pages, where there are any."""
    (_, person, _, review) = atom("en/feed.xml").entries

    assert atom("en/campaigns/c/feed.xml").feed.title == "Campaign C – Mirror"
    assert review.title == "Campaign C: Sơ kết"
    assert review.link == "https://a.vn/g/en/campaigns/c/#milestone-2"
    # Nobody has told of A in English.
    assert (person.link, person.links[0].hreflang) == ("https://a.vn/g/profiles/a/", "vi")


def test_json_feeds_tell_the_same() -> None:
    """As JSON Feed 1.1 demands: a version, a title, and items with an id and words."""
    feed = json.loads(files()["feed.json"])
    article = feed["items"][2]

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (
        "https://a.vn/g/feed.json",
        "https://a.vn/g/",
    )
    assert [each["id"] for each in feed["items"]] == [each.id for each in atom("feed.xml").entries]
    assert (article["title"], article["content_text"]) == (HOSTILE, HOSTILE)
    assert "date_modified" not in article
    assert all(each["content_text"] and each["url"] for each in feed["items"])


def test_a_feed_ends_somewhere() -> None:
    """The oldest entries make way for the newest."""
    many = {
        f"articles/a{number:02}.md": f"---\ntitle: A{number}\ndate: 2020-01-{number:02}\n---\n"
        for number in range(1, 32)
    }
    told = [each.title for each in atom("feed.xml", {"site.yaml": SITE, **many}).entries]

    assert len(told) == MOST
    assert (told[0], told[-1]) == ("A31", "A2")


def test_old_offsets_have_no_seconds() -> None:
    """Before 1911 Saigon was 7 h 6 min 30 s before Greenwich, which RFC 3339 cannot say."""
    files = {"site.yaml": SITE, "articles/a.md": "---\ntitle: A\ndate: 1901-01-01\n---\n"}
    (entry,) = atom("feed.xml", files).entries

    assert entry.updated == "1901-01-01T00:00:00+07:06"


def test_pages_tell_where_they_can_be_followed() -> None:
    """The home page and those of subjects with news, each in its language."""
    pages = pages_of(FILES)

    def offered(path: str) -> list[tuple[str, str]]:
        return [(each.form, each.href) for each in pages[path].address.offers]

    assert offered("en/campaigns/c/") == [
        ("atom", "en/campaigns/c/feed.xml"),
        ("json_feed", "en/campaigns/c/feed.json"),
        ("calendar", "en/campaigns/c/calendar.ics"),
    ]
    assert offered("topics/nuoc/") == [
        ("atom", "topics/nuoc/feed.xml"),
        ("json_feed", "topics/nuoc/feed.json"),
    ]
    assert [form for form, _ in offered("")] == ["atom", "json_feed", "calendar"]
    assert offered("topics/trong/") == offered("profiles/a/") == []
