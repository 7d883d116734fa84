"""The listing of profiles and a page each."""

from __future__ import annotations

from generator.views.common import Link, Named, Phrase
from generator.views.profile import Quotation
from tests.builders import SITE, TITLES, UNITS, Files, pages_of, view_of
from tests.pictures import picture

PERSON = "---\nname: {name}\nkind: {kind}\n{lines}\n---\n{body}\n"


def person(name: str, lines: str = "", body: str = "X", kind: str = "individual") -> str:
    return PERSON.format(name=name, kind=kind, lines=lines, body=body)


PEOPLE = {
    "profiles/ho-giao.md": person("Hồ Giáo"),
    "profiles/ngu.md": person("Đặng Văn Ngữ"),
    "profiles/hau.md": person("Cù Thị Hậu"),
}


def test_the_listing_is_by_given_name():
    """Giáo, Hậu, Ngữ."""
    view = view_of(PEOPLE, "profiles/")

    assert [each.link.text.text for each in view.profiles] == [
        "Hồ Giáo",
        "Cù Thị Hậu",
        "Đặng Văn Ngữ",
    ]
    assert (view.pager.number, view.pager.pages, view.pager.total) == (1, ("profiles/",), 3)


def test_long_listings_are_parted():
    """Two a page: the third stands on the second."""
    pages = pages_of({**PEOPLE, "site.yaml": f"{SITE}page_size: 2\n"})

    assert [each.emblem for each in pages["profiles/"].view.profiles] == ["ho-giao", "hau"]
    assert [each.emblem for each in pages["en/profiles/page-2/"].view.profiles] == ["ngu"]


def test_pages_lead_to_their_neighbours():
    """In the order of the listing; the first has none before it, the last none after."""
    pages = pages_of(PEOPLE)
    views = [pages[f"profiles/{id_}/"].view for id_ in ("ho-giao", "hau", "ngu")]

    assert [each.previous and each.previous.href for each in views] == [
        None,
        "profiles/ho-giao/",
        "profiles/hau/",
    ]
    assert [each.next and each.next.href for each in views] == [
        "profiles/hau/",
        "profiles/ngu/",
        None,
    ]


def test_an_untranslated_profile_has_one_page():
    """It is listed in English, linked in Vietnamese, and never doubled."""
    files = {**PEOPLE, "profiles/ngu.en.md": "---\nrole: Doctor\n---\nY\n"}
    pages = pages_of(files)

    assert "en/profiles/ho-giao/" not in pages
    assert [(each.link.href, each.link.lang) for each in pages["en/profiles/"].view.profiles] == [
        ("profiles/ho-giao/", "vi"),
        ("profiles/hau/", "vi"),
        ("en/profiles/ngu/", ""),
    ]
    english = pages["en/profiles/ngu/"]
    assert [(each.language, each.href) for each in english.address.alternates] == [
        ("vi", "profiles/ngu/"),
        ("en", "en/profiles/ngu/"),
    ]
    assert [each.language for each in pages["profiles/hau/"].address.alternates] == ["vi"]
    assert (english.view.previous, english.view.next) == (None, None)
    assert english.view.trust.translated


def test_drafts_have_no_page():
    """Neither a page nor a place in the listing."""
    pages = pages_of({**PEOPLE, "profiles/hau.md": person("Cù Thị Hậu", "draft: true")})

    assert "profiles/hau/" not in pages
    assert len(pages["profiles/"].view.profiles) == 2


def test_everything_that_a_profile_tells():
    """Each field of a person with all of them."""
    files: Files = {
        "units.yaml": UNITS,
        "titles.yaml": TITLES,
        "topics.yaml": "- {id: t, name: T}\n- {id: s, name: S}\n",
        "campaigns/c.yaml": "title: C\nperiod: {start: 1961}\n",
        "campaigns/d.yaml": "title: D\nperiod: {start: 1961}\ndraft: true\n",
        "models/m.md": "---\ntitle: M\nkind: practice\n---\n",
        "models/n.md": "---\ntitle: N\nkind: practice\norigin: {profile: a}\n---\n",
        "articles/x.md": "---\ntitle: X\ndate: 2020\nabout: [a]\n---\n",
        "decisions/d.yaml": "date: 1962\nauthority: so\ntitle: bang-khen\n"
        "recipients: {profile: a}\n",
        "profiles/p.jpg": picture(),
        "profiles/a.md": person(
            "A",
            """\
summary: S
role: R
position: frontline
unit: so
life: {born: 1930, died: 2015-10-14, place: Bình Định}
portrait: {file: p.jpg, alt: P}
topics: [t, s]
campaigns: [d, c]
models: [m]
sources: [{id: s, title: S}]
quotation: {text: Q, source: s}
recognised_as: new_factor
consent: {basis: Gia đình đồng ý}
achievements: [{indicator: I, after: 3, unit: U, source: s}]""",
            "## Đời",
        ),
    }
    view = view_of(files, "profiles/a/")

    assert (view.name, view.kind, view.emblem) == (Phrase("A"), "individual", "a")
    assert (view.summary, view.role, view.position) == (Phrase("S"), Phrase("R"), "frontline")
    assert view.unit == Named(Phrase("Sở"), "units/so/")
    assert (view.born, view.died, view.place) == ("1930", "2015-10-14", Phrase("Bình Định"))
    assert (view.founded, view.dissolved) == ("", "")
    assert view.portrait.src.startswith("media/profiles/p-")
    assert view.recognised_as == "new_factor"
    assert view.quotation == Quotation(Phrase("Q"), 1)
    assert [each.source for each in view.achievements] == [1]
    assert [each.date for each in view.awards] == ["1962"]
    assert [each.text.text for each in view.topics] == ["S", "T"]
    assert view.campaigns == (Link("campaigns/c/", Phrase("C")),)
    assert [each.href for each in view.models] == ["models/n/", "models/m/"]
    assert [each.link.href for each in view.articles] == ["articles/x/"]
    assert view.consent == Phrase("Gia đình đồng ý")
    assert view.body.headings == ((2, "s-doi", "Đời"),)
    assert view.trust.file == "content/profiles/a.md"


def test_a_profile_that_tells_little():
    """Nothing is made up where nothing is written."""
    view = view_of(
        {"profiles/a.md": person("A", "life: {founded: 1961}", "", "collective")}, "profiles/a/"
    )

    assert (view.born, view.founded) == ("", "1961")
    assert (view.unit, view.portrait, view.quotation, view.body) == (None, None, None, None)
    assert (view.achievements, view.awards, view.campaigns, view.models) == ((), (), (), ())
    assert view.position == "unknown"
    assert view.consent == Phrase("")
