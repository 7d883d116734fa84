"""The default theme: its words, its components, its size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import babel_extract

from generator.diagnostics import Location
from generator.records.campaign import MilestoneKind
from generator.records.decision import StepKind
from generator.records.profile import Position
from generator.records.title import Form, Level
from generator.records.unit import UnitKind
from generator.theme import load_theme
from tests.html_pages import Page
from tests.sites import MINIMAL

THEME = Path(__file__).parent.parent / "themes" / "guong"
CSS_BUDGET = 30_000
KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")

Key = tuple[str | None, str]


def spoken() -> set[Key]:
    """Context and English of everything that the templates say."""
    found: set[Key] = set()
    for path in sorted(THEME.rglob("*.html")):
        source = BytesIO(path.read_bytes())
        options = {"trimmed": "true", "silent": "false"}
        for _, function, message, _ in babel_extract(source, KEYWORDS, (), options):
            parts = message if isinstance(message, tuple) else (message,)
            context = str(parts[0]) if function in ("pgettext", "npgettext") else None
            found.add((context, str(parts[1 if context is not None else 0])))
    return found


def catalogue(language: str) -> dict[Key, Message]:
    with (THEME / "locales" / f"{language}.po").open("rb") as file:
        return {_key(each): each for each in read_po(file, locale=language) if each.id}


def _key(message: Message) -> Key:
    id_ = message.id
    return (message.context, id_ if isinstance(id_, str) else id_[0])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_catalogues_say_everything_and_nothing_else(language: str) -> None:
    """Every string of the templates has its words, none empty or fuzzy, and none is left over."""
    known = catalogue(language)

    assert spoken() - set(known) == set()
    assert set(known) - spoken() == set()
    assert [key for key, each in known.items() if not all(_forms(each)) or each.fuzzy] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_translations_fill_the_same_blanks(language: str) -> None:
    """A translated string names the same values as the English one."""
    blanks = re.compile(r"%\((\w+)\)")
    wrong = [
        key
        for key, each in catalogue(language).items()
        for form in _forms(each)
        if not set(blanks.findall(form)) <= set(blanks.findall(" ".join(_originals(each))))
    ]

    assert wrong == []


def _forms(message: Message) -> Iterator[str]:
    yield from (message.string,) if isinstance(message.string, str) else message.string or ("",)


def _originals(message: Message) -> Iterator[str]:
    yield from (message.id,) if isinstance(message.id, str) else message.id


@pytest.mark.parametrize("kind", [Position, Form, Level, UnitKind, StepKind, MilestoneKind])
def test_every_value_of_a_record_has_words(kind: object) -> None:
    """Each value that authors may choose stands in the label tables."""
    tables = (THEME / "components/label/macro.html").read_text(encoding="utf-8")

    assert [each for each in get_args(kind) if f'"{each}"' not in tables] == []


def test_every_component_is_a_documented_folder() -> None:
    """Each component has a macro and examples that say what they show."""
    for folder in sorted((THEME / "components").iterdir()):
        assert (folder / "macro.html").is_file(), folder.name
        examples = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
        assert all({"name", "about"} <= set(each) for each in examples or []), folder.name


def test_the_theme_is_light_and_loads_nothing_from_elsewhere() -> None:
    """One stylesheet within its budget, no web font, no address of another host."""
    theme, problems = load_theme("guong", THEME.parent.parent, ("vi", "en"), Location("test"))

    assert theme is not None, problems
    styles = theme.assets[theme.addresses[""]].decode()
    assert len(styles.encode()) <= CSS_BUDGET
    assert "@font-face" not in styles
    assert "@import" not in styles
    assert not re.search(r"url\(['\"]?(?:https?:)?//", styles)


@pytest.mark.parametrize("name", ["guong", "gazette"])
def test_no_colour_depends_on_a_width(name: str) -> None:
    """Contrast that holds on a telephone holds on a desk: it is measured once for each scheme."""
    theme, problems = load_theme(name, THEME.parent.parent, ("vi", "en"), Location("test"))

    assert theme is not None, problems
    styles = theme.assets[theme.addresses[""]].decode()
    by_width = re.findall(r"@media[^{]*width[^{]*\{((?:[^{}]*\{[^{}]*\})*)", styles)
    assert len(by_width) >= 5
    assert [rules for rules in by_width if re.search(r"[{;](?:background-)?color:", rules)] == []


def test_markup_is_only_let_through_where_it_was_cleaned() -> None:
    """No template marks anything as safe by itself; bodies come through the `body` filter."""
    found = [
        f"{path.relative_to(THEME)}: {match[0]}"
        for path in sorted(THEME.rglob("*.html"))
        for match in re.finditer(
            r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8")
        )
    ]

    assert found == []


def test_the_templates_parse() -> None:
    """Every template is well-formed Jinja, whether a page uses it or not."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)

    for path in sorted(THEME.rglob("*.html")):
        assert environment.parse(path.read_text(encoding="utf-8")).body, path


def test_targets_with_alike_ids_have_ids_of_their_own(site):
    """One may be called as a part of the other."""
    targets = "".join(
        f"  - {{id: {id_}, indicator: A, measurements: [{{value: 1, on: 2020}}]}}\n"
        for id_ in ("a", "a-name", "a-table")
    )
    made = site(
        {
            "site.yaml": MINIMAL["site.yaml"].replace("theme: plain", "theme: guong"),
            "campaigns/phong-trao-a.yaml": MINIMAL["campaigns/phong-trao-a.yaml"]
            + f"targets:\n{targets}",
        }
    )
    assert made.build().exit_code == 0
    page = Page(made.output("campaigns/phong-trao-a/index.html"))

    assert page.ids["target-a-name"] == 1
    assert [id_ for id_, count in page.ids.items() if count > 1] == []
    labels = {given.get("aria-labelledby") for _, given in page.attributes} - {None}
    assert {"target-a--name", "target-a-name--name", "target-a--table"} <= labels <= set(page.ids)
