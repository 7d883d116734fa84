"""Livereload's server, made to serve a published site with its problems laid over it."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable
from pathlib import Path
from socket import socket
from typing import Any

import livereload
from livereload.handlers import LiveReloadHandler, StaticFileHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError
from tornado.web import StaticFileHandler as PlainFileHandler
from tornado.websocket import WebSocketHandler

from generator.admin.configuration import ENDPOINT
from generator.hosting.rules import FORMS, STRICT, forms_policy
from generator.serve.desk import Desk
from generator.serve.endpoints import (
    MOST_BYTES,
    Aids,
    Marks,
    NeverKept,
    Open,
    Problems,
    Refused,
    Script,
    has_no_place,
    is_here,
    is_own,
)
from generator.serve.forms import MOST_REQUEST_BYTES, Forms
from generator.serve.overlay import error_page, missing_page
from generator.serve.worker import Worker
from generator.task import Options

TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Types that a machine's own table may lack or get wrong."""
BODY_SECONDS = 60.0
"""How long what a page sends may be on its way."""
_TEXTS = ("application/json", "application/xml", "image/svg+xml")
_AIDS = Path(__file__).parent / "browser"
POLICY = f"{STRICT}; connect-src 'self' ws://{{host}}"
"""As strict as the site promises to bear, but for Trusted Types, which livereload's own script does
not know; the socket is named for browsers that do not think of it as the same."""


class Server(livereload.Server):  # type: ignore[misc] # livereload is untyped
    """Serves the published files and livereload's own on sockets that are bound already."""

    def __init__(self, options: Options, desk: Desk, worker: Worker, sockets: list[socket]) -> None:
        super().__init__(watcher=worker)
        self.root = str(options.output.resolve())
        self._content = options.content.resolve()
        self._project = self._content.parent
        self._with_forms = options.admin is not None
        self._desk = desk
        self._sockets = sockets

    def application(self, *args: Any, **options: Any) -> None:
        """Set up what answers; livereload's `serve` calls this and then runs the loop."""
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.waiters.clear()
        LiveReloadHandler._last_reload_time = None
        desk = {"desk": self._desk}
        forms = [(ENDPOINT, Forms, {"content": self._content})] if self._with_forms else []
        handlers: list[Any] = [
            (r"/livereload", Live, desk),
            (r"/livereload\.js", Script),
            (r"/__guong__/problems", Problems, desk),
            (r"/__guong__/marks", Marks, desk),
            (r"/__guong__/open", Open, {"project": self._project, **desk}),
            *forms,
            (r"/__guong__/(.*)", Aids, {"path": str(_AIDS)}),
            (r"/(.*)", Files, {"path": self.root, "default_filename": "index.html", **desk}),
        ]
        application = Application([(r".*", Refused, desk)], log_function=lambda handler: None)
        names = {"localhost", *(each.getsockname()[0] for each in self._sockets)}
        application.add_handlers(f"(?:{'|'.join(map(re.escape, sorted(names)))})", handlers)
        most = MOST_REQUEST_BYTES if self._with_forms else MOST_BYTES
        # Kept in memory before anybody may ask who sends it.
        server = HTTPServer(application, max_body_size=most, body_timeout=BODY_SECONDS)
        server.add_sockets(self._sockets)

    def _setup_logging(self) -> None:
        # Livereload would write every step to the terminal; what matters is said elsewhere.
        return


class Files(NeverKept, StaticFileHandler):  # type: ignore[misc] # livereload is untyped
    """The published files; pages are dressed for the author."""

    def initialize(self, desk: Desk, **options: Any) -> None:
        super().initialize(**options)
        self._desk = desk

    def set_default_headers(self) -> None:
        super().set_default_headers()
        # A picture that is opened by itself is a page, too.
        self.set_header("Content-Security-Policy", POLICY.format(host=self.request.host))

    async def prepare(self) -> None:
        if has_no_place(self.request):
            raise HTTPError(404)
        await self._desk.ready.wait()

    def head(self, path: str) -> Awaitable[None]:
        return self.get(path, include_body=False)

    async def get(self, path: str, include_body: bool = True) -> None:
        self.path = self.parse_url_path(path)
        wanted = self.get_absolute_path(self.root, self.path)
        file = self.validate_absolute_path(self.root, wanted)
        if file is None:
            return  # Led on to the folder's own address.
        if Path(file) == Path(self.root, FORMS, "index.html"):
            self.set_header("Content-Security-Policy", forms_policy(()))
            await PlainFileHandler.get(self, path, include_body)
        elif file.endswith((".html", ".htm")):
            self._send(Path(file).read_bytes(), Path(file).relative_to(self.root).as_posix())
        else:
            await PlainFileHandler.get(self, path, include_body)

    def compute_etag(self) -> None:
        # What is never kept needs no mark to be asked about again.
        return None

    def get_content_type(self) -> str:
        ending = Path(self.absolute_path).suffix.lower()
        found = TYPES.get(ending) or str(super().get_content_type())
        return f"{found}; charset=utf-8" if found.startswith("text/") or found in _TEXTS else found

    def write_error(self, status_code: int, **details: Any) -> None:
        """Answer with the site's own page for what is not there, or with the problems."""
        if status_code not in (403, 404):
            super().write_error(status_code, **details)
            return
        self.set_status(404)
        page = Path(self.root) / "404.html"
        if page.is_file():
            self._send(page.read_bytes())
        elif self._desk.problems:
            self.set_status(500)
            self._send(error_page(self._desk.translate))
        else:
            self._send(missing_page(self._desk.translate))

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        if not isinstance(value, HTTPError):  # A wrong address is nothing to report.
            super().log_exception(kind, value, trace)

    def _send(self, page: bytes, name: str = "") -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._desk.dressed(page, name, trusted=is_here(self.request)))


class Live(LiveReloadHandler):  # type: ignore[misc] # livereload is untyped
    """Livereload's websocket, which also catches up with what a page missed."""

    check_origin = WebSocketHandler.check_origin

    def initialize(self, desk: Desk) -> None:
        self._desk = desk
        self._stamp = ""

    def prepare(self) -> None:
        if not is_own(self.request):
            raise HTTPError(403)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = json.loads(message)
            command = str(said["command"])
        except (ValueError, KeyError, TypeError, RecursionError):
            self.close(1003, "not a livereload message")
            return
        if command == "hello":
            self._stamp = str(said.get("snipver") or "")
        super().on_message(message)
        if command == "info":
            self._catch_up()

    def _catch_up(self) -> None:
        """A build may have ended after the page was served and before it got here."""
        if self._stamp and self._desk.stamp and self._stamp != self._desk.stamp:
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})
        elif self._desk.problems:
            self.send_message({"command": "alert", "message": ""})


def reload_browsers(page: str = "", *, styles: bool = False) -> None:
    """Let every open page load anew, at once: livereload's own schedule would drop some.

    With *page* the browser goes to that one; with *styles* it need only take new stylesheets.
    """
    message = {"command": "reload", "path": "*", "liveCSS": False, "page": page, "styles": styles}
    for waiter in tuple(LiveReloadHandler.waiters):
        waiter.send_message(message)


def alert_browsers(message: str) -> None:
    """Let every open page show the problems."""
    for waiter in tuple(LiveReloadHandler.waiters):
        waiter.send_message({"command": "alert", "message": message})
