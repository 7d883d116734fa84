"""A copy on a web server, read by plain requests."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from itertools import islice
from urllib.parse import quote, urlsplit

from generator.verify.copies import PIECE, SMALL, Found, Missing, Unreadable

TIMEOUT = 20
"""Seconds to wait for a server."""
LARGEST = 2**30
"""The most bytes of one file."""
CONNECTIONS = 4
"""How many requests are on their way at a time."""
_GOOD = (200, 410)
"""A withdrawn page comes with the status that says so."""


class Web:
    """A copy at an address; ValueError if it is none.

    Redirects lead elsewhere, so they are not followed.
    """

    def __init__(self, address: str) -> None:
        self._address = address.removesuffix("index.html").rstrip("/") + "/"
        parts = urlsplit(self._address)
        self._secure, self._host = parts.scheme == "https", parts.netloc.rpartition("@")[2]
        self._folder = quote(parts.path, safe="/%")
        self._lines: list[HTTPConnection] = []
        self._own = threading.local()
        if not parts.hostname:
            raise ValueError(address)

    def at(self, path: str) -> str:
        return self._address + path

    def small(self, path: str) -> bytes:
        with self._asked(path) as response:
            return b"".join(_pieces(response, SMALL))

    def digests(self, paths: Iterable[str]) -> Iterator[tuple[str, Found]]:
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            waiting = iter(paths)
            # Few at a time, so that all of them end soon when somebody loses patience.
            while part := list(islice(waiting, CONNECTIONS * 8)):
                yield from zip(part, pool.map(self._digest, part), strict=True)

    def others(self, known: Container[str]) -> Iterator[str]:
        """Servers do not tell what else they have."""
        return iter(())

    def close(self) -> None:
        for line in self._lines:
            line.close()

    def _digest(self, path: str) -> Found:
        digest = hashlib.sha256()
        try:
            with self._asked(path) as response:
                for piece in _pieces(response, LARGEST):
                    digest.update(piece)
        except (Missing, Unreadable) as why:
            return why
        return digest.hexdigest()

    def _asked(self, path: str) -> HTTPResponse:
        """The answer for a file; pages may be known by the address of their folder only."""
        response = self._answer(path)
        if response.status not in _GOOD and path.endswith("index.html"):
            self._drop(response)
            response = self._answer(path.removesuffix("index.html"))
        if response.status in _GOOD:
            return response
        status = response.status
        self._drop(response)
        if status == 404:
            raise Missing
        raise Unreadable(f"the server answers {status}")

    def _answer(self, path: str) -> HTTPResponse:
        for again in (True, False):
            reused = getattr(self._own, "line", None) is not None
            try:
                line = self._line()
                headers = {"Accept-Encoding": "identity", "User-Agent": "guong"}
                line.request("GET", self._folder + quote(path), headers=headers)
                return line.getresponse()
            except (OSError, HTTPException, ValueError) as error:
                self._hang_up()
                # A server may hang up between two requests.
                if not (again and reused and isinstance(error, OSError | HTTPException)):
                    raise Unreadable(_said(error)) from None
        raise AssertionError

    def _line(self) -> HTTPConnection:
        """The connection of this thread."""
        line: HTTPConnection | None = getattr(self._own, "line", None)
        if line is None:
            kind = HTTPSConnection if self._secure else HTTPConnection
            line = self._own.line = kind(self._host, timeout=TIMEOUT)
            self._lines.append(line)
        return line

    def _drop(self, response: HTTPResponse) -> None:
        """Leave the rest of an answer unread, however long it is."""
        response.close()
        self._hang_up()

    def _hang_up(self) -> None:
        if getattr(self._own, "line", None) is not None:
            self._own.line.close()
        self._own.line = None


def _pieces(response: HTTPResponse, most: int) -> Iterator[bytes]:
    size = 0
    try:
        while piece := response.read(PIECE):
            size += len(piece)
            if size > most:
                response.close()
                raise Unreadable("it is too large")
            yield piece
    except (OSError, HTTPException) as error:
        raise Unreadable(_said(error)) from None


def _said(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).rstrip(".")
