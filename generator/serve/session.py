"""One run of the server: what is shown now, and what each build changes about it."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import threading
import webbrowser
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from typing import Any

from tornado.ioloop import IOLoop, PeriodicCallback

from generator.advice.advice import Advice
from generator.publish import Published
from generator.report import problem_lines
from generator.serve.address import HOST, welcome
from generator.serve.backstage import Backstage
from generator.serve.desk import Desk
from generator.serve.overlay import headline
from generator.serve.web import Server, alert_browsers, reload_browsers
from generator.serve.worker import Built, Worker
from generator.task import Options
from generator.words import translate

MOST_FOLLOWED = 10
"""Files that are looked at for the page to go to, when many change together."""


class Session:
    """Serves until it is interrupted."""

    def __init__(
        self,
        options: Options,
        sockets: list[socket],
        say: Callable[[str], Any],
        *,
        follow: bool = False,
    ) -> None:
        self._say = say
        self._follow = follow
        self._changed: frozenset[str] = frozenset()
        self._translate = translate()
        self._sockets = sockets
        self._port: int = sockets[0].getsockname()[1]
        self._name = secrets.token_hex(4)
        self._edition = 0
        self._desk = Desk(self._translate)
        self._loop = IOLoop.current()
        self._worker = Worker(options, self._hand_over)
        self._server = Server(options, self._desk, self._worker, sockets)

    def run(self, *, open_browser: bool) -> None:
        """Serve until Ctrl+C."""
        for line in welcome(self._sockets, self._translate):
            self._tell(line)
        if open_browser:
            self._loop.add_callback(self._open, f"http://{HOST}:{self._port}/")
        try:
            with self._interrupted_quietly():
                self._server.serve(port=self._port, host=HOST)
        finally:
            self._worker.stop()

    @contextmanager
    def _interrupted_quietly(self) -> Iterator[None]:
        """Let Ctrl+C end the loop between two steps, not in the midst of an answer."""
        if threading.current_thread() is not threading.main_thread():
            yield  # Signals come to the main thread only.
            return
        if os.name == "nt":
            # There Ctrl+C is noticed only when the loop wakes up.
            PeriodicCallback(lambda: None, 500).start()
        loop: asyncio.AbstractEventLoop = self._loop.asyncio_loop  # type: ignore[attr-defined]
        # A signal comes within the loop's own thread, yet only this call wakes it.
        before = signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(loop.stop))
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    async def _open(self, address: str) -> None:
        # In a thread, since some browsers keep whoever calls them.
        if not await self._loop.run_in_executor(None, webbrowser.open, address):
            words = self._translate("No browser was found: open {address} in one yourself.")
            self._tell(words.format(address=address))

    def _hand_over(self, built: Built) -> None:
        """Bring a result from the worker's thread to the server's."""
        self._loop.add_callback(self._built, built)

    def _built(self, built: Built) -> None:
        self._changed |= built.changed
        if built.result.published is None:
            self._failed(built.problems, built.seconds)
        else:
            self._succeeded(built, built.result.published)
        self._desk.ready.set()

    def _tell(self, line: str) -> None:
        # Who reads the terminal may have gone; browsers are still served.
        with suppress(OSError):
            self._say(line)

    def _succeeded(self, built: Built, published: Published) -> None:
        files = len(published.written) + len(published.removed)
        words = self._translate("{pages} pages in {seconds} s; files changed: {changed}.")
        seconds = f"{built.seconds:.1f}"
        self._tell(words.format(pages=built.result.pages, seconds=seconds, changed=files))
        news = self._has_news(built.backstage)
        styles = is_styles(self._changed) and not (news or self._desk.problems)
        page = self._page_to_follow(built.backstage)
        self._desk.backstage = built.backstage
        self._changed = frozenset()
        if files or news or self._desk.problems:
            self._edition += 1
            # Livereload turns what looks like a number into one: the letter keeps it text.
            self._desk.stamp = f"s{self._name}-{self._edition}"
            self._desk.problems = ()
            reload_browsers(page, styles=styles)

    def _page_to_follow(self, now: Backstage | None) -> str:
        if now is None or not self._follow:
            return ""
        return now.page_of(latest(self._changed))

    def _has_news(self, now: Backstage | None) -> bool:
        """Whether bars have something else to say, although pages may be as they were."""
        before = self._desk.backstage
        if before is None or now is None:
            return True
        return before.remarks != now.remarks or before.marks != now.marks

    def _failed(self, problems: tuple[Advice, ...], seconds: float) -> None:
        for line in problem_lines((each.found for each in problems), self._translate):
            self._tell(line)
        summary = headline(len(problems), self._translate)
        self._tell(f"{summary} ({seconds:.1f} s)")
        self._desk.problems = problems
        alert_browsers(summary)


def is_styles(changed: Collection[str]) -> bool:
    """Whether only stylesheets changed, so that pages can stay as they are."""
    return bool(changed) and all(each.endswith(".css") for each in changed)


def latest(changed: Iterable[str]) -> list[Path]:
    """The files that were saved last, the very last first."""
    times: dict[Path, int] = {}
    for each in changed:
        with suppress(OSError):  # Gone.
            times[Path(each)] = Path(each).stat().st_mtime_ns
    return sorted(times, key=lambda each: -times[each])[:MOST_FOLLOWED]
