"""Spool: bytes that wait outside of memory until their turn comes."""

from __future__ import annotations

from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import NamedTuple

IN_MEMORY = 8_000_000
"""Bytes from which on a file is worth its while."""


class Slot(NamedTuple):
    """Where something was put."""

    start: int
    size: int


class Spool:
    """Takes bytes and gives them back. Where no file can be had they stay in memory."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        # Its name is gone at once, so that it ends with the process, whatever becomes of that.
        self._file = SpooledTemporaryFile(in_memory)  # noqa: SIM115
        self._end = 0
        self._beside: dict[Slot, bytes] = {}

    def put(self, data: bytes) -> Slot:
        slot = Slot(self._end, len(data))
        self._end += len(data)
        try:
            self._file.seek(slot.start)
            self._file.write(data)
            self._file.flush()
        except OSError:
            self._beside[slot] = data
        return slot

    def get(self, slot: Slot) -> bytes:
        if slot in self._beside:
            return self._beside[slot]
        self._file.seek(slot.start)
        return self._file.read(slot.size)

    def close(self) -> None:
        with suppress(OSError):
            self._file.close()
