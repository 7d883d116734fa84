"""Making: a yearbook as PDF, by WeasyPrint."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import partial
from html import escape, unescape
from io import BytesIO
from pathlib import Path

from font_source_serif_pro import SourceSerifPro, SourceSerifProIt, SourceSerifProSemibold
from markupsafe import Markup
from PIL import ImageFile

from generator.book.choice import Book, choose
from generator.book.words import words_in
from generator.diagnostics import Diagnostic, Location, problem
from generator.gather import bytes_of
from generator.graph.site import SiteGraph
from generator.load import load
from generator.media.card import face
from generator.media.make import Order, make
from generator.plan.pictures import Recipe
from generator.plan.site import plan_site
from generator.render import Fragments
from generator.task import Options
from generator.theme import load_theme

_HERE = Path(__file__).parent
_FONTS = ((SourceSerifPro, 400, "normal"), (SourceSerifProSemibold, 600, "normal"))
_ITALIC = (SourceSerifProIt, 400, "italic")
_DIVISIONS = ("campaigns", "profiles", "rolls", "index")
_LINK = re.compile(r' href="([^"]*)"')


def make_book(
    options: Options, language: str | None, campaign: str | None, year: int | None
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A book of the whole site, of a campaign, or of a year, as PDF/UA; or why there is none."""
    content, problems = load(options.content, as_of=options.as_of, drafts=options.drafts)
    if content is None:
        return b"", problems
    graph = content.graph
    language = language or graph.settings.languages[0]
    unknown = tuple(_unknown(graph, language, campaign))
    if unknown:
        return b"", unknown
    name = options.theme or graph.settings.theme
    project = options.content.resolve().parent
    theme, problems = load_theme(name, project, graph.settings.languages, content.theme_at)
    planned, clashes = plan_site(graph, content.as_of)
    if theme is None or planned is None:
        return b"", (*problems, *clashes)
    book = choose(graph, planned.pages, language, campaign=campaign, year=year)
    if book.is_empty:
        return b"", (_empty(),)
    pictures = _pictures(planned.pictures, book, content.files)
    part = str(year) if year else ""
    if campaign:
        part = next((view.title.text for _, view in book.campaigns), campaign)
    values = {
        "book": book,
        "title": next(words for _, words in graph.settings.title.versions),
        "part": part,
        "language": language,
        "words": words_in(language),
        "pictures": pictures,
        "face": _data("image/png", face(str(graph.settings.title))),
        "style": Markup(_fonts() + (_HERE / "book.css").read_text(encoding="utf-8")),
        "as_of": content.as_of.isoformat(),
    }
    source = (_HERE / "book.html").read_text(encoding="utf-8")
    html, wrong = Fragments(theme, language).render(source, values)
    if wrong:
        return b"", (_not_rendered(wrong),)
    linked = _LINK.sub(partial(_linked, book.anchors, graph.settings.url or ""), html)
    return _as_pdf(linked, content.as_of)


def _as_pdf(html: str, day: date) -> tuple[bytes, tuple[Diagnostic, ...]]:
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        from weasyprint import HTML, URLFetcher
    except (ImportError, OSError):
        return b"", (_not_installed(),)
    finally:
        # WeasyPrint lets Pillow read pictures that are cut off, everywhere.
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
    file = BytesIO()
    # Nothing is fetched: pictures and letters stand in the page itself.
    HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf(
        file, pdf_variant="pdf/ua-1", pdf_identifier=day.isoformat().encode()
    )
    return file.getvalue(), ()


def _linked(anchors: Mapping[str, str], site: str, link: re.Match[str]) -> str:
    """A link to what stands in the book leads there; others name whole addresses or nothing."""
    href = unescape(link[1])
    path, _, anchor = href.removeprefix("./").partition("#")
    if href.startswith("#"):
        # Within a page they lead to its sources and headings, which bear no names here.
        return link[0] if anchor in {*anchors.values(), *_DIVISIONS} else ""
    if path in anchors:
        return f' href="#{anchors[path]}"'
    if ":" in href:
        return link[0]
    if site and path:
        return f' href="{escape(site.rstrip("/"))}/{escape(path)}"'
    return ""


def _pictures(recipes: tuple[Recipe, ...], book: Book, files: Mapping[str, Path]) -> dict[str, str]:
    """The portraits of the book, by their address on pages; without what cameras write."""
    wanted = {view.portrait.src for _, view in book.profiles if view.portrait}
    found = {}
    for recipe in recipes:
        if recipe.fallback.path not in wanted or recipe.source not in files:
            continue
        data, problems = bytes_of(files[recipe.source], recipe.source)
        (made,) = make(None, [Order(recipe, data)])
        if not problems and isinstance(made, tuple):
            form = recipe.fallback.form
            found[recipe.fallback.path] = _data(f"image/{form}", made[-1])
    return found


def _fonts() -> str:
    faces = (
        f"@font-face {{ font-family: book; font-weight: {weight}; font-style: {style};"
        f" src: url({_data('font/ttf', Path(file).with_suffix('.ttf').read_bytes())}) }}\n"
        for file, weight, style in (*_FONTS, _ITALIC)
    )
    return "".join(faces)


def _data(type_: str, data: bytes) -> str:
    return f"data:{type_};base64,{b64encode(data).decode()}"


def _unknown(graph: SiteGraph, language: str, campaign: str | None) -> list[Diagnostic]:
    found = []
    if campaign is not None and campaign not in graph.campaigns:
        near = get_close_matches(campaign, graph.campaigns, 1)
        found.append(
            problem(
                Location("--campaign"),
                "B113",
                "There is no campaign `{campaign}`.",
                "Name one by its id, such as {near}.",
                campaign=campaign,
                near=near[0] if near else next(iter(graph.campaigns), "phong-trao-a"),
            )
        )
    if language not in graph.settings.languages:
        found.append(
            problem(
                Location("--lang"),
                "B114",
                "The site is not in the language `{language}`.",
                "Its languages are {languages}.",
                language=language,
                languages=", ".join(graph.settings.languages),
            )
        )
    return found


def _empty() -> Diagnostic:
    return problem(
        Location("--year"),
        "B115",
        "Nothing would stand in this book.",
        "Choose another year or campaign, or leave both out.",
    )


def _not_installed() -> Diagnostic:
    return problem(
        Location("guong book"),
        "B116",
        "Books cannot be made: the library for it is not installed.",
        "Install it with `pip install guong[pdf]`; it needs Pango, a package of the system.",
    )


def _not_rendered(detail: str) -> Diagnostic:
    return problem(
        Location("guong book"),
        "B117",
        "The book could not be put together: {detail}.",
        "If the theme is your own, see that it has the components of the theme guong.",
        detail=detail,
    )
