"""The gallery shows every component of a theme, and names the examples that are wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from typing_extensions import deprecated

from generator.cli import main
from generator.diagnostics import Location
from generator.gallery import examples_of, publish_gallery
from generator.render import Fragments
from generator.theme import load_theme
from generator.views.every import going
from generator.views.profile import Profile
from tests.html_pages import Page

ROOT = Path(__file__).parents[1]
LANGUAGES = ("vi", "en")
IMPORT = re.compile(r'from "components/([\w-]+)/macro\.html" import ([\w, ]+?) *-?%}')


def loaded(name: str, project: Path = ROOT):
    theme, problems = load_theme(name, project, LANGUAGES, Location("test"))
    assert theme is not None, problems
    return theme


@pytest.fixture(scope="module", params=["guong", "gazette"])
def gallery(request, tmp_path_factory):
    """The gallery of a theme that comes with guong."""
    folder = tmp_path_factory.mktemp(request.param)
    published, problems = publish_gallery(
        request.param, ROOT, LANGUAGES, folder / "gallery", folder / "state"
    )
    assert [str(each) for each in problems] == []
    assert published is not None
    return folder / "gallery"


@pytest.mark.parametrize("name", ["guong", "gazette"])
def test_every_macro_that_pages_use_has_an_example(name):
    """A macro that no other template imports is a detail of its component."""
    theme = loaded(name)
    used = {
        (component, macro.strip())
        for source in theme.templates.values()
        for component, macros in IMPORT.findall(source)
        for macro in macros.split(",")
    }
    examples, problems = examples_of(theme)

    assert len(used) > 60
    assert problems == ()
    assert used - {(each.component, each.macro) for each in examples} == set()


@pytest.mark.parametrize("file", ["index.html", "en.html"])
def test_its_pages_are_well_formed(gallery, file):
    """Every tag is closed, and no id is used twice: examples have ids of their own."""
    page = Page(gallery / file)

    assert page.wrong == []
    assert [each for each, count in page.ids.items() if count > 1] == []


def test_each_example_shows_something(gallery):
    """In each language; macros that say nothing are shown in cases where they speak."""
    for file in ("index.html", "en.html"):
        html = (gallery / file).read_text(encoding="utf-8")
        shown = re.findall(
            r'<div class="example">(.*?)</div>(?=\n(?:<h[23]|</div>))', html, re.DOTALL
        )
        assert len(shown) == html.count('<div class="example">') > 80
        assert [each for each in shown if not each.strip()] == []


def test_drawings_have_their_parts(gallery):
    """What drawings are put together from stands on the page."""
    html = (gallery / "index.html").read_text(encoding="utf-8")
    used = set(re.findall(r'<use href="#([\w-]+)"', html))

    assert len(used) > 5
    assert {each for each in used if f'id="{each}"' not in html} == set()


def test_its_words_are_those_of_the_language(gallery):
    """The same example in two languages."""
    vietnamese, english = (
        (gallery / file).read_text(encoding="utf-8") for file in ("index.html", "en.html")
    )

    assert '<html lang="vi">' in vietnamese
    assert "Không đạt" in vietnamese
    assert "Missed" in english
    assert "Missed" not in vietnamese


@pytest.mark.parametrize(
    ("examples", "expected"),
    [
        (
            "- macro: card\n  args: {nam: B}\n",
            "1:3: G110 This example failed: macro 'card' takes no",
        ),
        ("- macro: card\n", "1:3: G110 This example failed: parameter 'name' was not provided"),
        (
            "- macro: crad\n",
            "1:3: G110 This example failed: the template 'components/a/macro.html'",
        ),
        (
            "\n- name: x\n",
            "2:3: G110 This example failed: its fields are about, args, call, inside,",
        ),
        ("- macro: card\n  colour: red\n", "1:3: G110 This example failed: its fields are"),
        ("macro: card\n", "1:1: G110 This example failed: it is not a list of examples."),
        ("- macro: [\n", "1:11: C103"),
        ("- macro: card\n  args: [1]\n", "1:3: G110 This example failed: `args` are values"),
        ("- macro: card\n  macros: abc\n", "1:3: G110 This example failed: `macros` are macros"),
        ("- macro: card\n  macros: {b: 5}\n", "1:3: G110 This example failed: `macros` are macros"),
        *(
            (
                f"- {{macro: card, args: {{name: {value}}}}}\n",
                f"1:30: G110 This example failed: '{value}'",
            )
            for value in ("2024-02-30", "=", "0x_")
        ),
        *(
            pytest.param(
                f"- macro: {number}\n", f"1:10: G110 This example failed: '{number[:20]}'", id=name
            )
            for name, number in (("long", "9" * 5000), ("long hex", "0x" + "f" * 5000))
        ),
    ],
)
def test_a_wrong_example_is_named_at_its_place(tmp_path, examples, expected):
    """With its file and line, once for all languages; nothing is published."""
    folder = tmp_path / "themes" / "mine"
    component = folder / "components" / "a"
    component.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: guong\n", encoding="utf-8")
    (component / "macro.html").write_text(
        "{% macro card(name) %}<p>{{ name }}</p>{% endmacro %}\n", encoding="utf-8"
    )
    (component / "examples.yaml").write_text(examples, encoding="utf-8")
    published, problems = publish_gallery(
        "mine", tmp_path, LANGUAGES, tmp_path / "gallery", tmp_path / "state"
    )

    assert published is None
    (line,) = (str(each) for each in problems)
    assert line.removeprefix(f"{component / 'examples.yaml'}:").startswith(expected)
    assert not (tmp_path / "gallery").exists()


@pytest.fixture
def component(tmp_path):
    """The folder of a component of a theme of one's own."""
    folder = tmp_path / "themes" / "mine" / "components" / "a"
    folder.mkdir(parents=True)
    (folder.parents[1] / "theme.yaml").write_text("extends: guong\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_examples_that_are_no_file_are_one_sentence(tmp_path, component, make):
    """A pipe keeps nobody waiting."""
    make(component / "examples.yaml")
    _, problems = publish_gallery("mine", tmp_path, LANGUAGES, tmp_path / "g", tmp_path / "s")

    assert [str(each).split(" Mend")[0] for each in problems] == [
        f"{component / 'examples.yaml'}: G110 This example failed: it is no file."
    ]


def test_a_language_may_be_named_twice_and_templates_nested_deep(tmp_path, component):
    """The one is shown once, and the other is a matter of builds."""
    (component / "macro.html").write_text(f"{{{{ {'(' * 3000}1{')' * 3000} }}}}", encoding="utf-8")
    published, problems = publish_gallery(
        "mine", tmp_path, ("vi", "vi"), tmp_path / "gallery", tmp_path / "state"
    )

    assert problems == ()
    assert published is not None
    assert "index.html" in published.written


def test_examples_cannot_reach_out_of_the_sandbox(tmp_path):
    """An example is data: what looks like a template stays text."""
    folder = tmp_path / "themes" / "mine"
    component = folder / "components" / "a"
    component.mkdir(parents=True)
    (folder / "theme.yaml").write_text("extends: guong\n", encoding="utf-8")
    (component / "macro.html").write_text(
        "{% macro card(name) %}<p>{{ name }}</p>{% endmacro %}\n", encoding="utf-8"
    )
    (component / "examples.yaml").write_text(
        "- {macro: card, args: {name: '{{ 7 * 7 }}<b>'}}\n", encoding="utf-8"
    )
    publish_gallery("mine", tmp_path, LANGUAGES, tmp_path / "gallery", tmp_path / "state")

    html = (tmp_path / "gallery/index.html").read_text(encoding="utf-8")
    assert "<p>{{ 7 * 7 }}&lt;b&gt;</p>" in html


@pytest.fixture
def going_field(monkeypatch):
    """As if exemplars' pages had a field for themes that will go."""
    told = deprecated("`view.name` is the same, in 9.0 for good", category=None)
    monkeypatch.setattr(Profile, "headline", property(told(lambda view: view.name)), raising=False)
    going.cache_clear()
    yield
    going.cache_clear()


def test_fields_that_will_go_are_told_to_who_makes_themes(tmp_path, monkeypatch, going_field):
    """By line, wherever templates ask for one; a template that cannot be read is another matter."""
    pages = tmp_path / "themes" / "mine" / "templates" / "pages"
    pages.mkdir(parents=True)
    (pages.parents[1] / "theme.yaml").write_text("extends: guong\n", encoding="utf-8")
    (pages / "profile.html").write_text("<h1>\n{{ view.headline }}</h1>\n", encoding="utf-8")
    (pages / "unit.html").write_text("{% if %}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["gallery", "--theme", "mine"])

    assert told.exit_code == 0
    assert told.stderr == (
        f"{Path('themes/mine/templates/pages/profile.html')}:2: G112 A later version of guong has"
        " no `.headline` for themes any more: `view.name` is the same, in 9.0 for good."
        " Write the template so that it does without.\n"
    )


def test_fields_that_will_go_are_still_there(going_field):
    """A page that asks for one shows what it always did."""
    view = object.__new__(Profile)
    object.__setattr__(view, "name", "Đơn vị A")
    shown, failure = Fragments(loaded("guong"), "vi").render("{{ v.headline }}", {"v": view})

    assert (shown, failure) == ("Đơn vị A", "")


def test_the_command_says_where_to_look(tmp_path, monkeypatch):
    """And takes no folder that holds somebody else's files."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["gallery"])
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "index.html").write_text("mine", encoding="utf-8")
    refused = CliRunner().invoke(main, ["gallery", "--output", "foreign"])

    assert (done.exit_code, refused.exit_code) == (0, 1)
    assert ".guong/gallery/index.html" in done.output
    assert (tmp_path / ".guong/gallery/index.html").is_file()
    assert "B101" in refused.output
    assert (foreign / "index.html").read_text(encoding="utf-8") == "mine"


def test_what_is_no_language_is_refused():
    """It is the name of a file of the theme, and of a page."""
    refused = CliRunner().invoke(main, ["gallery", "--language", "../vi"])

    assert refused.exit_code == 2
    assert "'../vi' is not a language code" in refused.output


def test_an_unknown_theme_is_refused():
    """With the themes at hand."""
    refused = CliRunner().invoke(main, ["gallery", "--theme", "nothing"])

    assert refused.exit_code == 1
    assert "G101" in refused.output
