"""The report as a page, for editors only: what was found, beside the pages it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from generator.advice.advice import Advice, grouped
from generator.advice.text import summary
from generator.diagnostics import Severity, Translate
from generator.rulebook import Rule

_STYLE = """\
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:100rem;margin:auto;padding:1rem}
section{display:grid;gap:1rem;border-top:1px solid;padding:1rem 0}
@media(min-width:60rem){section{grid-template-columns:1fr 1fr}}
iframe{width:100%;height:30rem;border:1px solid;background:#fff}
h2,h3{margin:0}ul{padding:0;list-style:none}li{margin:0 0 1rem}
pre{overflow:auto;margin:.25rem 0}code{overflow-wrap:anywhere}
.error{border-left:.5rem solid #b00020;padding-left:.75rem}
.warning{border-left:.5rem solid #a86400;padding-left:.75rem}
.note{border-left:.5rem solid #55606b;padding-left:.75rem}
"""
_LABELS: dict[Severity, str] = {
    "error": "This has to be mended.",
    "warning": "Please look at this.",
    "note": "This could be better.",
}


def report_page(
    advice: Sequence[Advice],
    pages: Mapping[tuple[str, str], str],
    rules: Mapping[str, Rule],
    words: Translate,
    language: str,
) -> str:
    """One document that needs nothing else but the *pages* it shows.

    These are the addresses of the records' pages, by kind and id, from where the report will be.
    """
    title = escape(words("Questions to the editors.").rstrip("."))
    intro = words(
        "This page is for the editors and is not part of the site."
        " A finding is a question, never a verdict on a person."
    )
    codes = sorted({each.found.code for each in advice} & rules.keys())
    parts = [
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n<h1>{title}</h1>",
        f"<p>{escape(intro)}</p>\n<p>{escape(summary(advice, words))}</p>",
        *(_section(group, pages, rules, words) for group in grouped(advice)),
        f"<h2>{escape(words('About the rules.').rstrip('.'))}</h2>",
        *(_rule(rules[code], words) for code in codes),
    ]
    return "\n".join(parts) + "\n</html>\n"


def _section(
    group: Sequence[Advice],
    pages: Mapping[tuple[str, str], str],
    rules: Mapping[str, Rule],
    words: Translate,
) -> str:
    first = group[0]
    name = escape(first.name or first.found.at.file)
    address = pages.get((first.kind, first.id))
    items = "".join(_item(each, rules, words) for each in group)
    if address is None:
        return f"<section><div><h2>{name}</h2><ul>{items}</ul></div></section>"
    link = escape(quote(address))
    return (
        f'<section><div><h2><a href="{link}">{name}</a></h2><ul>{items}</ul></div>'
        f'<iframe src="{link}" title="{name}" loading="lazy" sandbox></iframe></section>'
    )


def _item(advice: Advice, rules: Mapping[str, Rule], words: Translate) -> str:
    found = advice.found
    code = escape(found.code)
    rule = f'<a href="#{code}">{code}</a>' if found.code in rules else code
    label = escape(words(_LABELS[found.severity]))
    line = f"<pre><code>{escape(advice.line.strip()[:200])}</code></pre>" if advice.line else ""
    silenced = ""
    if advice.silenced:
        said = words("Silenced in the record: {reason}.").format(reason=advice.silenced.rstrip("."))
        silenced = f"<br><em>{escape(said)}</em>"
    return (
        f'<li class="{found.severity}"><strong>{label}</strong> {rule}<br>'
        f"<code>{escape(str(found.at))}</code><br>{escape(found.sentence(words))}{line}"
        f"{escape(found.advice(words))}{silenced}</li>"
    )


def _rule(rule: Rule, words: Translate) -> str:
    why = "".join(f"<p>{escape(words(paragraph))}</p>" for paragraph in rule.why)
    return f'<h3 id="{rule.code}">{rule.code} {escape(words(rule.title))}</h3>{why}'
