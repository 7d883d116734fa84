"""A copy on a web server, read by plain requests."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from itertools import islice
from socket import socket
from time import monotonic
from typing import Any, cast
from urllib.parse import quote, urlsplit

from generator.verify.copies import PIECE, SMALL, Found, Missing, Unreadable

TIMEOUT = 20
"""Seconds to wait for a server."""
PATIENCE = 60
"""Seconds in which the head of an answer must have come, and anything of a file."""
SLOWEST = 1000
"""Bytes a second of a file, on the whole, that are waited for."""
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

    def others(self, known: Container[str]) -> Iterator[tuple[str, Unreadable | None]]:
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
            # The rest of an answer would be taken for the beginning of the next.
            self._hang_up()
            return why
        return digest.hexdigest()

    def _asked(self, path: str) -> _Answer:
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

    def _answer(self, path: str) -> _Answer:
        for again in (True, False):
            reused = getattr(self._own, "line", None) is not None
            try:
                line = self._line()
                headers = {"Accept-Encoding": "identity", "User-Agent": "guong"}
                line.request("GET", self._folder + quote(path), headers=headers)
                return cast(_Answer, line.getresponse())
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
            line.response_class = _Answer
            self._lines.append(line)
        return line

    def _drop(self, response: _Answer) -> None:
        """Leave the rest of an answer unread, however long it is."""
        response.close()
        self._hang_up()

    def _hang_up(self) -> None:
        if getattr(self._own, "line", None) is not None:
            self._own.line.close()
        self._own.line = None


class _Answer(HTTPResponse):
    """An answer that is given up when it comes too slowly, however often anything comes."""

    def __init__(self, line: socket, *given: Any, **named: Any) -> None:
        super().__init__(line, *given, **named)
        self.source = _Source(self.fp.detach(), line)
        self.fp = BufferedReader(self.source)


class _Source(RawIOBase):
    """What comes in on a line until its time is over; then TimeoutError."""

    def __init__(self, source: RawIOBase, line: socket) -> None:
        self._source, self._line = source, line
        self._began = monotonic()
        self.seconds: float = PATIENCE

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._began + self.seconds - monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._line.settimeout(min(left, TIMEOUT))
        return self._source.readinto(buffer)

    def close(self) -> None:
        self._source.close()
        super().close()


def _pieces(response: _Answer, most: int) -> Iterator[bytes]:
    size = 0
    try:
        # Not `read`: it takes in a whole chunk of whatever size the server claims, -1 for one.
        while piece := response.read1(PIECE):
            size += len(piece)
            if size > most:
                raise Unreadable("it is too large")
            response.source.seconds = PATIENCE + size / SLOWEST
            yield piece
    except (OSError, HTTPException, ValueError) as error:
        raise Unreadable(_said(error)) from None


def _said(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said)[:200].rstrip(".")
