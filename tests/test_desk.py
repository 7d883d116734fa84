"""What an author sees beside the pages while serving, and who else may not."""

from __future__ import annotations

import asyncio
import json
import shlex
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from generator.build import build
from generator.diagnostics import Location
from generator.hosting.rules import STRICT
from generator.serve import address, editor
from generator.serve.backstage import Backstage, Mark, backstage
from generator.serve.desk import Desk
from generator.serve.editor import command_for
from generator.task import Options
from tests.served import NAME, PAGE, PATIENCE_SECONDS, PROFILE, Serve, Served
from tests.sites import MINIMAL, Project, with_field

INSIDE = "<html><head></head><body></body></html>"
OPEN = "__guong__/open"


def behind(project: Project, *, drafts: bool = True) -> Backstage:
    """What is to be known of a project's pages."""
    options = Options(project.content, project.output(), project.root / ".guong", drafts=drafts)
    told: list[Backstage] = []

    def look(content, remarks, pages):
        told.append(backstage(content, project.content, remarks, pages))

    assert build(options, onlooker=look).problems == ()
    return told[0]


def desk_of(project: Project) -> Desk:
    desk = Desk(str)
    desk.backstage = behind(project)
    return desk


def test_a_page_tells_its_file_its_findings_and_its_languages(
    site: Callable[..., Project], serve: Serve
) -> None:
    """The bar names the record's file and the languages of the page, and opens what rules ask."""
    story = "Xem [tại đây](https://example.vn), <b>đậm</b>."
    served = serve(site({NAME: PROFILE.replace("Câu chuyện của Đồng chí A.", story)}))

    shown = served.get(PAGE).text

    bar = shown.partition('<aside id="guong-bar"')[2]
    assert f"<code>content/{NAME}</code>" in bar
    assert "things to look at" in bar
    assert "<b>A701</b>" in bar
    assert "<pre>Xem [tại đây](https://example.vn), &lt;b&gt;đậm&lt;/b&gt;.\n<span" in bar
    assert "<nav" not in bar
    assert "<script>" not in bar
    assert "content/site.yaml" in served.get().text
    assert 'aria-current="page">Tiếng Việt</a>' in served.get().text
    assert 'hreflang="en">English</a>' in served.get().text
    assert 'hreflang="vi">Tiếng Việt</a>' in served.get("en/").text
    listing = served.get("profiles/").text
    assert '<aside id="guong-bar"' in listing
    assert "content/" not in listing.partition('<aside id="guong-bar"')[2]
    assert "guong-bar" not in served.get("nowhere/").text


def test_who_comes_from_elsewhere_opens_no_file(site: Callable[..., Project]) -> None:
    """Pages for other machines hold neither the token nor a button."""
    desk = desk_of(site())

    here, elsewhere = (
        desk.dressed(INSIDE.encode(), f"{PAGE}index.html", trusted=trusted).decode()
        for trusted in (True, False)
    )

    assert desk.token in here
    assert '<button type="button" data-guong-open="0">Open the file</button>' in here
    assert desk.token not in elsewhere
    assert "<button" not in elsewhere
    assert NAME in elsewhere


def test_what_readers_do_not_see_yet_is_marked(site: Callable[..., Project]) -> None:
    """Drafts and scheduled records say so on their pages, and links to them can be marked."""
    project = site(
        {
            NAME: with_field(PROFILE, "draft: true"),
            "articles/bai-viet-a.md": with_field(
                MINIMAL["articles/bai-viet-a.md"], "publish_on: 2999-05"
            ),
        }
    )
    desk = desk_of(project)
    assert desk.backstage is not None

    assert desk.backstage.marked() == {
        f"/{PAGE}": Mark("draft"),
        "/articles/bai-viet-a/": Mark("scheduled", "2999-05-01"),
    }
    page = desk.dressed(INSIDE.encode(), f"{PAGE}index.html", trusted=True).decode()
    assert "<strong>This is a draft: readers do not see it yet.</strong>" in page
    page = desk.dressed(INSIDE.encode(), "articles/bai-viet-a/index.html", trusted=True).decode()
    assert "<strong>Readers see this from 2999-05-01 on.</strong>" in page
    assert " data-marks" in page
    project.write({"articles/bai-viet-a.md": MINIMAL["articles/bai-viet-a.md"]})
    assert behind(project, drafts=False).marked() == {}


def test_authors_see_drafts_unless_they_ask_for_what_readers_see(
    site: Callable[..., Project], serve: Serve
) -> None:
    """A draft has its page while serving, marked as one, and none with --no-drafts."""
    project = site(
        {
            NAME: with_field(PROFILE, "draft: true"),
            "decisions/quyet-dinh-a.yaml": None,
        }
    )

    served = serve(project)
    assert "<strong>This is a draft" in served.get(PAGE).text
    assert json.loads(served.get("__guong__/marks").text)["pages"] == [f"/{PAGE}"]
    served.end()
    assert serve(project, "--port", "0", "--no-drafts").get(PAGE).status == 404


def test_a_saved_file_leads_to_its_page(site: Callable[..., Project]) -> None:
    """A record, a table beside it and a translation have pages; lists and pictures do not."""
    project = site(
        {
            "profiles/dong-chi-a.en.md": "---\nsummary: A worker.\n---\nA story.\n",
            "campaigns/phong-trao-a.scores.csv": "",
        }
    )
    (project.content / "campaigns/phong-trao-a.scores.csv").unlink()
    known = behind(project)

    def leads(*names: str) -> str:
        return known.page_of(project.content.resolve() / name for name in names)

    assert leads(NAME) == f"/{PAGE}"
    assert leads("profiles/dong-chi-a.en.md") == f"/en/{PAGE}"
    assert leads("units.yaml") == "/units/don-vi-a/"
    assert leads("media/a.jpg", NAME) == f"/{PAGE}"
    assert leads("site.yaml", "../../elsewhere.md") == ""
    assert known.page_of([Path("/elsewhere/a.md")]) == ""


def test_files_open_for_our_own_pages_only(
    site: Callable[..., Project], serve: Serve, tmp_path: Path
) -> None:
    """The author's editor gets the file that the page is of; nothing opens without the token,
    for other sites, or by a name that another site gave itself.
    """
    script = tmp_path / "edit.py"
    opened = tmp_path / "opened.txt"
    script.write_text(f"import sys\nopen({str(opened)!r}, 'a').write(sys.argv[1] + '\\n')\n")
    served = serve(site(), env={"VISUAL": shlex.join([sys.executable, str(script)])})
    token = served.get(PAGE).text.partition('data-token="')[2].partition('"')[0]
    asked = json.dumps({"of": f"{PAGE}index.html", "place": 0}).encode()

    def ask(body: bytes = asked, **headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return served.get(OPEN, "POST", {"X-Guong-Token": token, **named}, body).status

    assert ask(X_Guong_Token="guessed") == 403
    assert ask(Origin="http://example.com") == 403
    assert ask(Origin="null") == 403
    assert ask(Sec_Fetch_Site="cross-site") == 403
    assert ask(Host="example.com") == 403
    assert ask(b"{") == 400
    assert ask(b'{"of": "", "place": 0}') == 404
    assert ask(b'{"of": "../secret", "place": 0}') == 404
    assert served.get(OPEN, headers={"X-Guong-Token": token}).status == 405
    assert not opened.exists()
    assert ask(Origin=f"http://{served.address}") == 200
    until = time.monotonic() + PATIENCE_SECONDS
    while not (opened.exists() and opened.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    assert opened.read_text() == f"{served.project.content.resolve() / NAME}\n"


def rejected(served: Served, **headers: str) -> int:
    """The status with which the websocket is refused."""

    async def connect() -> int:
        url = f"ws://{served.address}/livereload"
        try:
            await websocket_connect(HTTPRequest(url, headers=dict(headers)))
        except HTTPClientError as error:
            return error.code
        return 101

    return asyncio.run(connect())


def test_other_sites_reach_nothing(site: Callable[..., Project], serve: Serve) -> None:
    """Names that are not this server's get no page, foreign pages no word of the author's, and
    nobody makes browsers load again.
    """
    served = serve(site())
    port = served.address.partition(":")[2]

    for path in ("", PAGE, "__guong__/problems", "livereload.js"):
        answer = served.get(path, headers={"Host": f"evil.example:{port}"})
        assert answer.status == 403
        assert answer.text == "Open the site at the address that the terminal shows."
        assert served.get(path, headers={"Host": f"localhost:{port}"}).status == 200
    for path in ("__guong__/problems", "__guong__/marks", "__guong__/serve.js", "livereload.js"):
        assert served.get(path, headers={"Origin": "http://evil.example"}).status == 403
        assert served.get(path, headers={"Sec-Fetch-Site": "same-site"}).status == 403
        assert served.get(path, headers={"Sec-Fetch-Site": "same-origin"}).status == 200
    assert rejected(served, Origin="http://evil.example") == 403
    assert rejected(served, Host="evil.example", Origin="http://evil.example") == 403
    assert rejected(served, Origin=f"http://{served.address}") == 101
    assert served.get("forcereload").status == 404
    policy = served.get(PAGE).headers["Content-Security-Policy"]
    assert policy == f"{STRICT}; connect-src 'self' ws://{served.address}"


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({"VISUAL": "code --wait"}, "linux", ["code", "--wait", "--goto", "/a/b c.md:7"]),
        ({"VISUAL": "gedit", "EDITOR": "vim"}, "linux", ["gedit", "/a/b c.md"]),
        ({"VISUAL": "/usr/bin/vim"}, "linux", ["xdg-open", "/a/b c.md"]),
        ({"EDITOR": "nano -w"}, "darwin", ["open", "-t", "/a/b c.md"]),
        ({"EDITOR": "'broken"}, "linux", ["xdg-open", "/a/b c.md"]),
        ({}, "win32", []),
    ],
)
def test_the_editor_opens_in_a_window_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    platform: str,
    command: list[str],
) -> None:
    """Editors that need the terminal leave the file to the desktop."""
    monkeypatch.setattr(shutil, "which", lambda name: name)

    assert command_for(Path("/a/b c.md"), 7, environment, platform) == command


def test_without_an_editor_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a desktop has no command for it."""
    monkeypatch.setattr(shutil, "which", lambda name: None)

    assert command_for(Path("/a.md"), 1, {"VISUAL": "code"}, "linux") == []
    assert not editor.open_file(Path("/a.md"), 1) or sys.platform == "win32"


def test_places_that_are_not_there_are_none(site: Callable[..., Project]) -> None:
    """Neither a page that is gone nor a finding that is no more can be opened."""
    desk = desk_of(site())

    assert desk.place(f"{PAGE}index.html", 0) == Location(f"content/{NAME}")
    for page, number in ((f"{PAGE}index.html", 99), (f"{PAGE}index.html", -1), ("x", 0), ("", 0)):
        assert desk.place(page, number) is None


def test_phones_read_along_on_request_only(
    site: Callable[..., Project], serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With --lan the site is also at the machine's address in the network, with a warning and a
    QR code; who comes from there gets no token. Without, nobody listens there.
    """
    network = address.network_address()
    if network is None:
        pytest.skip("this machine is in no network")
    served = serve(site(), "--port", "0", "--lan")
    port = served.address.partition(":")[2]
    warning = served.line("Everybody in this network can read it at ")

    assert f"http://{network}:{port}/" in warning
    assert served.line("▄")
    assert 'data-token=""' not in served.get(PAGE).text
    served.address = f"{network}:{port}"
    assert 'data-token=""' in served.get(PAGE).text
    assert served.get(PAGE, headers={"Host": "evil.example"}).status == 403
    asked = json.dumps({"of": f"{PAGE}index.html", "place": 0}).encode()
    assert served.get(OPEN, "POST", {"X-Guong-Token": "guessed"}, asked).status == 403
    sockets, problems = address.listen(0)
    assert [each.getsockname()[0] for each in sockets] == ["127.0.0.1"]
    assert problems == ()
    sockets[0].close()


def test_without_a_network_there_is_a_way_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """--lan says what is missing, and nothing is listened to."""
    monkeypatch.setattr(address, "network_address", lambda: None)

    sockets, problems = address.listen(0, lan=True)

    assert sockets == []
    assert [str(each) for each in problems] == [
        "--lan: B203 This machine is in no network. Connect it to one, or leave out --lan."
    ]


def test_the_qr_code_is_the_address() -> None:
    """The picture is a square of signs, two rows of the code in each line."""
    lines = address.picture("http://192.168.1.20:8000/").splitlines()

    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) in (2 * len(lines), 2 * len(lines) - 1)
    assert set("".join(lines)) == set(" ▀▄█")
