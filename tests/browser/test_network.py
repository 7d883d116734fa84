"""What pages load and complain of, and what they weigh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diagnostics import Location
from generator.theme import load_theme

pytestmark = pytest.mark.browser

HTML_BUDGET, CSS_BUDGET, SEARCH_BUDGET = 40_000, 30_000, 12_000
SCRIPT = re.compile(r'<script\b(?! type="application/ld\+json">)[^>]*>')
WATCH = """
document.addEventListener('securitypolicyviolation', event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
BREACH = """() => new Promise(resolve => {
    const found = [];
    document.addEventListener('securitypolicyviolation', breach => {
        found.push(breach.effectiveDirective);
        if (found.length === 3) resolve(found.sort());
    });
    const script = document.createElement('script');
    try { script.textContent = 'document.title = "breached"'; } catch {}
    const style = document.createElement('style');
    style.textContent = 'main { display: none }';
    document.body.append(script, style);
    new Image().src = 'https://elsewhere.example/a.png';
    setTimeout(resolve, 5000, found);
})"""

RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    // The values of custom properties keep the spaces they were written with.
    return [...sheet.cssRules].map(rule => rule.cssText.replace(/\\s*([,()])\\s*/g, "$1"));
}"""
ROOT = Path(__file__).parents[2]
THEME = ROOT / "themes" / "guong"


def test_no_page_complains_or_reaches_out(site, page):
    """On page by page: nothing in the console, no failed request, no other host, no breach."""
    found: list[str] = []
    at = ""

    def note(wrong: object, words: str) -> None:
        if wrong:
            found.append(f"/{at}: {words}")

    page.add_init_script(WATCH)
    page.on("console", lambda m: note(m.type in ("error", "warning"), m.text))
    page.on("pageerror", lambda error: note(True, str(error)))
    # What going on to the next page cuts short has not failed.
    page.on("requestfailed", lambda r: note(r.failure != "net::ERR_ABORTED", f"failed: {r.url}"))
    page.on("request", lambda r: note(not r.url.startswith(site.url), f"other host: {r.url}"))
    page.on("response", lambda r: note(r.status >= 400, f"{r.status}: {r.url}"))
    for each in site.many:
        at = each.address.path
        page.goto(site.at(each.file))

    assert len(site.pages) > 50
    assert found == []


def test_the_policy_is_in_force(shown, page):
    """The server forbids what the test above watches for: scripts and styles in the page."""
    page.goto(shown.url)

    assert page.evaluate(BREACH) == ["img-src", "require-trusted-types-for", "style-src-elem"]
    assert page.title() != "breached"


def test_pages_are_light(site):
    """No page is over its budget; the biggest is named."""
    biggest = max(site.pages, key=site.size)

    assert site.size(biggest) <= HTML_BUDGET, biggest.address.path


def test_styles_and_scripts_are_light(site):
    """One stylesheet, and the scripts that the search page loads."""
    sizes = {path: path.stat().st_size for path in site.output.rglob("*.*")}
    styles = [size for path, size in sizes.items() if path.suffix == ".css"]
    search = (site.output / "search/index.html").read_text(encoding="utf-8")
    scripts = [size for path, size in sizes.items() if path.suffix == ".js" and path.name in search]

    assert sum(styles) <= CSS_BUDGET
    assert 0 < sum(scripts) <= SEARCH_BUDGET


def test_the_stylesheet_lost_only_what_nobody_reads(shown, page):
    """Without comments and spaces it holds the same rules as the files of the theme."""
    theme, _ = load_theme("guong", ROOT, ("vi", "en"), Location("test"))
    assert theme is not None
    sources = [THEME / "assets" / name for name in ("tokens.css", "base.css")]
    sources += sorted(THEME.glob("components/*/style.css"))
    long = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    short = theme.assets[theme.addresses["site.css"]].decode()
    page.goto(shown.url)
    rules = page.evaluate(RULES, long)

    assert len(rules) > 100
    assert page.evaluate(RULES, short) == rules
    assert len(short) < 0.9 * len(long)


def test_only_the_search_page_has_a_script(site):
    """All other pages hold data for machines and nothing that runs."""
    found = {
        page.address.template
        for page in site.pages
        if SCRIPT.search((site.output / page.file).read_text(encoding="utf-8"))
    }

    assert found <= {"search"}
