"""Plain pages."""

from __future__ import annotations

from generator.views.common import Phrase
from tests.builders import pages_of


def test_a_page_lives_at_the_root():
    """With title, summary, story and what it rests on, in each language it is told in."""
    pages = pages_of(
        {
            "pages/gioi-thieu.md": "---\ntitle: Giới thiệu\nsummary: S\n---\n## Một\n",
            "pages/gioi-thieu.en.md": "---\ntitle: About\n---\n## One\n",
            "pages/rieng.md": "---\ntitle: Riêng\n---\nX\n",
        }
    )
    view = pages["en/gioi-thieu/"].view

    assert (view.title, view.summary) == (Phrase("About"), Phrase("S", "vi"))
    assert view.body.headings == ((2, "s-one", "One"),)
    assert view.trust.translated
    assert (pages["rieng/"].address.section, pages["rieng/"].address.template) == ("page", "text")
    assert [each.key for each in pages["rieng/"].address.crumbs] == ["home"]
    assert "en/rieng/" not in pages
