"""The desk: what is shown now."""

from __future__ import annotations

import asyncio
import secrets

from generator.advice.advice import Advice
from generator.diagnostics import Location, Translate
from generator.serve.backstage import Backstage
from generator.serve.bar import bar
from generator.serve.overlay import laid_over, overlay, with_scripts


class Desk:
    """What is shown now. Only the server's thread reads and writes it."""

    def __init__(self, translate: Translate) -> None:
        self.translate = translate
        self.ready = asyncio.Event()
        """Set when there was a first build: until then every page waits."""
        self.stamp = ""
        """Names the last good build: a page that was served with another one is out of date."""
        self.problems: tuple[Advice, ...] = ()
        self.backstage: Backstage | None = None
        """Of the last good build."""
        self.token = secrets.token_urlsafe()
        """Known to pages of this server alone: who sends it back may have files opened."""

    def dressed(self, page: bytes, path: str, *, trusted: bool) -> bytes:
        """A page with livereload's script and the bar, under the problems if there are any.

        Only for who is *trusted* files can be opened.
        """
        status = self.backstage.status(path) if self.backstage else None
        token = self.token if trusted else ""
        if status and self.backstage:
            marks = bool(self.backstage.marks)
            page = laid_over(page, bar(path, status, self.translate, token, marks=marks))
        page = laid_over(page, self.overlay(trusted=trusted))
        return with_scripts(page, self.stamp)

    def overlay(self, *, trusted: bool) -> bytes:
        """The problems of the last build, if there are any."""
        if not self.problems:
            return b""
        return overlay(self.problems, self.translate, self.token if trusted else "")

    def place(self, page: str, number: int) -> Location | None:
        """The place with a *number* on a page, or among the problems where *page* is ""."""
        if not page:
            places = [each.found.at for each in self.problems]
        else:
            status = self.backstage.status(page) if self.backstage else None
            places = [status.at, *(each.found.at for each in status.findings)] if status else []
        return places[number] if 0 <= number < len(places) else None

    def is_token(self, given: str) -> bool:
        """Whether *given* is the token; how long it takes to tell says nothing about it."""
        return secrets.compare_digest(given.encode(), self.token.encode())
