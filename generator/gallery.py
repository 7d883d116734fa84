"""The gallery: every documented example of a theme's components, rendered for who makes themes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml
from jinja2 import Environment, TemplateSyntaxError
from jinja2.nodes import Getattr

from generator.diagnostics import Diagnostic, Location, in_order, problem
from generator.gather import bytes_of
from generator.publish import Published, publish, turn
from generator.reading.document import decode
from generator.reading.yaml import read_yaml
from generator.render import Fragments
from generator.theme import Theme, load_theme
from generator.views.common import Phrase
from generator.views.every import going

STYLE = b"""\
.example { border-inline-start: 3px solid var(--line); padding-inline-start: var(--s4); }
.example-component { margin-block: var(--s5) var(--s3); border-block-start: 1px solid var(--line); }
"""
PARTS = "parts.html"
"""A template of a component that a page holds once, such as the parts of drawings."""
FIELDS = frozenset(("name", "macro", "about", "args", "call", "inside", "macros"))
_ELEMENT = re.compile(r"([a-z]+)((?:\.[a-z-]+)*)")


@dataclass(frozen=True, slots=True)
class Example:
    """One way to call a macro of a component."""

    component: str
    name: str
    macro: str
    about: str
    args: Mapping[str, Any]
    call: str
    """A template of what stands inside, for macros that hold something."""
    inside: str
    """The element that the macro belongs into, such as `ul.cards`."""
    macros: Mapping[str, str]
    """Arguments that are macros themselves: `component.macro` by the argument's name."""
    place: Location

    @property
    def template(self) -> str:
        """The template that calls the macro, with `args` as its only variable."""
        used = {"example": f"{self.component}.{self.macro}", **self.macros}
        imports = [
            f'{{% from "components/{component}/macro.html" import {macro} as m_{name} %}}'
            for name, path in used.items()
            for component, _, macro in (path.partition("."),)
        ]
        given = [f'{name}=args["{name}"]' for name in self.args]
        given += [f"{name}=m_{name}" for name in self.macros]
        call = f"m_example({', '.join(given)})"
        made = (
            f"{{% call {call} %}}{self.call}{{% endcall %}}" if self.call else f"{{{{ {call} }}}}"
        )
        element = _ELEMENT.fullmatch(self.inside)
        if element:
            classes = element[2].replace(".", " ").strip()
            made = f'<{element[1]} class="{classes}">{made}</{element[1]}>'
        return "".join(imports) + made


def publish_gallery(
    theme: str, project: Path, languages: Sequence[str], output: Path, state: Path
) -> tuple[Published | None, tuple[Diagnostic, ...]]:
    """Render all examples of a theme, and of those it extends, into a page for each language."""
    languages = tuple(dict.fromkeys(languages))
    loaded, problems = load_theme(theme, project, languages, Location("--theme"))
    if loaded is None:
        return None, problems
    examples, problems = examples_of(loaded)
    if problems:
        return None, problems
    files, problems = gallery_files(loaded, languages, examples)
    if problems:
        return None, problems
    with turn(output, state, lambda *_: None) as problems:
        if problems:
            return None, problems
        published, problems = publish(output, state, files)
        return published, (*problems, *deprecated_in(loaded))


def deprecated_in(theme: Theme) -> tuple[Diagnostic, ...]:
    """Where templates ask for fields of views that will go."""
    return in_order(
        Diagnostic(
            at,
            "G112",
            "A later version of guong has no `.{name}` for themes any more: {detail}.",
            "Write the template so that it does without.",
            (("name", name), ("detail", going()[name])),
            "warning",
        )
        for at, name in _asked_for(theme)
        if name in going()
    )


def _asked_for(theme: Theme) -> Iterator[tuple[Location, str]]:
    """Each field that a template asks for; what cannot be read, builds tell of."""
    reader = Environment(extensions=["jinja2.ext.i18n"])
    for name, source in theme.templates.items():
        with suppress(TemplateSyntaxError, RecursionError):
            for node in reader.parse(source, name).find_all(Getattr):
                yield Location(theme.origins[name], node.lineno), node.attr


def examples_of(theme: Theme) -> tuple[tuple[Example, ...], tuple[Diagnostic, ...]]:
    """The examples of each component, by its name; a theme's own come instead of its parent's."""
    files: dict[str, Path] = {}
    for _, folder in reversed(theme.layers):
        for file in folder.glob("components/*/examples.yaml"):
            files[file.parent.name] = file
    examples: list[Example] = []
    problems: list[Diagnostic] = []
    for component, file in sorted(files.items()):
        text, wrong = _text(file)
        problems += wrong
        if text is not None and not wrong:
            found, wrong = _read(text, str(file), component)
            examples += found
            problems += wrong
    return tuple(examples), in_order(problems)


def _text(file: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    if not file.is_file():
        return None, (_wrong(Location(str(file)), "it is no file"),)
    data, problems = bytes_of(file, str(file))
    return (None, problems) if problems else decode(data, str(file))


def _read(text: str, file: str, component: str) -> tuple[list[Example], tuple[Diagnostic, ...]]:
    tree, problems = read_yaml(text, file)
    if tree is None or problems:
        return [], problems
    try:
        # Our reader knows places, and YAML's own which scalars are numbers.
        entries = yaml.load(text, _Numbers)
    except _NoNumber as none:
        return [], (_wrong(Location(file, *none.place), f"{none} needs quotation marks"),)
    if not isinstance(entries, list):
        return [], (_wrong(Location(file, 1, 1), "it is not a list of examples"),)
    examples = []
    for number, entry in enumerate(entries):
        place = Location(file, *tree.positions.at((number,)))
        if why := _no_example(entry):
            return [], (_wrong(place, why),)
        examples.append(
            Example(
                component,
                str(entry.get("name", "")),
                str(entry["macro"]),
                str(entry.get("about", "")),
                {name: _thing(value) for name, value in (entry.get("args") or {}).items()},
                str(entry.get("call", "")),
                str(entry.get("inside", "")),
                entry.get("macros") or {},
                place,
            )
        )
    return examples, ()


def _no_example(entry: Any) -> str:
    """Why an entry is no example; "" if it is one."""
    if not isinstance(entry, dict) or set(entry) - FIELDS or not entry.get("macro"):
        return f"its fields are {', '.join(sorted(FIELDS))}"
    args, macros = entry.get("args") or {}, entry.get("macros") or {}
    if not isinstance(args, dict):
        return "`args` are values by their names"
    if not (isinstance(macros, dict) and all(isinstance(each, str) for each in macros.values())):
        return "`macros` are macros, such as card.card, by their names"
    return ""


class _NoNumber(Exception):
    """A scalar looks like a number or a day, and is none."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__(f"'{str(node.value)[:20]}'")
        self.place = (node.start_mark.line + 1, node.start_mark.column + 1)


class _Numbers(yaml.SafeLoader):
    """YAML's own reader, which says where a number is that is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            made = super().construct_object(node, deep)
            if isinstance(made, int):
                str(made)  # Python reads longer numbers than it writes.
            return made
        except (ArithmeticError, ValueError, yaml.constructor.ConstructorError):
            raise _NoNumber(node) from None


class _Words(str):
    """Words of an example: a string, and a phrase in the page's language."""

    __slots__ = ()
    lang = ""

    @property
    def text(self) -> str:
        return str(self)


def _thing(value: Any) -> Any:
    """What a macro sees in a view: parts by name, tuples and phrases."""
    match value:
        case {"text": str(text), "lang": str(lang), **others} if not others:
            return Phrase(text, lang)
        case dict():
            return SimpleNamespace(**{str(name): _thing(part) for name, part in value.items()})
        case list():
            return tuple(_thing(part) for part in value)
        case str():
            return _Words(value)
        case date():
            return value.isoformat()
        case _:
            return value


def gallery_files(
    theme: Theme, languages: Sequence[str], examples: Sequence[Example]
) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
    """The pages and what they need, or which examples fail."""
    files = [*theme.assets.items(), ("gallery.css", STYLE)]
    problems: list[Diagnostic] = []
    for language in languages:
        fragments = Fragments(theme, language)
        parts = _parts(theme, fragments)
        shown: list[tuple[Example, str]] = []
        for example in examples:
            html, failure = fragments.render(example.template, {"args": example.args})
            if failure:
                problems.append(_wrong(example.place, failure))
            shown.append((example, html))
        page = "\n".join(_page(theme, language, languages, parts, shown))
        files.append((_file(language, languages), page.encode()))
    return files, in_order(dict.fromkeys(problems))


def _parts(theme: Theme, fragments: Fragments) -> str:
    names = sorted(each for each in theme.templates if each.endswith(f"/{PARTS}"))
    return "".join(fragments.render(f'{{% include "{name}" %}}', {})[0] for name in names)


def _file(language: str, languages: Sequence[str]) -> str:
    return "index.html" if language == languages[0] else f"{language}.html"


def _wrong(place: Location, detail: str) -> Diagnostic:
    return problem(
        place,
        "G110",
        "This example failed: {detail}.",
        "Mend the example, or the macro that it calls.",
        detail=detail,
    )


def _page(
    theme: Theme,
    language: str,
    languages: Sequence[str],
    parts: str,
    shown: Sequence[tuple[Example, str]],
) -> Iterator[str]:
    title = f"Components of {escape(theme.name)}"
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f'<link rel="stylesheet" href="{theme.addresses[""]}">'
    yield '<link rel="stylesheet" href="gallery.css">'
    yield f'</head>\n<body>\n{parts}\n<main>\n<div class="wrap">'
    yield f'<header class="head"><h1 lang="en">{title}</h1>'
    links = (f'<a href="{_file(each, languages)}">{each}</a>' for each in languages)
    yield f"<p>{' · '.join(links)}</p></header>"
    component = ""
    for example, html in shown:
        if example.component != component:
            component = example.component
            yield f'<h2 class="example-component" lang="en">{component}</h2>'
        name = escape(example.name or example.macro)
        yield f'<h3 lang="en">{name} <small><code>{escape(example.macro)}</code></small></h3>'
        yield f'<p class="note" lang="en">{escape(example.about)}</p>'
        yield f'<div class="example">{html}</div>'
    yield "</div>\n</main>\n</body>\n</html>\n"
