"""Words, links and cards in one language."""

from __future__ import annotations

from urllib.parse import quote, unquote

import pytest

from generator.plan.pictures import media_path
from generator.plan.scribe import iso, source_numbers
from generator.records.types import PartialDate, Party, Text
from generator.render import relative
from generator.views import common as views
from generator.views.common import NOTHING, Link, Named, Phrase
from tests.builders import TITLES, Files, record_of, scribe_of
from tests.pictures import picture

PICTURE = picture()
UNITS = "- {id: so, name: {vi: Sở, en: Office}, kind: agency}\n"
PERSON = "---\nname: {name}\nkind: individual\n{lines}\n---\n{body}\n"
VI, EN = scribe_of({}), scribe_of({}, "en")
BOTH = Text((("vi", "A"), ("en", "B")))
OTHER = Text((("en", "B"),))


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        (BOTH, Phrase("A"), Phrase("B")),
        (Text.of("A"), Phrase("A"), Phrase("A", "vi")),
        (OTHER, Phrase("B", "en"), Phrase("B")),
        (Text((("", "A"), ("en", "B"))), Phrase("A"), Phrase("B")),
        (None, Phrase(""), Phrase("")),
    ],
)
def test_words_are_in_this_language_or_the_nearest(text, vi, en):
    """In this language, else the default, else any; marked where it is not the page's."""
    assert (VI.words(text), EN.words(text)) == (vi, en)


def test_names_written_once_are_the_same_everywhere():
    """Hồ Giáo is Hồ Giáo in English, too."""
    assert EN.name(Text.of("Hồ Giáo")) == Phrase("Hồ Giáo")
    assert EN.name(BOTH) == Phrase("B")
    assert EN.name(Text((("vi", "A"),))) == Phrase("A", "vi")


def test_links_are_ordered_as_vietnamese_lists_are():
    """By the words of the link."""
    links = [Link("", Phrase(each)) for each in ["Đá", "Dạ", "Da", "Ái"]]

    assert [each.text.text for each in VI.in_order(links)] == ["Ái", "Da", "Dạ", "Đá"]


def test_an_untranslated_record_is_linked_with_its_language():
    """The address is the Vietnamese page's and the link says so; translated ones are plain."""
    files = {
        "units.yaml": UNITS,
        "profiles/a.md": PERSON.format(name="A", lines="", body="X"),
        "profiles/b.md": PERSON.format(name="B", lines="", body="X"),
        "profiles/b.en.md": "---\n---\nY\n",
    }
    scribe = scribe_of(files, "en")

    assert scribe.link("profile", "a") == Link("profiles/a/", Phrase("A"), "vi")
    assert scribe.link("profile", "b") == Link("en/profiles/b/", Phrase("B"))
    assert scribe.named("profile", "a") == Named(Phrase("A"), "profiles/a/", "vi")
    assert scribe.unit("so") == Named(Phrase("Office"), "en/units/so/")
    assert scribe.unit(None) is None


def test_parties():
    """A unit is linked; a name is only a name."""
    scribe = scribe_of({"units.yaml": UNITS}, "en")

    assert scribe.party(Party(unit="so")) == Named(Phrase("Office"), "en/units/so/")
    assert scribe.party(Party(name=BOTH)) == Named(Phrase("B"))
    assert scribe.party(None) is None


def test_what_is_held_back_is_named_and_not_linked():
    """Lists leave it out; where it must be named there is no address."""
    files = {"profiles/a.md": PERSON.format(name="A", lines="draft: true", body="")}
    scribe = scribe_of(files)

    assert scribe.named("profile", "a") == Named(Phrase("A"), "", "")
    assert scribe.links("profile", ["a"]) == ()


def test_what_was_withdrawn_is_linked_to_its_tombstone():
    """In every language."""
    lines = "status: withdrawn\nwithdrawal: {on: 2020, reason: R}"
    files = {"profiles/a.md": PERSON.format(name="A", lines=lines, body="X")}

    assert scribe_of(files, "en").link("profile", "a") == Link("en/profiles/a/", Phrase("A"))


def story(language: str, body: str, translation: str = ""):
    files: dict[str, str | bytes] = {
        "units.yaml": UNITS,
        "campaigns/c.yaml": "title: C\nperiod: {start: 2020}\nstory: |\n  ## Mục tiêu\n",
        "profiles/d.md": PERSON.format(name="D", lines="draft: true", body="## Đời"),
        "profiles/p.pdf": b"1",
        "profiles/a.md": PERSON.format(name="A", lines="", body=body),
    }
    if translation:
        files["profiles/a.en.md"] = f"---\n---\n{translation}\n"
    scribe = scribe_of(files, language)
    record = scribe.graph.profiles["a"]
    file = scribe.graph.origins["profile", "a"].file
    return scribe, record, scribe.body(record.body, file, source_numbers(record))


def test_stories_get_the_addresses_of_their_links():
    """Pages, headings, entries of lists, files; what is held back gets none."""
    _, _, body = story(
        "en",
        "[c](../campaigns/c.yaml) [t](../campaigns/c.yaml#muc-tieu) [u](../units.yaml#so)"
        " [f](p.pdf) [d](d.md#doi)",
    )

    assert body is not None
    assert body.hrefs == (
        "campaigns/c/",
        "campaigns/c/#s-muc-tieu",
        "en/units/so/",
        "media/profiles/p.pdf",
        "",
    )
    assert body.lang == "vi"


def test_stories_cite_the_sources_of_their_record():
    """By the number that figures have; of two stories on a page each leads to the one list."""
    lines = "sources: [{id: bao, title: B}, {id: so-lieu, title: S}]"
    scribe = scribe_of(
        {"profiles/a.md": PERSON.format(name="A", lines=lines, body="X.[^so-lieu] Y.[^bao]")}
    )
    record = scribe.graph.profiles["a"]
    body = scribe.body(record.body, "content/profiles/a.md", source_numbers(record), "problem-")

    assert body is not None
    assert body.numbers == (("so-lieu", 2), ("bao", 1))
    assert [body.html.count(f"\x03{id_}\x03") for id_, _ in body.numbers] == [3, 3]


def test_stories_are_told_in_this_language_where_they_can():
    """Else in the default one, and the page says that it is not translated."""
    scribe, record, body = story("en", "## Một", "## One")
    assert body is not None
    assert (body.lang, body.headings, scribe.told(record.body)) == (
        "",
        ((2, "s-one", "One"),),
        True,
    )

    scribe, record, body = story("en", "## Một")
    assert body is not None
    assert (body.lang, body.headings, scribe.told(record.body)) == (
        "vi",
        ((2, "s-mot", "Một"),),
        False,
    )

    scribe, record, body = story("vi", "", "One")
    assert body is not None
    assert (body.lang, scribe.told(record.body)) == ("en", False)


def test_no_story():
    """There is nothing to translate."""
    assert VI.body(None, "", {}) is None
    assert VI.told(None)


@pytest.mark.parametrize("name", ["a b.jpg", "a%b.jpg", "a#b.jpg", "a;b.jpg", "ả.jpg", "a&b.jpg"])
def test_media_of_any_name_can_be_reached(name):
    """The address in a page leads to the very file that is published."""
    lines = f'portrait: {{file: "{name}", alt: P}}'
    scribe = scribe_of(
        {
            "profiles/a.md": PERSON.format(name="A", lines=lines, body=""),
            f"profiles/{name}": PICTURE,
        }
    )
    picture = scribe.picture(scribe.graph.profiles["a"].portrait, "content/profiles/a.md")

    assert picture is not None
    address = relative("profiles/a", picture.src)
    assert "#" not in address
    assert "?" not in address
    assert unquote(address).removeprefix("../../") in scribe.pictures_shown


@pytest.mark.parametrize("name", ["a b.jpg", "a%b.jpg", "a#b.jpg", "a;b.jpg", "ả.jpg"])
def test_media_of_any_name_can_be_reached_from_stories(name):
    """In a story the name is an address, with signs that have a meaning escaped."""
    body = f"![x]({quote(name)})"
    scribe = scribe_of(
        {"profiles/a.md": PERSON.format(name="A", lines="", body=body), f"profiles/{name}": PICTURE}
    )
    shown = scribe.body(scribe.graph.profiles["a"].body, "content/profiles/a.md", {})

    assert shown is not None
    (only,) = shown.pictures
    address = relative("profiles/a", only[1].src)
    assert only[0] == 0
    assert unquote(address).removeprefix("../../") in scribe.pictures_shown
    assert not {"#", "?"} & set(address)


def test_pictures():
    """Address, words and rights; no image, no picture."""
    lines = "portrait: {file: p.jpg, alt: {vi: A, en: B}, credit: C, licence: L}"
    person = PERSON.format(name="A", lines=lines, body="")
    files: Files = {"profiles/a.md": person, "profiles/p.jpg": PICTURE}
    scribe = scribe_of(files, "en")
    shown = scribe.picture(scribe.graph.profiles["a"].portrait, "content/profiles/a.md")

    assert shown is not None
    assert (shown.alt, shown.credit, shown.licence) == (Phrase("B"), Phrase("C"), Phrase("L"))
    assert (shown.width, shown.height) == (64, 80)
    assert list(scribe.pictures_shown) == [shown.src]
    assert VI.picture(None, "") is None
    assert scribe.media("content/profiles/a.md", "p.jpg").size == len(PICTURE)


def test_what_is_no_picture_is_shown_as_it_is():
    """A file whose name is not that of a picture has one address and no size."""
    lines = "portrait: {file: p.pdf, alt: A}"
    person = PERSON.format(name="A", lines=lines, body="")
    scribe = scribe_of({"profiles/a.md": person, "profiles/p.pdf": b"1"})
    shown = scribe.picture(scribe.graph.profiles["a"].portrait, "content/profiles/a.md")

    assert shown == views.Picture("media/profiles/p.pdf", Phrase("A"), NOTHING, NOTHING)


def test_money():
    """An amount with its currency and note."""
    model = record_of(
        "model",
        (
            "---\ntitle: A\nkind: practice\n"
            "resources: {budget: {amount: 14.5, currency: VND, note: N}}\n---\n"
        ),
    )

    assert VI.money(model.resources.budget) == views.Money(14.5, "VND", Phrase("N"))
    assert VI.money(None) is None


TRUSTED = """\
sources:
  - {id: s, title: S}
  - {id: t, title: T, publisher: P, url: https://a.vn/, date: 2020-05, type: press, note: N}
achievements:
  - {indicator: I, before: 1, after: 2.5, unit: U, on: 1961-10, source: t, note: N}
  - {indicator: J, after: 0, unit: U}
corrections: [{on: 2020-02, note: Hai}, {on: 2019, note: Một}]
"""


def test_figures_carry_the_number_of_their_source():
    """0 where there is none; what was not recorded is not 0."""
    scribe = scribe_of({"profiles/a.md": PERSON.format(name="A", lines=TRUSTED, body="")})
    record = scribe.graph.profiles["a"]
    numbers = source_numbers(record)

    assert numbers == {"s": 1, "t": 2}
    assert scribe.changes(record.achievements, numbers) == (
        views.Change(Phrase("I"), 1, 2.5, Phrase("U"), "1961-10", 2, Phrase("N")),
        views.Change(Phrase("J"), None, 0, Phrase("U"), "", 0, Phrase("")),
    )


def test_a_page_tells_what_it_rests_on():
    """Corrections by date, sources by number, draft, and the file behind it."""
    files = {"profiles/a.md": PERSON.format(name="A", lines=TRUSTED + "draft: true", body="X")}
    scribe = scribe_of(files, "en", drafts=True)
    record = scribe.graph.profiles["a"]

    assert scribe.trust(record, ("profile", "a"), record.body) == views.Trust(
        (
            views.Correction("2019", Phrase("Một", "vi")),
            views.Correction("2020-02", Phrase("Hai", "vi")),
        ),
        (
            views.Source(1, "s", Phrase("S"), Phrase(""), "", "", "", Phrase("")),
            views.Source(
                2,
                "t",
                Phrase("T"),
                Phrase("P"),
                "https://a.vn/",
                "2020-05",
                "press",
                Phrase("N", "vi"),
            ),
        ),
        True,
        False,
        "content/profiles/a.md",
    )


SITE = {
    "units.yaml": UNITS,
    "titles.yaml": TITLES,
    "profiles/a.md": PERSON.format(name="A", lines="role: R\nunit: so\nsummary: S", body=""),
    "campaigns/c.yaml": "title: C\nsummary: S\nperiod: {start: 2020-01, end: 2021}\n"
    "targets: [{id: t, indicator: I}, {id: u, indicator: J, goal: {value: 1}}]\n",
    "models/m.md": "---\ntitle: M\nkind: technique\nsummary: S\norigin: {profile: a, since: 1961}\n"
    "confirmed: 2019-05\nadoptions: [{by: X}, {by: Y}]\n---\n",
    "models/n.md": "---\ntitle: N\nkind: practice\norigin: {unit: so}\n---\n",
    "models/o.md": "---\ntitle: O\nkind: practice\n---\n",
    "decisions/d.yaml": "number: 1/QĐ\ndate: 2020-05\nauthority: so\ntitle: bang-khen\n"
    "recipients: [{profile: a, share: 1/2, citation: Vì}, {name: N, count: 26, unit: so}]\n"
    "revocations: [{recipient: N, on: 2020-06-01}]\n",
    "articles/x.md": "---\ntitle: X\ndate: 2020-05-01 08:30\nauthor: B\nsummary: S\nabout: [a]\n"
    "---\n",
    "articles/y.md": "---\ntitle: Y\ndate: 2020-05-02\nabout: [a]\n---\n",
}
SCRIBE = scribe_of(SITE)
SO = Named(Phrase("Sở"), "units/so/")
BANG_KHEN = Named(Phrase("Bằng khen"), "titles/bang-khen/")


def test_profile_card():
    """Who, role, unit, and how many awards."""
    assert SCRIBE.profile_card(SCRIBE.graph.profiles["a"]) == views.ProfileCard(
        Link("profiles/a/", Phrase("A")), "a", "individual", Phrase("R"), SO, Phrase("S"), 1
    )


def test_campaign_card():
    """Dates, state and the tally of its targets."""
    assert SCRIBE.campaign_card(SCRIBE.graph.campaigns["c"]) == views.CampaignCard(
        Link("campaigns/c/", Phrase("C")),
        "c",
        Phrase("S"),
        "2020-01",
        "2021",
        "running",
        views.Tally(not_measured=1, no_goal=1),
    )


def test_model_card():
    """Origin, year, adopters and when it was last confirmed."""
    assert SCRIBE.model_card(SCRIBE.graph.models["m"]) == views.ModelCard(
        Link("models/m/", Phrase("M")),
        "m",
        "technique",
        Phrase("S"),
        Named(Phrase("A"), "profiles/a/"),
        "1961",
        2,
        "2019-05",
    )


def test_origins_of_models():
    """A profile before a unit; a model may have neither."""
    assert SCRIBE.origin(SCRIBE.graph.models["n"]) == SO
    assert SCRIBE.origin(SCRIBE.graph.models["o"]) is None


def test_decision_card():
    """Everybody is counted, also those whom the source does not name."""
    assert SCRIBE.decision_card(SCRIBE.graph.decisions["d"]) == views.DecisionCard(
        Link("decisions/d/", Phrase("1/QĐ")), "1/QĐ", "2020-05", SO, BANG_KHEN, 27, 1
    )


def test_articles_about_a_record_are_latest_first():
    """With the time of day where it is known."""
    assert SCRIBE.articles_about(("profile", "a")) == (
        views.ArticleCard(Link("articles/y/", Phrase("Y")), "2020-05-02", Phrase(""), Phrase("")),
        views.ArticleCard(
            Link("articles/x/", Phrase("X")), "2020-05-01T08:30", Phrase("B"), Phrase("S")
        ),
    )
    assert SCRIBE.articles_about(("campaign", "c")) == ()


def test_awards():
    """A profile is linked, a plain line only named; what was revoked says when."""
    decision = Link("decisions/d/", Phrase("1/QĐ"))

    assert SCRIBE.awards(SCRIBE.graph.awards) == (
        views.Award(
            Named(Phrase("A"), "profiles/a/"),
            BANG_KHEN,
            decision,
            "1/QĐ",
            "2020-05",
            SO,
            Phrase("Vì"),
            "1/2",
            1,
            SO,
            "",
        ),
        views.Award(
            Named(Phrase("N")),
            BANG_KHEN,
            decision,
            "1/QĐ",
            "2020-05",
            SO,
            Phrase(""),
            "",
            26,
            SO,
            "2020-06-01",
        ),
    )


def test_small_helpers():
    """Dates as they are written in data, and where files are published."""
    assert (iso(None), iso(PartialDate(1961, 10))) == ("", "1961-10")
    assert media_path("content/profiles/a b.jpg") == "media/profiles/a b.jpg"
