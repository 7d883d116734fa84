"""Hostile words in every field of every kind of record: a browser runs none, and asks for nothing.

The pages are served without a policy here: what holds must hold by their making alone.
"""

from __future__ import annotations

import csv
import itertools
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from generator.build import build
from generator.records.kinds import KIND_BY_PLURAL
from generator.task import Options
from generator.validate.shape import Shape, shape_of
from tests import test_golden as golden
from tests.browser.conftest import Handler
from tests.sites import run

pytestmark = pytest.mark.browser

WORDS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "<img src=//evil.example/x.png>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    '<math><mi//xlink:href="javascript:alert(1)">',
    '<a href="java&#115;cript:alert(1)">x</a>',
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<style>*{background:url(//evil.example/s)}</style>",
    "<link rel=stylesheet href=//evil.example/s.css>",
    "<form action=//evil.example/><button id=body name=cookie>x",
    "{{ 7*7 }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "${alert(1)}`${alert(1)}`",
    "<!--<script>-->alert(1)//",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "<template><script>alert(1)</script></template>",
    '=HYPERLINK("//evil.example/")',
)
PAGES = 3
"""How many pages of each section in each language a browser opens."""
CHECKED = ("currency",)
"""Fields of free words that must fit to something else."""
STORY = """
[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1))
[c](data:text/html,<script>alert(1)</script>)
[d](vbscript:msgbox) [e]( javascript:alert(1)) [f](https://a.example/"onmouseover="alert(1))
![g](javascript:alert(1))
<javascript:alert(1)> <img src="https://evil.example/x" onerror="alert(1)">
<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>
<math href="javascript:alert(1)">x</math>

## <b onclick=alert(1)>a</b> {#cookie}

## body

```html onload=alert(1)"><script>alert(1)</script>
</code></pre><script>alert(1)</script>
```

| <script>alert(1)</script> | b |
|---|:--|
| <video src=//evil.example/v onerror=alert(1)> | `</code><script>alert(1)</script>` |

<div onclick="alert(1)" style="background:url(//evil.example/)" id="getElementById">x</div>

{{ config }} {% include "/etc/passwd" %}
"""
LOOK = """() => {
    const found = [];
    for (const each of document.querySelectorAll("*")) {
        for (const { name, value } of each.attributes) {
            if (name.startsWith("on") || name === "srcdoc") found.push(each.outerHTML.slice(0, 99));
            if (/^(href|src|action|formaction|xlink:href)$/.test(name)
                && /^[\\s\\0-\\x20]*(javascript|vbscript|data):/i.test(value)) found.push(value);
        }
    }
    const wrong = "main :is(script, iframe, object, embed, style, base, meta, link, math)";
    found.push(...[...document.querySelectorAll(wrong)].map(each => each.outerHTML.slice(0, 99)));
    for (const name of ["getElementById", "querySelector", "createElement"])
        if (typeof document[name] !== "function") found.push(`clobbered: ${name}`);
    if (!(document.body instanceof HTMLBodyElement)) found.push("clobbered: body");
    if (typeof document.cookie !== "string") found.push("clobbered: cookie");
    return found;
}"""


Hostile = tuple[Path, str, str]
"""The published files, their address, and the id of a decision that was imported."""


class Open(Handler):
    """A server without any policy."""

    def end_headers(self) -> None:
        super(Handler, self).end_headers()


def attacked(value: Any, shape: Shape, words: Iterator[str]) -> Any:
    """The value with hostile words in place of all that are free."""
    if value is None:
        return None
    if shape.form == "text" or (shape.form == "leaf" and shape.type is str and not shape.ref):
        if isinstance(value, dict):
            return {language: next(words) for language in value}
        return next(words)
    if shape.form == "prose":
        if isinstance(value, dict):
            return dict.fromkeys(value, STORY)
        return STORY
    if isinstance(value, dict):
        if shape.form == "party":
            return {language: next(words) for language in value}
        return {
            name: part
            if name in CHECKED
            else attacked(part, shape.item or shape.fields[name], words)
            for name, part in value.items()
        }
    if isinstance(value, list) and shape.item:
        return [attacked(part, shape.item, words) for part in value]
    return value


def attack(content: Path) -> int:
    """Fill a content folder with hostile words; gives how often one was put in."""
    given: list[str] = []

    def hostile() -> Iterator[str]:
        for each in itertools.cycle(WORDS):
            given.append(each)
            yield each

    words = hostile()
    for file in sorted(content.rglob("*.*")):
        kind = KIND_BY_PLURAL.get(file.relative_to(content).parts[0].removesuffix(".yaml"))
        if kind is None or file.suffix not in (".md", ".yaml"):
            continue
        text = file.read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2) if file.suffix == ".md" else ("", text, "")
        values = yaml.load(front, yaml.BaseLoader)
        shape = shape_of(kind.type)
        if isinstance(values, list):
            changed: Any = [attacked(each, shape, words) for each in values]
        else:
            # They name recipients, who have other names now.
            values.pop("revocations", None)
            changed = attacked(values, shape, words)
        told = yaml.safe_dump(changed, allow_unicode=True)
        if file.suffix == ".md":
            told = f"---\n{told}---\n{body}{STORY}"
        file.write_text(told, encoding="utf-8")
    return len(given)


def attack_by_import(root: Path) -> str:
    """Import a list whose every cell is hostile; gives the id of the decision made of it."""
    head = ("TT", "Họ và tên", "Đơn vị", "Danh hiệu", "Thành tích")
    rows = [
        (f"{number}", each, each, f"Giấy khen {each}", each) for number, each in enumerate(WORDS)
    ]
    file = root / "<img src=x onerror=alert(1)>.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=";").writerows([head, *rows])
    before = {*root.glob("content/decisions/*.yaml")}
    units = yaml.safe_load((root / "content/units.yaml").read_text(encoding="utf-8"))
    known = ("--date", "2024", "--authority", units[0]["id"])
    result = run(root, "import", file.name, *known, "--write")
    assert result.exit_code == 0, result
    (made,) = {*root.glob("content/decisions/*.yaml")} - before
    return made.stem


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    """The site of hard cases, whose every word is an attack, on a server without a policy; with a
    decision from a spreadsheet of the same sort.
    """
    root = tmp_path_factory.mktemp("hostile")
    content = shutil.copytree(golden.FOLDER / "content", root / "content")
    assert attack(content) > 120
    imported = attack_by_import(root)
    options = Options(content, root / "output", root / "state", as_of=date(2026, 1, 31))
    assert [str(each) for each in build(options).problems] == []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Open, directory=str(options.output)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield options.output, f"http://127.0.0.1:{server.server_port}/", imported
    server.shutdown()
    server.server_close()


def _pages(output: Path, imported: str) -> Iterator[Path]:
    """Some of every section in every language: one template shows all words in the same way. And
    all pages of what was imported.
    """
    known: Counter[tuple[str, ...]] = Counter()
    for file in sorted(output.rglob("*.html")):
        section = file.relative_to(output).parts[:-1][:2]
        section = section if section[:1] == ("en",) else section[:1]
        known[section] += 1
        # Redirects lead away, and the page for wrong addresses stands in another folder here.
        leads_away = '<meta http-equiv="refresh"' in file.read_text(encoding="utf-8")
        wanted = known[section] <= PAGES or imported in file.parts
        if wanted and file.name != "404.html" and not leads_away:
            yield file


def dismissed(found: list[str], dialog: Any) -> None:
    """Note that a script ran, and let the page go on."""
    found.append(f"ran: {dialog.message}")
    dialog.dismiss()


def test_nothing_hostile_runs_or_asks_for_anything(hostile: Hostile, page) -> None:
    """On no page: no dialog, no error of a script, no other host, no missing file, no move away."""
    output, url, imported = hostile
    found: list[str] = []
    at = ""

    def note(wrong: object, words: str) -> None:
        if wrong:
            found.append(f"{at}: {words}")

    page.on("dialog", partial(dismissed, found))
    page.on("pageerror", lambda each: note(True, str(each)))
    page.on("popup", lambda each: note(True, "popup"))
    page.on("request", lambda each: note(not each.url.startswith(url), each.url))
    page.on("response", lambda each: note(each.status > 399, f"{each.status} {each.url}"))
    pages = [*_pages(output, imported)]
    for file in pages:
        at = file.relative_to(output).as_posix()
        page.goto(url + at)
        found += [f"{at}: {wrong}" for wrong in page.evaluate(LOOK)]
        note(page.url != url + at, f"went to {page.url}")

    assert len(pages) > 50
    assert any(imported in file.parts for file in pages)
    assert found == []


def test_hostile_words_are_found_and_shown_as_words(hostile: Hostile, page) -> None:
    """The search shows what was written, letter by letter, and runs none of it."""
    _, url, _ = hostile
    ran: list[str] = []
    page.on("dialog", partial(dismissed, ran))
    page.goto(f"{url}search/?q=alert")
    page.wait_for_selector(".search-found a")
    shown = page.locator(".search-found").inner_text()
    page.goto(f"{url}search/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector(".search-found a")

    assert "alert(1)" in shown
    assert "<" in shown
    assert page.evaluate(LOOK) == []
    assert ran == []
