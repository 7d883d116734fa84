"""Bad themes: the file and line to mend, and the published site stays as it was."""

from __future__ import annotations

import pytest

from tests.sites import MINIMAL, Project

SETTINGS = MINIMAL["site.yaml"]
PROFILE_PAGE = "templates/pages/profile.html"


def test_missing_theme_is_named_where_it_is_chosen(breaks):
    """A theme that is not there is an error in the line that names it."""
    assert breaks({"site.yaml": SETTINGS.replace("plain", "khong-co")}) == [
        (
            "content/site.yaml:4:8: G101 There is no theme 'khong-co'."
            " The themes at hand are: gazette, guong, plain."
        )
    ]


def test_missing_theme_of_an_option_does_not_blame_the_settings(published):
    """A name given with --theme is not in site.yaml."""
    result = published.fails("--theme", "khong-co")

    assert len(result.lines) == 1
    assert "'khong-co'" in result.lines[0]
    assert "site.yaml" not in result.lines[0]


def theme_fails(project: Project, file: str, text: str | bytes) -> list[str]:
    """Change a file of the theme and return what is said, with paths from the theme's folder."""
    path = project.theme / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [line.replace(f"{project.theme}", "plain") for line in project.fails().lines]


def test_undefined_variable_names_template_line_and_page(published):
    """A misspelt field of a view is found in its template."""
    text = '{% extends "base.html" %}\n{% block main %}\n{{ view.nmae }}\n{% endblock %}\n'

    assert theme_fails(published, PROFILE_PAGE, text) == [
        (
            f"plain/{PROFILE_PAGE}:3: G107 This template failed on the page /profiles/dong-chi-a/:"
            " 'generator.views.profile.Profile object' has no attribute 'nmae'."
            " Mend the template, or choose another theme."
        )
    ]


def test_undefined_variable_in_an_included_template_names_that_one(published):
    """The innermost template is the one to mend."""
    lines = theme_fails(published, "templates/base.html", "<!doctype html>\n{{ khong_co }}\n")

    assert [line.partition(" This")[0] for line in lines] == ["plain/templates/base.html:2: G107"]


def test_template_with_a_syntax_error_names_its_line(published):
    """A block that is never closed is found before anything is published."""
    lines = theme_fails(published, PROFILE_PAGE, "a\n{{ view.name \nb\n")

    assert lines == [
        (
            f"plain/{PROFILE_PAGE}:3: G107 This template failed on the page /profiles/dong-chi-a/:"
            " expected token 'end of print statement', got 'b'."
            " Mend the template, or choose another theme."
        )
    ]


def test_template_that_asks_for_forbidden_things_is_stopped(published):
    """Templates see views and nothing behind them."""
    lines = theme_fails(published, PROFILE_PAGE, "{{ ''.__class__.__mro__ }}")

    assert [line.partition(" This")[0] for line in lines] == [f"plain/{PROFILE_PAGE}:1: G107"]


def test_theme_without_a_required_template_names_each(published):
    """All missing templates are named in one run."""
    for page in ("profile", "home"):
        (published.theme / "templates" / "pages" / f"{page}.html").unlink()

    assert [line.replace(f"{published.theme}", "plain") for line in published.fails().lines] == [
        f"plain: G102 The theme has no template `templates/pages/{page}.html`."
        " Add it, or let theme.yaml say `extends: guong`."
        for page in ("home", "profile")
    ]


def test_theme_with_a_broken_catalogue_names_its_line(published):
    """A PO file with a word that is no keyword is found with its line."""
    catalogue = published.theme / "locales" / "vi.po"
    text = catalogue.read_text(encoding="utf-8") + '\nmsgid "a"\nngon "b"\n'
    lines = theme_fails(published, "locales/vi.po", text)

    assert [line.partition(": G106 ")[0] for line in lines] == ["plain/locales/vi.po:8"]
    assert "This catalogue cannot be read" in lines[0]


def test_theme_with_an_unclosed_word_in_its_catalogue_names_its_line(published):
    """A PO file with a quotation mark that is never closed is no catalogue."""
    catalogue = published.theme / "locales" / "vi.po"
    text = catalogue.read_text(encoding="utf-8") + '\nmsgid "a"\nmsgstr "b\n'
    lines = theme_fails(published, "locales/vi.po", text)

    assert [line.partition(": G106 ")[0] for line in lines] == ["plain/locales/vi.po:8"]


def test_theme_with_plural_forms_without_end_names_its_line(published):
    """No language has more than six, and a list of all of them would fill the memory."""
    catalogue = published.theme / "locales" / "vi.po"
    text = catalogue.read_text(encoding="utf-8").replace("nplurals=1", "nplurals=99999999999")
    lines = theme_fails(published, "locales/vi.po", text)

    assert [line.partition(": G106 ")[0] for line in lines] == ["plain/locales/vi.po:5"]


def test_theme_without_a_language_of_the_site_is_named(published):
    """A site in two languages needs a theme that speaks both."""
    (published.theme / "locales" / "en.po").unlink()

    assert [line.partition(": ")[2] for line in published.fails().lines] == [
        (
            "G104 The theme does not speak 'en': locales/en.po is missing."
            " Add the catalogue, or take the language out of site.yaml."
        )
    ]


def test_theme_with_a_broken_description_is_placed(published):
    """theme.yaml is read as strictly as content."""
    assert theme_fails(published, "theme.yaml", "name: plain\nversoin: 1\n") == [
        (
            "plain/theme.yaml:2:1: G103 `versoin` is not a field of a theme."
            " The fields are: extends, name, stylesheet, version."
        )
    ]


@pytest.mark.parametrize("file", [PROFILE_PAGE, "components/a/style.css"])
def test_theme_file_that_is_not_utf8_is_named(published, file):
    """A template or style sheet in another encoding is one line."""
    lines = theme_fails(published, file, "<p>\u00e9</p>".encode("cp1252"))

    assert [line.partition(":")[0] for line in lines] == [f"plain/{file}"]


def test_theme_with_a_missing_style_sheet_is_named(published):
    """A style sheet that theme.yaml lists must be there; a link in a circle leads to none."""
    (published.theme / "khong-co.css").symlink_to("khong-co.css")
    text = "name: plain\nversion: 1\nstylesheet: [khong-co.css]\n"

    assert [line.partition(" The")[0] for line in theme_fails(published, "theme.yaml", text)] == [
        "plain/theme.yaml:3:14: G109"
    ]


def test_theme_takes_no_style_sheet_from_elsewhere(published):
    """A theme cannot publish files from outside its folder as its style."""
    (published.root / "secret.css").write_text("a {}", encoding="utf-8")
    text = "name: plain\nversion: 1\nstylesheet: [../../secret.css]\n"

    assert len(theme_fails(published, "theme.yaml", text)) == 1


@pytest.mark.parametrize("file", ["assets/logo.svg", "templates/macros.html", "locales/vi.po"])
def test_theme_takes_no_file_from_elsewhere(published, file):
    """A link in a theme cannot bring out what lies beside it, in a folder of a like name either."""
    secret = published.theme.with_name("plain-evil") / "secret"
    secret.parent.mkdir()
    secret.write_text("secret", encoding="utf-8")
    link = published.theme / file
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(secret)

    (line,) = published.fails().lines
    assert line.partition(" This")[0] == f"{link}: G111"


def test_names_that_not_all_systems_have_are_named(published):
    """In assets and templates; what is hidden is nobody's business."""
    names = (
        "assets/a?.svg",
        "assets/nul.css",
        "assets/hình.svg",
        "assets/H\u00ccNH.svg",
        "templates/frame/com1.html",
        ".git/aux",
    )
    for name in names:
        file = published.theme / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("", encoding="utf-8")

    told = [each.removeprefix(f"{published.theme}/") for each in published.fails().codes]
    assert told == [
        "assets/a?.svg: G113",
        "assets/hình.svg: G114",
        "assets/nul.css: G113",
        "templates/frame/com1.html: G113",
    ]


def test_theme_that_extends_itself_is_named(published):
    """A circle of themes is not called a missing theme."""
    lines = theme_fails(published, "theme.yaml", "name: plain\nversion: 1\nextends: plain\n")

    assert [line.partition(": ")[0] for line in lines] == ["plain/theme.yaml:3:10"]
    assert "no theme" not in lines[0]
