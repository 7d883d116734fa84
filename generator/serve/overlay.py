"""What an author sees in the browser beside the site: problems, and pages that say so."""

from __future__ import annotations

import os
import re
from html import escape

from rich.cells import cell_len

from generator.advice.advice import Advice
from generator.advice.text import excerpt
from generator.diagnostics import Translate
from generator.words import language_of

MAX_SHOWN = 100
_HEAD_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>(?!.*</body)", re.IGNORECASE | re.DOTALL)


def headline(count: int, translate: Translate) -> str:
    """How many problems there are and what that means."""
    if count == 1:
        return translate("1 error keeps the site from being built.")
    template = translate("{count} errors keep the site from being built.")
    return template.format(count=count)


def overlay(problems: tuple[Advice, ...], translate: Translate, token: str = "") -> bytes:
    """The problems as a fragment to be laid over a page. It can be folded without a script.

    With a *token* their files can be opened.
    """
    entries = "\n".join(
        entry(each, translate, opener(number, translate) if token else "")
        for number, each in enumerate(problems[:MAX_SHOWN])
    )
    hint = translate("When they are mended, the page comes back by itself.")
    if len(problems) > MAX_SHOWN:
        more = translate("The first {shown} are shown; the terminal lists all.")
        hint = f"{more.format(shown=MAX_SHOWN)} {hint}"
    return (
        f'<aside id="guong-problems" role="alert" data-of="" data-token="{escape(token)}">'
        f"<details open><summary>{escape(headline(len(problems), translate))}</summary>"
        f"<p>{escape(hint)}</p>\n<ol>\n{entries}\n</ol></details></aside>"
    ).encode()


def opener(number: int, translate: Translate) -> str:
    """A button that opens the file of the entry of this *number*."""
    label = escape(translate("Open the file.").rstrip("."))
    return f' <button type="button" data-guong-open="{number}">{label}</button>'


def entry(advice: Advice, translate: Translate, button: str = "") -> str:
    """One thing to look at as an item of a list: place, sentence, line with a caret, hint."""
    found = advice.found
    hint = found.advice(translate)
    return (
        f"<li><code>{escape(str(found.at))}</code> <b>{escape(found.code)}</b> {button}"
        f"<p>{escape(found.sentence(translate))}</p>"
        + _line(advice)
        + (f"<p>{escape(hint)}</p>" if hint else "")
        + "</li>"
    )


def _line(advice: Advice) -> str:
    if not advice.line.strip():
        return ""
    column = advice.found.at.column
    shown, before = excerpt(advice.line, max(column - 1, 0))
    caret = f'\n<span aria-hidden="true">{" " * cell_len(before)}^</span>' if column else ""
    return f"<pre>{escape(shown)}{caret}</pre>"


def error_page(translate: Translate) -> bytes:
    """What stands behind the problems while there is no good page yet."""
    return _page(translate("There is no page to show yet."))


def missing_page(translate: Translate) -> bytes:
    """For a site whose theme has no page for what is not there."""
    return _page(translate("There is no page at this address."))


def _page(sentence: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="{language_of(os.environ)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>guong serve</title></head>'
        f"<body><p>{escape(sentence)}</p></body></html>"
    ).encode()


def laid_over(page: bytes, fragment: bytes) -> bytes:
    """A page with a fragment at its end."""
    return _inserted(page, _BODY_END, fragment)


def with_scripts(page: bytes, stamp: str) -> bytes:
    """A page with livereload's script, by which the server also learns which build it is of.

    All are files, since a theme may forbid inline scripts and styles.
    """
    query = f"snipver={stamp}&amp;maxdelay=2000"
    aids = (
        f'<script src="/livereload.js?{query}" defer></script>'
        '<script src="/__guong__/serve.js" defer></script>'
        '<link rel="stylesheet" href="/__guong__/serve.css">'
    )
    return _inserted(page, _HEAD_END, aids.encode())


def _inserted(page: bytes, before: re.Pattern[bytes], fragment: bytes) -> bytes:
    found = before.search(page)
    place = found.start() if found else len(page)
    return page[:place] + fragment + page[place:]
