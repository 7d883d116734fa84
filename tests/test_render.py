"""A view and a theme become the bytes of a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin

import jinja2
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st
from jinja2.bccache import Bucket

from generator.compiled import FOLDER as KEPT_IN
from generator.compiled import SEAL, Compiled
from generator.render import Rendered, Renderer, relative
from generator.theme import Theme
from generator.views.common import Body, Link, Money, Phrase
from generator.views.frame import Address, Site

FOLDER = "/themes/t"
_STATE = TemporaryDirectory()
STATE = Path(_STATE.name)
"""Where compiled templates of all tests come together, many of the same name."""


def catalogue(language: str, **messages: str) -> bytes:
    made = Catalog(locale=language)
    for words, translation in messages.items():
        made.add(words, translation)
    out = BytesIO()
    write_mo(out, made)
    return out.getvalue()


def theme(**templates: str) -> Theme:
    named = {
        (name if "/" in name else f"pages/{name}") + ".html": text
        for name, text in ((key.replace("__", "/"), each) for key, each in templates.items())
    }
    return Theme(
        "t",
        FOLDER,
        named,
        {name: f"{FOLDER}/templates/{name}" for name in named},
        {"assets/site.1.css": b""},
        {"": "assets/site.1.css", "icon.svg": "assets/icon.2.svg"},
        {"vi": catalogue("vi", Search="Tìm <kiếm>", Hello="Chào %(name)s"), "en": catalogue("en")},
    )


def site(language: str = "vi", url: str = "") -> Site:
    return Site(Phrase("Gương"), Phrase(""), url, language, (), None, (), ())


def address(path: str = "a/b/", language: str = "vi", *, anywhere: bool = False) -> Address:
    return Address(path, language, "home", "home", (), anywhere=anywhere)


def rendered(
    template: str,
    view: object = None,
    at: Address | None = None,
    url: str = "",
    component: str = "",
) -> Rendered:
    frames = {"vi": site(url=url), "en": site("en", url)}
    templates = theme(home=template, **({"components__c": component} if component else {}))
    return Renderer(templates, frames, STATE).render(at or address(), view)


def html(template: str, view: object = None, at: Address | None = None, url: str = "") -> str:
    found = rendered(template, view, at, url)
    assert found.problem is None, str(found.problem)
    return found.data.decode()


def problem(template: str, view: object = None, component: str = "") -> str:
    found = rendered(template, view, component=component)
    assert found.data == b""
    return str(found.problem)


# -- addresses

# Without ";": urljoin still knows the parameters of RFC 1808, browsers do not.
segments = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="/#;\\"),
    min_size=1,
    max_size=4,
).filter(lambda each: each not in (".", "..") and ":" not in each)
folders = st.lists(st.sampled_from(["a", "b", "en", "media", "ả"]), max_size=4)
paths = st.tuples(folders, st.lists(segments, max_size=2), st.sampled_from(["", "/"]))


@given(folders, paths, st.sampled_from(["", "#s-x"]))
def test_relative_addresses_lead_to_what_was_meant(base, parts, anchor):
    """Resolved from the folder of the page, as a browser does, they give the address."""
    path = "/".join([*parts[0], *parts[1]])
    href = path + parts[2] + anchor if path else ""
    root = "http://a.vn/x/"
    folder = root + "".join(f"{each}/" for each in base)
    found = relative("/".join(base), href)

    assert unquote(urljoin(folder, found)) == root + href
    assert not found.startswith("/")


@given(folders, paths)
def test_addresses_from_anywhere_start_at_the_root_of_the_host(base, parts):
    """Whatever address the page is served for."""
    href = "/".join([*parts[0], *parts[1]])
    found = relative("/" + "/".join(base), href)

    assert (
        unquote(urljoin("http://a.vn/q/r/s", found))
        == "http://a.vn/" + "".join(f"{each}/" for each in base) + href
    )


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("", "", "./"),
        ("", "models/", "models/"),
        ("models", "models/", "./"),
        ("models", "", "../"),
        ("models/otop", "models/ovop/", "../ovop/"),
        ("en/models/otop", "models/otop/", "../../../models/otop/"),
        ("models", "models", "../models"),
        ("a", "a/#s-x", "./#s-x"),
        ("a", "b c/ả%3F%25.jpg", "../b%20c/%E1%BA%A3%3F%25.jpg"),
        ("a", "https://a.vn/x", "https://a.vn/x"),
        ("a", "mailto:a@b.vn", "mailto:a@b.vn"),
        ("a", "#main", "#main"),
        ("/", "models/", "/models/"),
        ("/", "", "/"),
        ("/sub", "models/#s-x", "/sub/models/#s-x"),
    ],
)
def test_relative_addresses(base, href, expected):
    """Short, escaped, and whole addresses left alone."""
    assert relative(base, href) == expected


@pytest.mark.parametrize("name", ["x:y.jpg", "1:2/3.jpg"])
def test_a_colon_in_a_name_begins_no_scheme(name):
    """A file beside the page keeps its folder in its address."""
    found = relative("media", f"media/{name}")

    assert unquote(urljoin("http://a.vn/media/", found)) == f"http://a.vn/media/{name}"


@pytest.mark.parametrize(
    ("at", "url", "expected"),
    [
        (address(""), "", "models/ assets/site.1.css assets/icon.2.svg"),
        (address("models/"), "", "./ ../assets/site.1.css ../assets/icon.2.svg"),
        (address("404.html"), "", "models/ assets/site.1.css assets/icon.2.svg"),
        (
            address("404.html", anywhere=True),
            "",
            "/models/ /assets/site.1.css /assets/icon.2.svg",
        ),
        (
            address("404.html", anywhere=True),
            "https://a.vn/sub/",
            "/sub/models/ /sub/assets/site.1.css /sub/assets/icon.2.svg",
        ),
    ],
)
def test_pages_link_from_where_they_are(at, url, expected):
    """Links, stylesheet and assets, from the page's folder or from the host's root."""
    template = "{{ 'models/' | url }} {{ stylesheet() }} {{ asset('icon.svg') }}"

    assert html(template, at=at, url=url) == expected


def test_constant_addresses_are_taken_from_each_page_anew():
    """What a template writes out is no constant, since pages lie in different folders."""
    renderer = Renderer(
        theme(home="{{ 'x/' | url }}"),
        {"vi": site()},
        STATE,
    )

    assert [renderer.render(address(path), None).data for path in ("", "a/", "")] == [
        b"x/",
        b"../x/",
        b"x/",
    ]


def test_compiled_templates_are_kept_and_never_trusted(tmp_path):
    """A template that changed is compiled again; a state that cannot be written costs only time."""
    frames = {"vi": site()}
    blocked = tmp_path / "file"
    blocked.write_text("x")

    for state in (tmp_path, tmp_path, blocked):
        for text in ("1", "2"):
            found = Renderer(theme(home=text), frames, state).render(address(), None)
            assert found == Rendered(text.encode())
    assert len(list((tmp_path / KEPT_IN).iterdir())) == 2


def test_imported_components_link_from_the_page_as_well():
    """A macro knows no page, and its links are right on each of them."""
    renderer = Renderer(
        theme(
            home="{% from 'components/c.html' import link %}{{ link('x/') }}",
            components__c="{% macro link(href) %}{{ href | url }}{% endmacro %}",
        ),
        {"vi": site()},
        STATE,
    )

    assert [renderer.render(address(path), None).data for path in ("", "a/", "a/b/")] == [
        b"x/",
        b"../x/",
        b"../../x/",
    ]


# -- stories


def story(html_: str, *hrefs: str, lang: str = "") -> str:
    return html("{{ view | body }}", Body(html_, hrefs, lang))


def test_holes_of_a_story_are_filled_in_order():
    """Each with its address as seen from the page, escaped."""
    given_story = '<a href="\x00">x</a><img src="\x00" alt="y">'

    assert story(given_story, "a/c/", "media/a&b.jpg") == (
        '<a href="../c/">x</a><img src="../../media/a&amp;b.jpg" alt="y">'
    )


def test_links_to_what_is_not_shown_become_words():
    """The link goes, what it said stays, and other attributes too."""
    assert story('<a href="\x00">x</a>', "") == "<a>x</a>"
    assert story('<a href="\x00" title="t">x</a> <a href="\x00">y</a>', "", "b/") == (
        '<a title="t">x</a> <a href="../../b/">y</a>'
    )
    assert story('<img src="\x00" alt="y">', "") == '<img alt="y">'


def test_stories_in_another_language_say_so():
    """With a `lang` around them; others stand as they are."""
    assert story("<p>x</p>", lang="en") == '<div lang="en"><p>x</p></div>'
    assert story("<p>x</p>") == "<p>x</p>"


@pytest.mark.parametrize("hrefs", [(), ("a/", "b/")])
def test_holes_and_addresses_must_match(hrefs):
    """A story with a hole too many is no page."""
    found = rendered("{{ view | body }}", Body('<a href="\x00">x</a>', hrefs))

    assert found.problem is not None
    assert found.problem.code == "G107"


# -- words


def test_everything_is_escaped():
    """Texts of views and of catalogues' fillings; a phrase brings its own language."""
    assert html("{{ view }}", "<b>&") == "&lt;b&gt;&amp;"
    assert html("{{ view }}", Phrase("<b>", "en")) == '<span lang="en">&lt;b&gt;</span>'
    assert html("{{ _('Hello', name=view) }}", "<b>") == "Chào &lt;b&gt;"


def test_words_come_from_the_catalogue_of_the_page():
    """In each language its own; what a catalogue lacks stays as written."""
    assert html("{{ _('Search') }} {{ _('Foot') }}") == "Tìm <kiếm> Foot"
    assert html("{{ _('Search') }}", at=address("en/", "en")) == "Search"
    assert html("{% trans name=view %}Hello{% endtrans %}", "x") == "Chào x"


def test_filters_write_in_the_language_of_the_page():
    """Dates, numbers, shares, sizes, money and names of languages."""
    template = (
        "{{ '1961-10' | date }}|{{ '1961-10-08' | date_short }}|{{ 14.5 | number }}|"
        "{{ 0.5 | percent }}|{{ 1500 | filesize }}|{{ 'en' | language_name }}|{{ view | money }}"
    )
    money = Money(5.0, "VND", Phrase(""))

    assert html(template, money).replace("\xa0", " ") == (
        "tháng 10 năm 1961|8/10/1961|14,5|50%|1,5 kB|Tiếng Anh|5 VND"
    )
    assert html(template, money, address("en/", "en")).replace("\xa0", " ") == (
        "October 1961|8 Oct 1961|14.5|50%|1.5 kB|English|5 VND"
    )


def test_templates_see_view_site_and_page():
    """And nothing else."""
    assert html("{{ view.text }} {{ site.title }} {{ page.path }}", Phrase("A")) == "A Gương a/b/"


# -- mistakes


def test_a_missing_name_fails_with_file_line_and_page():
    """Nothing undefined is shown as nothing."""
    assert problem("<p>\n\n{{ view.txet }}", Phrase("A")) == (
        f"{FOLDER}/templates/pages/home.html:3: G107 This template failed on the page /a/b/:"
        " 'generator.views.common.Phrase object' has no attribute 'txet'."
        " Mend the template, or choose another theme."
    )
    assert ":1: G107" in problem("{{ veiw }}")
    assert ":1: G107" in problem("{% if view.nothing %}{% endif %}", Link("", Phrase("")))


def test_a_mistake_is_named_in_the_template_that_has_it():
    """In a component, not in the page that uses it."""
    found = problem(
        "{% from 'components/c.html' import show %}\n{{ show() }}",
        component="{% macro show() %}\n\n\n{{ nothing }}{% endmacro %}",
    )

    assert found.startswith(f"{FOLDER}/templates/components/c.html:4: G107")


@pytest.mark.parametrize(
    ("template", "line"),
    [("<p>\n{% if %}", 2), ("{{ 'a' | nofilter }}", 1), ("\n\n{% endfor %}", 3)],
)
def test_what_is_no_template_is_named_by_line(template, line):
    """Tags without their end, filters that nobody made."""
    assert problem(template).startswith(f"{FOLDER}/templates/pages/home.html:{line}: G107")


def test_templates_that_are_not_there():
    """A page that extends nothing, or a theme without the page."""
    assert "G107" in problem("{% extends 'base.html' %}")
    missing = Renderer(theme(other="x"), {"vi": site()}, STATE).render(address(), None)
    assert missing.problem is not None
    assert str(missing.problem).startswith(f"{FOLDER}: G107 This template failed on the page /a/b/")


def test_assets_that_are_not_there():
    """Named, with the line that asks for them."""
    found = problem("\n{{ asset('nope.png') }}")

    assert found.startswith(f"{FOLDER}/templates/pages/home.html:2: G107")
    assert "the theme has no asset 'nope.png'." in found


@pytest.mark.parametrize(
    "template",
    [
        "{{ view.__class__ }}",
        "{{ view.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ view['__class__'] }}",
        "{{ view | attr('__class__') }}",
        "{{ view.__init__.__globals__ }}",
        "{{ site.__dataclass_fields__ }}",
        "{{ '{0.__class__}'.format(view) }}",
        "{{ _.__self__ }}",
        "{{ asset.__globals__ }}",
        "{{ stylesheet.__self__._addresses }}",
        "{{ cycler.__init__ }}",
        "{{ [].append(1) }}",
        "{{ page.__setattr__('path', 'x') }}",
        "{{ range(10000000) }}",
        "{% import 'os' as os %}",
    ],
)
def test_templates_cannot_reach_beyond_their_view(template):
    """Attributes behind the scenes are refused, and so are changes and endless lists."""
    assert "G107" in problem(template, Phrase("A"))


def test_one_broken_page_does_not_break_the_next():
    """A renderer goes on after a failure."""
    renderer = Renderer(theme(home="{{ view.text }}"), {"vi": site()}, STATE)

    assert renderer.render(address(), None).problem is not None
    assert renderer.render(address(), Phrase("A")) == Rendered(b"A")


def test_the_same_view_gives_the_same_bytes():
    """Once and again, and from another renderer."""
    template = "{% for each in view.headings %}{{ each }}{% endfor %}{{ view | body }}"
    view = Body("<p>x</p>", (), "", ((2, "s-a", "A"),))
    one = Renderer(theme(home=template), {"vi": site()}, STATE)

    assert (
        len({one.render(address(), view).data for _ in range(3)} | {rendered(template, view).data})
        == 1
    )


# -- mistakes


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{% include 'pages/nope.html' %}", "there is no template 'pages/nope.html'."),
        ("{{ gettext('%(who)s') }}", "there is no 'who'."),
        ("{{ 'many' | number }}", "the filter 'number' cannot show 'many'."),
        ("{{ view | money }}", "the filter 'money' cannot show 'view'."),
        ("{{ nope | number }}", "'nope' is undefined."),
    ],
)
def test_mistakes_of_templates_are_said_in_words(template: str, said: str) -> None:
    """Whatever Python says of them."""
    assert f": {said} Mend" in problem(template, "view")


@pytest.mark.parametrize("template", ["{{ [1, 2] | random }}", "{{ lipsum() }}"])
def test_templates_have_nothing_to_do_with_chance(template: str) -> None:
    """The same content gives the same bytes in any theme."""
    assert "G107" in problem(template)


# -- compiled templates


def in_state(state: Path, url: str = "a/") -> bytes:
    templates = theme(home="{{ 'models/' | url }}")
    found = Renderer(templates, {"vi": site(), "en": site("en")}, state).render(address(url), None)
    return found.data


def home_says(evil: str) -> Callable[[Compiled, Bucket], None]:
    """How a template is kept that has become another."""
    keep = Compiled.dump_bytecode

    def kept(self: Compiled, bucket: Bucket) -> None:
        bucket.code = jinja2.Environment().compile(evil)
        keep(self, bucket)

    return kept


def test_compiled_templates_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the tests after this one prove is not that none ever is."""
    with monkeypatch.context() as patch:
        patch.setattr(Compiled, "dump_bytecode", home_says("evil"))
        in_state(tmp_path)

    assert in_state(tmp_path) == b"evil"


def test_where_compiled_templates_were_kept_before_is_cleared(tmp_path: Path) -> None:
    """They would lie there for ever."""
    (tmp_path / "templates-012345").mkdir()
    in_state(tmp_path)

    assert [each.name for each in tmp_path.iterdir()] == ["templates"]


def test_templates_compiled_by_another_engine_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version compiled may call filters otherwise."""
    with monkeypatch.context() as patch:
        patch.setattr(jinja2, "__version__", "0")
        patch.setattr(Compiled, "dump_bytecode", home_says("of another time"))
        in_state(tmp_path)

    assert in_state(tmp_path) == b"../models/"


def test_compiled_templates_from_elsewhere_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that somebody hands over may bring a state, and programs in it."""
    with monkeypatch.context() as patch:
        patch.setattr(Compiled, "dump_bytecode", home_says("evil"))
        in_state(tmp_path / "theirs")
    shutil.copytree(tmp_path / "theirs", tmp_path / "ours")

    assert in_state(tmp_path / "ours") == b"../models/"


@given(cut=st.integers(0, 2_000), flipped=st.integers(0, 2_000))
def test_damaged_compiled_templates_are_compiled_again(cut: int, flipped: int) -> None:
    """Wherever a file was cut short, or a bit of it is another, and the page is right."""
    with TemporaryDirectory() as folder:
        in_state(Path(folder))
        (file,) = (each for each in (Path(folder) / KEPT_IN).iterdir() if each.name != SEAL)
        whole = file.read_bytes()
        damaged = bytearray(whole[: len(whole) - cut % len(whole)])
        if cut % len(whole) == 0:
            damaged[flipped % len(whole)] ^= 1
        file.write_bytes(damaged)

        assert in_state(Path(folder)) == b"../models/"
        assert file.read_bytes() == whole


def test_a_checksum_is_the_same_everywhere():
    """The seed of a drawing depends on its words alone, not on the run or the language."""
    assert html("{{ 'ho-giao' | checksum }} {{ 'ho-giao' | checksum % 7 }}") == "2782565116 2"


def test_sections_in_json_are_named_by_the_theme():
    """A hole takes the words of a macro, as text and not as HTML; written-out holes stay."""
    data = r'{"name":"\u0000models","text":"\\u0000models"}'
    macro = '{% macro words(key) %}{{ "A & <b>" ~ key }}{% endmacro %}'

    assert html(macro + "{{ view | json_data(words) }}", data) == (
        r'{"name":"A \u0026 \u003cb\u003emodels","text":"\\u0000models"}'
    )


def test_json_that_could_end_its_script_is_refused():
    """It does not reach the page, whoever made it."""
    macro = "{% macro words(key) %}{% endmacro %}"

    assert "could end its script" in problem(macro + "{{ view | json_data(words) }}", '"</script>"')
