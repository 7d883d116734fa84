"""The plan of a whole site."""

from __future__ import annotations

import pytest

from generator.plan.page import Page
from generator.plan.site import plan_site
from generator.views.frame import Address
from tests.builders import AS_OF, SITE, TITLES, UNITS, Files, graph_of, loaded, pages_of, planned
from tests.pictures import picture

PERSON = "---\nname: A\nkind: individual\n{}\n---\n{}\n"


def clashes(files) -> list[str]:
    plan, problems = plan_site(graph_of(files), AS_OF)
    assert (plan is None) == bool(problems)
    return [str(each).removeprefix("content/") for each in problems]


@pytest.mark.parametrize(
    ("path", "file"),
    [("", "index.html"), ("en/models/", "en/models/index.html"), ("404.html", "404.html")],
)
def test_addresses_are_folders_with_an_index(path, file):
    """Except for those that name a file."""
    page = Page(Address(path, "vi", "home", "home", ()), None)

    assert page.file == file


def test_an_empty_site_has_its_own_pages():
    """Home, the sections, search, data and 404, in each language but 404."""
    sections = [
        "accountability", "articles", "campaigns", "data", "decisions", "models", "outcomes",
        "profiles", "search", "timeline", "titles", "topics", "units", "years",
    ]  # fmt: skip
    expected = ["", "404.html", "en/", *(f"{each}/" for each in sections)]

    assert sorted(pages_of({})) == sorted([*expected, *(f"en/{each}/" for each in sections)])


def test_every_page_has_a_template_a_language_and_crumbs():
    """Every alternate of a page is a page, and says the same of it."""
    pages = pages_of({"units.yaml": UNITS, "titles.yaml": TITLES})

    for path, page in pages.items():
        assert page.address.language == ("en" if path.startswith("en/") else "vi")
        for other in page.address.alternates:
            assert pages[other.href].address.language == other.language
            assert pages[other.href].address.alternates == page.address.alternates
        for crumb in page.address.crumbs:
            assert crumb.href in pages


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("search", "The address /search/ is taken twice"),
        ("en", "The address /en/ is taken twice"),
        ("data", "The address /data/ is taken twice"),
    ],
)
def test_a_page_may_not_take_the_address_of_a_section(name, expected):
    """The file of the page is named."""
    (found,) = clashes({f"pages/{name}.md": "---\ntitle: A\n---\nX\n"})

    assert f"C303 {expected}" in found
    assert f"content/pages/{name}.md" in found
    assert found.endswith("Rename one of them.")


def test_a_record_may_not_take_the_address_of_a_listings_page():
    """A profile called page-2 stands where the second page of the listing is."""
    people = {f"profiles/{id_}.md": PERSON.format("", "") for id_ in ("a", "page-2")}
    files = {"site.yaml": f"{SITE}page_size: 1\n", **people}

    assert [each.split(" ")[1] for each in clashes(files)] == ["C303"]


def test_redirects_may_not_take_addresses():
    """Neither a page's nor each other's."""
    (found,) = clashes({"site.yaml": f"{SITE}redirects: {{search/: data/, old: data/}}\n"})
    (double,) = clashes({"site.yaml": f"{SITE}redirects: {{/old: data/, old/: data/}}\n"})

    assert "/search/ is taken twice" in found
    assert "/old/ is taken twice" in double


@pytest.mark.parametrize("olds", ["{/A/: data/, /a/: data/}", "{Search/: data/}"])
def test_redirects_from_addresses_that_are_one_on_many_systems_are_refused(olds):
    """On Windows and macOS one of two addresses that differ in capitals would hide the other."""
    (found,) = clashes({"site.yaml": f"{SITE}redirects: {olds}\n"})

    assert found.startswith("site.yaml:3:")
    assert "C303 Many systems take the address /" in found


@pytest.mark.parametrize(
    ("redirects", "ring"),
    [
        ("{c/: /c/}", "/c → /c"),
        ("{/b/: /a/, a: b/index.html, d: a}", "/a → /b → /a"),
        ("{a.html: /a.html}", "/a.html → /a.html"),
        ("{a: https://guong.example/a/}", "/a → /a"),
    ],
)
def test_redirects_that_come_back_are_refused(redirects, ring):
    """Browsers would load one after the other without end."""
    site = f"{SITE}url: https://guong.example/\nredirects: {redirects}\n"

    (found,) = clashes({"site.yaml": site})

    assert f"C302 `redirects` runs in a circle: {ring}." in found


def test_redirects_may_lead_to_redirects():
    """As long as they end."""
    assert clashes({"site.yaml": f"{SITE}redirects: {{a: b, b: search/}}\n"}) == []


@pytest.mark.parametrize(
    "old", ["/", "../x", "a/../../x", "data/units.json", "404.html/x", "a.html.gz"]
)
def test_redirects_from_impossible_addresses_are_refused(old):
    """The root, what climbs out of the output folder, and what is below a file."""
    content, problems = loaded({"site.yaml": f"{SITE}redirects: {{{old}: search/}}\n"})
    if content is not None:
        _, problems = plan_site(content.graph, AS_OF)

    assert problems != ()


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ("serach/", "Did you mean `search/`?"),
        ("/zzzzzz", "Name the address of a page."),
    ],
)
def test_redirects_lead_to_pages(new, hint):
    """What leads nowhere is named at its place, with the nearest address."""
    (found,) = clashes({"site.yaml": f"{SITE}redirects:\n  cu: {new}\n"})

    assert found.startswith(f"site.yaml:4:7: L103 '{new}' is not there.")
    assert found.endswith(hint)


@pytest.mark.parametrize(
    ("new", "to"),
    [
        ("search", "search/"),
        ("/search/", "search/"),
        ("search/index.html", "search/index.html"),
        ("/", ""),
        ("https://a.vn/b", "https://a.vn/b"),
    ],
)
def test_redirects_that_lead_somewhere(new, to):
    """With and without slashes, to the home page, to other sites; no second redirect follows."""
    (page,) = (
        page
        for page in planned({"site.yaml": f"{SITE}redirects:\n  cu: {new}\n"}).pages
        if page.address.template == "redirect"
    )

    assert page.view.to == to


def test_only_media_that_pages_show_are_published():
    """Portraits, pictures and downloads, each once, with escapes undone."""
    files: Files = {
        "profiles/a.md": PERSON.format(
            "portrait: {file: p.jpg, alt: P}",
            "![x](anh%201.png) [x](p.jpg) [f](../tai/f.pdf)",
        ),
        "models/m.md": "---\ntitle: A\nkind: practice\nfiles: {file: ../tai/g.pdf, title: G}\n"
        "---\n",
        "profiles/p.jpg": picture(),
        "profiles/anh 1.png": picture("PNG"),
        "profiles/unused.jpg": picture(),
        "tai/f.pdf": b"4",
        "tai/g.pdf": b"5",
    }

    plan = planned(files)

    assert plan.media == (
        ("media/tai/f.pdf", "content/tai/f.pdf"),
        ("media/tai/g.pdf", "content/tai/g.pdf"),
    )
    assert [each.source for each in plan.pictures] == [
        "content/profiles/anh 1.png",
        "content/profiles/p.jpg",
    ]


def test_media_of_drafts_stay_unpublished():
    """A picture that only a held-back record shows is nobody's business yet."""
    files: Files = {
        "profiles/a.md": PERSON.format("draft: true\nportrait: {file: p.jpg, alt: P}", ""),
        "profiles/p.jpg": picture(),
    }

    assert planned(files).pictures == ()


def test_each_language_has_its_frame():
    """Frames by language code."""
    assert {key: frame.language for key, frame in planned({}).frames.items()} == {
        "vi": "vi",
        "en": "en",
    }


def test_the_same_site_gives_the_same_plan():
    """Nothing in a plan depends on anything but the content and the day."""
    files = {"units.yaml": UNITS, "profiles/a.md": PERSON.format("unit: so", "X")}

    assert planned(files) == planned(dict(reversed(files.items())))
