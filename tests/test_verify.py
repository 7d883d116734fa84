"""`guong verify` and signatures, on copies in a folder and on a web server."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import quote

import orjson
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.manifest import MANIFEST, SIGNATURE, listed_by
from generator.verify import copies, verify, web
from tests.sites import ENGLISH, Project

TEXT = "media/ảnh & 1.txt"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env=ENGLISH)


def codes(result: Result, root: object) -> list[str]:
    """Which file, below *root*, has which problem."""
    lines = (line for line in result.stderr.splitlines() if ": V1" in line)
    return [line[: line.index(": V1") + 6].removeprefix(f"{root}/") for line in lines]


@pytest.fixture
def copy(published: Project) -> Path:
    """A published copy; one of its files has a name that addresses must escape."""
    files = {TEXT: b"x"} | {
        path: published.output(path).read_bytes()
        for path in listed_by(published.output(MANIFEST).read_bytes()) or {}
    }
    published.output(TEXT).parent.mkdir(exist_ok=True)
    published.output(TEXT).write_bytes(b"x")
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    manifest = {"files": digests, "generator": "guong", "version": 1}
    published.output(MANIFEST).write_bytes(orjson.dumps(manifest))
    return published.output()


@pytest.fixture
def served(copy: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def list_directory(self, path: str | os.PathLike[str]) -> None:
            self.send_error(404)

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=copy.parent)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/output"
        server.shutdown()
        thread.join()


@contextmanager
def answering(first: bytes, again: bytes = b"", pause: float = 0) -> Iterator[str]:
    """A server that answers whatever it is asked with *first*, and then a hundred times *again*."""

    class Answer(BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(100_000)
            with suppress(OSError):
                self.request.sendall(first)
                for _ in range(100 if again else 0):
                    self.request.sendall(again)
                    time.sleep(pause)

    with ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def harm(copy: Path) -> None:
    """Alter a page without changing its length, remove one, and add a file."""
    page = copy / "index.html"
    page.write_bytes(page.read_bytes().swapcase())
    (copy / "search" / "index.html").unlink()
    (copy / "more.html").write_text("?", encoding="utf-8")
    (copy / TEXT).write_bytes(b"")


def test_a_whole_copy_is_proved_whole(copy: Path, tmp_path: Path) -> None:
    """In its own place and in another, with as many files as it has."""
    moved = shutil.copytree(copy, tmp_path / "moved")
    count = sum(each.is_file() for each in copy.rglob("*")) - 1

    for result in (run("verify", copy), run("verify", moved)):
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == f"All {count} files are as published.\n"


def test_every_wrong_file_of_a_folder_is_named(copy: Path) -> None:
    """What was altered, what is missing, and what does not belong there."""
    harm(copy)
    (copy / "link").symlink_to(copy / "data")
    result = run("verify", copy)

    assert result.exit_code == 1
    assert codes(result, copy) == [
        "index.html: V104",
        "link: V106",
        f"{TEXT}: V104",
        "more.html: V106",
        "search/index.html: V103",
    ]


def test_a_folder_that_cannot_be_looked_into_is_named(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever lies there: it may be what does not belong to the site."""
    closed, look = copy / "closed", os.scandir
    closed.mkdir()

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return look(path)

    assert verify(str(copy), None, lambda *_: None).problems == ()
    monkeypatch.setattr(os, "scandir", scandir)

    (told,) = verify(str(copy), None, lambda *_: None).problems
    assert str(told).startswith(f"{closed}: V105 What lies in this folder cannot be seen: Perm")


def test_what_is_no_file_is_not_read(copy: Path) -> None:
    """A pipe in the place of a page keeps nobody waiting, and neither does a folder."""
    (copy / "index.html").unlink()
    os.mkfifo(copy / "index.html")
    (copy / "404.html").unlink()
    (copy / "404.html").mkdir()

    assert codes(run("verify", copy), copy) == ["404.html: V105", "index.html: V105"]


def test_a_copy_on_a_server_is_looked_at_file_by_file(copy: Path, served: str) -> None:
    """A whole one is proved whole; then what was altered or is missing is named."""
    assert run("verify", served).exit_code == 0
    assert run("verify", f"{served}/index.html".replace("http", "HTTP")).exit_code == 0

    harm(copy)
    result = run("verify", f"{served}/")

    assert result.exit_code == 1
    assert codes(result, served) == [
        "index.html: V104", f"{TEXT}: V104", "search/index.html: V103"
    ]  # fmt: skip
    assert quote(TEXT) not in result.stderr


def test_large_answers_are_not_taken_in(
    copy: Path, served: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a manifest nor a file of any size is read to its end."""
    monkeypatch.setattr(web, "LARGEST", 10)
    files = run("verify", served)
    monkeypatch.setattr(web, "SMALL", 10)
    monkeypatch.setattr(copies, "SMALL", 10)

    assert "index.html: V105" in codes(files, served)
    assert codes(run("verify", served), served) == [f"{MANIFEST}: V105"]
    assert codes(run("verify", copy), copy) == [f"{MANIFEST}: V105"]


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("first", "again", "why"),
    [
        (CHUNKED + b"-5\r\n", b"", "IncompleteRead(0 bytes read)"),
        (CHUNKED + b"-1\r\n", b"x" * 10_000, "it is too large"),
        (b"HTTP/1.1 500 " + b"x" * 9000 + b"\r\n\r\n", b"", "the server answers 500"),
        (b"x" * 9000 + b"\r\n", b"", "x" * 200),
    ],
)
def test_what_is_no_answer_is_one_sentence(
    first: bytes, again: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks of less than nothing, of which no more is taken in than of others; endless words."""
    monkeypatch.setattr(web, "SMALL", 200_000)
    with answering(first, again) as address:
        result = run("verify", address)

    assert f": V105 This file cannot be read: {why}. Try again" in result.stderr


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (HEAD + b"X: ", b"x"),
        (HEAD + b"\r\n", b"x"),
        (CHUNKED, b"0"),
        (CHUNKED + b"0\r\n", b"X: x\r\n"),
    ],
)
def test_a_server_that_never_comes_to_an_end_is_given_up(
    first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it says a little more: of its head, of a file, or of what is beside it."""
    monkeypatch.setattr(web, "PATIENCE", 0.3)
    with answering(first, again, 0.05) as address:
        result = run("verify", address)

    assert ": V105 This file cannot be read: timed out." in result.stderr


def test_a_slow_line_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes steadily is waited for, however long it takes."""
    monkeypatch.setattr(web, "PATIENCE", 0.3)
    monkeypatch.setattr(web, "SLOWEST", 10)
    with answering(HEAD + b"\r\n", b"x", 0.01) as address:
        result = run("verify", address)

    assert codes(result, address) == [f"{MANIFEST}: V102"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (f"{{}}/nowhere/{MANIFEST}", "V101"),
        (f"http://127.0.0.1:9/{MANIFEST}", "V105"),
        ("http://[", "V108"),
        ("https://", "V108"),
    ],
)
def test_where_nothing_is_there_is_nothing_to_verify(
    target: str, code: str, tmp_path: Path
) -> None:
    """A folder that is not there, a server that does not answer, an address that is none."""
    at = target.format(tmp_path)
    result = run("verify", at.removesuffix(MANIFEST))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{at}: {code} ")
    assert "itself failed" not in result.stderr


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"files": {"../x": "00"}}'])
def test_a_manifest_that_is_none_is_not_believed(copy: Path, manifest: bytes) -> None:
    """Nothing is read by its word."""
    (copy / MANIFEST).write_bytes(manifest)

    assert codes(run("verify", copy), copy) == [f"{MANIFEST}: V102"]


def test_a_signed_site_is_known_by_its_key(published: Project, tmp_path: Path) -> None:
    """The pair is made, the build signs, the copy is verified by the public key alone."""
    keys = tmp_path / "keys"
    keys.mkdir()
    made = run("key", keys / "a")
    run("key", keys / "b")

    assert made.exit_code == 0
    assert stat.S_IMODE((keys / "a").stat().st_mode) == 0o600
    assert published.build("--sign", str(keys / "a")).exit_code == 0
    good = run("verify", published.output(), "--key", keys / "a.pub")
    assert good.exit_code == 0
    assert good.stdout.endswith("The manifest bears the signature of this key.\n")
    other = run("verify", published.output(), "--key", keys / "b.pub")
    assert codes(other, published.root / "output") == [f"{SIGNATURE}: V107"]


@pytest.mark.parametrize("how", ["manifest", "garbage", "none"])
def test_a_signature_that_is_not_good_is_told(published: Project, tmp_path: Path, how: str) -> None:
    """Whoever changes both a file and the manifest does not get away with it."""
    key = tmp_path / "key"
    run("key", key)
    published.build("--sign", str(key))
    output = published.output()
    if how == "manifest":
        digests = listed_by((output / MANIFEST).read_bytes()) or {}
        (output / "index.html").write_bytes(b"forged")
        digests["index.html"] = hashlib.sha256(b"forged").hexdigest()
        forged = {"files": digests, "generator": "guong", "version": 1}
        (output / MANIFEST).write_bytes(orjson.dumps(forged))
        assert run("verify", output).exit_code == 0
    elif how == "garbage":
        (output / SIGNATURE).write_bytes(b"\xff no signature")
    else:
        (output / SIGNATURE).unlink()

    found = run("verify", output, "--key", f"{key}.pub")
    assert found.exit_code == 1
    assert codes(found, output) == [f"{SIGNATURE}: V107"]


def test_keys_are_not_mistaken(published: Project, tmp_path: Path) -> None:
    """A public key does not sign, a private one does not verify, and none is written over."""
    key = tmp_path / "key"
    run("key", key)
    secret = key.read_bytes()

    assert ": V111 " in run("key", key).stderr
    assert key.read_bytes() == secret
    assert "key.pub: V110 " in published.build("--sign", f"{key}.pub").stderr
    assert "key: V110 " in run("verify", published.output(), "--key", key).stderr
    assert "none: V110 " in run("verify", published.output(), "--key", tmp_path / "none").stderr
    assert ": V110 " in run("key", tmp_path / "no" / "folder").stderr
    unknown = tmp_path / "unknown"
    unknown.write_text(
        "-----BEGIN PUBLIC KEY-----\nMA0wBQYDKgMEAwQAAQID\n-----END PUBLIC KEY-----\n"
    )
    assert "unknown: V110 " in run("verify", published.output(), "--key", unknown).stderr


def test_building_again_signs_again(published: Project, tmp_path: Path) -> None:
    """Where nothing changed too; and a build leaves a signature alone that it did not make."""
    key = tmp_path / "key"
    run("key", key)
    for _ in range(2):
        assert published.build("--sign", str(key)).exit_code == 0
    before = published.output(SIGNATURE).read_bytes()
    published.write({"profiles/dong-chi-b.md": "---\nname: B\nkind: individual\n---\nX\n"})
    published.build()

    assert published.output(SIGNATURE).read_bytes() == before
    assert run("verify", published.output()).exit_code == 0
    assert run("verify", published.output(), "--key", f"{key}.pub").exit_code == 1
