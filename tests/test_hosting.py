"""The printed configurations, tried with the real nginx and Apache where they are at hand."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from lxml import etree

from generator.cli import main
from generator.hosting.rules import ASK_AGAIN, FOREVER, HEADERS, Rules
from generator.verify import verify
from tests.builders import SITE, Files, planned
from tests.sites import ENGLISH, MINIMAL, Project

MODULES = Path("/usr/lib/apache2/modules")
PREFIXES = ("/", "/guong/")
ELSEWHERE = "https://a.vn/b?c=$1&d={e}"
FILES = {
    "site.yaml": MINIMAL["site.yaml"].replace("plain", "guong")
    + "url: https://guong.example{prefix}\nredirects:\n  cũ/(trang)$1: profiles/dong-chi-a/\n"
    f"  ra: /\n  cu.html: /\n  elsewhere: '{ELSEWHERE}'\n"
    "admin: {backend: gitea, repository: a/b, api: 'https://git.don-vi-a.example/api/v1'}\n",
    "profiles/dong-chi-w.md": "---\nname: W\nkind: individual\nstatus: withdrawn\n"
    "withdrawal: {on: 2025-01-01, reason: Sai}\n---\n",
    "campaigns/phong-trao-a.yaml": MINIMAL["campaigns/phong-trao-a.yaml"]
    + "milestones: [{kind: launch, on: 2024-02-01, title: Phát động}]\n",
    "profiles/anh.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "profiles/dong-chi-a.md": MINIMAL["profiles/dong-chi-a.md"] + "\n![A](anh.svg)\n",
}


@dataclass(frozen=True)
class Served:
    """A site on a server."""

    port: int
    prefix: str
    output: Path
    brotli: bool
    """Whether this server has what it takes to send files by Brotli."""

    def ask(
        self, path: str, *, of_host: bool = False, **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        """Ask for a path of the site."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            line.request("GET", quote(path if of_host else self.prefix + path), headers=given)
            response = line.getresponse()
            return response, response.read()
        finally:
            line.close()


def build_into(folder: Path, prefix: str) -> Project:
    project = Project(folder)
    files = {**MINIMAL, **FILES}
    project.write({name: text.replace("{prefix}", prefix) for name, text in files.items()})
    program = folder / "decap-cms.js"
    program.write_text("", encoding="utf-8")
    assert project.build("--compress", "--with-admin", str(program)).exit_code == 0
    return project


def printed(server: str, project: Project, prefix: str) -> str:
    """What `guong hosting` prints."""
    arguments = ["--prefix", prefix, "--content", project.content, "--root", project.output()]
    result = CliRunner().invoke(main, ["hosting", server, *map(str, arguments)], env=ENGLISH)
    assert result.exit_code == 0, result.output
    return result.output


def nginx(folder: Path, text: str, port: int) -> tuple[list[str], bool]:
    module = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    assert "listen 80;" in text
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};")
    load = ""
    if module.exists():
        load = f"load_module {module};\n"
        text = text.replace("# brotli_static on;", "brotli_static on;")
    temporary = "".join(
        f"{each}_temp_path {folder}/tmp;\n"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{load}pid {folder}/pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{text}\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(folder), "-c", "nginx.conf", "-e", "stderr"], module.exists()


def apache(folder: Path, text: str, port: int) -> tuple[list[str], bool]:
    names = ("mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite")
    modules = "".join(f"LoadModule {each}_module {MODULES}/mod_{each}.so\n" for each in names)
    # What distributions say of these endings must not stand in the way.
    (folder / "mime.types").write_text("application/gzip gz\n", encoding="utf-8")
    (folder / "apache.conf").write_text(
        f"ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/log\n{modules}"
        "User www-data\nGroup www-data\nTypesConfig mime.types\nAddLanguage br .br\n"
        f"<VirtualHost *>\n{text}</VirtualHost>\n",
        encoding="utf-8",
    )
    return ["apache2", "-X", "-f", str(folder / "apache.conf")], True


SERVERS: dict[str, Callable[[Path, str, int], tuple[list[str], bool]]] = {
    "nginx": nginx,
    "apache": apache,
}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="module", params=PREFIXES, ids=["root", "folder"])
def built(request: pytest.FixtureRequest) -> Iterator[tuple[Project, str]]:
    # The user of a server that root has started may not look into pytest's folders.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield build_into(Path(name), request.param), request.param


@pytest.fixture(scope="module", params=SERVERS)
def served(request: pytest.FixtureRequest, built: tuple[Project, str]) -> Iterator[Served]:
    program = {"nginx": "nginx", "apache": "apache2"}[request.param]
    if not shutil.which(program):
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    project, prefix = built
    folder = project.root / request.param
    folder.mkdir()
    port = free_port()
    text = printed(request.param, project, prefix)
    command, has_brotli = SERVERS[request.param](folder, text, port)
    with running(command, port):
        yield Served(port, prefix, project.output(), has_brotli)


def test_every_page_is_served_as_it_was_published(served: Served) -> None:
    """Each file of the site, by its name and pages by their folder, with its type."""
    found = verify(f"http://127.0.0.1:{served.port}{served.prefix}", None, lambda *_: None)

    assert found.problems == ()
    assert found.good > 100
    for page in ("", "en/", "profiles/dong-chi-a/", "campaigns/phong-trao-a/"):
        response, data = served.ask(page)
        assert response.status == 200
        assert data == (served.output / page / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("", "text/html"),
        ("feed.xml", "application/xml"),
        ("calendar.ics", "text/calendar"),
        ("data/units.json", "application/json"),
        ("data/outcomes.vi.csv", "text/csv"),
        ("robots.txt", "text/plain"),
        ("media/profiles/anh-*.svg", "image/svg+xml"),
    ],
)
def test_files_have_their_types(served: Served, path: str, type_: str) -> None:
    """And texts their charset, in which their marks are right without asking anybody."""
    if "*" in path:
        (found,) = served.output.glob(path)
        path = found.relative_to(served.output).as_posix()
    response, _ = served.ask(path)
    told = (response.getheader("Content-Type") or "").lower().replace(" ", "")

    assert response.status == 200
    assert told == f"{type_};charset=utf-8"


@pytest.mark.parametrize("path", ["", "feed.xml", "nowhere/", "profiles/dong-chi-w/"])
def test_every_answer_has_the_strict_headers(served: Served, path: str) -> None:
    """Pages, other files, and answers to wrong addresses."""
    response, _ = served.ask(path)

    assert {name: response.getheader(name) for name in HEADERS} == HEADERS
    assert response.getheader("Cache-Control") == ASK_AGAIN


def test_forms_may_do_what_their_program_needs(served: Served) -> None:
    """Below their own address alone, and only what they need."""
    response, _ = served.ask("admin/")
    policy = response.getheader("Content-Security-Policy") or ""

    assert "'unsafe-eval'" in policy
    assert "connect-src 'self' blob: https://git.don-vi-a.example;" in policy
    assert response.getheader("Cross-Origin-Opener-Policy") == "same-origin-allow-popups"
    assert response.getheader("X-Content-Type-Options") == "nosniff"


def test_what_is_named_by_its_content_is_kept_for_good(served: Served) -> None:
    """Stylesheets, scripts, pictures; all else is asked for again, which costs next to nothing."""
    (style,) = (served.output / "assets").glob("site.*.css")
    response, _ = served.ask(f"assets/{style.name}")
    page, _ = served.ask("")
    again, body = served.ask("", If_None_Match=page.getheader("ETag") or "")

    (picture,) = (served.output / "media/profiles").glob("anh-*.svg")
    shown, _ = served.ask(f"media/profiles/{picture.name}")
    other, _ = served.ask("media/profiles/other.svg")

    assert response.getheader("Content-Type", "").startswith("text/css")
    assert response.getheader("Cache-Control") == FOREVER
    assert (shown.status, shown.getheader("Cache-Control")) == (200, FOREVER)
    assert other.getheader("Cache-Control") == ASK_AGAIN
    assert response.getheader("Content-Security-Policy") == HEADERS["Content-Security-Policy"]
    assert (again.status, body) == (304, b"")


def test_wrong_addresses_get_the_page_for_them(served: Served) -> None:
    """With its status, however deep they are, and folders are not listed."""
    for path in ("nowhere/at/all/", "nowhere.html", "assets/"):
        response, data = served.ask(path)
        assert response.status in (403, 404)
        if response.status == 404:
            assert data == (served.output / "404.html").read_bytes()
        assert b"site." not in data or b"<h1>" in data
    assert served.ask("nowhere/at/all/")[0].status == 404


@pytest.mark.parametrize("path", ["profiles/dong-chi-w/", "en/profiles/dong-chi-w/"])
def test_withdrawn_records_are_gone_and_say_why(served: Served, path: str) -> None:
    """410 with the tombstone as its page."""
    response, data = served.ask(path)

    assert response.status == 410
    assert data == (served.output / path / "index.html").read_bytes()
    assert response.getheader("Content-Type", "").startswith("text/html")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cũ/(trang)$1/", "profiles/dong-chi-a/"),
        ("cũ/(trang)$1", "profiles/dong-chi-a/"),
        ("ra/", ""),
        ("elsewhere/", quote(ELSEWHERE, safe=":/?=&")),
    ],
)
def test_moved_pages_lead_on(served: Served, old: str, new: str) -> None:
    """For good, with and without the slash; nothing in an address is taken for a rule."""
    response, _ = served.ask(old)
    target = response.getheader("Location") or ""
    own = f"http://127.0.0.1:{served.port}"

    assert response.status == 301
    assert target.removeprefix(own) == (new if "://" in new else served.prefix + new)


def test_folders_get_their_slash(served: Served) -> None:
    """So that relative links lead where they should; the site's own folder too."""
    response, _ = served.ask("profiles/dong-chi-a")
    assert response.status == 301
    assert (response.getheader("Location") or "").endswith(f"{served.prefix}profiles/dong-chi-a/")
    if served.prefix != "/":
        response, _ = served.ask(served.prefix[:-1], of_host=True)
        assert response.status == 301
        assert (response.getheader("Location") or "").endswith(served.prefix)


@pytest.mark.parametrize(
    ("accepted", "sent", "ending"),
    [("gzip", "gzip", ".gz"), ("br, gzip", "br", ".br"), ("identity", None, "")],
)
@pytest.mark.parametrize("path", ["index.html", "profiles/index.html", "data/decisions.json"])
def test_variants_are_sent_to_those_who_can_read_them(
    served: Served, path: str, accepted: str, sent: str | None, ending: str
) -> None:
    """As they lie there, with the type of their text, and caches are told what it depends on."""
    if sent == "br" and not served.brotli:
        assert not os.environ.get("CI"), "nginx has no module for Brotli"
        pytest.skip("nginx has no module for Brotli")
    plain, _ = served.ask(path)
    response, data = served.ask(path.removesuffix("index.html"), Accept_Encoding=accepted)

    assert response.getheader("Content-Encoding") == sent
    assert data == (served.output / f"{path}{ending}").read_bytes()
    assert response.getheader("Content-Type") == plain.getheader("Content-Type")
    assert "Accept-Encoding" in (response.getheader("Vary") or "")


RULES = Rules("/guong/", "/srv/a", ("profiles/w/",), (("cu/a&b/", "x/"), ("c/", ELSEWHERE)))
WITH_FORMS = replace(RULES, git_hosts=("https://api.github.com",))


def test_iis_is_told_in_well_formed_xml() -> None:
    """The same rules, in its language."""
    from generator.hosting.iis import iis

    root = etree.fromstring(iis(RULES).encode())
    rules = [
        (each.find("match").get("url"), dict(each.find("action").attrib))
        for each in root.iterfind(".//rule")
    ]
    moved = {"type": "Redirect", "url": "/guong/x/"}
    elsewhere = {"type": "Redirect", "url": quote(ELSEWHERE, safe=":/?=&")}

    assert rules == [
        (r"^cu/a\&b/$", moved),
        (r"^cu/a\&b$", moved),
        ("^c/$", elsewhere),
        ("^c$", elsewhere),
        ("^profiles/w/$", {"type": "CustomResponse", "statusCode": "410"}),
    ]
    headers = {
        each.get("name"): each.get("value") for each in root.iterfind(".//customHeaders/add")
    }
    assert HEADERS.items() <= headers.items()
    forms = etree.fromstring(iis(WITH_FORMS).encode()).find("location[@path='admin']")
    added = {each.get("name"): each.get("value") for each in forms.iterfind(".//add")}
    assert added == WITH_FORMS.forms_headers()


def test_caddy_is_told_the_same_rules() -> None:
    """Each rule once, in its language."""
    from generator.hosting.caddy import caddy

    text = caddy(RULES)

    assert 'redir "/guong/cu/a&b/" "/guong/x/" permanent' in text
    assert 'redir "/guong/cu/a&b" "/guong/x/" permanent' in text
    assert text.count("status 410") == 1
    assert all(f'header {name} "{value}"' in text for name, value in HEADERS.items())
    assert text.count("{") == text.count("}")
    assert "/admin/" not in text
    with_forms = caddy(WITH_FORMS)
    for name, value in WITH_FORMS.forms_headers().items():
        assert f'header /guong/admin/* {name} "{value}"' in with_forms


def test_netlify_gets_its_files_when_asked() -> None:
    """`hosting: netlify` publishes them; nobody else has them among the pages."""
    files: Files = {
        "site.yaml": SITE + "url: https://a.vn/b/\nhosting: netlify\n"
        "redirects: {cũ: profiles/a/, x: 'https://b.vn/?a=1', y.html: profiles/a/}\n",
        "profiles/a.md": "---\nname: A\nkind: individual\n---\n",
        "profiles/w.md": "---\nname: W\nkind: individual\nstatus: withdrawn\n"
        "withdrawal: {on: 2020-01-01, reason: Sai}\n---\n",
    }
    made = {
        each.path: each.data.decode() for each in planned(files).files if each.path.startswith("_")
    }

    assert made["_redirects"].splitlines() == [
        "/b/c%C5%A9/ /b/profiles/a/ 301!",
        "/b/x/ https://b.vn/?a=1 301!",
        "/b/en/profiles/w/ /b/en/profiles/w/ 410!",
        "/b/profiles/w/ /b/profiles/w/ 410!",
    ]
    assert made["_headers"].startswith("/b/*\n  Content-Security-Policy: default-src 'self';")
    assert "_redirects" not in {each.path for each in planned({}).files}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--prefix", "/a b/"],
        ["--prefix", "/../"],
        ["--prefix", "/a{"],
        ["--root", 'a"b'],
        ["--root", "a[b]"],
    ],
)
def test_what_a_configuration_cannot_say_is_refused(arguments: list[str]) -> None:
    """Before it is printed, in a sentence."""
    result = CliRunner().invoke(main, ["hosting", "nginx", *arguments])

    assert result.exit_code == 2
    assert "Error: Invalid value" in result.output


def test_broken_content_has_no_configuration(published: Project) -> None:
    """Its problems are told instead."""
    published.write({"profiles/x.md": "---\nname: [\n---\n"})
    result = CliRunner().invoke(
        main, ["hosting", "nginx", "--content", str(published.content)], env=ENGLISH
    )

    assert result.exit_code == 1
    assert "x.md" in result.stderr
    assert result.stdout == ""
