"""The bar at the foot of each page: who sees it, where it is written, what the rules find."""

from __future__ import annotations

from html import escape

from generator.diagnostics import Translate
from generator.formats import language_name
from generator.serve.backstage import Mark, Status, Twin
from generator.serve.overlay import MAX_SHOWN, entry, opener


def bar(page: str, status: Status, translate: Translate, token: str, *, marks: bool) -> bytes:
    """The bar of a page as a fragment. It can be folded without a script.

    With a *token* files can be opened; *marks* says that links may lead to what readers do not
    see yet.
    """
    parts = (
        _mark(status.mark, translate),
        _file(status, translate, token),
        _twins(status.twins, translate),
        _findings(status, translate, token),
    )
    return (
        f'<aside id="guong-bar" aria-label="guong serve" data-of="{escape(page)}"'
        f' data-token="{escape(token)}"{" data-marks" if marks else ""}>'
        f"<details open><summary>guong</summary>\n<div>{''.join(parts)}</div></details></aside>"
    ).encode()


def label(translate: Translate) -> str:
    """What stands beside a link to a page that readers do not see yet."""
    return translate("Not yet public.").rstrip(".")


def _mark(mark: Mark | None, translate: Translate) -> str:
    if mark is None:
        return ""
    if mark.why == "draft":
        words = translate("This is a draft: readers do not see it yet.")
    else:
        words = translate("Readers see this from {day} on.").format(day=mark.day)
    return f"<strong>{escape(words)}</strong>\n"


def _file(status: Status, translate: Translate, token: str) -> str:
    if not status.at.file:
        return ""
    button = opener(0, translate) if token else ""
    return f"<p><code>{escape(status.at.file)}</code>{button}</p>\n"


def _twins(twins: tuple[Twin, ...], translate: Translate) -> str:
    if len(twins) < 2:
        return ""
    links = " ".join(_twin(each) for each in twins)
    words = escape(translate("In these languages.").rstrip("."))
    return f'<nav aria-label="{words}">{links}</nav>\n'


def _twin(twin: Twin) -> str:
    here = ' aria-current="page"' if twin.here else ""
    code = escape(twin.language)
    name = escape(language_name(twin.language, twin.language))
    return f'<a href="{escape(twin.href)}" lang="{code}" hreflang="{code}"{here}>{name}</a>'


def _findings(status: Status, translate: Translate, token: str) -> str:
    if not status.at.file:
        return ""
    count = len(status.findings)
    if not count:
        return f"<p>{escape(translate('The rules find nothing here.'))}</p>"
    words = (
        translate("1 thing to look at.") if count == 1 else translate("{count} things to look at.")
    )
    entries = "\n".join(
        # 0 is the file of the record itself.
        entry(each, translate, opener(number, translate) if token else "")
        for number, each in enumerate(status.findings[:MAX_SHOWN], 1)
    )
    summary = escape(words.format(count=count).rstrip("."))
    return f"<details><summary>{summary}</summary><ol>\n{entries}\n</ol></details>"
