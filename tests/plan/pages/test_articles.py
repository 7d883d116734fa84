"""Articles, latest first."""

from __future__ import annotations

from generator.views.common import Link, Named, Phrase
from tests.builders import SITE, Files, pages_of, view_of
from tests.pictures import picture

ARTICLE = "---\ntitle: {}\ndate: {}\n{}\n---\n{}\n"


def test_the_listing_is_latest_first():
    """With the time of day; equal moments by id, the last first."""
    files = {
        f"articles/{id_}.md": ARTICLE.format(id_, date, "", "")
        for id_, date in {
            "a": "2020-05-01",
            "b": "2020-05-01 08:30",
            "c": "2020-05-01 09:00",
            "d": "2020-05-01",
            "e": "2019",
        }.items()
    }
    view = view_of(files, "articles/")

    assert [each.link.href for each in view.articles] == [
        "articles/c/",
        "articles/b/",
        "articles/d/",
        "articles/a/",
        "articles/e/",
    ]


def test_everything_that_an_article_tells():
    """Whom it is about, by id of any kind; what is held back is only named."""
    files: Files = {
        "topics.yaml": "- {id: t, name: T}\n",
        "profiles/p.md": "---\nname: P\nkind: individual\n---\n",
        "models/m.md": "---\ntitle: M\nkind: practice\ndraft: true\n---\n",
        "campaigns/p.yaml": "title: C\nperiod: {start: 2020}\n",
        "articles/i.jpg": picture(),
        "articles/a.md": ARTICLE.format(
            "A",
            "2020-05-01 08:30",
            "author: B\nsummary: S\nimage: {file: i.jpg, alt: I}\nabout: ['profile:p', m]\n"
            "campaigns: p\ntopics: t",
            "## Lời",
        ),
    }
    view = view_of(files, "articles/a/")

    assert (view.title, view.date, view.author, view.summary) == (
        Phrase("A"),
        "2020-05-01T08:30",
        Phrase("B"),
        Phrase("S"),
    )
    assert view.image.src.startswith("media/articles/i-")
    assert view.about == (Named(Phrase("P"), "profiles/p/"), Named(Phrase("M")))
    assert view.campaigns == (Link("campaigns/p/", Phrase("C")),)
    assert [each.text.text for each in view.topics] == ["T"]
    assert view.body.headings == ((2, "s-loi", "Lời"),)
    assert view.trust.translated


def test_articles_are_parted_and_translated():
    """The listing is in every language, the page where it is told."""
    files = {f"articles/{id_}.md": ARTICLE.format(id_, "2020", "", "X") for id_ in "ab"}
    pages = pages_of(
        {**files, "site.yaml": f"{SITE}page_size: 1\n", "articles/a.en.md": "---\n---\nY\n"}
    )

    assert [each.link.href for each in pages["en/articles/"].view.articles] == ["articles/b/"]
    assert [each.link.href for each in pages["en/articles/page-2/"].view.articles] == [
        "en/articles/a/"
    ]
    assert "en/articles/b/" not in pages
