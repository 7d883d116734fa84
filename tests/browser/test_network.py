"""What pages load and complain of, and what they weigh."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser

HTML_BUDGET, CSS_BUDGET, SEARCH_BUDGET = 40_000, 30_000, 12_000
SCRIPT = re.compile(r'<script\b(?! type="application/ld\+json">)[^>]*>')
WATCH = """
document.addEventListener('securitypolicyviolation', event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
BREACH = """() => new Promise(resolve => {
    document.addEventListener('securitypolicyviolation', breach => resolve(
        breach.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'document.title = "breached"';
    document.body.append(script);
    setTimeout(resolve, 5000, 'nothing');
})"""


def test_no_page_complains_or_reaches_out(shown, page):
    """On every page: nothing in the console, no failed request, no other host, no breach."""
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
    page.on("request", lambda r: note(not r.url.startswith(shown.url), f"other host: {r.url}"))
    page.on("response", lambda r: note(r.status >= 400, f"{r.status}: {r.url}"))
    for each in shown.pages:
        at = each.address.path
        page.goto(shown.at(each.file))

    assert len(shown.pages) > 100
    assert found == []


def test_the_policy_is_in_force(shown, page):
    """The server forbids what the test above watches for: a script in the page does not run."""
    page.goto(shown.url)

    assert page.evaluate(BREACH) == "script-src-elem"
    assert page.title() != "breached"


def test_pages_are_light(shown):
    """No page is over its budget; the biggest is named."""
    biggest = max(shown.pages, key=shown.size)

    assert shown.size(biggest) <= HTML_BUDGET, biggest.address.path


def test_styles_and_scripts_are_light(shown):
    """One stylesheet, and scripts for the search page alone."""
    sizes = {path: path.stat().st_size for path in shown.output.rglob("*.*")}
    styles = [size for path, size in sizes.items() if path.suffix == ".css"]
    scripts = [size for path, size in sizes.items() if path.suffix == ".js"]

    assert sum(styles) <= CSS_BUDGET
    assert sum(scripts) <= SEARCH_BUDGET


def test_only_the_search_page_has_a_script(shown):
    """All other pages hold data for machines and nothing that runs."""
    found = {
        page.address.template
        for page in shown.pages
        if SCRIPT.search((shown.output / page.file).read_text(encoding="utf-8"))
    }

    assert found <= {"search"}
