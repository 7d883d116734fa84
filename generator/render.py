"""Render: a view and a theme become the bytes of a page."""

from __future__ import annotations

import gettext
import hashlib
import re
import reprlib
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from html import escape
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit
from zlib import crc32

import jinja2
from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator import formats
from generator.compiled import compiled_in
from generator.diagnostics import Diagnostic, Location, problem
from generator.pictured import in_story, srcset
from generator.theme import Theme
from generator.views.common import Body, Money
from generator.views.every import VIEWS
from generator.views.frame import Address, Site

HOLE = "\x00"
CITED = "\x03"
"""Marks the place of an address in the HTML of a body."""
_PLAIN = re.compile(r"[a-z0-9/._-]*")
"""Most addresses: there is nothing to escape and no scheme in them."""
_ANY_TAG = re.compile("<[^>]*>")
_ID = re.compile(r'( id="| href="#)((?:s-|fn)[^"]*")')
_NAME_HOLE = re.compile(r'"\\u0000(\w+)"')
"""Marks in JSON the place of a section's name."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a page, or why there are none."""

    data: bytes
    problem: Diagnostic | None = None
    squeezed: tuple[bytes, bytes] = (b"", b"")
    """The same in fewer bytes, if that was asked for."""


class Renderer:
    """Renders the pages of one site with one theme; *state* keeps compiled templates."""

    def __init__(self, theme: Theme, frames: Mapping[str, Site], state: Path | None) -> None:
        self._theme = theme
        self._frames = frames
        self._here = _Here(theme, [*frames.values()])
        compiled = compiled_in(state, engine()) if state else None
        self._environments = {
            each: _environment(theme, each, self._here, compiled) for each in frames
        }

    def render(
        self, address: Address, view: Any, stories: Mapping[str, str] | None = None
    ) -> Rendered:
        """Render one page; a template's mistake comes back as a problem, with its line.

        *stories* are the HTML of the bodies that the view has by name.
        """
        site = self._frames[address.language]
        self._here.base = _base(address, site)
        self._here.stories = stories or {}
        try:
            template = self._environments[address.language].get_template(
                f"pages/{address.template}.html"
            )
            return Rendered(template.render(view=view, site=site, page=address).encode())
        except Exception as failure:
            # A theme is foreign code and may raise anything.
            return Rendered(b"", self._explained(failure, address))

    def _explained(self, failure: Exception, address: Address) -> Diagnostic:
        file, line = _template_place(failure, self._theme)
        return problem(
            Location(file or self._theme.folder, line),
            "G107",
            "This template failed on the page /{page}: {detail}.",
            "Mend the template, or choose another theme.",
            page=address.path,
            detail=_detail(failure),
        )


class Fragments:
    """Renders pieces of pages, for the gallery: whatever a theme's macros make in one language."""

    def __init__(self, theme: Theme, language: str) -> None:
        self._theme = theme
        self._environment = _environment(theme, language, _Here(theme), None)

    def render(self, source: str, values: Mapping[str, Any]) -> tuple[str, str]:
        """The HTML, and why there is none."""
        try:
            return self._environment.from_string(source).render(values), ""
        except Exception as failure:
            # As for pages: macros are foreign code.
            file, line = _template_place(failure, self._theme)
            place = f" ({file}:{line})" if file else ""
            return "", _detail(failure) + place


def _detail(failure: Exception) -> str:
    if type(failure) is TemplateNotFound:
        return f"there is no template '{failure}'"
    if isinstance(failure, KeyError):
        return f"there is no {failure}"
    return (" ".join(str(failure).split()) or type(failure).__name__).rstrip(".")


class _Here:
    """Where the page being rendered is; the filters of all components look here."""

    def __init__(self, theme: Theme, frames: Sequence[Site] = ()) -> None:
        self._theme = theme
        self._portable = any(each.portable for each in frames)
        self._integrity = any(each.integrity for each in frames)
        self.base = ""
        self.stories: Mapping[str, str] = {}

    def url(self, href: str) -> str:
        return relative(self.base, formats.explicit(href) if self._portable else href)

    def folder(self, href: str) -> str:
        """An address to which names of files are added."""
        return relative(self.base, href)

    def asset(self, name: str = "") -> str:
        return self.url(self._address(name))

    def integrity(self, name: str = "") -> Markup:
        """The attribute by which browsers know an asset, if the site wants it."""
        data = self._theme.assets.get(self._address(name)) if self._integrity else None
        return Markup(f' integrity="{_digest(data)}"') if data else Markup()

    def _address(self, name: str) -> str:
        if name not in self._theme.addresses:
            raise TemplateRuntimeError(f"the theme has no asset '{name}'")
        return self._theme.addresses[name]


@lru_cache(maxsize=16)
def _digest(data: bytes) -> str:
    """As Subresource Integrity writes digests."""
    return f"sha384-{b64encode(hashlib.sha384(data).digest()).decode()}"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way for what is safe by its making.

    The parts of views are plain data and macros come from templates; asking of each whether it is
    safe takes half the time of a page. Everything else goes the long way.
    """

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) in VIEWS and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


def engine() -> str:
    """A digest of what decides how templates are compiled: this module and Jinja."""
    made_of = Path(__file__).read_bytes() + jinja2.__version__.encode()
    return hashlib.sha256(made_of).hexdigest()[:12]


def _environment(
    theme: Theme, language: str, here: _Here, compiled: BytecodeCache | None
) -> Environment:
    environment = Sandbox(
        bytecode_cache=compiled,
        loader=FunctionLoader(partial(_source, theme)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    translations = gettext.GNUTranslations(BytesIO(theme.catalogues[language]))
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
        # Jinja's own looks gettext up in the context at every call, which costs half the time.
        "_": partial(_translated, cache(lambda words: Markup(translations.gettext(words)))),
        "asset": here.asset,
        "integrity": here.integrity,
        "stylesheet": here.asset,
    }
    filters: dict[str, Callable[..., str]] = {
        "url": here.url,
        "folder": here.folder,
        "body": partial(_body, here),
        "srcset": partial(srcset, url=here.url),
        "date": partial(_localised, formats.long_date, language),
        "date_short": partial(_localised, formats.short_date, language),
        "number": partial(_localised, formats.number, language),
        "percent": partial(_localised, formats.percent, language),
        "filesize": partial(_localised, formats.file_size, language),
        "language_name": partial(_localised, formats.language_name, language),
        "money": partial(_money, language),
        "locale": formats.territory_locale,
        "json_data": _json_data,
    }
    environment.filters |= {name: _per_page(name, write) for name, write in filters.items()}
    environment.filters["checksum"] = _checksum
    # Jinja's own that are something else in every build.
    del environment.filters["random"], environment.globals["lipsum"]
    return environment


def _checksum(words: object) -> int:
    """A number below 2**32 that is always the same for the same words: a seed for drawings."""
    return crc32(str(words).encode())


def _per_page(name: str, write: Callable[..., str]) -> Callable[..., str]:
    """A filter that Jinja applies anew on each page.

    Without a context it would fold `"search/" | url` into the compiled template, with the address
    as seen from the page, and the words of the language, that came first.
    """

    @pass_context
    def filtered(context: Context, *values: Any) -> str:
        try:
            return write(*values)
        except (ArithmeticError, AttributeError, TypeError, ValueError) as failure:
            shown = ", ".join(map(reprlib.repr, values))
            raise TemplateRuntimeError(f"the filter '{name}' cannot show {shown}") from failure

    return filtered


def _translated(gettext_: Callable[[str], Markup], words: str, **values: Any) -> Markup:
    """The words of the catalogue, filled with escaped *values*."""
    return gettext_(words) % values if values else gettext_(words)


def _source(theme: Theme, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    if name not in theme.templates:
        return None
    # With a file name Jinja's tracebacks lead to the line of the template.
    return theme.templates[name], theme.origins[name], lambda: True


def _localised(write: Callable[[Any, str], str], language: str, value: Any) -> str:
    return write(value, language)


def _money(language: str, money: Money) -> str:
    return formats.money(money.amount, money.currency, language)


def _body(here: _Here, body: Body) -> Markup:
    html = here.stories.get(body.html, body.html)
    if body.prefix:
        html = _ANY_TAG.sub(partial(_prefixed, body.prefix), html)
    for source, number in body.numbers:
        html = html.replace(f"{CITED}{source}{CITED}", str(number))
    parts = html.split(HOLE)
    filled = [parts[0]]
    pictures = dict(body.pictures)
    for number, (href, part) in enumerate(zip(body.hrefs, parts[1:], strict=True)):
        if number in pictures:
            filled[-1] = filled[-1].removesuffix('<img src="')
            filled += in_story(pictures[number], part, here.url)
        elif href:
            filled += [escape(here.url(href)), part]
        else:
            # What it leads to is not shown: the words stay, the link goes.
            filled[-1] = filled[-1].removesuffix(' href="').removesuffix(' src="')
            filled.append(part.removeprefix('"'))
    html = "".join(filled)
    return Markup(f'<div lang="{body.lang}">{html}</div>' if body.lang else html)


def _prefixed(prefix: str, tag: re.Match[str]) -> str:
    return _ID.sub(rf"\1{prefix}\2", tag[0])


def _json_data(data: str, words_of: Callable[[str], Markup]) -> Markup:
    """JSON for a script element; *words_of*, a macro, says what sections are called."""
    named = _NAME_HOLE.sub(lambda hole: formats.script_json(_plain(words_of(hole[1]))), data)
    if "<" in named:
        raise TemplateRuntimeError("this JSON could end its script element")
    return Markup(named)


def _plain(words: Markup) -> str:
    return str(words.unescape()).strip()


def _base(address: Address, site: Site) -> str:
    """The folder that relative addresses start from; from the host's root for a page served
    anywhere.
    """
    if address.anywhere:
        return "/" + urlsplit(site.url).path.strip("/")
    folder, _, _ = address.path.rpartition("/")
    return folder


def relative(base: str, href: str) -> str:
    """The address of *href* (from the site's root) as seen from the folder *base*.

    Whole addresses stay. A *base* with a leading slash gives paths from the host's root.
    """
    path, mark, anchor = href, "", ""
    if not _PLAIN.fullmatch(href):
        if urlsplit(href).scheme or href.startswith("#"):
            return href
        path, mark, anchor = href.partition("#")
        path = quote(path, safe="/:@!$&'()*+,;=~%")
    if base.startswith("/"):
        return f"{base.rstrip('/')}/{path}{mark}{anchor}"
    here = base.split("/") if base else []
    there = path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = "../" * (len(here) - shared) + "/".join(there[shared:])
    if not steps or ":" in steps.partition("/")[0]:
        # A colon would make a scheme of what stands before it.
        steps = f"./{steps}"
    return f"{steps}{mark}{anchor}"


def _template_place(failure: Exception, theme: Theme) -> tuple[str, int]:
    """The file and line of the innermost template of a traceback."""
    if isinstance(failure, TemplateSyntaxError):
        return failure.filename or "", failure.lineno
    files = frozenset(theme.origins.values())
    place = ("", 0)
    trace: TracebackType | None = failure.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in files:
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
