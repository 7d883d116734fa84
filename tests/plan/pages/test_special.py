"""Tombstones, redirects and the 404 page."""

from __future__ import annotations

import pytest

from generator.views.common import Link, Phrase
from generator.views.text import NotFound, Redirect, Withdrawn
from tests.builders import SITE, TITLES, UNITS, pages_of, view_of

DECISION = "number: 1/QĐ\ndate: 2020\nauthority: so\ntitle: bang-khen\nrecipients: {name: N}\n"
PERSON = "---\nname: A\nkind: individual\nsummary: S\n%s\n---\nX\n"
WITHDRAWN = PERSON % "status: withdrawn\nwithdrawal: {on: 2020-05-20, reason: R, decision: d}"
FILES = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "decisions/d.yaml": DECISION,
    "profiles/a.md": WITHDRAWN,
}


def test_a_withdrawn_record_keeps_its_address():
    """What, when, why and by which decision; the story is gone, in every language."""
    pages = pages_of(FILES)
    page = pages["profiles/a/"]

    assert page.address.template == "withdrawn"
    assert page.view == Withdrawn(
        "profile",
        Phrase("A"),
        "2020-05-20",
        Phrase("R"),
        Link("decisions/d/", Phrase("1/QĐ")),
    )
    assert pages["en/profiles/a/"].view.reason == Phrase("R", "vi")
    assert pages["profiles/"].view.profiles == ()


def test_a_decision_that_is_held_back_is_not_linked():
    """Nor is one that was never named."""
    held = {**FILES, "decisions/d.yaml": f"{DECISION}draft: true\n"}
    without = PERSON % "status: withdrawn\nwithdrawal: {on: 2020, reason: R}"

    assert view_of(held, "profiles/a/").decision is None
    assert view_of({"profiles/a.md": without}, "profiles/a/").decision is None


def test_awards_of_a_withdrawn_profile_lead_to_the_tombstone():
    """The decision still says whom it named."""
    files = {**FILES, "decisions/d.yaml": DECISION.replace("{name: N}", "{profile: a}")}
    ((award,),) = [group.recipients for group in view_of(files, "decisions/d/").roll]

    assert (award.recipient.text, award.recipient.href) == (Phrase("A"), "profiles/a/")


def test_there_is_one_404_page():
    """For all languages, with links that work from anywhere."""
    pages = pages_of({})

    assert pages["404.html"].view == NotFound(
        (Link("", Phrase("vi"), "vi"), Link("en/", Phrase("en"), "en")),
        (Link("search/", Phrase("vi"), "vi"), Link("en/search/", Phrase("en"), "en")),
    )
    assert pages["404.html"].address.anywhere
    assert "en/404.html" not in pages
    assert sum(page.address.anywhere for page in pages.values()) == 1


@pytest.mark.parametrize(
    ("old", "new", "path", "to"),
    [
        ("/cu/", "/search/", "cu/", "search/"),
        ("cu/a.html", "search/", "cu/a.html", "search/"),
        ("cu/a", "https://a.vn/x", "cu/a/", "https://a.vn/x"),
    ],
)
def test_redirects(old, new, path, to):
    """Old addresses inside the site, new ones inside or outside."""
    pages = pages_of({"site.yaml": f"{SITE}redirects: {{{old}: '{new}'}}\n"})

    assert pages[path].view == Redirect(to)
    assert pages[path].address.template == "redirect"
    assert f"en/{path}" not in pages
