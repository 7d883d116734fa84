"""A running `guong serve`, and a browser's end of its websocket, for tests."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Mapping
from email.message import Message
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.sites import MINIMAL, Project

ROOT = Path(__file__).parents[1]
PATIENCE_SECONDS = 90
NAME = "profiles/dong-chi-a.md"
PAGE = "profiles/dong-chi-a/"
PROFILE = MINIMAL[NAME]


# Shells let what they run in the background ignore Ctrl+C, and children would do the same.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Answer:
    """What the server said to one request."""

    def __init__(self, status: int, headers: Message, body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.text = body.decode()


class Served:
    """A server in a process of its own."""

    def __init__(self, project: Project, *arguments: str, env: Mapping[str, str]) -> None:
        self.project = project
        self._process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", *arguments],
            cwd=project.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C", **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.said: list[str] = []
        self.address = self.line("http://").partition("http://")[2].split("/")[0]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))

    def hear_no_more(self) -> None:
        """Close the end where its words are read."""
        assert self._process.stdout is not None
        nobody = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nobody, self._process.stdout.fileno())
        os.close(nobody)

    def line(self, part: str) -> str:
        """Wait for the next line that holds *part*."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"{part!r} was not said, but: {self.said}") from None
            self.said.append(line)
            if part in line:
                return line

    def get(
        self,
        path: str = "",
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Ask for an address, without following where it leads."""

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *args: Any, **more: Any) -> None:
                return None

        url = f"http://{self.address}/{path}"
        request = urllib.request.Request(url, body, dict(headers or {}), method=method)
        try:
            with urllib.request.build_opener(Stay).open(request, timeout=PATIENCE_SECONDS) as found:
                return Answer(found.status, found.headers, found.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def shows(self, words: str, path: str = "") -> str:
        """Wait until the page shows *words*, and give it."""
        until = time.monotonic() + PATIENCE_SECONDS
        text = ""
        while time.monotonic() < until:
            text = self.get(path).text
            if words in text:
                return text
            time.sleep(0.05)
        raise AssertionError(f"{words!r} was not shown, but: {text}")

    def stamp(self, path: str = "") -> str:
        return self.get(path).text.partition("snipver=")[2].partition("&")[0]

    def stamp_but(self, known: Collection[str]) -> str:
        """Wait for a stamp that is not *known*."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (stamp := self.stamp()) in known and time.monotonic() < until:
            time.sleep(0.05)
        return stamp

    def holds(self) -> tuple[float, int]:
        """Megabytes in memory, and open files, with those of the processes that it began; nothing
        where the system does not say.
        """
        if not Path("/proc/self/task").exists():
            return 0.0, 0
        every = [self._process.pid]
        for each in every:
            for task in Path(f"/proc/{each}/task").iterdir():
                every += map(int, (task / "children").read_text().split())
        pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in every]
        files = [len(list(Path(f"/proc/{each}/fd").iterdir())) for each in every]
        return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6, sum(files)

    def interrupt(self) -> tuple[int, str]:
        """Press Ctrl+C; give the exit status and what stood on the other stream."""
        self._process.send_signal(signal.SIGINT)
        try:
            status = self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        assert self._process.stderr is not None
        return status, self._process.stderr.read()

    def end(self) -> None:
        """End it if it still runs, as Ctrl+C does, so that coverage is written."""
        if self._process.poll() is None:
            self.interrupt()
        for stream in (self._process.stdout, self._process.stderr):
            assert stream is not None
            stream.close()


class Browser:
    """A browser's end of livereload's websocket."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, served: Served, stamp: str = "") -> Browser:
        """Connect and say hello, from a page of the build that is called *stamp*."""
        browser = cls(await websocket_connect(f"ws://{served.address}/livereload"))
        await browser.say({"command": "hello", "protocols": [], "snipver": stamp})
        assert (await browser.hears())["command"] == "hello"
        await browser.say({"command": "info", "plugins": {}, "url": f"http://{served.address}/"})
        return browser

    async def say(self, message: dict[str, Any]) -> None:
        await self._connection.write_message(json.dumps(message))

    async def hears(self) -> dict[str, Any]:
        """The next message."""
        message = await asyncio.wait_for(self._connection.read_message(), PATIENCE_SECONDS)
        assert message is not None, "the server hung up"
        found: dict[str, Any] = json.loads(message)
        return found


Serve = Callable[..., Served]


def told(name: str) -> dict[str, str]:
    """The profile, telling of somebody else."""
    return {NAME: PROFILE.replace("Đồng chí A", name)}
