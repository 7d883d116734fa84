"""Themes, loaded whole."""

from __future__ import annotations

import hashlib
import pickle
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.theme import PAGES, Theme, find_theme, load_theme
from tests.plain_theme import write_plain_theme

ASKED = Location("content/site.yaml", 4, 8)


@pytest.fixture
def project(tmp_path):
    """A project with a theme of its own that has every template."""
    write_plain_theme(tmp_path / "themes" / "plain")
    return tmp_path


def write(project: Path, files: dict[str, str], theme: str = "plain") -> None:
    for name, text in files.items():
        path = project / "themes" / theme / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_catalogue_bears_no_date_of_the_day(tmp_path):
    """Loaded at another time it has the same bytes, so that pages stay as they are."""
    write_plain_theme(tmp_path / "themes" / "plain")

    assert b"POT-Creation-Date: 1970-01-01" in load(tmp_path).catalogues["vi"]


def load(project: Path, name: str = "plain", languages: tuple[str, ...] = ("vi", "en")) -> Theme:
    theme, problems = load_theme(name, project, languages, ASKED)
    assert problems == ()
    assert theme is not None
    return theme


def problems(
    project: Path, name: str = "plain", languages: tuple[str, ...] = ("vi", "en")
) -> list[str]:
    theme, found = load_theme(name, project, languages, ASKED)
    assert theme is None
    return [str(each).replace(f"{project}/", "") for each in found]


def said(theme: Theme, language: str, words: str) -> str:
    return GNUTranslations(BytesIO(theme.catalogues[language])).gettext(words)


def po(**messages: str) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    return head + "\n".join(f'msgid "{key}"\nmsgstr "{each}"\n' for key, each in messages.items())


def test_a_theme_is_found_by_name_or_path(project):
    """In the project first, then among those that come with guong; a path is a theme, too."""
    own = project / "themes" / "plain"

    assert find_theme("plain", project) == own
    assert find_theme(str(own), project / "elsewhere") == own
    assert find_theme("nothing", project) is None
    bundled = find_theme("guong", project)
    assert bundled is not None
    assert bundled.name == "guong"
    write_plain_theme(project / "themes" / "guong")
    assert find_theme("guong", project) == project / "themes" / "guong"


def test_templates_and_components_are_known_by_name(project):
    """Each with the file that it came from."""
    write(project, {"components/card/macro.html": "CARD", "components/card/examples.yaml": "x: 1"})
    theme = load(project)

    assert {f"pages/{page}.html" for page in PAGES} < set(theme.templates)
    assert theme.templates["components/card/macro.html"] == "CARD"
    assert theme.origins["base.html"] == str(project / "themes/plain/templates/base.html")
    assert not [name for name in theme.templates if name.endswith(".yaml")]
    assert (theme.name, theme.folder) == ("plain", str(project / "themes/plain"))


def test_styles_become_one_sheet(project):
    """The list of theme.yaml in its order, then every component's; no part is published alone."""
    write(
        project,
        {
            "theme.yaml": "name: plain\nstylesheet: [assets/b.css, assets/a.css]\n",
            "assets/a.css": "A",
            "assets/b.css": "B",
            "assets/print.css": "P",
            "assets/img/icon.svg": "<svg/>",
            "assets/.hidden": "x",
            "components/z/style.css": "/* why */ Z",
            "components/c/style.css": "C",
        },
    )
    theme = load(project)
    sheet = theme.addresses[""]

    assert theme.assets[sheet] == b"B A C Z"
    digest = hashlib.sha256(theme.assets[sheet]).hexdigest()
    assert sheet == f"assets/site.{digest[:10]}.css"
    assert sorted(theme.assets.values()) == [b"<svg/>", b"B A C Z", b"P"]
    assert theme.addresses["img/icon.svg"].startswith("assets/img/icon.")
    assert theme.addresses["img/icon.svg"].endswith(".svg")
    assert set(theme.assets) <= set(theme.addresses.values())


def test_an_address_changes_with_its_bytes(project):
    """So that browsers may keep what they have for ever."""
    write(project, {"assets/a.svg": "1", "assets/LICENSE": "x"})
    one = load(project).addresses
    write(project, {"assets/a.svg": "2"})
    two = load(project).addresses

    assert one["a.svg"] != two["a.svg"]
    assert one["LICENSE"] == two["LICENSE"]
    assert one["LICENSE"].startswith("assets/LICENSE.")


def test_a_theme_extends_another(project):
    """Its templates, assets, words and styles come over its parent's; the rest is inherited."""
    write(
        project,
        {
            "theme.yaml": "name: child\nextends: plain\nstylesheet: [assets/more.css]\n",
            "templates/pages/home.html": "CHILD",
            "assets/more.css": "MORE",
            "assets/icon.svg": "CHILD",
            "locales/vi.po": po(Search="Tìm"),
        },
        "child",
    )
    write(
        project,
        {
            "theme.yaml": "name: plain\nstylesheet: [assets/base.css]\n",
            "assets/base.css": "BASE",
            "assets/icon.svg": "PARENT",
            "locales/vi.po": po(Search="Tra cứu", Home="Trang chủ"),
        },
    )
    theme = load(project, "child")

    assert theme.templates["pages/home.html"] == "CHILD"
    assert theme.origins["pages/home.html"] == str(
        project / "themes/child/templates/pages/home.html"
    )
    assert theme.origins["pages/year.html"] == str(
        project / "themes/plain/templates/pages/year.html"
    )
    assert theme.assets[theme.addresses[""]] == b"BASE MORE"
    assert theme.assets[theme.addresses["icon.svg"]] == b"CHILD"
    assert (said(theme, "vi", "Search"), said(theme, "vi", "Home")) == ("Tìm", "Trang chủ")
    assert set(theme.catalogues) == {"vi", "en"}


def test_themes_travel_to_workers(project):
    """A loaded theme is plain data."""
    theme = load(project)

    assert pickle.loads(pickle.dumps(theme)) == theme


def test_the_default_theme_is_whole():
    """It has every template and both languages."""
    theme = load(Path("/nowhere"), "guong")

    assert theme.assets[theme.addresses[""]]


def test_an_unknown_theme_is_named_where_it_was_asked_for(project):
    """With those at hand."""
    assert problems(project, "plane") == [
        (
            "content/site.yaml:4:8: G101 There is no theme 'plane'."
            " The themes at hand are: gazette, guong, plain."
        )
    ]


def test_an_unknown_parent_is_named_in_the_theme(project):
    """At `extends`."""
    write(project, {"theme.yaml": "name: plain\nextends: nothing\n"})
    (found,) = problems(project)

    assert found.startswith("themes/plain/theme.yaml:2:10: G101 There is no theme 'nothing'.")


@pytest.mark.parametrize("ring", [("plain",), ("plain", "b"), ("plain", "b", "c")])
def test_themes_that_extend_each_other_in_a_circle(project, ring):
    """Found, however long the circle."""
    for name, parent in zip(ring, (*ring[1:], ring[0]), strict=True):
        write(project, {"theme.yaml": f"name: {name}\nextends: {parent}\n"}, name)
    (found,) = problems(project)

    assert found.startswith(f"themes/{ring[-1]}/theme.yaml:2:10: G108")
    assert "'plain' extends itself." in found


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"theme.yaml": "name: plain\nstyle: x\ncolour: y\n"},
            [
                "themes/plain/theme.yaml:3:1: G103 `colour` is not a field of a theme.",
                "themes/plain/theme.yaml:2:1: G103 `style` is not a field of a theme.",
            ],
        ),
        ({"theme.yaml": "- a\n"}, ["themes/plain/theme.yaml"]),
        ({"theme.yaml": "a: [\n"}, ["themes/plain/theme.yaml"]),
        (
            {"theme.yaml": "name: plain\nstylesheet: [assets/a.css]\n"},
            ["themes/plain/theme.yaml:2:14: G109 The theme has no stylesheet 'assets/a.css'."],
        ),
        (
            {
                "theme.yaml": "name: plain\nstylesheet: [../../secret.css]\n",
                "../../secret.css": "x",
            },
            ["themes/plain/theme.yaml:2:14: G109 The theme has no stylesheet '../../secret.css'."],
        ),
        (
            {"locales/vi.po": 'msgid "a"\nmsgstr "b\n'},
            ["themes/plain/locales/vi.po:2: G106 This catalogue cannot be read:"],
        ),
        (
            {"locales/vi.po": 'msgid ""\nmsgstr "Plural-Forms: nplurals=x;"\n\nmsgstr "b"\n'},
            ["themes/plain/locales/vi.po"],
        ),
    ],
)
def test_broken_themes_are_explained(project, files, expected):
    """File, line and what is wrong."""
    write(project, files)
    found = problems(project)

    assert len(found) == len(expected)
    for line, beginning in zip(found, expected, strict=True):
        assert line.startswith(beginning)


def test_every_missing_template_is_named(project):
    """All in one run."""
    for page in ("home", "year"):
        (project / f"themes/plain/templates/pages/{page}.html").unlink()

    assert [each.split(". ")[0] for each in problems(project)] == [
        "themes/plain: G102 The theme has no template `templates/pages/home.html`",
        "themes/plain: G102 The theme has no template `templates/pages/year.html`",
    ]


def test_a_language_that_the_theme_does_not_speak(project):
    """Named with the file to add."""
    (found,) = problems(project, languages=("vi", "fr"))

    assert found == (
        "themes/plain: G104 The theme does not speak 'fr': locales/fr.po is missing."
        " Add the catalogue, or take the language out of site.yaml."
    )


@pytest.mark.parametrize(
    "name", ["theme.yaml", "templates/base.html", "locales/en.po", "components/a/style.css"]
)
def test_files_that_are_not_utf8_are_named(project, name):
    """Bytes of another encoding are a problem of the theme, not a crash."""
    path = project / "themes/plain" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\xff\xfe\x00")

    assert [each.split(":")[0] for each in problems(project)] == [f"themes/plain/{name}"]


def test_files_that_cannot_be_read_are_named(project, monkeypatch):
    """A template without permission."""
    real = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "year.html":
            raise PermissionError(13, "no", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)

    assert problems(project) == [
        (
            "themes/plain/templates/pages/year.html: G105 This file of the theme cannot be read."
            " Check its permissions."
        )
    ]
