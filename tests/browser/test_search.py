"""The search page in Chromium, served below a folder under a strict policy."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build import build
from generator.hosting.rules import HEADERS
from generator.task import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response, Route

CONTENT = Path(__file__).parents[2] / "content"
AS_OF = date(2026, 11, 22)
POLICY = HEADERS["Content-Security-Policy"]

pytestmark = pytest.mark.browser


class _Strict(http.server.SimpleHTTPRequestHandler):
    """Serves files as any server would, with the policy that allows our own files only."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Explorer:
    """The search page as a reader meets it."""

    page: Page
    root: str
    index_bytes: dict[str, int] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "search/") -> Explorer:
        self.page.goto(self.root + path)
        self.settle()
        return self

    def hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def weigh(self, answer: Response) -> None:
        if "/index/" in answer.url and answer.status == 200:
            self.index_bytes[answer.url] = int(answer.headers["content-length"])

    def settle(self) -> None:
        self.page.wait_for_selector(".search-found[aria-busy=false]", state="attached")

    def ask(self, text: str) -> list[str]:
        """Type *text*, press Enter, and give the titles that come."""
        self.page.fill("input[name=q]", text)
        self.page.press("input[name=q]", "Enter")
        return self.titles()

    def titles(self) -> list[str]:
        self.settle()
        return self.page.locator(".search-found h2 a").all_inner_texts()

    @property
    def status(self) -> str:
        self.settle()
        return self.page.locator("[role=status]").inner_text()

    @property
    def count(self) -> int:
        found = re.match(r"\d+", self.status)
        return int(found[0]) if found else 0

    def holds(self, text: str) -> bool:
        """Does the field come to hold *text*? Going back may take a moment."""
        self.page.wait_for_function("q => document.forms[0].q.value === q", arg=text)
        self.settle()
        return self.page.input_value("[name=q]") == text

    @property
    def lists(self) -> bool:
        """Are the lists of links in sight?"""
        return self.page.locator("#browse").is_visible()

    @property
    def state(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration site below a folder; gives the address of its root."""
    folder = tmp_path_factory.mktemp("site")
    result = build(Options(CONTENT, folder / "host/below", folder / "state", as_of=AS_OF))
    assert [str(each) for each in result.problems] == []
    handler = functools.partial(_Strict, directory=str(folder / "host"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def explorer(browser: Browser, site: str) -> Iterator[Explorer]:
    """A fresh window; what the browser complains of is collected."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(10_000)
    made = Explorer(page, site)
    page.on("console", made.hear)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("response", made.weigh)
    yield made
    context.close()


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("dang van ngu", "Đặng Văn Ngữ"),
        ("Dang Van Ngu", "Đặng Văn Ngữ"),
        ("Đặng Văn Ngữ", "Đặng Văn Ngữ"),
        ("đặng văn ngữ", "Đặng Văn Ngữ"),
        ("ĐẶNG", "Đặng Văn Ngữ"),
        ("ngu dang", "Đặng Văn Ngữ"),
        ("thi dua ai quoc", "Thi đua ái quốc"),
        ("nong thon moi", "nông thôn mới"),
        ("nông thôn m", "nông thôn mới"),
    ],
)
def test_the_words_find_what_they_should(explorer: Explorer, asked: str, first: str) -> None:
    """With marks, without, in capitals, in any order, unfinished: what is meant comes first."""
    titles = explorer.open().ask(asked)

    assert first.lower() in titles[0].lower()
    assert explorer.complaints == []


def test_marks_decide_the_order(explorer: Explorer) -> None:
    """Typed with marks, the records that write the word so come first; the same are found."""
    explorer.open()
    found = {asked: (explorer.ask(asked), explorer.count) for asked in ("hồ ", "hộ ", "ho ")}

    assert len({count for _, count in found.values()}) == 1
    assert "hồ" in found["hồ "][0][0].lower().split()
    assert found["hộ "][0][:3] != found["hồ "][0][:3]


def test_matches_are_marked(explorer: Explorer) -> None:
    """The words looked for are marked in titles and summaries, with their marks kept."""
    explorer.open().ask("dang ngu")

    first = explorer.page.locator(".search-found li").first
    assert first.locator("h2 mark").all_inner_texts() == ["Đặng", "Ngữ"]


def test_ways_to_narrow_combine(explorer: Explorer) -> None:
    """Each choice keeps what fits all of them, and counts say beforehand how many that will be."""
    page = explorer.open("en/search/").page
    page.select_option("[name=topic]", "nong-nghiep")
    all_kinds = explorer.count
    option = page.locator("[name=kind] option[value=profile]").inner_text()
    page.select_option("[name=kind]", "profile")
    page.wait_for_function("location.search.includes('kind')")

    assert explorer.state == {"topic": ["nong-nghiep"], "kind": ["profile"]}
    assert option == f"Exemplar ({explorer.count})"
    assert 0 < explorer.count < all_kinds

    before = explorer.count
    explorer.ask("Hồ Giáo")
    assert explorer.count <= before
    assert explorer.titles()[0] == "Hồ Giáo"


def test_back_and_forward_and_a_fresh_start(explorer: Explorer) -> None:
    """The address says it all: steps back and forward, and an address opened anew, agree."""
    page = explorer.open().page
    explorer.ask("thi dua")
    first = explorer.titles()
    explorer.ask("nong thon")
    second = explorer.titles()

    page.go_back()
    assert explorer.holds("thi dua")
    assert explorer.titles() == first
    page.go_forward()
    assert explorer.holds("nong thon")
    assert explorer.titles() == second
    page.go_back()
    page.go_back()
    assert explorer.holds("")
    assert explorer.titles() == []
    assert explorer.lists

    assert explorer.open("search/?q=nong+thon").titles() == second
    assert explorer.complaints == []


def test_one_step_back_undoes_a_whole_word(explorer: Explorer) -> None:
    """Typing letter by letter makes one step, however long it pauses."""
    page = explorer.open().page
    for typed in ("b", "ba", "bac"):
        page.type("input[name=q]", typed[-1])
        page.wait_for_function("q => location.search === '?q=' + q", arg=typed)

    page.go_back()

    assert explorer.holds("")
    assert explorer.state == {}


def test_by_keyboard_alone(explorer: Explorer) -> None:
    """From the field by tab to the results; focus stays in the field while results come."""
    page = explorer.open().page
    page.focus("input[name=q]")
    page.keyboard.type("nong thon")
    page.wait_for_selector(".search-found h2 a")

    assert page.evaluate("document.activeElement.name") == "q"

    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.search-found')"):
            break
    href = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(href)
    assert page.locator("h1").count() == 1


def test_more_results_come_by_a_button(explorer: Explorer) -> None:
    """Ten at a time; focus goes on to the first new one, and none comes twice."""
    page = explorer.open().page
    explorer.ask("va")
    assert len(explorer.titles()) == 10

    page.focus(".search-more button")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.search-found h2 a').length > 10")

    links = page.locator(".search-found h2 a").evaluate_all("all => all.map(each => each.href)")
    assert len(set(links)) == len(links)
    assert page.evaluate("document.activeElement.href") == links[10]


@pytest.mark.parametrize(
    "asked",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "\"'`; --",
        "x" * 10_000,
        "thi dua " * 1_250,
        "🎉🎉 👩‍👩‍👧",
        "{n} {q} $& $1 zzz",
        "__proto__ constructor toString",
        "%00 %ff \u202e \ufeff",
        "\u0301\u0323",
        "..\\../../etc/passwd",
    ],
)
def test_strange_questions_are_answered_calmly(explorer: Explorer, asked: str) -> None:
    """Markup, quotes, length, emoji and names of the language are text like any other."""
    before = explorer.open().page.locator("main *:not(.search *)").count()
    explorer.ask(asked)

    assert explorer.status
    assert explorer.page.locator("[role=status] *").count() == 0
    assert explorer.page.locator("main *:not(.search *)").count() == before
    assert len(explorer.page.url) < 2_000
    assert explorer.complaints == []
    for letters in ("<img", "{n}"):
        if letters in asked:
            assert letters in explorer.status


def test_only_spaces_ask_nothing(explorer: Explorer) -> None:
    """The page stays as it was, with its lists."""
    assert explorer.open().ask("   \t ") == []
    assert explorer.status == ""
    assert explorer.state == {}
    assert explorer.lists


@pytest.mark.parametrize("lost", ["w*.json", "c*.json", "f.json", "meta.json"])
def test_a_file_that_does_not_come(explorer: Explorer, lost: str) -> None:
    """Whatever part of the index is missing, a message says so and leads to the lists."""

    def refuse(route: Route) -> None:
        route.fulfill(status=404)

    explorer.page.route(f"**/search/index/vi/{lost}", refuse)
    explorer.open().ask("thi dua")

    failed = explorer.page.locator("[role=alert]")
    assert failed.is_visible()
    failed.locator("a").click()
    assert explorer.lists
    assert explorer.page.url.endswith("#browse")

    explorer.page.unroute(f"**/search/index/vi/{lost}")
    assert explorer.ask("thi đua")
    assert failed.is_hidden()


def test_a_query_loads_little(explorer: Explorer) -> None:
    """A search of three words loads less than the demonstration site's index as a whole."""
    explorer.open().ask("dang van ngu")

    assert sum(explorer.index_bytes.values()) < 90_000
    assert len(explorer.index_bytes) <= 10
    assert all(size < 60_000 for size in explorer.index_bytes.values())


def test_without_a_script_the_lists_are_there(browser: Browser, site: str) -> None:
    """No form that does nothing, but every list as plain links."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "search/")

    assert page.locator("form.search").is_hidden()
    assert page.locator("#browse a").count() > 50
    context.close()


def test_every_result_leads_to_a_page(explorer: Explorer) -> None:
    """Addresses of results hold below a folder and from the English page as well."""
    page = explorer.open("en/search/").page
    explorer.ask("emulation")
    links = page.locator(".search-found h2 a").evaluate_all("all => all.map(each => each.href)")

    assert links
    assert all(link.startswith(f"{explorer.root}en/") for link in links)
    assert [page.request.get(link).status for link in links] == [200] * len(links)


def test_it_fits_a_telephone(explorer: Explorer) -> None:
    """At 320 px nothing runs off the side, with results and filters open."""
    explorer.page.set_viewport_size({"width": 320, "height": 700})
    explorer.open().ask("giải thưởng")
    explorer.page.locator("form.search details").evaluate("each => { each.open = true }")
    explorer.settle()

    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert explorer.page.evaluate(over) == 0
