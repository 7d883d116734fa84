"""What pages ask this server beside the site. Only its own pages may."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadJSHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler
from tornado.web import StaticFileHandler as PlainFileHandler

from generator.serve.bar import label
from generator.serve.desk import Desk
from generator.serve.editor import open_file

HERE = ("127.0.0.1", "::1")
MOST_BYTES = 1_000


class NeverKept(RequestHandler):
    """Answers that no browser keeps, guesses the type of, or gives to other sites."""

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")


class Own(NeverKept):
    """Answers for pages of this server only."""

    def prepare(self) -> None:
        if not is_own(self.request):
            raise HTTPError(403)


class Refused(NeverKept):
    """For names that this server does not go by: another site may have given itself our address."""

    def initialize(self, desk: Desk) -> None:
        self._desk = desk

    def prepare(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self._desk.translate("Open the site at the address that the terminal shows."))


class Script(Own, LiveReloadJSHandler):  # type: ignore[misc] # livereload is untyped
    """Livereload's script."""


class Aids(Own, PlainFileHandler):
    """Scripts and styles of the bar and the problems."""

    def prepare(self) -> None:
        super().prepare()
        if has_no_place(self.request):
            raise HTTPError(404)


class Problems(Own):
    """The problems of the last build, to be laid over a page that is open already."""

    def initialize(self, desk: Desk) -> None:
        self._desk = desk

    def get(self) -> None:
        self.finish(self._desk.overlay(trusted=is_here(self.request)))


class Marks(Own):
    """Which pages readers do not see yet, and how links to them are marked."""

    def initialize(self, desk: Desk) -> None:
        self._desk = desk

    def get(self) -> None:
        backstage = self._desk.backstage
        pages = sorted(backstage.marked()) if backstage else []
        self.finish({"label": label(self._desk.translate), "pages": pages})


class Open(Own):
    """Opens a file in the author's editor: one that a page or a problem names, and no other."""

    def initialize(self, desk: Desk, project: Path) -> None:
        self._desk = desk
        self._project = project

    def prepare(self) -> None:
        super().prepare()
        given = self.request.headers.get("X-Guong-Token", "")
        if not (is_here(self.request) and self._desk.is_token(given)):
            raise HTTPError(403)

    def post(self) -> None:
        try:
            asked = json.loads(self.request.body[:MOST_BYTES])
            at = self._desk.place(str(asked["of"]), int(asked["place"]))
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
            raise HTTPError(400) from None
        # What lies outside of the project, such as a theme, is named from the root of the disk.
        file = self._project / at.file if at else None
        if at is None or file is None or not file.is_file():
            raise HTTPError(404)
        if not open_file(file.resolve(), at.line):
            words = "No editor is known: name one with a window, such as code, in VISUAL."
            self.set_status(501)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(self._desk.translate(words))


def is_own(request: HTTPServerRequest) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        return False
    origin = request.headers.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc.lower() == request.host.lower()
    except ValueError:
        return False  # No address at all.


def has_no_place(request: HTTPServerRequest) -> bool:
    """Whether no file can lie where a request asks for one."""
    return "\0" in unquote(request.path)


def is_here(request: HTTPServerRequest) -> bool:
    """Whether a request comes from this machine."""
    return request.remote_ip in HERE
