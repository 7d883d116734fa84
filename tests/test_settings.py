"""site.yaml."""

from __future__ import annotations

from datetime import date

import pytest

from generator.records.types import Text
from generator.settings import Notice, Settings
from tests.builders import problems_of, settings_of


def test_a_title_is_enough():
    """All other settings have a default."""
    settings, problems = settings_of("title: Gương\n")

    assert problems == []
    assert settings == Settings(title=Text.of("Gương"))
    assert settings.languages == ("vi",)
    assert settings.notice == Notice(working_days=5, holidays=())
    assert (settings.review_grace, settings.page_size) == (30, 36)


def test_every_setting_is_read():
    """Each value arrives in its type."""
    settings, problems = settings_of("""\
        title: {vi: Gương, en: Mirror}
        url: https://guong.example/
        languages: [vi, en]
        publisher: so
        featured: [profile:a]
        menu: [{to: campaigns}, {to: about, title: {vi: Về, en: About}}]
        frontline_goal: 62.5
        notice: {working_days: 10, holidays: [2020-01-01]}
        review_grace: 0
        page_size: 10
        redirects: {old/: new/}
        extra: {colour: [red]}
        """)

    assert problems == []
    assert settings is not None
    assert settings.notice == Notice(working_days=10, holidays=(date(2020, 1, 1),))
    assert settings.frontline_goal == 62.5
    assert [each.to for each in settings.menu] == ["campaigns", "about"]
    assert settings.redirects == {"old/": "new/"}
    assert settings.extra == {"colour": ["red"]}
    assert (settings.review_grace, settings.page_size) == (0, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "site.yaml:1:1: C111 This file has no fields."),
        ("- a\n", "site.yaml:1:1: C111 This file has no fields."),
        ("languages: [vi]\n", "site.yaml:1:1: C202 `title` is missing."),
        ("title: A\nlanguages: [vi-VN]\n", "site.yaml:2:13: C211 'vi-VN' is not a language code."),
        ("title: A\nlanguages: [vi, vi]\n", "site.yaml:2:17: C301 'vi' stands twice"),
        ("title: A\nlangauges: [vi]\n", "site.yaml:2:1: C203 `langauges` is not a field"),
        ("title: A\nurl: guong.example\n", "site.yaml:2:6: C209 `url` is not an address"),
        ("title: A\nurl: 'mailto:a@b.vn'\n", "site.yaml:2:6: C209 `url` is not an address"),
        ("title: A\nurl: 'https://a:b@c.vn'\n", "site.yaml:2:6: C209 `url` is not an address"),
        (
            "title: A\nfrontline_goal: 101\n",
            "site.yaml:2:17: C212 `frontline_goal` is not between 0 and 100",
        ),
        (
            "title: A\nadmin: {backend: gitea, api: 'https://a;script-src/'}\n",
            "site.yaml:2:30: C220 `api` names no host that browsers can be told of: 'a;script-src'",
        ),
        ("title: A\npage_size: -1\n", "site.yaml:2:12: C212 `page_size` is below zero"),
        (
            "title: A\nnotice: {holidays: [2020-01]}\n",
            "site.yaml:2:21: C204 `holidays[1]` is not a whole date",
        ),
    ],
)
def test_wrong_settings_are_located(text, expected):
    """Line, column and code of each mistake."""
    settings, problems = settings_of(text)

    assert settings is None
    assert len(problems) == 1
    assert problems[0].startswith(expected)


@pytest.mark.parametrize("line", ["languages: []", "page_size: 0"])
def test_settings_with_which_no_page_can_be_made_are_refused(line):
    """Without a language, or with no entry a page, nothing could be planned."""
    settings, problems = settings_of(f"title: A\n{line}\n")

    assert settings is None
    assert [each.split(" ")[0] for each in problems] == [f"site.yaml:2:{line.index(':') + 3}:"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("publisher: nobody", "`publisher` names the unit 'nobody', which does not exist."),
        ("featured: [nobody]", "`featured` names the record 'nobody', which does not exist."),
        ("menu: [{to: nothing}]", "'nothing'"),
    ],
)
def test_settings_name_what_exists(line, expected):
    """Publisher, featured records and menu entries must resolve."""
    found = problems_of({"site.yaml": f"title: A\n{line}\n"})

    assert len(found) == 1
    assert expected in found[0]
