"""Serving while writing: what the browser gets, and when it is told to load again."""

from __future__ import annotations

import asyncio
import os
import queue
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tornado.websocket import websocket_connect

from generator.advice.advice import Advice
from generator.diagnostics import Location, problem
from generator.serve import worker as working
from generator.serve.excerpt import with_lines
from generator.serve.look import Snapshot, changed, snapshot, watched_folders
from generator.serve.overlay import MAX_SHOWN, entry, overlay
from generator.serve.watch import is_told_of
from generator.serve.worker import Built, Worker
from generator.task import Options
from tests.plain_theme import DESCRIPTION, write_plain_theme
from tests.served import NAME, PAGE, PATIENCE_SECONDS, ROOT, Browser, Serve, Served, told
from tests.sites import MINIMAL, Project

PASSING = (".#a.md", "a.md~", ".a.md.swp", "~$a.docx", "#a.md#", "a.tmp", "4913", "a.md.sb-1-b")
"""What editors put beside the file that is edited."""
WITH_BODY = """\
<!DOCTYPE html>
<html><head><title>{{ page.path }}</title></HEAD>
<body><h1>{{ site.title }}</h1></BODY></html>
"""
CLIMBS = (
    "../../secret.html",
    "%2e%2e/%2e%2e/secret.html",
    "..%2f..%2fsecret.html",
    "..%5c..%5csecret.html",
    "..%c0%af..%c0%afsecret.html",
    "%252e%252e/%252e%252e/secret.html",
    "../serve-evil/secret.html",
    "../../secret.html%00.html",
    "assets/..;/..;/..;/secret.html",
    "c:/secret.html",
    "%5c%5chost%5csecret.html",
)
"""Addresses that some servers took for files outside of what they serve."""


def options_of(project: Project, **more: Any) -> Options:
    return Options(project.content, project.output(), project.root / ".guong", **more)


def test_pages_are_served_dressed_and_kept_by_nobody(
    site: Callable[..., Project], serve: Serve
) -> None:
    """A page comes as UTF-8 with livereload's script, which the file itself does not hold."""
    project = site()
    served = serve(project)

    answer = served.get(PAGE)

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Đồng chí A" in answer.text
    assert '<script src="/livereload.js?snipver=' in answer.text
    file = (project.root / ".guong/serve" / PAGE / "index.html").read_text(encoding="utf-8")
    assert file == answer.text.partition("<aside")[0]
    assert "livereload" in served.get("livereload.js").text
    assert "performAlert" in served.get("__guong__/serve.js").text
    head = served.get(PAGE, "HEAD")
    assert (head.text, head.headers["Content-Length"]) == ("", answer.headers["Content-Length"])


def test_addresses_lead_where_a_web_server_leads(
    site: Callable[..., Project], serve: Serve
) -> None:
    """Folders show their index, a missing page the site's own 404, and nothing outside is read."""
    project = site({"units.yaml": MINIMAL["units.yaml"]})
    (project.root / "secret.html").write_text("secret", encoding="utf-8")
    served = serve(project)

    folder = served.get(PAGE.rstrip("/"))
    assert (folder.status, folder.headers["Location"]) == (301, f"/{PAGE}")
    missing = served.get("nowhere/")
    assert missing.status == 404
    assert "not_found" in missing.text
    style = next((project.root / ".guong/serve/assets").glob("*.css")).name
    assert served.get(f"assets/{style}").headers["Content-Type"] == "text/css; charset=utf-8"
    beside = project.root / ".guong/serve-evil"
    beside.mkdir()
    (beside / "secret.html").write_text("secret", encoding="utf-8")
    for path in (*CLIMBS, f"{project.root}/secret.html", f"/{project.root}/secret.html", "assets/"):
        answer = served.get(path)
        assert answer.status in {400, 403, 404}, path
        assert answer.text.count("secret") == answer.text.count("secret.html"), path


def test_an_edit_is_served_and_the_browser_loads_again(
    site: Callable[..., Project], serve: Serve
) -> None:
    """After each edit, even within a second of the last, a reload follows the new page."""
    project = site()
    served = serve(project)
    served.line(" pages in ")

    async def edit() -> None:
        browser = await Browser.open(served)
        for name in ("Đồng chí B", "Đồng chí C", "Đồng chí D"):
            project.write(told(name))
            assert (await browser.hears())["command"] == "reload"
            assert name in served.get(PAGE).text

    asyncio.run(edit())
    assert served.line(" pages in ").endswith(".")


def test_quick_edits_end_in_the_last_state(site: Callable[..., Project], serve: Serve) -> None:
    """Of edits that come while a build runs none is lost, and a reload follows the last."""
    project = site()
    served = serve(project)
    served.line(" pages in ")

    async def edit() -> None:
        browser = await Browser.open(served)
        for number in range(8):
            project.write(told(f"Đồng chí {number}"))
            await asyncio.sleep(0.15)
        # Between two edits a file may be caught half written: that is told too, and passes.
        while (await browser.hears())["command"] != "reload" or (
            "Đồng chí 7" not in served.get(PAGE).text
        ):
            pass

    asyncio.run(edit())

    assert "Đồng chí 7" in served.get(PAGE).text


def test_the_browser_learns_what_to_load(site: Callable[..., Project], serve: Serve) -> None:
    """With --follow it goes to the page of the file that was saved, also when an error in it was
    mended in between; a change of styles alone is told as such.
    """
    project = site()
    style = project.theme / "style.css"
    (project.theme / "theme.yaml").write_text(f"{DESCRIPTION}stylesheet: [style.css]\n")
    style.write_text("h1 { color: red }", encoding="utf-8")
    served = serve(project, "--port", "0", "--follow")
    served.line(" pages in ")

    async def edit() -> None:
        browser = await Browser.open(served)
        style.write_text("h1 { color: green }", encoding="utf-8")
        told_of = await browser.hears()
        assert (told_of["page"], told_of["styles"]) == ("", True)
        project.write(told("Đồng chí B"))
        told_of = await browser.hears()
        assert (told_of["page"], told_of["styles"]) == (f"/{PAGE}", False)
        project.write({NAME: "---\nname: [\n---\n"})
        assert (await browser.hears())["command"] == "alert"
        style.write_text("h1 { color: blue }", encoding="utf-8")
        assert (await browser.hears())["command"] == "alert"
        project.write(told("Đồng chí C"))
        told_of = await browser.hears()
        assert (told_of["page"], told_of["styles"]) == (f"/{PAGE}", False)

    asyncio.run(edit())


@pytest.mark.parametrize("found", [True, False])
def test_the_browser_is_opened(
    site: Callable[..., Project], serve: Serve, tmp_path: Path, found: bool
) -> None:
    """With --open the first page is asked for, or the author is told to open it."""
    asked = tmp_path / "asked.txt"
    script = tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\necho "$1" > "{asked}"\nexit {0 if found else 1}\n')
    script.chmod(0o755)
    served = serve(site(), "--port", "0", "--open", env={"BROWSER": str(script), "PATH": "/bin"})

    if not found:
        address = served.line("No browser was found").split()[5]
        assert address == f"http://{served.address}/"
    until = time.monotonic() + PATIENCE_SECONDS
    while not (asked.exists() and asked.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    assert asked.read_text() == f"http://{served.address}/\n"


def test_a_page_that_missed_a_build_loads_again(site: Callable[..., Project], serve: Serve) -> None:
    """A browser that connects after the build that replaced its page is told at once."""
    project = site()
    served = serve(project)
    stale = served.stamp(PAGE)
    project.write(told("Đồng chí B"))
    served.shows("Đồng chí B", PAGE)
    served.line(" pages in ")
    served.line(" pages in ")

    async def connect() -> None:
        browser = await Browser.open(served, stale)
        assert (await browser.hears())["command"] == "reload"

    asyncio.run(connect())


def test_problems_lie_over_the_last_good_page(site: Callable[..., Project], serve: Serve) -> None:
    """Broken content is named in the browser, escaped, without a reload, until it is mended."""
    project = site()
    theme = project.theme / "templates/pages/home.html"
    theme.write_text(WITH_BODY, encoding="utf-8")
    served = serve(project)
    served.line(" pages in ")

    async def edit() -> None:
        browser = await Browser.open(served)
        project.write({"topics.yaml": "- id: a\n  name: A\n  <script>: 1\n"})
        # Livereload knows one other message: no reload, which would lose the reader's place.
        assert await browser.hears() == {
            "command": "alert",
            "message": "1 error keeps the site from being built.",
        }
        late = await Browser.open(served, served.stamp())
        assert (await late.hears())["command"] == "alert"
        answer = served.get()
        assert answer.status == 200
        assert "<h1>Trang A</h1>" in answer.text
        assert "<code>content/topics.yaml:3:3</code> <b>C203</b>" in answer.text
        assert "`&lt;script&gt;`" in answer.text
        line = '<pre>  &lt;script&gt;: 1\n<span aria-hidden="true">  ^</span></pre>'
        assert line in answer.text
        assert "<script>" not in answer.text
        assert answer.text.index("guong-problems") < answer.text.index("</BODY>")
        assert answer.text.index("livereload.js") < answer.text.index("</HEAD>")
        assert "guong-problems" in served.get("nowhere").text
        assert served.get("__guong__/problems").text.startswith('<aside id="guong-problems"')
        project.write({"topics.yaml": MINIMAL["topics.yaml"]})
        assert (await browser.hears())["command"] == "reload"
        assert "guong-problems" not in served.get().text
        assert served.get("__guong__/problems").text == ""

    asyncio.run(edit())
    assert served.line("topics").startswith("content/topics.yaml:3:3: C203 ")


def test_a_first_build_that_fails_is_shown_and_mended(
    site: Callable[..., Project], serve: Serve
) -> None:
    """With no page to fall back on, the problems stand alone, and the page comes by itself."""
    project = site({"site.yaml": "title: 'A\n"})
    served = serve(project)

    answer = served.get(PAGE)
    assert answer.status == 500
    assert "<code>content/site.yaml:1:8</code>" in answer.text
    assert '<html lang="en">' in answer.text

    async def mend() -> None:
        browser = await Browser.open(served)
        assert (await browser.hears())["command"] == "alert"
        project.write({"site.yaml": MINIMAL["site.yaml"]})
        assert (await browser.hears())["command"] == "reload"
        assert "Đồng chí A" in served.get(PAGE).text

    asyncio.run(mend())


def test_changes_of_the_theme_are_built(site: Callable[..., Project], serve: Serve) -> None:
    """A template is watched as content is, and its mistakes are shown as well."""
    project = site()
    served = serve(project)
    served.line(" pages in ")
    home = project.theme / "templates/pages/home.html"

    home.write_text("{% if %}", encoding="utf-8")
    assert "home.html:1" in served.shows("G107")
    home.write_text("<p>Mới</p>", encoding="utf-8")
    served.line(" pages in ")
    assert "<p>Mới</p>" in served.get().text
    assert "guong-problems" not in served.get().text


def test_content_that_vanishes_is_a_problem_like_others(
    site: Callable[..., Project], serve: Serve
) -> None:
    """Without a content folder the server waits for it to come back."""
    project = site()
    served = serve(project)
    served.line(" pages in ")

    project.content.rename(project.root / "elsewhere")
    served.shows("C401")
    (project.root / "elsewhere").rename(project.content)
    served.line(" pages in ")
    assert "C401" not in served.shows("Đồng chí A", PAGE)


def test_what_is_said_is_said_in_vietnamese(site: Callable[..., Project], serve: Serve) -> None:
    """Whoever works in Vietnamese reads no English line."""
    served = serve(site(), env={"LC_ALL": "vi_VN.UTF-8"})

    built = served.line("trang")

    assert "pages" not in built
    assert "The site is at" not in served.said[0]


def test_a_port_in_use_is_one_sentence(site: Callable[..., Project]) -> None:
    """The command ends with status 1, says which option helps, and builds nothing."""
    project = site()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, "-m", "generator", "serve", "--port", str(port)],
            cwd=project.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE_SECONDS,
        )

    assert ended.returncode == 1
    first, *_ = ended.stderr.splitlines()
    assert first.startswith(f"127.0.0.1:{port}: B201 Port {port} is in use by another program. ")
    assert "--port" in first
    assert "Traceback" not in ended.stderr
    assert not (project.root / ".guong").exists()


@pytest.mark.parametrize("when", ["building", "serving", "with a page open"])
def test_ctrl_c_ends_quietly(site: Callable[..., Project], serve: Serve, when: str) -> None:
    """Ctrl+C ends with status 0 and without a word, whatever goes on."""
    served = serve(site())
    if when != "building":
        served.line(" pages in ")

    async def open_page() -> None:
        await Browser.open(served)
        assert await asyncio.to_thread(served.interrupt) == (0, "")

    if when == "with a page open":
        asyncio.run(open_page())
    else:
        assert served.interrupt() == (0, "")


def test_noise_on_the_websocket_harms_nobody(site: Callable[..., Project], serve: Serve) -> None:
    """What is no livereload message ends its own connection only."""
    served = serve(site())

    async def babble() -> None:
        deep = "[" * 60_000
        for noise in ("{", "[]", '"hello"', "{}", deep, '{"a":' * 60_000):
            connection = await websocket_connect(f"ws://{served.address}/livereload")
            await connection.write_message(noise)
            assert await asyncio.wait_for(connection.read_message(), PATIENCE_SECONDS) is None

    asyncio.run(babble())
    assert served.get().status == 200
    assert served.interrupt() == (0, "")


def seen(options: Options) -> Snapshot:
    """What is there of the watched files."""
    return snapshot(options, watched_folders(options))


def test_every_change_of_a_file_shows(site: Callable[..., Project]) -> None:
    """Files that are new though old, renamed or gone are noticed; what editors leave is not."""
    project = site()
    options = options_of(project)
    before = seen(options)
    added = project.content / "topics" / "old.md"
    added.parent.mkdir()

    added.write_text("old", encoding="utf-8")
    os.utime(added, (0, 0))
    with_old = seen(options)
    assert changed(before, with_old) == {str(added.resolve())}
    renamed = added.rename(added.with_name("new.md"))
    assert changed(with_old, seen(options)) == {str(added.resolve()), str(renamed.resolve())}
    renamed.unlink()
    for name in PASSING:
        (project.content / name).write_text("x", encoding="utf-8")
    assert seen(options) == before
    assert project.build().exit_code == 0


@pytest.mark.parametrize("polling", ["", "1"])
def test_what_editors_do_for_a_moment_starts_no_build(
    site: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, polling: str
) -> None:
    """Told by the system or looking itself, a worker builds after a save, a move into place and
    a change of the theme's folder, and not for what passes by.
    """
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    project = site()
    results: queue.Queue[Built] = queue.Queue()
    worker = Worker(options_of(project), results.put)
    worker.start(lambda: None)
    results.get(timeout=PATIENCE_SECONDS)

    for name in PASSING:
        (project.content / name).write_text("x", encoding="utf-8")
    with pytest.raises(queue.Empty):
        results.get(timeout=1)
    (project.content / "page.tmp").write_text(told("Đồng chí B")[NAME], encoding="utf-8")
    (project.content / "page.tmp").replace(project.content / NAME)
    (project.theme / "templates/new.html").write_text("x", encoding="utf-8")
    found = results.get(timeout=PATIENCE_SECONDS).changed
    while len(found) < 2:
        found |= results.get(timeout=PATIENCE_SECONDS).changed
    project.content.rename(project.root / "elsewhere")
    while results.get(timeout=PATIENCE_SECONDS).result.published is not None:
        pass
    worker.stop()

    assert {Path(each).name for each in found} == {"dong-chi-a.md", "new.html"}


def test_a_theme_that_site_yaml_newly_names_is_watched(site: Callable[..., Project]) -> None:
    """After another theme was chosen, a change of that one is built, wherever it lies."""
    project = site()
    other = project.root.parent / f"{project.root.name}-other"
    write_plain_theme(other)
    results: queue.Queue[Built] = queue.Queue()
    worker = Worker(options_of(project), results.put)
    worker.start(lambda: None)
    results.get(timeout=PATIENCE_SECONDS)

    project.write({"site.yaml": MINIMAL["site.yaml"].replace("plain", str(other))})
    results.get(timeout=PATIENCE_SECONDS)
    home = other / "templates/pages/home.html"
    home.write_text("<p>Mới</p>", encoding="utf-8")
    while str(home.resolve()) not in results.get(timeout=PATIENCE_SECONDS).changed:
        pass
    worker.stop()

    assert "<p>Mới</p>" in project.shows("index.html")


def test_network_drives_are_looked_at(tmp_path: Path) -> None:
    """Where the system does not tell of every change, or the author says so, nobody trusts it."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "1 0 0:1 / / rw - ext4 /dev/sda1 rw\n"
        "2 1 0:2 / /mnt/co\\040quan rw shared:1 - nfs4 server:/a rw\n"
        "3 1 0:3 / /mnt/co\\040quan/local rw - tmpfs tmpfs rw\nbroken\n",
        encoding="utf-8",
    )

    assert is_told_of(["/home/a", "/mnt/co quan/local/b"], {}, mounts)
    assert not is_told_of(["/home/a", "/mnt/co quan/b"], {}, mounts)
    assert not is_told_of(["/home/a"], {"WATCHFILES_FORCE_POLLING": "true"}, mounts)
    assert is_told_of(["/home/a"], {"WATCHFILES_FORCE_POLLING": "false"}, mounts)
    assert is_told_of(["/home/a"], {}, tmp_path / "nothing")


def test_all_folders_of_the_theme_are_watched(site: Callable[..., Project]) -> None:
    """A theme outside of the project counts, and so does each theme that it extends."""
    project = site()
    mine = project.root.parent / f"{project.root.name}-mine"
    base = mine.with_name(f"{mine.name}-base")
    for folder in (mine, base):
        write_plain_theme(folder)
    (mine / "theme.yaml").write_text(f"name: mine\nextends: {base}\n", encoding="utf-8")
    own = (project.content.resolve(), project.root.resolve() / "themes")

    assert watched_folders(options_of(project)) == own
    assert watched_folders(options_of(project, theme=str(mine))) == (*own, mine, base)
    project.write({"site.yaml": f"title: A\ntheme: {base}\n"})
    assert watched_folders(options_of(project)) == (*own, base)
    project.write({"site.yaml": "title: 'A\n"})
    assert watched_folders(options_of(project))[:2] == own
    assert (base / "not-yet") in watched_folders(options_of(project, theme=str(base / "not-yet")))


def test_the_output_is_not_watched(site: Callable[..., Project]) -> None:
    """Publishing into the content folder does not set off another build."""
    project = site()
    inside = project.content / "output"
    options = Options(project.content, inside, project.root / ".guong")
    before = seen(options)

    inside.mkdir()
    (inside / "index.html").write_text("x", encoding="utf-8")

    assert seen(options) == before


def test_a_mistake_of_the_generator_does_not_end_the_server(
    site: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a build raises comes back as a problem, and the next change builds again."""
    project = site()
    results: queue.Queue[Built] = queue.Queue()
    worker = Worker(options_of(project), results.put)

    def fail(*_: object) -> None:
        raise RuntimeError("no such luck")

    with monkeypatch.context() as patched:
        patched.setattr(working, "build", fail)
        worker.start(lambda: None)
        (found,) = results.get(timeout=PATIENCE_SECONDS).result.problems
    project.write(told("Đồng chí B"))
    mended = results.get(timeout=PATIENCE_SECONDS)
    worker.stop()

    assert str(found.sentence()) == "The generator itself failed: RuntimeError: no such luck."
    assert "no such luck" in caplog.text
    assert mended.result.published is not None
    assert mended.changed == {str(project.content.resolve() / "profiles/dong-chi-a.md")}


def test_a_mistake_while_watching_leaves_no_page_waiting(
    site: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told of, and after a rest the server looks again."""
    results: queue.Queue[Built] = queue.Queue()
    worker = Worker(options_of(site()), results.put)
    begin = worker._watch.begin
    fails = iter((True, False))
    monkeypatch.setattr(working, "REST_SECONDS", 0.01)
    monkeypatch.setattr(worker._watch, "begin", lambda: (next(fails, False) and 1 // 0) or begin())
    worker.start(lambda: None)
    first, second = (results.get(timeout=PATIENCE_SECONDS) for _ in range(2))
    worker.stop()

    assert [each.found.code for each in first.problems] == ["B202"]
    assert "ZeroDivisionError" in caplog.text
    assert second.result.published is not None


@pytest.mark.parametrize("theme", ["a" * 300, "loop"])
def test_a_theme_that_cannot_be_is_a_problem_like_others(
    site: Callable[..., Project], serve: Serve, theme: str
) -> None:
    """A name too long for a folder, a link in a circle: shown, and mended by the next save."""
    project = site({"site.yaml": MINIMAL["site.yaml"].replace("plain", theme)})
    (project.root / "themes" / "loop").symlink_to("loop")
    served = serve(project)

    served.shows("<b>G101</b>")
    project.write({"site.yaml": MINIMAL["site.yaml"]})
    served.shows("<h1>home</h1>")
    assert served.interrupt() == (0, "")


def test_only_a_file_is_read_for_the_name_of_the_theme(site: Callable[..., Project]) -> None:
    """A pipe would keep the reader for ever, and what is too large fill the memory."""
    project = site()
    options = options_of(project)
    before = watched_folders(options)
    file = project.content / "site.yaml"
    with file.open("a") as longer:
        longer.truncate(3 << 30)
    assert watched_folders(options) != before
    file.unlink()
    os.mkfifo(file)
    assert watched_folders(options) != before


def test_pages_are_served_though_nobody_reads_the_terminal(
    site: Callable[..., Project], serve: Serve
) -> None:
    """As behind `head -1`."""
    project = site()
    served = serve(project)
    served.hear_no_more()
    stamps = {served.stamp()}
    for name in ("B", "C", "D"):
        project.write(told(f"Đồng chí {name}"))
        stamps.add(served.stamp_but(stamps))

    assert len(stamps) == 4


@pytest.fixture(scope="module")
def served_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for questions that change nothing."""
    project = Project(tmp_path_factory.mktemp("served"))
    write_plain_theme(project.theme)
    project.write(MINIMAL)
    served = Served(project, "--port", "0", env={})
    yield served
    assert served.interrupt() == (0, "")
    served.end()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("%00", {}, 404),
        ("__guong__/%00", {}, 404),
        ("__guong__/problems", {"Origin": "http://["}, 403),
        ("livereload.js", {"Origin": "http://["}, 403),
    ],
)
def test_senseless_requests_are_refused(
    served_site: Served, path: str, headers: Mapping[str, str], status: int
) -> None:
    """Without a word in the terminal: any page of the web can send them."""
    assert served_site.get(path, headers=headers).status == status


def test_no_page_fills_the_memory(served_site: Served) -> None:
    """What is sent is refused by its length, before it is taken."""
    host, port = served_site.address.split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as line:
        line.sendall(
            f"POST / HTTP/1.1\r\nHost: {served_site.address}\r\n"
            "Content-Length: 90000000\r\n\r\n".encode()
        )
        answer = line.recv(100)

    assert answer == b"" or b" 400 " in answer or b" 413 " in answer


def test_what_is_no_page_bears_the_policy_too(served_site: Served) -> None:
    """A picture that is opened by itself can hold scripts, as far as a browser knows."""
    policies = {
        served_site.get(path).headers["Content-Security-Policy"]
        for path in ("", "guong-manifest.json", "nowhere")
    }

    assert len(policies) == 1
    assert "default-src 'self'" in str(policies)


def test_an_overlay_stays_readable_with_thousands_of_problems() -> None:
    """Only the first problems are listed in the browser, and it says so."""
    problems = tuple(
        Advice(problem(Location("content/a.yaml", line), "C201", "Wrong."))
        for line in range(1, 3 * MAX_SHOWN)
    )

    shown = overlay(problems, str).decode()

    assert shown.count("<li>") == MAX_SHOWN
    assert f"{len(problems)} errors" in shown
    assert f"The first {MAX_SHOWN} are shown" in shown


def test_problems_are_shown_with_their_lines(tmp_path: Path) -> None:
    """A caret stands under the very sign, however wide those before it are; what cannot be read,
    or is too long a line to show whole, harms nothing.
    """
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.yaml").write_text("名 <b>: 1\n" + "x" * 200, encoding="utf-8")
    outside = tmp_path.with_name(f"{tmp_path.name}.html")
    outside.write_text("{% if %}\n", encoding="utf-8")
    places = (
        Location("content/a.yaml", 1, 3),
        Location("content/a.yaml", 2, 150),
        Location("content/a.yaml", 9, 1),
        Location("content/gone.yaml", 1, 1),
        Location("content", 1, 1),
        Location(str(outside), 1),
        Location("content/a.yaml"),
    )

    found = with_lines([problem(at, "C201", "Wrong.") for at in places], tmp_path)
    shown = [entry(each, str).partition("</p>")[2].removesuffix("</li>") for each in found]

    assert shown[0] == '<pre>名 &lt;b&gt;: 1\n<span aria-hidden="true">   ^</span></pre>'
    assert len(shown[1]) < 300
    assert "…x" in shown[1]
    assert shown[2:5] == ["", "", ""]
    assert shown[5] == "<pre>{% if %}</pre>"
    assert shown[6] == ""
