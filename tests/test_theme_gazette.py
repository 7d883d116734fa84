"""The second theme: what it inherits, what is its own; and the guide to making a third."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from jinja2 import Environment
from rcssmin import cssmin

from generator import render
from generator.build import build
from generator.diagnostics import Location
from generator.task import Options
from generator.theme import FIELDS, PAGES, Theme, load_theme
from tests.html_pages import Page, broken_references, foreign_loads, pages_of

ROOT = Path(__file__).parent.parent
THEME = ROOT / "themes" / "gazette"
GUIDE = ROOT / "themes" / "README.md"
AS_OF = date(2026, 11, 22)
OWN_LINES = 300
CSS_BUDGET = 30_000
DECISION = "decisions/giai-luong-dinh-cua-2025/index.html"


def built(theme: str, folder: Path) -> Path:
    output = folder / "output"
    options = Options(ROOT / "content", output, folder / "state", as_of=AS_OF, theme=theme)
    result = build(options)
    assert [str(each) for each in result.problems] == []
    return output


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site as a gazette."""
    return built("gazette", tmp_path_factory.mktemp("gazette"))


@pytest.fixture(scope="module")
def default(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site with the default theme."""
    return built("guong", tmp_path_factory.mktemp("guong"))


@pytest.fixture(scope="module")
def pages(output: Path) -> dict[Path, Page]:
    return pages_of(output)


@pytest.fixture(scope="module")
def theme() -> Theme:
    loaded, problems = load_theme("gazette", ROOT, ("vi", "en"), Location("test"))
    assert loaded is not None, problems
    return loaded


def styles(theme: Theme) -> str:
    return theme.assets[theme.addresses[""]].decode()


def test_every_reference_leads_somewhere(output: Path, pages: dict[Path, Page]) -> None:
    """No link, picture or anchor is broken, and nothing loads from elsewhere."""
    assert broken_references(output, pages) == []
    assert foreign_loads(pages) == []


def test_the_pages_are_well_formed(output: Path, pages: dict[Path, Page]) -> None:
    """Tags close in order, ids are unique, there is one h1, and nothing is styled inline."""
    wrong = {
        str(path.relative_to(output)): page.wrong
        for path, page in pages.items()
        if page.wrong
        or page.tags["h1"] != 1
        or page.ids.most_common(1)[0][1] > 1
        or page.tags["style"]
        or any("style" in given for _, given in page.attributes)
    }

    assert wrong == {}


def test_the_same_pages_look_different(output: Path, default: Path) -> None:
    """Each page of the default theme is there and is another one; the data files are the same."""
    for path in sorted(default.rglob("*")):
        other = output / path.relative_to(default)
        if path.suffix == ".html":
            assert other.read_bytes() != path.read_bytes(), other
        elif path.suffix in (".csv", ".json") and path.name != "guong-manifest.json":
            assert other.read_bytes() == path.read_bytes(), other


def test_no_fact_of_a_decision_is_lost(output: Path, default: Path) -> None:
    """The pages that the theme has of its own tell all that the default ones link to."""
    for language in ("", "en/"):
        for name in ("decisions/index.html", DECISION):
            own, usual = (Page(folder / language / name) for folder in (output, default))
            linked = {value for tag, _, value in usual.references if tag == "a"}
            assert linked - {value for tag, _, value in own.references if tag == "a"} == set()


def test_notices_are_numbered_down_to_the_first(pages: dict[Path, Page], output: Path) -> None:
    """The list of decisions counts from all of them down, without a gap between its years."""
    page = pages[output / "decisions/index.html"]
    starts = [
        int(str(given["start"]))
        for tag, given in page.attributes
        if tag == "ol" and "start" in given
    ]
    count = sum(given.get("class") == "registered" for _, given in page.attributes)

    assert len(starts) > 1
    assert starts[0] == count
    assert starts == sorted(set(starts), reverse=True)
    assert starts[-1] == 1


def test_it_says_only_what_is_its_own() -> None:
    """Beyond tokens and words, the theme is made of few lines."""
    counted = {
        path.relative_to(THEME).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sorted(THEME.rglob("*"))
        if path.is_file() and path.name != "tokens.css" and path.suffix != ".po"
    }

    assert sum(counted.values()) <= OWN_LINES, counted


def test_it_inherits_every_page(theme: Theme) -> None:
    """Two page templates are its own, the others come from the theme that it extends."""
    own = {
        page for page in PAGES if Path(theme.origins[f"pages/{page}.html"]).is_relative_to(THEME)
    }

    assert own == {"decision", "decisions"}
    assert Path(theme.origins["base.html"]).parts[-3:] == ("guong", "templates", "base.html")


def test_its_tokens_come_last(theme: Theme) -> None:
    """The parent's paper and red are redefined later in the one stylesheet, within its budget."""
    sheet = styles(theme)

    for token in ("--paper", "--action", "--serif"):
        values = re.findall(rf"{token}:([^;}}]+)", sheet)
        usual = cssmin((ROOT / "themes/guong/assets/tokens.css").read_text(encoding="utf-8"))
        own = cssmin((THEME / "assets/tokens.css").read_text(encoding="utf-8"))
        assert values[0] in usual, token
        assert values[-1] in own, token
    assert len(sheet.encode()) <= CSS_BUDGET


def test_a_word_of_its_catalogue_wins(output: Path, default: Path) -> None:
    """The roll of honour is called otherwise, in both languages; other words stay."""
    for language, usual, own, kept in (
        ("", "Danh sách được vinh danh", "Danh sách được khen thưởng", "Quá trình bình xét"),
        ("en/", "Roll of honour", "List of recipients", "How they were chosen"),
    ):
        before, after = (Page(folder / language / DECISION).text for folder in (default, output))
        assert usual in before
        assert own not in before
        assert own in after
        assert usual not in after
        assert kept in after


def test_its_catalogues_say_the_same_messages() -> None:
    """What the theme says anew has words in both languages, none of them empty."""
    known = []
    for language in ("vi", "en"):
        with (THEME / "locales" / f"{language}.po").open("rb") as file:
            messages = [each for each in read_po(file, locale=language) if each.id]
        assert all(each.string for each in messages)
        known.append({str(each.id) for each in messages})

    assert known[0] == known[1]
    assert "Gazette of recognition" in known[0]


def test_its_component_is_documented() -> None:
    """The component has examples that say what they show and name a macro that exists."""
    for folder in sorted((THEME / "components").iterdir()):
        macros = (folder / "macro.html").read_text(encoding="utf-8")
        for each in yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8")):
            assert {"name", "about", "args"} <= set(each), folder.name
            assert f"macro {each['macro']}(" in macros


def test_every_theme_comes_with_the_wheel() -> None:
    """What lies in themes/ is packed beside the code, where an installed guong looks for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    themes = {path.parent.name for path in (ROOT / "themes").glob("*/theme.yaml")}

    assert {"guong", "gazette"} <= themes
    wanted = {f"themes/{name}": f"generator/bundled/themes/{name}" for name in themes}
    assert {each: packed[each] for each in packed if each.startswith("themes/")} == wanted


def test_the_guide_names_all_that_themes_may_use(theme: Theme) -> None:
    """Every field of theme.yaml, every page and every filter of the engine is in the guide."""
    guide = GUIDE.read_text(encoding="utf-8")
    environment = render._environment(theme, "vi", render._Here(theme), None)
    filters = set(environment.filters) - set(Environment().filters)

    assert [name for name in sorted(FIELDS) if f"`{name}`" not in guide] == []
    assert [name for name in PAGES if f"`{name}`" not in guide] == []
    assert len(filters) > 5
    assert [name for name in sorted(filters) if not re.search(rf"\| {name}[`(]", guide)] == []


def test_the_walk_through_of_the_guide_works(tmp_path: Path) -> None:
    """The commands of the guide, pasted whole, make a theme that builds and changes its pages."""
    commands = GUIDE.read_text(encoding="utf-8").split("```sh\n")[1].split("```")[0]
    guong = f'guong() {{ "{sys.executable}" -m generator "$@"; }}\n'
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", guong + commands],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 0, result.stdout
